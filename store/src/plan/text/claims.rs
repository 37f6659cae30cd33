//! Who drives a row: a claim, its renewals, and giving it up.

use std::fmt::Write as _;

use super::{Text, UNOWNED};
use crate::sql::Dialect;

/// What a driver has to know of its row.
const LEASE: &str = "\"id\", \"epoch\", \"cancel_requested_at\"";

impl Text<'_> {
    fn claiming(&self) -> String {
        let limit = self.after(self.settings.attempt_limit);
        let mut deadline = String::from("CASE");
        for state in &self.of.states {
            let Some((after, _)) = state.deadline else {
                continue;
            };
            let status = self.dialect.text(state.status);
            let after = if state.resting {
                // Its own deadline goes on.
                "\"deadline_at\"".to_owned()
            } else {
                self.after(after)
            };
            let _ = write!(deadline, " WHEN \"status\" = {status} THEN {after}");
        }
        let deadline = if deadline == "CASE" {
            limit
        } else {
            format!("{deadline} ELSE {limit} END")
        };
        format!(
            "\"owner\" = $1, \"epoch\" = \"epoch\" + 1, \"attempt\" = \"attempt\" + 1, \"version\" = \"version\" + 1, \
             \"lease_until\" = {}, \"deadline_at\" = {deadline}",
            self.after(self.settings.lease)
        )
    }

    pub(in crate::plan) fn claim(&self) -> String {
        format!(
            "UPDATE {} SET {} WHERE \"id\" = $2 AND \"version\" = $3 AND \"owner\" IS NULL AND \"finished_at\" IS NULL \
             AND \"attempt\" < \"max_attempts\" AND {} RETURNING *",
            self.table,
            self.claiming(),
            self.not_newer()
        )
    }

    pub(in crate::plan) fn claim_ready(&self, except: bool) -> String {
        let states = &self.of.states;
        // As the index has it, also where there is none: SQLite compares the terms.
        let ready = self.statuses(|place| !states[place].terminal && !states[place].resting);
        let ready = format!(
            "\"status\" IN ({})",
            ready.unwrap_or_else(|| "''".to_owned())
        );
        let except = if except {
            format!(" AND NOT ({})", self.among(3))
        } else {
            String::new()
        };
        let taken = self.picked(
            "ready",
            &format!(
                "\"owner\" IS NULL AND \"finished_at\" IS NULL AND {ready} AND \"attempt\" < \"max_attempts\" AND {}{except}",
                self.not_newer()
            ),
            "\"id\"",
            2,
        );
        format!(
            "UPDATE {} SET {} WHERE {taken} RETURNING *",
            self.table,
            self.claiming()
        )
    }

    pub(in crate::plan) fn renew(&self) -> String {
        let live = self.held_by_driver();
        let rows = match self.dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => live,
            #[cfg(feature = "postgres")]
            Dialect::Postgres => self.unlocked(&live),
        };
        format!(
            "UPDATE {} SET \"lease_until\" = {} WHERE {rows} RETURNING {LEASE}",
            self.table,
            self.after(self.settings.lease)
        )
    }

    pub(in crate::plan) fn held(&self) -> String {
        format!(
            "SELECT {LEASE} FROM {} WHERE {}",
            self.table,
            self.held_by_driver()
        )
    }

    fn held_by_driver(&self) -> String {
        format!(
            "{} AND {} AND (\"deadline_at\" IS NULL OR \"deadline_at\" > {})",
            self.among(2),
            self.has("owner", "$1"),
            self.now
        )
    }

    /// What becomes of the deadline when nobody drives a row any more: a resting state keeps its own.
    pub(super) fn undriven(&self) -> String {
        let own = self.status_in(|place| {
            let state = &self.of.states[place];
            state.resting && state.deadline.is_some()
        });
        format!(
            "{UNOWNED}, \"version\" = \"version\" + 1, \"deadline_at\" = CASE WHEN {own} THEN \"deadline_at\" END"
        )
    }

    pub(in crate::plan) fn requeue(&self) -> String {
        format!(
            "UPDATE {} SET {}, \"attempt\" = \"attempt\" - 1 WHERE \"id\" = $1 AND \"owner\" = $2 AND \"epoch\" = $3",
            self.table,
            self.undriven()
        )
    }

    pub(in crate::plan) fn rest(&self) -> String {
        format!(
            "UPDATE {} SET {}, \"attempt\" = 0, \"cancel_requested_at\" = NULL WHERE \"id\" = $1 AND \"owner\" = $2 AND \"epoch\" = $3",
            self.table,
            self.undriven()
        )
    }
}
