//! What is done to the fleet and to its database.

use std::time::{Duration, Instant};

use endstate::BoxError;
use endstate_cluster::{Database, Shutdown};
use fastrand::Rng;

use crate::{GRACE, LEASE, fleet::Fleet};

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Kill,
    Stop,
    Terminate,
    Restart,
}

/// What comes first, so that the shortest run has some of each.
const FIRST: [Act; 7] = [
    Act::Stop,
    Act::Kill,
    Act::Terminate,
    Act::Kill,
    Act::Restart,
    Act::Kill,
    Act::Terminate,
];

/// How often the server is restarted, more or less.
const RESTART_EVERY: Duration = Duration::from_secs(20);

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) kills: usize,
    pub(crate) stops: usize,
    pub(crate) terminated: usize,
    pub(crate) restarts: usize,
}

/// Does one thing after the other, as the seed says.
pub(crate) struct Disturbance<'d> {
    database: &'d Database,
    pub(crate) rng: Rng,
    number: usize,
    restart_at: Instant,
    pub(crate) done: Done,
}

impl<'d> Disturbance<'d> {
    pub(crate) fn new(database: &'d Database, seed: u64) -> Self {
        Self {
            database,
            rng: Rng::with_seed(seed),
            number: 0,
            restart_at: Instant::now() + RESTART_EVERY / 3,
            done: Done::default(),
        }
    }

    /// Whether there is something yet that every run has.
    pub(crate) fn is_young(&self) -> bool {
        self.number < FIRST.len()
    }

    /// Does the next thing.
    pub(crate) fn act(&mut self, fleet: &mut Fleet) -> Result<(), BoxError> {
        let act = match FIRST.get(self.number) {
            Some(first) => *first,
            None => self.any(),
        };
        self.number += 1;
        match act {
            Act::Kill => {
                fleet.kill_one(&mut self.rng)?;
                self.done.kills += 1;
            }
            Act::Stop => {
                // Past the moment at which others may take its rows, and a sweep.
                let more = Duration::from_millis(self.rng.u64(500..1500));
                let stopped = fleet.stop_one(&mut self.rng, LEASE + GRACE + more)?;
                self.done.stops += usize::from(stopped);
            }
            Act::Terminate => self.done.terminated += self.terminate()?,
            Act::Restart => self.restart()?,
        }
        Ok(())
    }

    fn any(&mut self) -> Act {
        if self.database.cluster().is_some() && self.restart_at <= Instant::now() {
            return Act::Restart;
        }
        match self.rng.u8(..10) {
            0..5 => Act::Kill,
            5..7 => Act::Stop,
            _ => Act::Terminate,
        }
    }

    /// Ends some connections, whoever has them.
    fn terminate(&mut self) -> Result<usize, BoxError> {
        let Some(cluster) = self.database.cluster() else {
            return Ok(0);
        };
        let number = self.rng.u8(1..8);
        let ended = cluster.sql(&format!(
            "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity \
             WHERE datname LIKE 'test%' ORDER BY random() LIMIT {number}) AS victims"
        ))?;
        Ok(ended.parse()?)
    }

    fn restart(&mut self) -> Result<(), BoxError> {
        if let Some(cluster) = self.database.cluster() {
            let how = if self.rng.bool() {
                Shutdown::Fast
            } else {
                Shutdown::Immediate
            };
            cluster.restart(how)?;
            self.done.restarts += 1;
        }
        self.restart_at = Instant::now() + RESTART_EVERY.mul_f64(0.5 + self.rng.f64());
        Ok(())
    }
}
