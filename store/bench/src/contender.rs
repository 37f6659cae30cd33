//! Who is measured. Each has the same two functions: `transitions(place, load)` and `jobs(place, load)`, which prepare an empty
//! database, do the work, and give the time that the work alone took.

use std::time::Duration;

use crate::{
    Result, by_hand,
    load::{Load, Work},
    ours,
    place::Place,
    queue,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contender {
    /// The same table and statements as those of the store, written with sqlx.
    ByHand,
    /// The store.
    Ours,
    /// The store with ten drives at once for each worker, as `apalis` has them.
    OursByTen,
    /// `apalis` as it comes: it takes ten jobs at once, and confirms those that are done together, later.
    Apalis,
    /// `apalis` that takes one job at a time.
    ApalisOneByOne,
}

/// The first is what the others are compared with.
pub(crate) const ALL: [Contender; 5] = [
    Contender::ByHand,
    Contender::Ours,
    Contender::OursByTen,
    Contender::Apalis,
    Contender::ApalisOneByOne,
];

impl Contender {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::Ours => "endstate",
            Self::OursByTen => "endstate, by 10",
            Self::Apalis => "apalis",
            Self::ApalisOneByOne => "apalis, batch 1",
        }
    }

    /// The time that the work took; `None` if the contender has nothing of the kind.
    pub(crate) async fn take(self, place: &Place, load: Load) -> Result<Option<Duration>> {
        let took = match (self, load.work) {
            (Self::ByHand, Work::Transitions) => by_hand::transitions(place, load).await?,
            (Self::ByHand, Work::Jobs) => by_hand::jobs(place, load).await?,
            (Self::Ours, Work::Transitions) => ours::transitions(place, load).await?,
            (Self::Ours, Work::Jobs) => ours::jobs(place, load, 1).await?,
            (Self::OursByTen, Work::Jobs) => ours::jobs(place, load, 10).await?,
            (Self::Apalis, Work::Jobs) => queue::jobs(place, load, 10).await?,
            (Self::ApalisOneByOne, Work::Jobs) => queue::jobs(place, load, 1).await?,
            (Self::OursByTen | Self::Apalis | Self::ApalisOneByOne, Work::Transitions) => {
                return Ok(None);
            }
        };
        Ok(Some(took))
    }
}
