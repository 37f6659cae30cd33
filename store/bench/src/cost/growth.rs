//! The same work in larger and larger tables.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use endstate_store::Settings;
use tokio::sync::Notify;

use super::Measured;
use crate::{
    Result, Scope,
    fill::Rows,
    job::{JobState, nothing, prepare},
    load::{Load, Work},
    ours::{attached, in_one_state, some},
    place::{Commit, Place, Server},
};

/// One worker. A commit does not wait for the disk, which would hide the work.
pub(super) async fn growth(server: &Server, scope: &Scope) -> Result<()> {
    let transitions = Load {
        work: Work::Transitions,
        workers: 1,
        count: 1_000,
    };
    let jobs = Load {
        work: Work::Jobs,
        workers: 1,
        count: 150,
    };
    let mut base: Option<(f64, f64)> = None;
    for &rows in scope.sizes() {
        let place = Place::new(server, Commit::Nothing)?;
        let done = rows / 10;
        prepare(&place, &[Rows::Done(done), Rows::Ready(rows - done)]).await?;
        let (mut moved, mut ended) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            moved.push(transitions.rate(in_one_state(&place, transitions).await?));
            ended.push(jobs.rate(so_many(&place, jobs.count).await?));
        }
        let moved = Measured::new("transitions, per s", "no sync", rows, moved);
        let ended = Measured::new("jobs, per s", "no sync", rows, ended);
        let (first_moved, first_ended) = *base.get_or_insert((moved.median(), ended.median()));
        moved.print(server, Some(first_moved));
        ended.print(server, Some(first_ended));
    }
    Ok(())
}

/// The time that so many of the jobs that are ready take.
async fn so_many(place: &Place, count: usize) -> Result<Duration> {
    let store = attached(place, 1, Settings::new()).await?;
    let (begun, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let started = Instant::now();
    let measured = async {
        enough.notified().await;
        let took = started.elapsed();
        store.shutdown(Duration::from_secs(10)).await;
        took
    };
    let body = {
        let enough = Arc::clone(&enough);
        move |job| {
            // The one after the last has been claimed.
            if begun.fetch_add(1, Ordering::Relaxed) == count {
                enough.notify_one();
            }
            nothing(job)
        }
    };
    let workers = store.workers(some(1)?).run::<JobState, _, _>(body);
    let (took, driven) = tokio::join!(measured, workers);
    driven?;
    Ok(took)
}
