//! A permit that is held for as long as a body runs.

use core::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};
use std::{boxed::Box, panic::resume_unwind, sync::Arc};

use tokio::{
    runtime::Handle,
    task::{JoinError, JoinHandle},
    time::{Instant, timeout_at},
};

use super::{
    Failure, Held, Limiter,
    drive::hold_while_running,
    place::{Slot, Until},
};
use crate::returned::Returned;

impl Limiter {
    /// Waits for a permit, holds it while `body` runs, and gives what the body returned.
    ///
    /// Waiting and running are a task of their own, so a caller that is not polled any more strands no permit. Every
    /// wait of the body is bounded, because the hold is: at the hold limit the body is cancelled, and only when it has been
    /// dropped is its permit free. For a wait that may take longer there is [`Held::released`].
    ///
    /// The body is an async closure, `async move |held| ..`, and not `|held| async move { .. }`; or an `async fn` that takes a
    /// [`Held`]. What it captures is `'static`, as with `tokio::spawn`.
    ///
    /// # Errors
    ///
    /// The body's own error, and what kept the body from coming to its end: see [`Failure`].
    ///
    /// # Panics
    ///
    /// Goes on with a panic of the body; and in a tokio runtime without its timer enabled.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it cancels the body, which gives the permit back at its next `.await`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// use endstate::permit::Limiter;
    ///
    /// # async fn read(_: &str) -> std::io::Result<String> { Ok("[package]".into()) }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), endstate::BoxError> {
    /// let limiter = Limiter::new(const { NonZeroUsize::new(2).unwrap() });
    /// let length = limiter
    ///     .run(async |_held| {
    ///         let text = read("Cargo.toml").await?;
    ///         Ok(text.len())
    ///     })
    ///     .await?;
    /// assert!(length > 0);
    /// # Ok(())
    /// # }
    /// ```
    // The first bound keeps `Held` inside, since it holds for every lifetime; the second says that the future can be spawned, which
    // the first cannot say. No bound is on the future that this returns, so that a mistake is reported here alone.
    pub fn run<F, Fut, T>(&self, body: F) -> Run<T>
    where
        F: for<'run> AsyncFnOnce(Held<'run>) -> Fut::Output,
        F: FnOnce(Held<'static>) -> Fut + Send + 'static,
        Fut: Future + Send + 'static,
        Fut::Output: Returned<T>,
        T: Send + 'static,
    {
        let slot = Arc::new(Slot::new(&self.shared));
        Run {
            limiter: self.shared.settings.name,
            ended: Box::pin(run(slot, body)),
        }
    }
}

/// The future of [`Limiter::run`].
#[must_use = "a run begins when it is polled: `.await` it"]
pub struct Run<T> {
    limiter: &'static str,
    ended: Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>,
}

impl<T> Future for Run<T> {
    type Output = Result<T, Failure>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.ended.as_mut().poll(cx)
    }
}

impl<T> fmt::Debug for Run<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("limiter", &self.limiter)
            .finish_non_exhaustive()
    }
}

async fn run<F, Fut, T>(slot: Arc<Slot>, body: F) -> Result<T, Failure>
where
    F: FnOnce(Held<'static>) -> Fut + Send + 'static,
    Fut: Future<Output: Returned<T>> + Send + 'static,
    T: Send + 'static,
{
    let Ok(runtime) = Handle::try_current() else {
        return Err(Failure::NoRuntime);
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "owned by this future, which aborts it on drop"
    )]
    let task = runtime.spawn(hold_while_running(Arc::clone(&slot), body));
    let mut task = AbortOnDrop(task);
    match task.end(&slot).await {
        Some(Ok(ended)) => ended,
        Some(Err(join)) => match join.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(Failure::NoRuntime),
        },
        None => Err(slot.at_the_limit(false)),
    }
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> AbortOnDrop<T> {
    /// How the task ended; `None` if it reached its limit and does not stop.
    async fn end(&mut self, slot: &Slot) -> Option<Result<T, JoinError>> {
        let settings = slot.shared.settings;
        loop {
            let limit = match slot.until() {
                Until::Limit(limit) => limit,
                // A hold that begins later has its limit later.
                Until::Unlimited | Until::Asked | Until::Owed => {
                    match Instant::now().checked_add(settings.hold_limit) {
                        Some(limit) => limit,
                        None => return Some((&mut self.0).await),
                    }
                }
            };
            let Some(overdue) = limit.checked_add(settings.overdue_after) else {
                return Some((&mut self.0).await);
            };
            if let Ok(joined) = timeout_at(overdue, &mut self.0).await {
                return Some(joined);
            }
            if slot.until() == Until::Limit(limit) {
                return None;
            }
        }
    }
}
