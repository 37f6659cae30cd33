//! A day with a version's agents.

use std::{collections::BTreeMap, time::Duration};

use endstate::BoxError;
use tokio::time::{Instant, interval, sleep_until};

use super::{
    Visit,
    session::{Desk, Session},
};
use crate::{
    experiment::Progress,
    measure::{Counts, Measured, named},
};

/// All work takes whole seconds, so that nothing happens between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What the time that was lost is a part of.
pub const SLOT_MINUTES_HELD: &str = "slot-minutes held";

/// Queueing for longer than this is noticed.
const NOTICED: Duration = Duration::from_mins(5);

/// The agents of a version.
pub(super) trait Agents: Clone + Send + 'static {
    /// Runs one, and says when it began.
    fn run(&self, session: Session) -> impl Future<Output = Result<Instant, BoxError>> + Send;
    /// How many slots are taken.
    fn held(&self) -> usize;
}

/// Launches everything in its time, and adds up what slots were held for.
pub(super) async fn spend(
    visits: Vec<Visit>,
    agents: impl Agents,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let desk = Desk::default();
    let midnight = Instant::now();
    #[expect(
        clippy::disallowed_types,
        reason = "the day outlives its runs, and counts those that end badly"
    )]
    let mut runs = tokio::task::JoinSet::new();
    for visit in visits {
        let (agents, desk) = (agents.clone(), desk.clone());
        runs.spawn(async move {
            sleep_until(midnight + visit.at).await;
            let launched = Instant::now();
            let began = agents.run(Session::new(visit, desk)).await?;
            Ok::<_, BoxError>(began.duration_since(launched))
        });
    }
    let (mut seconds_held, mut seconds_lost) = (0, 0);
    let mut looks = interval(LOOK_EVERY);
    let (mut failed, mut queued) = (0, 0);
    loop {
        tokio::select! {
            biased;
            over = runs.join_next() => {
                let Some(run) = over else { break };
                progress.over(1);
                match run.map_err(BoxError::from).flatten() {
                    Ok(waited) => queued += u64::from(waited >= NOTICED),
                    Err(_) => failed += 1,
                }
            }
            _ = looks.tick() => {
                let (held, working) = (agents.held(), desk.working());
                seconds_held += held as u64 * LOOK_EVERY.as_secs();
                seconds_lost += held.saturating_sub(working) as u64 * LOOK_EVERY.as_secs();
            }
        }
    }
    Ok(Measured {
        counts: Counts {
            slot_minutes_lost: Some(seconds_lost / 60),
            ..Counts::default()
        },
        // It is one fault alone.
        by_fault: BTreeMap::new(),
        besides: named([
            (SLOT_MINUTES_HELD, seconds_held / 60),
            ("runs that failed", failed),
            ("runs that queued for 5 minutes or more", queued),
        ]),
    })
}
