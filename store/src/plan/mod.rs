//! What is prepared once for each lifecycle: its table, its statements, and how its ends are written.

mod statements;
mod text;

use std::{
    any::TypeId,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use endstate::{BoxError, Cause, End as _, private::abandoned};
use uuid::Uuid;

pub(crate) use self::statements::{MOST_AT_ONCE, Statements};
use crate::{
    Durable,
    durable::Fields,
    error::Error,
    lost::Lost,
    settings::Settings,
    sql::{Dialect, Record, Values},
    table::Table,
};

/// A lifecycle, prepared for one database. What is generic over it is a function pointer here, so that the keeper can end rows
/// of any lifecycle.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) table: Table,
    pub(crate) sql: Statements,
    /// The places of the fixpoints for a lost row, and for one past its deadline, by cause.
    pub(crate) of: TypeId,
    ended: fn(&Self, Cause) -> Result<Ending, Error>,
    overdue: fn(&Self, usize, Duration) -> Result<Ending, Error>,
}

/// A terminal state to write: its place, and its evidence.
#[derive(Debug)]
pub(crate) struct Ending {
    pub(crate) place: usize,
    pub(crate) evidence: Values,
    pub(crate) outcome: &'static str,
}

impl Ending {
    /// The first values of every statement that writes it.
    pub(crate) fn values(self) -> Values {
        self.evidence.text(self.outcome)
    }
}

impl Plan {
    pub(crate) fn of<L: Durable>(dialect: Dialect, settings: &Settings) -> Arc<Self> {
        let table = Table::of::<L>(dialect);
        Arc::new(Self {
            sql: Statements::of(&table, settings),
            table,
            of: TypeId::of::<L>(),
            ended: |plan, cause| Ok(plan.ending_of::<L>(cause)?.0),
            overdue: |plan, place, after| Ok(plan.overdue_of::<L>(place, after)?.0),
        })
    }

    /// The end that `cause` leads to, to be written and to be returned.
    ///
    /// A fixpoint is built by the user's code, which may panic: that must not take the keeper along.
    pub(crate) fn ending_of<L: Durable>(&self, cause: Cause) -> Result<(Ending, L::End), Error> {
        let outcome = outcome(&cause);
        let end = self.built(|| L::End::from(abandoned::<L>(cause)))?;
        Ok((self.written::<L>(&end, outcome), end))
    }

    /// The end of a row in the state at this place, which outlasted its own deadline.
    pub(crate) fn overdue_of<L: Durable>(
        &self,
        place: usize,
        after: Duration,
    ) -> Result<(Ending, L::End), Error> {
        let cause = Cause::TimedOut { after };
        let end = self.built(|| L::__overdue(place, abandoned::<L>(cause)))?;
        Ok((self.written::<L>(&end, "timed_out"), end))
    }

    fn built<E>(&self, build: impl FnOnce() -> E) -> Result<E, Error> {
        // Unwind safe: all that it had was its argument.
        catch_unwind(AssertUnwindSafe(build)).map_err(|_| Error::Unbuilt {
            table: self.table.name,
            lifecycle: self.table.lifecycle,
        })
    }

    fn written<L: Durable>(&self, end: &L::End, outcome: &'static str) -> Ending {
        let mut evidence = Values::new(self.table.dialect);
        L::__write_end(end, &mut evidence);
        let name = end.name();
        let states = &self.table.states;
        Ending {
            place: states
                .iter()
                .position(|state| state.name == name)
                .unwrap_or_default(),
            evidence,
            outcome,
        }
    }

    /// The end of a row whose driver died.
    pub(crate) fn lost(&self) -> Result<Ending, Error> {
        let cause = Cause::Error(BoxError::from(Lost::new(self.table.lifecycle)));
        let ending = (self.ended)(self, cause)?;
        Ok(Ending {
            outcome: "lost",
            ..ending
        })
    }

    pub(crate) fn cancelled(&self) -> Result<Ending, Error> {
        (self.ended)(self, Cause::Cancelled)
    }

    /// The end of a driven row that outlasted its attempt.
    pub(crate) fn timed_out(&self, after: Duration) -> Result<Ending, Error> {
        (self.ended)(self, Cause::TimedOut { after })
    }

    /// The end of a row in a state that outlasted its own deadline.
    pub(crate) fn overdue(&self, place: usize, after: Duration) -> Result<Ending, Error> {
        (self.overdue)(self, place, after)
    }

    /// The state that a record holds, and its place.
    pub(crate) fn read<L: Durable>(&self, record: &Record) -> Result<(L, usize), Error> {
        let table = self.table.name;
        let doing = "reading a row";
        let id = record
            .id("id")
            .map_err(|source| Error::Database { doing, source })?;
        let malformed = |column, source| Error::Malformed {
            table,
            id,
            column,
            source,
        };
        let status: String = record
            .get("status")
            .map_err(|source| malformed("status", source))?;
        let Some(place) = self.table.place(&status) else {
            return Err(Error::UnknownStatus {
                table,
                id,
                status,
                lifecycle: self.table.lifecycle,
            });
        };
        let state = L::__read(place, &mut Fields::of(record))
            .map_err(|unread| malformed(unread.column, unread.problem))?;
        Ok((state, place))
    }

    pub(crate) fn not_found(&self, id: Uuid) -> Error {
        Error::NotFound {
            table: self.table.name,
            id,
        }
    }
}

/// The word for a cause in the column `outcome`.
fn outcome(cause: &Cause) -> &'static str {
    match cause {
        Cause::Panicked(_) => "panicked",
        Cause::TimedOut { .. } => "timed_out",
        Cause::Cancelled => "cancelled",
        _ => "error",
    }
}
