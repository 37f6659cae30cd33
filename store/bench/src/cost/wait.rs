//! The memory of waits.

use std::{
    fs,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use endstate_store::{Id, Settings};
use futures_util::future::join_all;
use tokio::sync::Notify;

use super::Measured;
use crate::{
    Result,
    fill::{Rows, id},
    job::{JobState, prepare},
    ours::attached,
    place::{Commit, Place, Server},
};

const WAITS: usize = 10_000;
const LONG: Duration = Duration::from_mins(10);

/// Measures in a process of its own: memory that was used before and is free again would not be seen.
pub(super) async fn memory(server: &Server) -> Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--waits-alone", &server.to_string()]);
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    if output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into())
    }
}

/// So many waits, each for a row of its own, that have read it and go on waiting.
pub(crate) async fn alone(server: &Server) -> Result<()> {
    let place = Place::new(server, Commit::Nothing)?;
    prepare(&place, &[Rows::Ready(WAITS)]).await?;
    let store = attached(&place, 8, Settings::new().recheck_every(LONG)).await?;
    let (read, all) = (AtomicUsize::new(0), Notify::new());
    let waits = |count: usize| {
        let (store, read, all) = (&store, &read, &all);
        join_all((1..=count as u128).map(move |nth| {
            let row: Id<JobState> = Id::from_uuid(id(nth));
            store.wait(row, LONG, move |_| {
                if read.fetch_add(1, Ordering::Relaxed) + 1 == count {
                    all.notify_one();
                }
                false
            })
        }))
    };
    // The connections and their caches are there before.
    tokio::select! {
        _ = waits(100) => {}
        () = all.notified() => {}
    }
    read.store(0, Ordering::Relaxed);
    let before = resident()?;
    let mut waiting = waits(WAITS);
    let after = tokio::select! {
        _ = &mut waiting => return Err("the waits are over".into()),
        () = all.notified() => resident()?,
    };
    drop(waiting);
    #[expect(clippy::cast_precision_loss, reason = "memory is small")]
    let each = after.saturating_sub(before) as f64 / WAITS as f64;
    Measured::new("memory of a wait", "bytes", WAITS, vec![each]).print(server, None);
    store.shutdown(Duration::ZERO).await;
    Ok(())
}

/// Bytes of this process that are in memory.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.ok_or("no VmRSS")?.trim().parse::<u64>()? * 1024)
}
