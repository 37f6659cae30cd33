//! The lifecycle of the run: made by the supervisor, driven by workers, answered by a third role.

use endstate::{Abandoned, BoxError, Lifecycle, ReachableFrom, State};
use endstate_store::{Durable, Error, Exit};
use tokio::time::{Duration, sleep};

use crate::acknowledged::Log;

#[derive(Debug, Lifecycle, Durable)]
#[lifecycle(handle = Errand, fixpoint = Failed, cancelled = Cancelled)]
#[durable(table = "errands", attempts = 3)]
pub(crate) enum ErrandState {
    #[lifecycle(initial, to(Working, Failed, Cancelled))]
    Ready { load: i64 },
    #[lifecycle(to(Working, Asking, Failed, Cancelled))]
    Working { left: i64 },
    #[lifecycle(to(Settling, Expired, Cancelled))]
    #[durable(resting, deadline = "1h" -> Expired)]
    Asking { question: String },
    #[lifecycle(to(Settled, Failed, Cancelled))]
    Settling { answer: String },
    #[lifecycle(terminal)]
    Settled { answer: String },
    #[lifecycle(terminal)]
    Failed { error: String },
    #[lifecycle(terminal)]
    Expired,
    #[lifecycle(terminal)]
    Cancelled,
}

/// How often a row may be claimed, as the annotation says.
pub(crate) const ATTEMPTS: i64 = 3;

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        Failed {
            error: abandoned.to_string(),
        }
    }
}

impl<S: State<ErrandState>> Errand<S> {
    /// Moves on, and writes down what came of it.
    async fn step<N>(self, next: N, log: &Log) -> Result<Errand<N>, Error>
    where
        N: ReachableFrom<ErrandState, S> + Send + Sync,
    {
        let (id, epoch) = (self.row.id(), self.row.epoch());
        let moved = self.to(next).await;
        match &moved {
            Ok(moved) => log.moved(id, epoch, moved.row.version(), S::STATUS, N::STATUS),
            Err(Error::Superseded { .. }) => log.superseded(id, epoch),
            Err(_) => {}
        }
        moved
    }
}

/// Drives an errand from wherever it is to a rest or an end.
pub(crate) async fn body(any: AnyErrand, log: &Log) -> Result<Exit<ErrandState>, BoxError> {
    match any {
        AnyErrand::Ready(errand) => {
            let left = errand.state.load;
            work(errand.step(Working { left }, log).await?, log).await
        }
        AnyErrand::Working(errand) => work(errand, log).await,
        AnyErrand::Asking(errand) => {
            let answer = format!("{}: yes", errand.state.question);
            settle(errand.step(Settling { answer }, log).await?, log).await
        }
        AnyErrand::Settling(errand) => settle(errand, log).await,
        over => Err(format!("it is over: {}", endstate::AnyHandle::name(&over)).into()),
    }
}

async fn work(mut errand: Errand<Working>, log: &Log) -> Result<Exit<ErrandState>, BoxError> {
    while errand.state.left > 0 {
        a_while().await;
        let left = errand.state.left - 1;
        errand = errand.step(Working { left }, log).await?;
    }
    match fastrand::u8(..100) {
        0..3 => return Err("no such address".into()),
        3..5 => panic!("a bug in the body"),
        _ => {}
    }
    let question = format!("accept version {}?", errand.row.version());
    Ok(errand.step(Asking { question }, log).await?.rest())
}

async fn settle(errand: Errand<Settling>, log: &Log) -> Result<Exit<ErrandState>, BoxError> {
    a_while().await;
    let answer = errand.state.answer.clone();
    Ok(errand.step(Settled { answer }, log).await?.exit())
}

async fn a_while() {
    sleep(Duration::from_millis(fastrand::u64(10..150))).await;
}
