//! The sweep of a large table, in which the drivers of some rows died.

use std::time::{Duration, Instant};

use endstate_store::{Listing, Settings};

use super::Measured;
use crate::{
    Result, Scope,
    fill::Rows,
    job::{JobState, prepare},
    place::{Commit, Place, Server},
};

const ROWS: usize = 100_000;
const ORPHANS: usize = 5_000;

/// A store sweeps a table before it gives anything of it for the first time: that is timed, once with the orphans, and once
/// when they have been ended.
pub(super) async fn sweep(server: &Server, scope: &Scope) -> Result<()> {
    let (mut full, mut idle) = (Vec::new(), Vec::new());
    for _ in 0..scope.rounds() {
        let place = Place::new(server, Commit::Disk)?;
        let others = (ROWS - ORPHANS) / 2;
        prepare(
            &place,
            &[
                Rows::Done(others),
                Rows::Orphaned(ORPHANS),
                Rows::Ready(others),
            ],
        )
        .await?;
        full.push(first_look(&place).await?);
        idle.push(first_look(&place).await?);
        let store = place.store(1, Settings::new()).await?;
        let counts = store.counts::<JobState>().await?;
        store.shutdown(Duration::ZERO).await;
        if counts.stranded != 0 || counts.of("failed") != ORPHANS as u64 {
            return Err(format!("the sweep left {counts:?}").into());
        }
    }
    Measured::times("sweep of 5,000 orphans", ROWS, &full).print(server, None);
    Measured::times("sweep that finds nothing", ROWS, &idle).print(server, None);
    Ok(())
}

async fn first_look(place: &Place) -> Result<Duration> {
    let store = place.store(1, Settings::new()).await?;
    let look = || store.list::<JobState>(Listing::new().most(1));
    let started = Instant::now();
    look().await?;
    let first = started.elapsed();
    let started = Instant::now();
    look().await?;
    let second = started.elapsed();
    store.shutdown(Duration::ZERO).await;
    Ok(first.saturating_sub(second))
}
