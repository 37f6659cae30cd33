//! What a registry tells `tracing` and `metrics`.

use std::string::ToString;

use crate::{
    Cause,
    telemetry::{OWNED_CLOSE_OVERDUE, OWNED_CLOSING, OWNED_OPEN, OWNED_REPLACED, event},
};

pub(super) fn opened(registry: &'static str) {
    OWNED_OPEN.shift(registry, 1.0);
}

pub(super) fn closed(registry: &'static str) {
    OWNED_OPEN.shift(registry, -1.0);
}

pub(super) fn replaced(registry: &'static str) {
    OWNED_REPLACED.count(registry, 1);
    event!(debug, "replaced", registry = registry);
}

pub(super) fn close_began(registry: &'static str) {
    OWNED_CLOSING.shift(registry, 1.0);
}

pub(super) fn close_ended(registry: &'static str) {
    OWNED_CLOSING.shift(registry, -1.0);
}

pub(super) fn cut_off(registry: &'static str) {
    OWNED_CLOSE_OVERDUE.count(registry, 1);
    event!(warn, "a close was cut off", registry = registry);
}

pub(super) fn panicked(registry: &'static str, cause: &Cause) {
    let cause = cause.to_string();
    event!(
        error,
        "a close panicked",
        registry = registry,
        cause = cause.as_str(),
    );
}
