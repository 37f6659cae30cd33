//! A nursery from its first child to its last.

use core::time::Duration;
use std::{boxed::Box, panic::resume_unwind, sync::Arc};

use tokio::time::{Instant, timeout_at};

use super::{Failure, FailureCause, Nursery, live::Live};
use crate::{BoxError, caught::unwinding, returned::Returned};

/// Opens a nursery for as long as `body` runs and its children live, and gives what the body returned.
///
/// Without a deadline: [`named`] sets one. Children that are cancelled have 5 s to stop before they are reported as
/// [`Overdue`](super::Overdue).
///
/// # Errors
///
/// The body's own error. The children have been cancelled by then.
///
/// # Panics
///
/// Goes on with a panic of the body, once the children have been cancelled.
/// And outside a tokio runtime with its timer enabled, where there are cancelled children to wait for.
///
/// # Cancel safety
///
/// Dropped, it cancels the children; they end in their fixpoints on the runtime.
///
/// [The module](super) has an example, and so does [`Nursery`].
pub fn nursery<F, Fut, T>(body: F) -> impl Future<Output = Result<T, Failure>>
where
    F: FnOnce(Nursery) -> Fut,
    Fut: Future,
    Fut::Output: Returned<T>,
{
    named("nursery").open(body, Returned::__into_result)
}

/// A nursery with settings; `name` labels its events and its gauges.
///
/// [`Settings`] has an example.
pub fn named(name: &'static str) -> Settings {
    Settings {
        name,
        deadline: None,
        overdue_after: Duration::from_secs(5),
    }
}

/// How a nursery behaves.
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
/// use std::time::Duration;
/// use endstate::task;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let complete = task::named("downloads")
///     .deadline(Duration::from_secs(60))
///     .overdue_after(Duration::from_secs(1))
///     .nursery(async |nursery| {
///         let download = Download::scope(Running).run(async |d| Ok(d.to(Complete).exit()));
///         let end = nursery.spawn(download)?.await;
///         Ok(matches!(end, DownloadEnd::Complete(_)))
///     })
///     .await?;
/// assert!(complete);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "open it with `nursery(async |n| ..)`"]
pub struct Settings {
    name: &'static str,
    deadline: Option<Duration>,
    overdue_after: Duration,
}

impl Settings {
    /// The time that body and children have together. At its end the body is dropped and the children are cancelled.
    pub fn deadline(mut self, after: Duration) -> Self {
        self.deadline = Some(after);
        self
    }

    /// The time that a cancelled child has to stop before it is reported as overdue; 5 s by default.
    pub fn overdue_after(mut self, after: Duration) -> Self {
        self.overdue_after = after;
        self
    }

    /// Opens the nursery: see [`nursery`](super::nursery()).
    ///
    /// # Errors
    ///
    /// The body's own error, or a passed deadline. The children have been cancelled by then.
    ///
    /// # Panics
    ///
    /// Goes on with a panic of the body, once the children have been cancelled.
    /// And outside a tokio runtime with its timer enabled, where there is a deadline, or cancelled children to wait for.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it cancels the children; they end in their fixpoints on the runtime.
    pub fn nursery<F, Fut, T>(self, body: F) -> impl Future<Output = Result<T, Failure>>
    where
        F: FnOnce(Nursery) -> Fut,
        Fut: Future,
        Fut::Output: Returned<T>,
    {
        self.open(body, Returned::__into_result)
    }

    // Without the bound on what the body returns, which comes along as a function: a mistake is reported where the body is given, alone.
    async fn open<F, Fut, T>(
        self,
        body: F,
        returned: fn(Fut::Output) -> Result<T, BoxError>,
    ) -> Result<T, Failure>
    where
        F: FnOnce(Nursery) -> Fut,
        Fut: Future,
    {
        let Self {
            name,
            deadline,
            overdue_after,
        } = self;
        let nursery = Nursery {
            live: Arc::new(Live::new(name)),
            overdue_after,
        };
        let _cancelled_on_drop = CancelOnDrop(&nursery);
        // No deadline, where the clock does not reach that far.
        let by = deadline.and_then(|after| Some((after, Instant::now().checked_add(after)?)));
        // On the heap: nurseries nest, and each would hold the next several times over.
        let body = Box::pin(async { returned(body(nursery.clone()).await) });
        // In this order: the body may panic where the deadline drops it, too.
        let ran = unwinding(within(by, body)).await;
        let cause = match ran {
            Ok(Ok(Ok(value))) => match within(by, nursery.ended()).await {
                Ok(()) => return Ok(value),
                Err(after) => FailureCause::TimedOut { after },
            },
            Ok(Ok(Err(error))) => FailureCause::Body(error),
            Ok(Err(after)) => FailureCause::TimedOut { after },
            Err(panic) => {
                nursery.cancel();
                nursery.stopped().await;
                resume_unwind(panic)
            }
        };
        nursery.cancel();
        Err(Failure {
            cause,
            overdue: nursery.stopped().await,
        })
    }
}

struct CancelOnDrop<'a>(&'a Nursery);

impl Drop for CancelOnDrop<'_> {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The output of `future`, or the time it had.
async fn within<Fut: Future>(
    by: Option<(Duration, Instant)>,
    future: Fut,
) -> Result<Fut::Output, Duration> {
    match by {
        Some((after, by)) => timeout_at(by, future).await.map_err(|_| after),
        None => Ok(future.await),
    }
}
