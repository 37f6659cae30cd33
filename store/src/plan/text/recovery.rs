//! Out of the states that rows of dead drivers, and of late ones, are in.

use std::time::Duration;

use super::Text;

impl Text<'_> {
    pub(in crate::plan) fn lease_is_over(&self) -> String {
        format!("\"lease_until\" < {}", self.before(self.settings.grace))
    }

    fn live(&self) -> String {
        self.status_in(|place| !self.of.states[place].terminal)
    }

    pub(in crate::plan) fn requeue_lost(
        &self,
        index: &str,
        condition: &str,
        limit: usize,
    ) -> String {
        let picked = self.picked(
            index,
            &format!(
                "\"owner\" IS NOT NULL AND {condition} AND \"attempt\" < \"max_attempts\" AND {}",
                self.live()
            ),
            "\"lease_until\"",
            limit,
        );
        format!(
            "UPDATE {} SET {} WHERE {picked} RETURNING \"id\"",
            self.table,
            self.undriven()
        )
    }

    pub(in crate::plan) fn end_lost(
        &self,
        place: usize,
        condition: &str,
        owner: Option<&str>,
    ) -> String {
        let (set, n) = self.entering(place);
        let (index, condition) = match owner {
            Some(owner) => ("owners", format!("{owner} ${}", n + 2)),
            None => ("leases", condition.to_owned()),
        };
        let picked = self.picked(
            index,
            &format!(
                "\"owner\" IS NOT NULL AND {condition} AND \"attempt\" >= \"max_attempts\" AND {}",
                self.live()
            ),
            "\"lease_until\"",
            n + 1,
        );
        format!(
            "UPDATE {} SET {set} WHERE {picked} RETURNING \"id\"",
            self.table
        )
    }

    pub(in crate::plan) fn end_timed_out(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        let without_own = self.status_in(|place| {
            let state = &self.of.states[place];
            !state.terminal && state.deadline.is_none()
        });
        let picked = self.picked(
            "deadlines",
            &format!(
                "\"owner\" IS NOT NULL AND \"deadline_at\" < {} AND {without_own}",
                self.before(self.settings.grace)
            ),
            "\"deadline_at\"",
            n + 1,
        );
        format!(
            "UPDATE {} SET {set} WHERE {picked} RETURNING \"id\"",
            self.table
        )
    }

    pub(in crate::plan) fn end_overdue(&self, place: usize) -> Option<String> {
        let state = &self.of.states[place];
        let (_, target) = state.deadline?;
        let (set, n) = self.entering(target);
        let status = self.dialect.text(state.status);
        // A driver that is alive ends it itself, a little earlier.
        let picked = self.picked(
            "deadlines",
            &format!(
                "\"status\" = {status} AND \"deadline_at\" < {now} AND (\"owner\" IS NULL OR \"deadline_at\" < {late})",
                now = self.before(Duration::ZERO),
                late = self.before(self.settings.grace)
            ),
            "\"deadline_at\"",
            n + 1,
        );
        Some(format!(
            "UPDATE {} SET {set} WHERE {picked} RETURNING \"id\"",
            self.table
        ))
    }
}
