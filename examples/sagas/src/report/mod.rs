//! What came of it: a table, JSON, and a chart.

mod chart;
mod table;

use std::{fs, path::Path};

use endstate::BoxError;
use serde::Serialize;

use crate::measure::Outcome;

/// What came of an experiment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Decided what went wrong, and when.
    pub seed: u64,
    /// Where the rows were.
    pub database: &'static str,
    /// What each version came to.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// Whether no version with endstate left anything behind.
    #[must_use]
    pub fn is_clean_with_endstate(&self) -> bool {
        let mut with_endstate = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.is_with_endstate());
        with_endstate.all(|outcome| outcome.measured.counts.are_zero())
    }

    /// The report as text: one table, and what the compiler says of the same mistakes.
    #[must_use]
    pub fn table(&self) -> String {
        table::draw(self)
    }

    /// Writes `report.json` and `chart.svg` into this folder.
    ///
    /// # Errors
    ///
    /// The files cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), BoxError> {
        let json = serde_json::to_string_pretty(self)?;
        fs::write(folder.join("report.json"), json + "\n")?;
        fs::write(folder.join("chart.svg"), chart::draw(self)?)?;
        Ok(())
    }
}
