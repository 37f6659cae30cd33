//! A child as its parent sees it.

use core::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::{sync::oneshot, task::AbortHandle};

/// Tells a nursery's children apart, in the order in which they were spawned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChildId(pub(super) u64);

impl fmt::Display for ChildId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "child {}", self.0)
    }
}

/// A spawned lifecycle. Awaited, it gives the lifecycle's end: also after a panic, an abort or a cancellation.
///
/// Dropped, the child goes on; the nursery still owns it.
///
/// # Cancel safety
///
/// Awaiting it through `&mut child` loses nothing.
///
/// # Panics
///
/// When polled after completion, or where the fixpoint's own `From<Abandoned>` panicked, so that there is no end.
#[must_use = "the child's end says how it ended; drop it with `drop(child)` to leave that to the nursery"]
pub struct Child<E> {
    pub(super) id: ChildId,
    pub(super) lifecycle: &'static str,
    pub(super) end: oneshot::Receiver<E>,
    pub(super) abort: AbortHandle,
}

impl<E> Child<E> {
    /// Which child it is.
    #[must_use]
    pub fn id(&self) -> ChildId {
        self.id
    }

    /// Cancels this child alone: its body is dropped at its next `.await`, and its lifecycle ends as cancelled.
    pub fn cancel(&self) {
        self.abort.abort();
    }

    /// Whether it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        !self.end.is_empty() || self.end.is_terminated()
    }
}

impl<E> Future for Child<E> {
    type Output = E;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<E> {
        let end = ready!(Pin::new(&mut self.end).poll(cx)).ok();
        let Some(end) = end else {
            panic!(
                "`{}` has no end: its fixpoint could not be built",
                self.lifecycle
            )
        };
        Poll::Ready(end)
    }
}

impl<E> fmt::Debug for Child<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Child<{}>({})", self.lifecycle, self.id.0)
    }
}
