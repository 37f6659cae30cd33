//! How a table stands.

use std::time::Duration;

use crate::{Durable, Store, answer::reading, error::Error, sql::Values};

/// How the table of a lifecycle stands.
///
/// [`Store::counts`] has an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The number of rows for each status of the enum, in its order, also where it is none.
    pub by_status: Vec<(&'static str, u64)>,
    /// Rows whose status is none of the enum's.
    pub unknown: u64,
    /// Rows whose driver has let its lease run out, and that no process has recovered yet.
    pub stranded: u64,
    /// The age of the oldest row that is not terminal.
    pub oldest: Option<Duration>,
}

impl Counts {
    /// The number of rows with this status; none where it is no status of the enum.
    ///
    /// [`Store::counts`] has an example.
    #[must_use]
    pub fn of(&self, status: &str) -> u64 {
        self.by_status
            .iter()
            .find(|(known, _)| *known == status)
            .map_or(0, |(_, rows)| *rows)
    }

    /// The number of all rows.
    ///
    /// [`Store::counts`] has an example.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_status.iter().map(|(_, rows)| rows).sum::<u64>() + self.unknown
    }
}

impl Store {
    /// How the table of the lifecycle `L` stands: rows per status, stranded ones, the oldest that is not over.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// store.create(Queued { url: url() }).await?;
    /// let counts = store.counts::<JobState>().await?;
    /// assert_eq!((counts.of("queued"), counts.of("done"), counts.total()), (1, 0, 1));
    /// assert_eq!(counts.stranded, 0);
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// The database's own.
    ///
    /// # Cancel safety
    ///
    /// It only reads.
    pub async fn counts<L: Durable>(&self) -> Result<Counts, Error> {
        let plan = self.shared.attached::<L>().await?;
        let doing = "counting rows";
        let limit = self.shared.settings.answer_within;
        let none = Values::new(plan.table.dialect);
        let rows = reading(doing, limit, &self.shared.pool, &plan.sql.counts, &none).await?;
        let stranded = reading(doing, limit, &self.shared.pool, &plan.sql.stranded, &none).await?;
        let read = |source| Error::Database { doing, source };
        let mut counts = Counts {
            by_status: plan
                .table
                .states
                .iter()
                .map(|state| (state.status, 0))
                .collect(),
            unknown: 0,
            stranded: 0,
            oldest: None,
        };
        for row in &rows {
            let status: String = row.get("status").map_err(read)?;
            let number: i64 = row.get("rows").map_err(read)?;
            let number = number.unsigned_abs();
            let Some(place) = plan.table.place(&status) else {
                counts.unknown += number;
                continue;
            };
            counts.by_status[place].1 = number;
            if !plan.table.states[place].terminal {
                let age: Option<i64> = row.nullable("oldest").map_err(read)?;
                let age = age.map(|millis| Duration::from_millis(millis.max(0).unsigned_abs()));
                counts.oldest = counts.oldest.max(age);
            }
        }
        if let Some(row) = stranded.first() {
            counts.stranded = row.get::<i64>("rows").map_err(read)?.unsigned_abs();
        }
        Ok(counts)
    }
}
