//! What generated code names, and nobody else. Not part of the public interface: it may change in any release.
#![allow(missing_docs, reason = "not part of the public interface")]
#![allow(
    clippy::must_use_candidate,
    reason = "generated code uses what it asks for"
)]

use std::marker::PhantomData;

pub use core::{
    option::Option::{self, None, Some},
    result::Result::{self, Err, Ok},
    time::Duration,
};

use endstate::{
    Abandoned, AnyHandle, BoxError, Handle, Lifecycle, ReachableFrom, State, Terminal, Token,
    private::Keeping,
};

pub use crate::{
    durable::{Declared, DeclaredColumn, DeclaredState, Durable, Fields, Resting, Unread},
    error::Error,
    exit::Exit,
    moving::Moving,
    row::Row,
    sql::{ColumnType, Field, Values},
    transaction::Tx,
};

/// What generated impls hold as a sign that the annotation asked for them.
#[derive(Debug)]
pub struct OnTheEnum;

/// The states are rows of a store.
#[derive(Debug)]
pub struct InStore<L>(PhantomData<L>);
impl<L> Keeping for InStore<L> {
    type Receipt = Receipt<L>;
    type Columns = Values;
}

/// The proof that a row is in a state. Only the store makes one.
#[derive(Debug)]
pub struct Receipt<L>(PhantomData<fn() -> L>);

pub(crate) const fn receipt<L>() -> Receipt<L> {
    Receipt(PhantomData)
}

pub const fn column(
    name: &'static str,
    optional: bool,
    references: Option<&'static str>,
    ty: fn() -> ColumnType,
) -> DeclaredColumn {
    DeclaredColumn {
        name,
        optional,
        references,
        ty,
    }
}

pub const fn state(
    resting: bool,
    deadline: Option<(Duration, usize)>,
    columns: &'static [DeclaredColumn],
) -> DeclaredState {
    DeclaredState {
        resting,
        deadline,
        columns,
    }
}

pub const fn table(
    table: &'static str,
    version: u32,
    attempts: u32,
    states: &'static [DeclaredState],
) -> Declared {
    Declared {
        table,
        version,
        attempts,
        states,
    }
}

/// Moves the row, and then the token: what a handle's `to` does.
pub fn to<'m, L, S, N, H>(row: Row<L>, token: Token<L, S>, next: N) -> Moving<'m, H>
where
    L: Durable,
    S: State<L> + 'm,
    N: ReachableFrom<L, S> + Send + Sync + 'm,
    H: Handle<Row<L>, State = N> + 'm,
    H::Any: AnyHandle<Lifecycle = L>,
{
    Moving::new(async move {
        let row = row.moved::<S, N>(&next).await?;
        let token = endstate::private::written(token, receipt());
        Ok(H::__assemble(next, row, token))
    })
}

/// The same, with the caller's own statements in the transaction.
///
/// # Errors
///
/// As `to_with` of a durable handle says.
pub async fn to_with<L, S, N, F>(
    row: Row<L>,
    token: Token<L, S>,
    next: &N,
    write: F,
) -> Result<(Row<L>, Token<L, N>), Error>
where
    L: Durable,
    S: State<L>,
    N: ReachableFrom<L, S>,
    F: AsyncFnOnce(&mut Tx) -> Result<(), BoxError>,
{
    let row = row.moved_with::<S, N, F>(next, write).await?;
    Ok((row, endstate::private::written(token, receipt())))
}

/// The exit of a drive, in a terminal state.
pub fn exit<L, S>(row: Row<L>, _: Token<L, S>, state: S) -> Exit<L>
where
    L: Durable,
    S: Exits<L>,
{
    Exit::ended(row, state.end())
}

/// A terminal state, in the words of a drive: a row may be left in others too, but otherwise.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a terminal state of `{L}`, so `exit()` cannot leave the row there",
    label = "not over yet",
    note = "a resting state is left with `.rest()`",
    note = "from any other, move the handle to a state marked `#[lifecycle(terminal)]` first"
)]
pub trait Exits<L: Lifecycle>: State<L> {
    fn end(self) -> L::End;
}

#[diagnostic::do_not_recommend]
impl<L: Lifecycle, S: Terminal<L>> Exits<L> for S {
    fn end(self) -> L::End {
        self.__end_declared_by_terminal_on_the_enum()
    }
}

/// The exit of a drive, in a resting state.
pub fn rest<L, S>(row: Row<L>, _: Token<L, S>) -> Exit<L>
where
    L: Durable,
    S: Resting<L>,
{
    Exit::resting(row, S::STATUS)
}

/// A state's field. Generated code goes through this trait alone, so that a type that is no column is reported once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column of a durable state",
    label = "not stored by every database whose feature is on",
    note = "the fields of a durable state are its evidence: each needs sqlx's `Type`, `Encode` and `Decode`, as `#[derive(sqlx::Type)]` gives them"
)]
pub trait Column: Sized {
    fn column_type() -> ColumnType;
    fn write(&self, values: &mut Values);
    fn read(fields: &mut Fields<'_>, column: &'static str) -> Result<Self, Unread>;
    fn read_nullable(fields: &mut Fields<'_>, column: &'static str) -> Result<Self, Unread>;
}

#[diagnostic::do_not_recommend]
impl<T: Field> Column for T {
    fn column_type() -> ColumnType {
        ColumnType::of::<T>()
    }

    fn write(&self, values: &mut Values) {
        values.push(self);
    }

    fn read(fields: &mut Fields<'_>, column: &'static str) -> Result<Self, Unread> {
        fields.take(column)
    }

    fn read_nullable(fields: &mut Fields<'_>, column: &'static str) -> Result<Self, Unread> {
        fields.maybe(column)
    }
}

/// A terminal state that a deadline leads to.
#[diagnostic::on_unimplemented(
    message = "a deadline leads to `{Self}`, but nothing says how it is built from an `Abandoned`",
    label = "built from `Abandoned` when the time is over",
    note = "write `impl From<endstate::Abandoned> for {Self}`; a unit variant needs none"
)]
pub trait BuiltWhenOverdue: Sized {
    fn built(abandoned: Abandoned) -> Self;
}

#[diagnostic::do_not_recommend]
impl<S: From<Abandoned>> BuiltWhenOverdue for S {
    fn built(abandoned: Abandoned) -> Self {
        abandoned.into()
    }
}
