//! What this crate measures of itself, through the facade `metrics`.
//!
//! Each label's values are names that stand in the program's text, so a metric has as many series as the program names
//! nurseries, limiters, registries, hubs and rules. Install a recorder, call [`describe`] once, and read:
//!
#![doc = include_str!("telemetry.md")]

use core::time::Duration;

/// What a metric is.
///
/// [`METRICS`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It goes up and down.
    Gauge,
    /// It only goes up.
    Counter,
    /// A distribution.
    Histogram,
}

/// One metric of this crate.
///
/// [`METRICS`] has an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What it counts.
    pub unit: &'static str,
    /// Its one label.
    pub label: &'static str,
    /// What it tells.
    pub tells: &'static str,
}

macro_rules! metrics {
    ($($metric:ident: $kind:ident $name:literal of $unit:literal by $label:literal: $tells:literal;)*) => {
        $(pub(crate) const $metric: Metric = Metric {
            name: $name,
            kind: Kind::$kind,
            unit: $unit,
            label: $label,
            tells: $tells,
        };)*

        /// Every metric of this crate.
        ///
        /// ```
        /// let names = endstate::telemetry::METRICS.iter().map(|metric| metric.name);
        /// assert!(names.into_iter().all(|name| name.starts_with("endstate_")));
        /// ```
        pub const METRICS: &[Metric] = &[$($metric),*];
    };
}

metrics! {
    TASK_LIVE: Gauge "endstate_task_live" of "children" by "nursery": "children that have not ended";
    TASK_OVERDUE: Counter "endstate_task_overdue" of "children" by "nursery": "children that were cancelled and did not stop in time";
    PERMIT_IN_FLIGHT: Gauge "endstate_permit_in_flight" of "permits" by "limiter": "permits that are held";
    PERMIT_WAITING: Gauge "endstate_permit_waiting" of "waiters" by "limiter": "who waits for a permit; above zero for long is an alarm";
    PERMIT_OVERHELD: Gauge "endstate_permit_overheld" of "permits" by "limiter": "permits that are held past their limit";
    PERMIT_TIMED_OUT: Counter "endstate_permit_timed_out" of "waiters" by "limiter": "who gave up waiting at the acquire time-out";
    PERMIT_WAIT: Histogram "endstate_permit_wait_seconds" of "seconds" by "limiter": "how long it took to get a permit";
    PERMIT_HOLD: Histogram "endstate_permit_hold_seconds" of "seconds" by "limiter": "how long a permit was held";
    OWNED_OPEN: Gauge "endstate_owned_open" of "handles" by "registry": "handles that are open";
    OWNED_REPLACED: Counter "endstate_owned_replaced" of "handles" by "registry": "handles that were closed because a newer one was opened";
    OWNED_CLOSING: Gauge "endstate_owned_closing" of "handles" by "registry": "asynchronous closes that are under way";
    OWNED_CLOSE_OVERDUE: Counter "endstate_owned_close_overdue" of "handles" by "registry": "asynchronous closes that were cut off at their deadline";
    TOPIC_TOPICS: Gauge "endstate_topic_topics" of "topics" by "hub": "topics that somebody is subscribed to";
    TOPIC_SUBSCRIPTIONS: Gauge "endstate_topic_subscriptions" of "subscriptions" by "hub": "live subscriptions";
    TOPIC_WAITING: Gauge "endstate_topic_waiting" of "waits" by "hub": "waits that are pending";
    TOPIC_TIMED_OUT: Counter "endstate_topic_timed_out" of "waits" by "hub": "waits that reached their time-out";
    TOPIC_LAGGED: Counter "endstate_topic_lagged" of "events" by "hub": "events that a subscription was too slow to see";
    WAIVERS: Counter "endstate_waivers" of "waivers" by "rule": "rules that were waived";
}

/// Tells the recorder what each metric is; without the feature `metrics` it does nothing.
///
/// ```
/// endstate::telemetry::describe();
/// ```
pub fn describe() {
    #[cfg(feature = "metrics")]
    for metric in METRICS {
        let unit = match metric.unit {
            "seconds" => metrics::Unit::Seconds,
            _ => metrics::Unit::Count,
        };
        match metric.kind {
            Kind::Gauge => metrics::describe_gauge!(metric.name, unit, metric.tells),
            Kind::Counter => metrics::describe_counter!(metric.name, unit, metric.tells),
            Kind::Histogram => metrics::describe_histogram!(metric.name, unit, metric.tells),
        }
    }
}

/// Without the feature `metrics` all of these are empty.
impl Metric {
    /// A gauge, by as much up or, below zero, down.
    #[inline]
    pub(crate) fn shift(&self, of: &'static str, by: f64) {
        let _ = (self, of, by);
        #[cfg(feature = "metrics")]
        metrics::gauge!(self.name, self.label => of).increment(by);
    }

    /// A counter.
    #[inline]
    pub(crate) fn count(&self, of: &'static str, more: u64) {
        let _ = (self, of, more);
        #[cfg(feature = "metrics")]
        metrics::counter!(self.name, self.label => of).increment(more);
    }

    /// A histogram, in seconds. The clock is read only if somebody records.
    #[inline]
    pub(crate) fn record(&self, of: &'static str, time: impl FnOnce() -> Duration) {
        let _ = (self, of, &time);
        #[cfg(feature = "metrics")]
        metrics::histogram!(self.name, self.label => of).record(time().as_secs_f64());
    }
}

/// `event!(warn, "message", field = value, ..)`: an event of `tracing`; without the feature its values are only borrowed.
macro_rules! event {
    ($level:ident, $message:literal $(, $field:ident = $value:expr)* $(,)?) => {{
        #[cfg(feature = "tracing")]
        tracing::$level!($($field = $value,)* $message);
        #[cfg(not(feature = "tracing"))]
        let _ = ($(&$value,)*);
    }};
}
pub(crate) use event;

#[cfg(test)]
mod tests {
    use std::{format, string::String};

    use super::METRICS;

    #[test]
    fn the_documented_table_is_the_list() {
        let rows = METRICS.iter().map(|metric| {
            let kind = format!("{:?}", metric.kind).to_lowercase();
            format!(
                "| `{}` | {kind} | {} | `{}` | {} |\n",
                metric.name, metric.unit, metric.label, metric.tells
            )
        });
        let head = "| name | kind | unit | label | what it tells |\n|---|---|---|---|---|\n";
        let table: String = core::iter::once(String::from(head)).chain(rows).collect();
        assert_eq!(include_str!("telemetry.md"), table);
    }
}
