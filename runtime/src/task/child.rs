//! A child as its parent sees it.

use core::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};
use std::sync::Arc;

use tokio::task::JoinHandle;

use super::live::{Live, Seat};

/// Tells a nursery's children apart, in the order in which they were spawned.
///
/// [`Child`] has an example.
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
/// Awaiting it has no time-out: the child ends at its scope's deadline or its nursery's, if there is one.
///
/// # Cancel safety
///
/// Awaiting it through `&mut child` loses nothing.
///
/// # Panics
///
/// When polled after completion, or where the fixpoint's own `From<Abandoned>` panicked, so that there is no end.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Download, fixpoint = Broken)]
/// # enum DownloadState {
/// #     #[lifecycle(initial, to(Complete))] Running,
/// #     #[lifecycle(terminal)] Complete,
/// #     #[lifecycle(terminal)] Broken,
/// # }
/// use std::future::pending;
/// use endstate::task;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// task::nursery(async |nursery| {
///     let download = Download::scope(Running).run(async |_| Err(pending().await));
///     let download = nursery.spawn(download)?;
///     println!("{} runs", download.id());
///     assert!(!download.has_ended());
///     download.cancel();
///     assert!(matches!(download.await, DownloadEnd::Broken(_)));
///     Ok(())
/// })
/// .await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "the child's end says how it ended; drop it with `drop(child)` to leave that to the nursery"]
pub struct Child<E> {
    task: JoinHandle<E>,
    live: Arc<Live>,
    seat: Seat,
    lifecycle: &'static str,
    /// Its task has ended, and what it left was looked for: nothing is left to forget.
    told: bool,
}

impl<E> Child<E> {
    pub(super) fn new(
        task: JoinHandle<E>,
        live: &Arc<Live>,
        seat: Seat,
        lifecycle: &'static str,
    ) -> Self {
        Self {
            task,
            live: Arc::clone(live),
            seat,
            lifecycle,
            told: false,
        }
    }

    /// Which child it is.
    #[must_use]
    pub fn id(&self) -> ChildId {
        self.seat.child
    }

    /// Cancels this child alone: its body is dropped at its next `.await`, and its lifecycle ends as cancelled.
    pub fn cancel(&self) {
        self.task.abort();
    }

    /// Whether it has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.live.has_left(self.seat)
    }
}

impl<E: 'static> Future for Child<E> {
    type Output = E;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<E> {
        let this = &mut *self;
        let joined = ready!(Pin::new(&mut this.task).poll(cx));
        this.told = true;
        let end = joined.ok().or_else(|| this.live.take_end(this.seat));
        let Some(end) = end else {
            panic!(
                "`{}` has no end: its fixpoint could not be built",
                this.lifecycle
            )
        };
        Poll::Ready(end)
    }
}

impl<E> Drop for Child<E> {
    fn drop(&mut self) {
        if !self.told {
            self.live.forget_end(self.seat);
        }
    }
}

impl<E> fmt::Debug for Child<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Child<{}>({})", self.lifecycle, self.id().0)
    }
}
