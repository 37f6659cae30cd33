//! What a nursery tells `tracing` and `metrics`.

use super::Overdue;
use crate::telemetry::{TASK_LIVE, TASK_OVERDUE, event};

pub(super) fn started(nursery: &'static str) {
    TASK_LIVE.shift(nursery, 1.0);
}

pub(super) fn ended(nursery: &'static str) {
    TASK_LIVE.shift(nursery, -1.0);
}

pub(super) fn overdue(nursery: &'static str, overdue: &[Overdue]) {
    TASK_OVERDUE.count(nursery, overdue.len() as u64);
    for child in overdue {
        event!(
            warn,
            "overdue",
            nursery = nursery,
            child = child.child.0,
            lifecycle = child.lifecycle,
            running_for_seconds = child.running_for.as_secs_f64(),
        );
    }
}
