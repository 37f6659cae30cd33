//! One run, as both versions see it: an agent that thinks, and a user who is asked.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;

use super::{Break, Visit};

/// How many work at this moment.
#[derive(Debug, Default, Clone)]
pub(super) struct Desk {
    working: Arc<AtomicUsize>,
}

impl Desk {
    pub(super) fn working(&self) -> usize {
        self.working.load(Ordering::Relaxed)
    }
}

/// One run.
#[derive(Debug)]
pub(super) struct Session {
    visit: Visit,
    desk: Desk,
}

impl Session {
    pub(super) fn new(visit: Visit, desk: Desk) -> Self {
        Self { visit, desk }
    }

    /// The agent's first part, which finds out what there is to ask.
    ///
    /// # Errors
    ///
    /// The agent's own.
    ///
    /// # Panics
    ///
    /// The agent may.
    pub(super) async fn think(&self) -> io::Result<()> {
        self.work(self.visit.thinks[0]).await;
        match self.visit.breaks {
            None => Ok(()),
            Some(Break::Error) => Err(io::ErrorKind::ConnectionReset.into()),
            Some(Break::Panic) => std::panic::resume_unwind(Box::new("the agent's bug")),
        }
    }

    /// Returns when the user has answered, which nobody can hurry.
    pub(super) async fn ask_user(&self) {
        if let Some(after) = self.visit.answers_after {
            sleep(after).await;
        }
    }

    /// The agent's second part.
    pub(super) async fn write(&self) {
        self.work(self.visit.thinks[1]).await;
    }

    async fn work(&self, takes: Duration) {
        let _working = Working::begin(&self.desk.working);
        sleep(takes).await;
    }
}

struct Working<'a>(&'a AtomicUsize);

impl<'a> Working<'a> {
    fn begin(working: &'a AtomicUsize) -> Self {
        working.fetch_add(1, Ordering::Relaxed);
        Self(working)
    }
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
