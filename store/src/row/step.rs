//! A transition of a row, before it is written.

use endstate::{ReachableFrom, State};

use super::Row;
use crate::{Durable, error::Error, sql::Values};

/// A transition to be written.
pub(super) struct Step {
    /// The places of the state that it leaves, and of the one that it enters.
    pub(super) from: usize,
    pub(super) place: usize,
}

impl Step {
    pub(super) fn to<L, S, N>(row: &Row<L>, next: &N) -> Result<Self, Error>
    where
        L: Durable,
        S: State<L>,
        N: ReachableFrom<L, S>,
    {
        let claim = &row.claim;
        let table = &claim.plan.table;
        let (name, id) = (table.name, claim.id);
        if claim.lost.is_cancelled() {
            return Err(row.superseded());
        }
        if claim.is_settled() {
            return Err(Error::AtRest { table: name, id });
        }
        if !next.__holds() {
            return Err(Error::BrokenInvariant {
                table: name,
                id,
                state: N::NAME,
            });
        }
        let place = |status| table.place(status).unwrap_or_default();
        let (from, place) = (place(S::STATUS), place(N::STATUS));
        Ok(Self { from, place })
    }

    /// Adds what the statement of this step takes.
    pub(super) fn fill<L: Durable, N: State<L>>(
        &self,
        row: &Row<L>,
        next: &N,
        mut values: Values,
    ) -> Values {
        let claim = &row.claim;
        let states = &claim.plan.table.states;
        next.__write(&mut values);
        if states[self.place].terminal {
            values = values.text("completed");
        }
        values
            .id(claim.id)
            .id(claim.owner)
            .with(claim.epoch)
            .text(states[self.from].status)
            .with(row.version)
    }
}
