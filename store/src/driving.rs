//! A drive as a future.

use std::{
    fmt, mem,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use endstate::{AnyHandle, BoxError, Cause, private::catching};
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Durable,
    claim::Claim,
    drive::{Drive, Found, Over},
    error::Error,
    exit::{Driven, Exit},
    store::Shared,
};

/// The future of [`Store::drive`](crate::Store::drive), which gives a [`Driven`].
///
/// It can be moved and stored while it runs, since it keeps its body on the heap.
// The bound on what a body returns stands on `Store::drive` alone and comes along as the function `land`: a body that ends wrongly
// then gives one error there, and none for every use of the future.
#[must_use = "a row is driven while this is polled: `.await` it"]
pub struct Driving<L: Durable, F, Fut, T> {
    stage: Stage<L, F, Fut>,
    land: Land<L, T>,
}

/// What a body's output says of its row.
pub(crate) type Land<L, T> = fn(T) -> Result<Exit<L>, BoxError>;

type Sent<T> = Pin<Box<dyn Future<Output = T> + Send>>;

enum Stage<L: Durable, F, Fut> {
    Claiming(Sent<Result<Found<L>, Error>>, F),
    Claimed(Drive<L>, F),
    Running(Running<L, Fut>),
    Leaving(Sent<Result<Driven<L>, Error>>),
    Ended,
}

/// Dropped in this order: the body's resources are gone before the row is left.
struct Running<L: Durable, Fut> {
    body: Pin<Box<Fut>>,
    interrupted: Sent<Over<L>>,
    claim: Arc<Claim>,
    drive: Drive<L>,
}

impl<L: Durable, F, Fut, T> Driving<L, F, Fut, T> {
    /// Of a row that has yet to be claimed.
    pub(crate) fn of(store: &Arc<Shared>, id: Uuid, body: F, land: Land<L, T>) -> Self {
        Self {
            stage: Stage::Claiming(Box::pin(claim(Arc::clone(store), id)), body),
            land,
        }
    }

    pub(crate) fn of_claimed(drive: Drive<L>, body: F, land: Land<L, T>) -> Self {
        Self {
            stage: Stage::Claimed(drive, body),
            land,
        }
    }
}

async fn claim<L: Durable>(store: Arc<Shared>, id: Uuid) -> Result<Found<L>, Error> {
    let plan = store.attached::<L>().await?;
    store.claim::<L>(&plan, id).await
}

/// Lends the handle to the body.
fn begin<L, F, Fut>(mut drive: Drive<L>, body: F) -> Result<Stage<L, F, Fut>, Error>
where
    L: Durable,
    F: FnOnce(L::Any) -> Fut,
{
    let (Some(claim), Some(any)) = (drive.claim(), drive.any.take()) else {
        return Err(Error::Closed);
    };
    if !any.__holds() {
        let error = Error::BrokenInvariant {
            table: claim.plan.table.name,
            id: claim.id,
            state: any.name(),
        };
        drop(any);
        let over = Over::Failed(Cause::Error(error.into()));
        return Ok(Stage::Leaving(Box::pin(drive.leave(over))));
    }
    Ok(match catching(|| Box::pin(body(any))) {
        Ok(body) => Stage::Running(Running {
            body,
            interrupted: Box::pin(interrupted(Arc::clone(&claim), drive.stopping())),
            claim,
            drive,
        }),
        Err(cause) => {
            claim.cancel.cancel();
            Stage::Leaving(Box::pin(drive.leave(Over::Failed(cause))))
        }
    })
}

/// Why the body has to stop, once it has.
async fn interrupted<L: Durable>(claim: Arc<Claim>, stopping: CancellationToken) -> Over<L> {
    let mut deadlines = claim.deadline.subscribe();
    loop {
        let deadline = *deadlines.borrow_and_update();
        tokio::select! {
            biased;
            () = claim.lost.cancelled() => return Over::Lost,
            () = claim.cancel.cancelled() => return Over::Failed(Cause::Cancelled),
            () = stopping.cancelled() => return Over::Stopped,
            // The state changed, and its deadline with it.
            _ = deadlines.changed() => {}
            () = sleep_until(deadline.at) => return match deadline.of_state {
                Some(place) => Over::Overdue(place, deadline.after),
                None => Over::Failed(Cause::TimedOut { after: deadline.after }),
            },
        }
    }
}

impl<L: Durable, Fut: Future> Running<L, Fut> {
    /// What the body returned, or why it has to stop.
    fn poll(&mut self, cx: &mut Context<'_>, land: Land<L, Fut::Output>) -> Poll<Over<L>> {
        // Before the body: it must not go on with a row that is somebody else's.
        if self.claim.lost.is_cancelled() {
            return Poll::Ready(Over::Lost);
        }
        match catching(|| self.body.as_mut().poll(cx)) {
            Ok(Poll::Pending) => self.interrupted.as_mut().poll(cx),
            Ok(Poll::Ready(output)) => Poll::Ready(Over::Returned(land(output))),
            Err(cause) => Poll::Ready(Over::Failed(cause)),
        }
    }

    fn leave(self, over: Over<L>) -> Sent<Result<Driven<L>, Error>> {
        let Self {
            body, claim, drive, ..
        } = self;
        drop(body);
        claim.cancel.cancel();
        Box::pin(drive.leave(over))
    }
}

// The body is pinned on the heap, and nothing else needs to stay in place.
impl<L: Durable, F, Fut, T> Unpin for Driving<L, F, Fut, T> {}

impl<L, F, Fut, T> Future for Driving<L, F, Fut, T>
where
    L: Durable,
    F: FnOnce(L::Any) -> Fut,
    Fut: Future<Output = T>,
{
    type Output = Result<Driven<L>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        loop {
            // Taken out, and put back only while pending: a panic on the way drops it, and with it ends the row.
            this.stage = match mem::replace(&mut this.stage, Stage::Ended) {
                Stage::Claiming(mut claiming, body) => match claiming.as_mut().poll(cx)? {
                    Poll::Ready(Found::Claimed(drive)) => Stage::Claimed(drive, body),
                    Poll::Ready(Found::Ended(end)) => return Poll::Ready(Ok(Driven::Ended(end))),
                    Poll::Pending => {
                        this.stage = Stage::Claiming(claiming, body);
                        return Poll::Pending;
                    }
                },
                Stage::Claimed(drive, body) => begin(drive, body)?,
                Stage::Running(mut running) => match running.poll(cx, this.land) {
                    Poll::Ready(over) => Stage::Leaving(running.leave(over)),
                    Poll::Pending => {
                        this.stage = Stage::Running(running);
                        return Poll::Pending;
                    }
                },
                Stage::Leaving(mut leaving) => {
                    let left = leaving.as_mut().poll(cx);
                    if left.is_pending() {
                        this.stage = Stage::Leaving(leaving);
                    }
                    return left;
                }
                Stage::Ended => panic!("a drive was polled after it had ended"),
            };
        }
    }
}

impl<L: Durable, F, Fut, T> fmt::Debug for Driving<L, F, Fut, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Claiming(..) => "claiming",
            Stage::Claimed(..) => "claimed",
            Stage::Running(_) => "running",
            Stage::Leaving(_) => "leaving",
            Stage::Ended => "ended",
        };
        write!(f, "Driving<{}>({stage})", L::GRAPH.name)
    }
}
