//! What a nursery tells `tracing` and `metrics`. Without the features every function here is empty.

use super::Overdue;

pub(super) fn started(name: &'static str) {
    let _ = name;
    #[cfg(feature = "metrics")]
    metrics::gauge!("endstate_task_live", "name" => name).increment(1.0);
}

pub(super) fn ended(name: &'static str) {
    let _ = name;
    #[cfg(feature = "metrics")]
    metrics::gauge!("endstate_task_live", "name" => name).decrement(1.0);
}

pub(super) fn overdue(name: &'static str, overdue: &[Overdue]) {
    let _ = (name, overdue);
    #[cfg(feature = "metrics")]
    metrics::counter!("endstate_task_overdue", "name" => name).increment(overdue.len() as u64);
    #[cfg(feature = "tracing")]
    for child in overdue {
        tracing::warn!(
            nursery = name,
            child = child.child.0,
            lifecycle = child.lifecycle,
            running_for = ?child.running_for,
            "overdue"
        );
    }
}
