//! What a scope tells `tracing`: one span per scope, one event per transition and per exit. Without the feature every
//! function here is empty.

#[cfg(feature = "tracing")]
pub(crate) use on::*;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::*;

#[cfg(feature = "tracing")]
mod on {
    use alloc::string::{String, ToString};

    use tracing::{Level, Span, debug, enabled, info_span, warn};

    use crate::{Abandoned, End, Lifecycle, State, caught::caught};

    pub(crate) struct ScopeSpan(Span);

    impl ScopeSpan {
        pub(crate) fn new<L: Lifecycle>() -> Self {
            Self(info_span!("scope", lifecycle = L::GRAPH.name))
        }

        pub(crate) fn within<T>(&self, f: impl FnOnce() -> T) -> T {
            self.0.in_scope(f)
        }
    }

    #[inline]
    pub(crate) fn transition<L: Lifecycle, S: State<L>, N: State<L>>() {
        debug!(
            lifecycle = L::GRAPH.name,
            from = S::NAME,
            to = N::NAME,
            "transition"
        );
    }

    pub(crate) fn exit<L: Lifecycle>(end: &L::End) {
        debug!(lifecycle = L::GRAPH.name, state = end.name(), "exit");
    }

    /// Kept apart, because the fixpoint is built from the cause.
    pub(crate) struct AbandonedCause(String);

    impl AbandonedCause {
        pub(crate) fn of(abandoned: &Abandoned) -> Self {
            if !enabled!(Level::WARN) {
                return Self(String::new());
            }
            // A `Display` that panics must not take the end with it.
            let text = caught(|| Ok(abandoned.to_string()));
            Self(text.unwrap_or_else(|_| String::from("a cause that cannot be displayed")))
        }

        pub(crate) fn exit<L: Lifecycle>(self, end: &L::End) {
            warn!(
                lifecycle = L::GRAPH.name,
                state = end.name(),
                cause = self.0,
                "abandoned"
            );
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::{Abandoned, Lifecycle, State};

    pub(crate) struct ScopeSpan;

    impl ScopeSpan {
        #[inline]
        #[allow(
            clippy::extra_unused_type_parameters,
            reason = "with `tracing` it is needed"
        )]
        pub(crate) fn new<L: Lifecycle>() -> Self {
            Self
        }

        #[inline]
        #[allow(clippy::unused_self, reason = "with `tracing` it is needed")]
        pub(crate) fn within<T>(&self, f: impl FnOnce() -> T) -> T {
            f()
        }
    }

    #[inline]
    pub(crate) fn transition<L: Lifecycle, S: State<L>, N: State<L>>() {}

    #[inline]
    pub(crate) fn exit<L: Lifecycle>(_: &L::End) {}

    pub(crate) struct AbandonedCause;

    impl AbandonedCause {
        #[inline]
        pub(crate) fn of(_: &Abandoned) -> Self {
            Self
        }

        #[inline]
        #[allow(clippy::unused_self, reason = "with `tracing` it is needed")]
        pub(crate) fn exit<L: Lifecycle>(self, _: &L::End) {}
    }
}
