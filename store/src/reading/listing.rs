//! Rows, page by page.

use std::fmt::Write as _;

use crate::{
    Durable, Id, Store,
    answer::reading,
    error::Error,
    reading::Snapshot,
    sql::{Sql, Values},
};

/// Which rows are listed: see [`Store::list`].
///
/// ```
#[doc = include_str!("../examples/jobs.txt")]
/// for _ in 0..3 {
///     store.create(Queued { url: url() }).await?;
/// }
/// let two = store.list(Listing::<JobState>::new().status("queued").most(2)).await?;
/// assert_eq!(two.len(), 2);
/// let last = two[1].as_ref().map_err(ToString::to_string)?.id;
/// let rest = store.list(Listing::new().status("queued").after(last)).await?;
/// assert_eq!(rest.len(), 1);
#[doc = include_str!("../examples/over.txt")]
/// ```
#[derive(Debug)]
#[must_use = "hand it to `store.list`"]
pub struct Listing<L> {
    status: Option<&'static str>,
    after: Option<Id<L>>,
    most: i64,
}

impl<L> Default for Listing<L> {
    fn default() -> Self {
        Self::new()
    }
}

impl<L> Listing<L> {
    /// The first hundred rows, the oldest first.
    pub fn new() -> Self {
        Self {
            status: None,
            after: None,
            most: 100,
        }
    }

    /// Only rows with this status.
    pub fn status(mut self, status: &'static str) -> Self {
        self.status = Some(status);
        self
    }

    /// Only rows that were made after this one: the next page.
    pub fn after(mut self, id: Id<L>) -> Self {
        self.after = Some(id);
        self
    }

    /// How many rows at most.
    pub fn most(mut self, rows: u32) -> Self {
        self.most = i64::from(rows);
        self
    }
}

impl Store {
    /// Lists rows, the oldest first, each as it is now, or why it cannot be read.
    ///
    /// ```
    #[doc = include_str!("../examples/jobs.txt")]
    /// store.create(Queued { url: url() }).await?;
    /// for row in store.list(Listing::<JobState>::new()).await? {
    ///     match row {
    ///         Ok(row) => println!("{} is {}", row.id, row.status),
    ///         Err(error) => println!("{error}"),
    ///     }
    /// }
    #[doc = include_str!("../examples/over.txt")]
    /// ```
    ///
    /// # Errors
    ///
    /// The database's own. A row that cannot be read is an error in its own place, and hides no other.
    ///
    /// # Cancel safety
    ///
    /// It only reads.
    pub async fn list<L: Durable>(
        &self,
        listing: Listing<L>,
    ) -> Result<Vec<Result<Snapshot<L>, Error>>, Error> {
        let plan = self.shared.attached::<L>().await?;
        let dialect = plan.table.dialect;
        let mut values = Values::new(dialect).with(listing.most);
        let mut text = format!("SELECT * FROM {}", dialect.name(plan.table.name));
        let mut word = "WHERE";
        if let Some(status) = listing.status {
            values = values.text(status);
            let _ = write!(text, " {word} \"status\" = ${}", values.len());
            word = "AND";
        }
        if let Some(after) = listing.after {
            values = values.id(after.uuid());
            let _ = write!(text, " {word} \"id\" > ${}", values.len());
        }
        text.push_str(" ORDER BY \"id\" LIMIT $1");
        let sql = Sql::from(text);
        let (pool, limit) = (&self.shared.pool, self.shared.settings.answer_within);
        let rows = reading("listing rows", limit, pool, &sql, &values).await?;
        Ok(rows.iter().map(|row| Snapshot::read(&plan, row)).collect())
    }
}
