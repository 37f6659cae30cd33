//! Every saga that was asked for, in both versions, one after the other.

use std::path::PathBuf;

use endstate::BoxError;

use crate::{
    database::Databases,
    measure::{Measured, Outcome},
    saga::{Saga, Version},
    unenforced_invariant, unordered_subscription, unowned_handle, unscoped_lock, unsupervised_task,
};

/// What all sagas share.
#[derive(Debug)]
pub struct Setting {
    /// Decides what goes wrong, and when.
    pub seed: u64,
    /// How many runs each version has.
    pub runs: u32,
    /// Where the rows are.
    pub databases: Databases,
    /// This program, to start processes of it that are killed.
    pub program: PathBuf,
}

impl Setting {
    /// Runs both versions of each of these. `progress` is told which is under way, and of each run that is over.
    ///
    /// # Errors
    ///
    /// The experiment itself failed: the database cannot be reached, a process does not start. What goes wrong on purpose is
    /// counted.
    pub fn run(
        &self,
        sagas: impl IntoIterator<Item = Saga>,
        progress: &impl Progress,
    ) -> Result<Vec<Outcome>, BoxError> {
        let mut outcomes = Vec::new();
        for saga in sagas {
            for version in Version::ALL {
                progress.begins(saga, version);
                outcomes.push(Outcome {
                    saga,
                    version,
                    runs: self.runs,
                    measured: self.measure(saga, version, progress)?,
                });
            }
        }
        Ok(outcomes)
    }

    fn measure(
        &self,
        saga: Saga,
        version: Version,
        progress: &impl Progress,
    ) -> Result<Measured, BoxError> {
        match saga {
            Saga::UnsupervisedTask => unsupervised_task::measure(self, version, progress),
            Saga::UnscopedLock => unscoped_lock::measure(self, version, progress),
            Saga::UnownedHandle => unowned_handle::measure(self, version, progress),
            Saga::UnorderedSubscription => unordered_subscription::measure(self, version, progress),
            Saga::UnenforcedInvariant => unenforced_invariant::measure(self, version, progress),
        }
    }
}

/// Who is told how far the experiment is.
pub trait Progress: Sync {
    /// This one is next.
    fn begins(&self, saga: Saga, version: Version);
    /// So many more runs are over.
    fn over(&self, runs: u64);
}

/// Nobody is told.
impl Progress for () {
    fn begins(&self, _: Saga, _: Version) {}
    fn over(&self, _: u64) {}
}
