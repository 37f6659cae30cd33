//! A running scope as a future.

use alloc::boxed::Box;
use core::{
    fmt, mem,
    pin::Pin,
    task::{Context, Poll},
};

use super::{Deadline, Scope, Start, Started, Watch};
use crate::{
    BoxError, Cause, Exit, Lifecycle,
    caught::{caught, contained},
};

/// The future of [`Scope::run`], which gives the lifecycle's [`End`](crate::End).
///
/// It can be moved and stored while it runs, since it keeps its body on the heap.
// The bound on what a body returns stands on `Scope::run` alone and comes along as the function `land`: a body that
// ends wrongly then gives one error there, and none for every use of the future.
#[must_use = "a lifecycle begins when its scope is polled: `.await` it"]
pub struct Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
    stage: Stage<L, St, O, D, F, Fut>,
    land: fn(T) -> Result<Exit<L>, BoxError>,
}

enum Stage<L, St, O, D, F, Fut>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
    Unpolled(Scope<L, St, O, D>, F),
    Running(Running<L, O, D, Fut>),
    Ended,
}

/// Dropped in this order: the observers learn of a cancellation when the body's resources are gone.
struct Running<L, O, D, Fut>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
    body: Pin<Box<Fut>>,
    timer: D::Timer,
    watch: Watch<L, O>,
}

impl<L, St, O, D, F, Fut, T> Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
    #[inline]
    pub(super) fn new(
        scope: Scope<L, St, O, D>,
        body: F,
        land: fn(T) -> Result<Exit<L>, BoxError>,
    ) -> Self {
        Self {
            stage: Stage::Unpolled(scope, body),
            land,
        }
    }
}

#[cfg(feature = "tokio")]
impl<L, St, O, D, F, Fut, T> Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
    Fut: Future,
{
    /// Ends the lifecycle now, as cancelled; `None` where it had ended already.
    pub(super) fn cancel(self) -> Option<L::End> {
        match self.stage {
            Stage::Unpolled(scope, body) => {
                let Scope { start, on_exit, .. } = scope;
                // As with a body that runs: what it has goes first, and a destructor that panics changes nothing.
                contained(|| drop((body, start)));
                Some(Watch::<L, O>::new(on_exit).land(Err(Cause::Cancelled)))
            }
            Stage::Running(running) => Some(running.land(Err(Cause::Cancelled))),
            Stage::Ended => None,
        }
    }
}

/// The running body, or the end of a lifecycle that was over before its body could run.
fn begin<L, St, O, D, F, Fut>(
    scope: Scope<L, St, O, D>,
    body: F,
) -> Result<Running<L, O, D, Fut>, L::End>
where
    L: Lifecycle,
    St: Start<L>,
    O: FnOnce(&L::End),
    D: Deadline,
    F: FnOnce(St::Handle) -> Fut,
{
    let Scope {
        start,
        on_exit,
        limit,
        ..
    } = scope;
    let watch = Watch::<L, O>::new(on_exit);
    let begun = watch.span().within(|| {
        caught(|| {
            let timer = limit.start().map_err(Cause::Error)?;
            match start.__begin() {
                Started::Live(handle) => Ok(Ok((Box::pin(body(handle)), timer))),
                Started::Ended(end) => Ok(Err(end)),
                Started::Broken(broken) => Err(broken.into()),
            }
        })
    });
    match begun {
        Ok(Ok((body, timer))) => Ok(Running { body, timer, watch }),
        Ok(Err(end)) => Err(watch.land(Ok(end))),
        Err(cause) => Err(watch.land(Err(cause))),
    }
}

impl<L, O, D, Fut> Running<L, O, D, Fut>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
    Fut: Future,
{
    /// What the body returned, if it has, in time; or why it has not.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Fut::Output, Cause>> {
        let Self { body, timer, watch } = self;
        let polled = watch.span().within(|| {
            caught(|| match body.as_mut().poll(cx) {
                Poll::Ready(output) => Ok(Poll::Ready(output)),
                Poll::Pending => match D::poll_passed(timer, cx) {
                    Poll::Ready(after) => Err(Cause::TimedOut { after }),
                    Poll::Pending => Ok(Poll::Pending),
                },
            })
        });
        match polled {
            Ok(poll) => poll.map(Ok),
            Err(cause) => Poll::Ready(Err(cause)),
        }
    }

    /// Drops the body, then lands what it came to.
    fn land(self, ran: Result<L::End, Cause>) -> L::End {
        let Self { body, timer, watch } = self;
        // What the body came to is known by now: a destructor that panics cannot change it.
        watch.span().within(|| contained(|| drop((body, timer))));
        watch.land(ran)
    }
}

// The body is pinned on the heap, and nothing else needs to stay in place.
impl<L, St, O, D, F, Fut, T> Unpin for Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
}

impl<L, St, O, D, F, Fut, T> Future for Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    St: Start<L>,
    O: FnOnce(&L::End),
    D: Deadline,
    F: FnOnce(St::Handle) -> Fut,
    Fut: Future<Output = T>,
{
    type Output = L::End;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<L::End> {
        let this = &mut *self;
        // Taken out, and put back only while pending: a panic on the way drops it, and with it ends the lifecycle.
        let mut running = match mem::replace(&mut this.stage, Stage::Ended) {
            Stage::Unpolled(scope, body) => match begin(scope, body) {
                Ok(running) => running,
                Err(end) => return Poll::Ready(end),
            },
            Stage::Running(running) => running,
            Stage::Ended => panic!("a scope was polled after it had ended"),
        };
        let ran = match running.poll(cx) {
            Poll::Pending => {
                this.stage = Stage::Running(running);
                return Poll::Pending;
            }
            Poll::Ready(Ok(output)) => match (this.land)(output) {
                Ok(exit) => Ok(exit.end),
                Err(error) => Err(Cause::Error(error)),
            },
            Poll::Ready(Err(cause)) => Err(cause),
        };
        Poll::Ready(running.land(ran))
    }
}

impl<L, St, O, D, F, Fut, T> fmt::Debug for Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Unpolled(..) => "unpolled",
            Stage::Running(_) => "running",
            Stage::Ended => "ended",
        };
        write!(f, "Run<{}>({stage})", L::GRAPH.name)
    }
}
