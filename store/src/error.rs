//! What can go wrong with a row.

use std::time::Duration;

use endstate::BoxError;
use uuid::Uuid;

/// What can go wrong with a row, its table or its database.
///
/// ```
#[doc = include_str!("examples/jobs.txt")]
/// let nobody: Id<JobState> = Id::new();
/// match store.get(nobody).await {
///     Err(Error::NotFound { id, .. }) => assert_eq!(id, nobody.uuid()),
///     Err(error) if error.is_transient() => println!("later again: {error}"),
///     other => panic!("{other:?}"),
/// }
#[doc = include_str!("examples/over.txt")]
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database did not do it: it is away, or it refused the statement.
    #[error("the database failed while {doing}: {source}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        source: sqlx::Error,
    },
    /// The database did not answer in time. Whether it did what was asked is not known.
    #[error("the database did not answer within {after:?} while {doing}")]
    NoAnswer {
        /// What was being done.
        doing: &'static str,
        /// The time it had: see [`Settings::answer_within`](crate::Settings::answer_within).
        after: Duration,
    },
    /// The database refused a transition: a constraint of the table, or one of the caller's own.
    #[error("row {id} of `{table}` cannot go from `{from}` to `{to}`: {source}")]
    Refused {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The status that it is in.
        from: &'static str,
        /// The status that it was to enter.
        to: &'static str,
        /// What the database said.
        source: sqlx::Error,
    },
    /// Somebody else has the row, or has moved it: this driver is out of date, and wrote nothing.
    #[error(
        "row {id} of `{table}` was taken from its driver of epoch {epoch}: it wrote nothing, and its work has to stop"
    )]
    Superseded {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The epoch of the driver that is out of date.
        epoch: i64,
    },
    /// There is no such row.
    #[error("there is no row {id} in `{table}`")]
    NotFound {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
    },
    /// Another driver has the row: wait for it, or for its lease to run out.
    #[error("row {id} of `{table}` has a driver already, of epoch {epoch}")]
    Driven {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The epoch of that driver.
        epoch: i64,
    },
    /// The row was claimed as often as it may be.
    #[error("row {id} of `{table}` was tried {attempts} times already, which is its limit")]
    Exhausted {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// How often it was claimed.
        attempts: i64,
    },
    /// The row's status is none of the enum's: written by a newer process, or before a state was renamed. It is left as it is.
    #[error(
        "row {id} of `{table}` has the status `{status}` in its column `status`, which is no state of `{lifecycle}`"
    )]
    UnknownStatus {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The status.
        status: String,
        /// The lifecycle's name.
        lifecycle: &'static str,
    },
    /// A column of the row cannot be read. It is left as it is.
    #[error("row {id} of `{table}` cannot be read: column `{column}`: {source}")]
    Malformed {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        source: sqlx::Error,
    },
    /// The state's invariant does not hold.
    #[error("row {id} of `{table}` cannot be in `{state}`: its invariant does not hold")]
    BrokenInvariant {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The state's name.
        state: &'static str,
    },
    /// The fixpoint could not be built: its `From<Abandoned>` panicked. The row is left to the sweep, which fails the same way.
    #[error(
        "`{table}`: the `From<Abandoned>` of a fixpoint of `{lifecycle}` panicked: it has to give a value whatever the cause"
    )]
    Unbuilt {
        /// The table.
        table: &'static str,
        /// The lifecycle's name.
        lifecycle: &'static str,
    },
    /// The table belongs to a newer version of the lifecycle than this process knows: it takes no row of it.
    #[error(
        "`{table}` is of version {found} of `{lifecycle}`, and this process knows version {known}: deploy the newer one"
    )]
    Newer {
        /// The table.
        table: &'static str,
        /// The lifecycle's name.
        lifecycle: &'static str,
        /// The version of the table.
        found: i64,
        /// The version of the process.
        known: u32,
    },
    /// The table is not there, or was never migrated.
    #[error("`{table}` was not migrated: call `store.migrate::<{lifecycle}>()` once at start")]
    NotMigrated {
        /// The table.
        table: &'static str,
        /// The lifecycle's name.
        lifecycle: &'static str,
    },
    /// A table of that name exists and is not what the lifecycle needs. It was left as it is.
    #[error("`{table}` exists and differs from what `{lifecycle}` needs; this mends it:\n{mend}")]
    Drifted {
        /// The table.
        table: &'static str,
        /// The lifecycle's name.
        lifecycle: &'static str,
        /// The statements that mend it.
        mend: String,
    },
    /// The caller's own statements failed: the transition was rolled back with them.
    #[error("what was to be written together with the transition failed: {source}")]
    Write {
        /// What the caller returned.
        source: BoxError,
    },
    /// A transaction for the other database was asked for.
    #[error("this transaction is of {is}, and a connection of {asked} was asked for")]
    OtherDatabase {
        /// What it is.
        is: &'static str,
        /// What was asked for.
        asked: &'static str,
    },
    /// The row rests: another driver may have it by now.
    #[error("row {id} of `{table}` is at rest: end the body with `rest()`, and drive it again")]
    AtRest {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
    },
    /// The exit that the body returned is another row's.
    #[error("the body of row {id} returned the exit of row {other}")]
    ForeignExit {
        /// The row that was driven.
        id: Uuid,
        /// The row whose exit it was.
        other: Uuid,
    },
    /// The wait was in vain.
    #[error("row {id} of `{table}` was not there after {after:?}: its status is `{status}`")]
    TimedOut {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
        /// The time that the wait took.
        after: Duration,
        /// The last status that was seen.
        status: String,
    },
    /// The settings contradict each other.
    #[error("{problem}")]
    Settings {
        /// What is wrong, and what to do.
        problem: String,
    },
    /// The store was shut down.
    #[error("the store was shut down: it takes no more work")]
    Closed,
}
