//! A lifecycle whose states are rows: what the derive says of it.

use std::time::Duration;

use endstate::{Abandoned, AnyHandle, Lifecycle, State, private::Stored};

use crate::{
    private::{InStore, OnTheEnum},
    row::Row,
    sql::{ColumnType, Record},
};

/// A state enum with `#[derive(Lifecycle, Durable)]`: each instance is a row of its table.
///
/// Implemented by the derive alone; see [`Durable`](macro@crate::Durable) for the annotation.
///
/// ```
#[doc = include_str!("examples/jobs.txt")]
/// /// The oldest row of any durable lifecycle.
/// async fn oldest<L: Durable>(store: &Store) -> Result<Option<Id<L>>, Error> {
///     let rows = store.list(Listing::<L>::new().most(1)).await?;
///     Ok(rows.into_iter().flatten().map(|row| row.id).next())
/// }
///
/// /// Drives it with a body, which is given its `L::Any`.
/// async fn drive_oldest<L, B, F>(store: &Store, body: B) -> Result<(), BoxError>
/// where
///     L: Durable,
///     B: FnOnce(L::Any) -> F,
///     F: Future<Output = Result<Exit<L>, BoxError>>,
/// {
///     let id = oldest::<L>(store).await?.ok_or("the table is empty")?;
///     let _ = store.drive(id, body).await?;
///     Ok(())
/// }
///
/// store.create(Queued { url: url() }).await?;
/// drive_oldest(&store, fetch).await?;
#[doc = include_str!("examples/over.txt")]
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a durable lifecycle",
    label = "its states are not rows",
    note = "derive both, `#[derive(Lifecycle, Durable)]`, and name the table: `#[durable(table = \"..\")]`"
)]
pub trait Durable:
    Lifecycle<End: Send, __Kept = InStore<Self>> + Send + Sync + Sized + 'static
{
    /// The enum of handles in any state, such as `AnyProject`, which the body of a drive is given.
    type Any: AnyHandle<Lifecycle = Self> + Stored<Row<Self>> + Send;

    #[doc(hidden)]
    const __DERIVED: () = ();

    #[doc(hidden)]
    const __DECLARED_BY_DURABLE_ON_THE_ENUM: Declared;

    /// The state at this place of the graph, from a record with its columns.
    #[doc(hidden)]
    fn __read(state: usize, fields: &mut Fields<'_>) -> Result<Self, Unread>;

    /// The evidence of an end, in the order of its state's columns.
    #[doc(hidden)]
    fn __write_end(end: &Self::End, values: &mut crate::sql::Values);

    /// The end of a state that outlasted its deadline: the state at this place of the graph.
    #[doc(hidden)]
    fn __overdue(state: usize, abandoned: Abandoned) -> Self::End;
}

/// A state that a row may be left in without a driver: `#[durable(resting, ..)]`.
///
/// [`Exit`](crate::Exit) has an example.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resting state of `{L}`",
    label = "cannot be left without a driver",
    note = "a terminal state is left with `.exit()`",
    note = "from any other, move the handle to a state marked `#[durable(resting, deadline = \"..\" -> ..)]` first, or mark this one"
)]
pub trait Resting<L: Lifecycle>: State<L> {
    #[doc(hidden)]
    const __DECLARED_BY_RESTING_ON_THE_ENUM: OnTheEnum;
}

/// What `#[durable(..)]` on the enum and on its variants says.
#[derive(Debug)]
#[doc(hidden)]
pub struct Declared {
    pub table: &'static str,
    /// Counts up with each change of the enum that other processes have to know of.
    pub version: u32,
    /// How often a row may be claimed before a lost one ends instead of being tried again.
    pub attempts: u32,
    /// One for each state, in the order of the graph.
    pub states: &'static [DeclaredState],
}

#[derive(Debug)]
#[doc(hidden)]
pub struct DeclaredState {
    pub resting: bool,
    /// The time it may last, and the place in the graph of the state that it falls to then.
    pub deadline: Option<(Duration, usize)>,
    pub columns: &'static [DeclaredColumn],
}

/// A field of a state. The same name in several states is one column.
#[derive(Debug)]
#[doc(hidden)]
pub struct DeclaredColumn {
    pub name: &'static str,
    /// The field is an `Option`: the column may be null in this state.
    pub optional: bool,
    /// `follow_ups(id)`.
    pub references: Option<&'static str>,
    pub ty: fn() -> ColumnType,
}

/// The columns of a record, by name, for a state that reads its evidence.
#[doc(hidden)]
pub struct Fields<'r> {
    record: &'r Record,
}

/// A column that could not be read, and why.
#[derive(Debug)]
#[doc(hidden)]
pub struct Unread {
    pub(crate) column: &'static str,
    pub(crate) problem: sqlx::Error,
}

impl<'r> Fields<'r> {
    pub(crate) fn of(record: &'r Record) -> Self {
        Self { record }
    }

    pub(crate) fn maybe<T: crate::sql::Field>(
        &mut self,
        column: &'static str,
    ) -> Result<T, Unread> {
        self.record
            .nullable(column)
            .map_err(|problem| Unread { column, problem })
    }

    pub(crate) fn take<T: crate::sql::Field>(&mut self, column: &'static str) -> Result<T, Unread> {
        self.record
            .get(column)
            .map_err(|problem| Unread { column, problem })
    }
}

impl std::fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fields").finish_non_exhaustive()
    }
}
