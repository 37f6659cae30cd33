//! A task that dies, and its row that does not learn of it.
#![expect(clippy::disallowed_methods, reason = "this is the mistake")]
#![allow(
    clippy::unwrap_used,
    reason = "a poisoned lock is no concern of this page"
)]

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

/// The table.
#[derive(Clone, Default)]
struct Rows(Arc<Mutex<BTreeMap<u32, &'static str>>>);

impl Rows {
    fn set(&self, id: u32, status: &'static str) {
        self.0.lock().unwrap().insert(id, status);
    }

    fn print(&self) {
        for (id, status) in &*self.0.lock().unwrap() {
            println!("  project {id}: {status}");
        }
    }
}

// ANCHOR: task
async fn prepare_workspace(repo: &str) -> io::Result<()> {
    tokio::time::sleep(Duration::from_secs(3)).await;
    match repo {
        "gone" => Err(io::Error::other("the disk is full")),
        _ => Ok(()),
    }
}

async fn run(rows: Rows, id: u32, repo: &'static str) -> io::Result<()> {
    prepare_workspace(repo).await?;
    rows.set(id, "RUNNING");
    tokio::time::sleep(Duration::from_mins(1)).await;
    rows.set(id, "COMPLETED");
    Ok(())
}

fn launch(rows: &Rows, id: u32, repo: &'static str) {
    rows.set(id, "INITIALIZED");
    tokio::spawn(run(rows.clone(), id, repo));
}
// ANCHOR_END: task

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let rows = Rows::default();
    launch(&rows, 1, "endstate");
    launch(&rows, 2, "gone");
    for (later, what) in [(10, "ten seconds later"), (86_400, "a day later")] {
        tokio::time::sleep(Duration::from_secs(later)).await;
        println!("{what}:");
        rows.print();
    }
}
// ANCHOR_END: main
