//! The handle through which children are spawned.

use core::{fmt, time::Duration};
use std::{sync::Arc, vec::Vec};

use tokio::runtime::Handle;
use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

use super::{Child, Overdue, Refused, RefusedCause, live::Live, supervised::Supervised};
use crate::{Lifecycle, scope::Running};

/// Spawns lifecycles as tasks of a nursery, and ends them.
///
/// A clone spawns into the same nursery, so that a child can be given one. Once the nursery is closed, every clone refuses.
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
/// use std::{future::pending, time::Duration};
/// use endstate::task;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// task::nursery(async |nursery| {
///     // One that stops when it is asked, and one that waits for ever.
///     let closing = nursery.closing_token();
///     let polite = nursery.spawn(Download::scope(Running).run(async move |download| {
///         closing.cancelled().await;
///         Ok(download.to(Complete).exit())
///     }))?;
///     let stuck = Download::scope(Running).run(async |_| Err(pending().await));
///     let stuck = nursery.spawn(stuck)?;
///     assert!(nursery.is_open() && nursery.len() == 2);
///
///     let shutdown = nursery.shutdown(Duration::from_secs(5)).await;
///     assert_eq!((shutdown.cancelled, shutdown.overdue.len()), (1, 0));
///     assert!(matches!(polite.await, DownloadEnd::Complete(_)));
///     assert!(matches!(stuck.await, DownloadEnd::Broken(_)));
///
///     nursery.closing().await; // over at once: it is closed
///     assert!(nursery.is_empty() && !nursery.is_open());
///     nursery.cancel(); // nothing is left to cancel
///     Ok(())
/// })
/// .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Nursery {
    pub(super) live: Arc<Live>,
    pub(super) overdue_after: Duration,
}

/// What came of [`Nursery::shutdown`].
///
/// [`Nursery`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shutdown {
    /// How many children had not ended by themselves within the grace, and were cancelled.
    pub cancelled: usize,
    /// The children among them that have not stopped.
    pub overdue: Vec<Overdue>,
}

impl Nursery {
    /// Spawns a scope as a task of its own; it begins at its first poll.
    ///
    /// What it uses is owned and can be sent, as with `tokio::spawn`: a child cannot borrow from its parent. A function that
    /// makes one returns `impl Running<Lifecycle = L> + Send`, with [`Running`].
    ///
    /// # Errors
    ///
    /// Gives the scope back where the nursery is closed, or where there is no tokio runtime.
    pub fn spawn<R>(&self, scope: R) -> Result<Child<<R::Lifecycle as Lifecycle>::End>, Refused<R>>
    where
        R: Running + Send + 'static,
        <R::Lifecycle as Lifecycle>::End: Send,
    {
        let Ok(runtime) = Handle::try_current() else {
            return Err(Refused::new(scope, RefusedCause::NoRuntime));
        };
        let lifecycle = R::Lifecycle::GRAPH.name;
        let Some(seat) = self.live.enter(lifecycle) else {
            return Err(Refused::new(scope, RefusedCause::Closed));
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "this is what wraps it: the nursery owns the task"
        )]
        let task = runtime.spawn(Supervised::new(scope, &self.live, seat));
        self.live.spawned(seat, task.abort_handle());
        Ok(Child::new(task, &self.live, seat, lifecycle))
    }

    /// Cancels every child and takes no more. The nursery's body goes on.
    pub fn cancel(&self) {
        self.live.cancel();
    }

    /// Takes no more children, gives those there are `grace` to end by themselves, then cancels the rest.
    ///
    /// Children learn of it through [`closing`](Self::closing). It returns when all have ended, and at the latest when
    /// those that were cancelled have had the nursery's time to stop (5 s unless [set](super::Settings::overdue_after)): what
    /// has not stopped by then is reported as overdue.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the nursery stays closed; children that were not cancelled yet go on.
    ///
    /// # Panics
    ///
    /// Where there are children, outside a tokio runtime with its timer enabled.
    pub async fn shutdown(&self, grace: Duration) -> Shutdown {
        self.live.close();
        if self.live.empty_within(grace).await {
            return Shutdown {
                cancelled: 0,
                overdue: Vec::new(),
            };
        }
        let cancelled = self.live.len();
        self.live.cancel();
        Shutdown {
            cancelled,
            overdue: self.stopped().await,
        }
    }

    /// Resolves when the nursery shuts down: for a child that stops on its own.
    ///
    /// It is the one wait here without a timeout: bound it by racing it with the child's work.
    pub fn closing(&self) -> WaitForCancellationFuture<'_> {
        self.live.closing.cancelled()
    }

    /// The same as a token, to hand on.
    #[must_use]
    pub fn closing_token(&self) -> CancellationToken {
        self.live.closing.child_token()
    }

    /// How many children have not ended.
    #[must_use]
    pub fn len(&self) -> usize {
        self.live.len()
    }

    /// Whether all children have ended.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.live.len() == 0
    }

    /// Whether it still takes children.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.live.is_open()
    }

    /// Waits for cancelled children to stop, and says which have not.
    pub(super) async fn stopped(&self) -> Vec<Overdue> {
        if self.live.empty_within(self.overdue_after).await {
            Vec::new()
        } else {
            self.live.overdue()
        }
    }

    /// Waits for the children; for those that are cancelled no longer than they have to stop.
    pub(super) async fn ended(&self) {
        self.live.empty_or_cancelled().await;
        self.stopped().await;
    }
}

impl fmt::Debug for Nursery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nursery")
            .field("name", &self.live.name)
            .field("live", &self.len())
            .field("open", &self.is_open())
            .finish_non_exhaustive()
    }
}
