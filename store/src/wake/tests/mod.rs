//! Against real databases.
//!
//! The fallback tick of all of them is a minute and their time is 20 s, so nobody is saved by the tick.

use std::{pin::Pin, thread, time::Duration};

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Relay, Topic, Wakes};

mod local;
#[cfg(feature = "sqlite")]
mod polling;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "postgres")]
mod server;
#[cfg(feature = "postgres")]
mod silence;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "postgres")]
mod termination;

const TICK: Duration = Duration::from_mins(1);
const WITHIN: Duration = Duration::from_secs(20);

/// A relay on a thread of its own, as the keeper has it. Dropped, it is shut down.
struct Running {
    shutdown: CancellationToken,
    thread: Option<thread::JoinHandle<()>>,
}

type Run = Pin<Box<dyn Future<Output = ()>>>;

impl Running {
    fn start(
        relay: Relay,
        run: impl FnOnce(Relay, CancellationToken) -> Run + Send + 'static,
    ) -> Self {
        let shutdown = CancellationToken::new();
        let token = shutdown.clone();
        let thread = thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(run(relay, token));
        });
        Self {
            shutdown,
            thread: Some(thread),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.cancel();
        let ended = self.thread.take().map(thread::JoinHandle::join);
        if !thread::panicking() {
            assert!(matches!(ended, Some(Ok(()))), "the relay panicked");
        }
    }
}

/// Runs them as tasks, so that they race, and gives what they return. A panic in one is one here.
#[expect(
    clippy::disallowed_types,
    reason = "it is joined here, and a panic is passed on"
)]
async fn at_once<T: Send + 'static>(
    tasks: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: tokio::task::JoinSet<T> = tasks.into_iter().collect();
    tasks.join_all().await
}

fn ids(number: usize) -> Vec<Uuid> {
    (0..number).map(|_| Uuid::now_v7()).collect()
}
