//! What a hub tells `tracing` and `metrics`.

use super::TimedOut;
use crate::telemetry::{
    TOPIC_LAGGED, TOPIC_SUBSCRIPTIONS, TOPIC_TIMED_OUT, TOPIC_TOPICS, TOPIC_WAITING, event,
};

pub(super) fn subscribed(hub: &'static str, topic_is_new: bool) {
    TOPIC_SUBSCRIPTIONS.shift(hub, 1.0);
    if topic_is_new {
        TOPIC_TOPICS.shift(hub, 1.0);
    }
}

pub(super) fn unsubscribed(hub: &'static str, topic_is_gone: bool) {
    TOPIC_SUBSCRIPTIONS.shift(hub, -1.0);
    if topic_is_gone {
        TOPIC_TOPICS.shift(hub, -1.0);
    }
}

/// A pending wait, for as long as this lives.
pub(super) struct Waiting(&'static str);

impl Waiting {
    pub(super) fn on(hub: &'static str) -> Self {
        TOPIC_WAITING.shift(hub, 1.0);
        Self(hub)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        TOPIC_WAITING.shift(self.0, -1.0);
    }
}

pub(super) fn lagged(hub: &'static str, events: u64) {
    TOPIC_LAGGED.count(hub, events);
    event!(debug, "lagged", hub = hub, events = events);
}

pub(super) fn timed_out(timed_out: &TimedOut) {
    TOPIC_TIMED_OUT.count(timed_out.hub, 1);
    event!(
        warn,
        "timed_out",
        hub = timed_out.hub,
        after_seconds = timed_out.after.as_secs_f64(),
        checks = timed_out.checks,
        in_check = timed_out.in_check,
    );
}
