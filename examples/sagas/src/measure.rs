//! What is counted.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::saga::{Saga, Version};

/// What one version of one saga came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Which incident.
    pub saga: Saga,
    /// Which version of it.
    pub version: Version,
    /// How many runs there were.
    pub runs: u32,
    /// What came of them.
    #[serde(flatten)]
    pub measured: Measured,
}

/// What came of the runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// What went wrong for good.
    pub counts: Counts,
    /// What it was that went wrong for good.
    pub by_fault: BTreeMap<String, u64>,
    /// What else there is to know: how the rest ended.
    pub besides: BTreeMap<String, u64>,
}

impl Outcome {
    /// Whether this is the version with endstate.
    #[must_use]
    pub fn is_with_endstate(&self) -> bool {
        self.version == Version::Endstate
    }
}

/// What went wrong for good. Empty is what such a system does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows in a live state, with nobody left who would move them.
    pub stranded_rows: Option<u64>,
    /// Minutes that slots were held and not worked in.
    pub slot_minutes_lost: Option<u64>,
    /// Streams that are open when everybody has closed theirs.
    pub open_handles: Option<u64>,
    /// Waits that go on a day later.
    pub hung_waits: Option<u64>,
    /// Rows in a state without what the state implies.
    pub invalid_rows: Option<u64>,
}

impl Counts {
    /// What the columns are called, in two lines.
    pub const TITLES: [[&'static str; 2]; 5] = [
        ["stranded", "rows"],
        ["slot-minutes", "lost"],
        ["open", "handles"],
        ["hung", "waits"],
        ["invalid", "rows"],
    ];

    /// The one that such a system has, with the place of its title.
    #[must_use]
    pub fn own(&self) -> Option<(usize, u64)> {
        let mut columns = self.columns().into_iter().enumerate();
        columns.find_map(|(place, count)| Some((place, count?)))
    }

    /// As many as there are titles, in their order.
    #[must_use]
    pub fn columns(&self) -> [Option<u64>; 5] {
        [
            self.stranded_rows,
            self.slot_minutes_lost,
            self.open_handles,
            self.hung_waits,
            self.invalid_rows,
        ]
    }

    /// Whether nothing was left behind.
    #[must_use]
    pub fn are_zero(&self) -> bool {
        self.columns().into_iter().flatten().all(|count| count == 0)
    }
}

/// How often each of these is there.
#[must_use]
pub fn tally<'a>(all: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, u64> {
    let mut tally = BTreeMap::new();
    for one in all {
        *tally.entry(one.to_owned()).or_default() += 1;
    }
    tally
}

/// Numbers with their names.
#[must_use]
pub fn named<const N: usize>(numbers: [(&str, u64); N]) -> BTreeMap<String, u64> {
    numbers
        .map(|(name, number)| (name.to_owned(), number))
        .into()
}
