//! Into a state: from nowhere, from the state before, or out of a drive that failed.

use std::fmt::Write as _;

use super::{Text, UNOWNED};
use crate::sql::Dialect;

impl Text<'_> {
    pub(in crate::plan) fn create(&self, place: usize) -> String {
        let state = &self.of.states[place];
        let mut names = String::from("\"status\"");
        let mut values = self.dialect.text(state.status);
        for (nth, &column) in state.evidence.iter().enumerate() {
            let name = self.dialect.name(self.of.columns[column].name);
            let _ = write!(names, ", {name}");
            let _ = write!(values, ", ${}", nth + 1);
        }
        if let (true, Some((after, _))) = (state.resting, state.deadline) {
            let _ = write!(names, ", \"deadline_at\"");
            let _ = write!(values, ", {}", self.after(after));
        }
        let id = state.evidence.len() + 1;
        let (table, attempts) = (&self.table, self.of.attempts);
        format!(
            "INSERT INTO {table} ({names}, \"id\", \"max_attempts\", \"created_at\") SELECT {values}, ${id}, {attempts}, {} WHERE {}",
            self.now,
            self.not_newer()
        )
    }

    /// What is set on entering a state, with the evidence as the first values; and how many values that takes.
    pub(super) fn entering(&self, place: usize) -> (String, usize) {
        self.entering_with(place, |nth| format!("${nth}"))
    }

    fn entering_with(&self, place: usize, value: impl Fn(usize) -> String) -> (String, usize) {
        let state = &self.of.states[place];
        let mut set = format!(
            "\"status\" = {}, \"version\" = \"version\" + 1",
            self.dialect.text(state.status)
        );
        for (at, column) in self.of.columns.iter().enumerate() {
            let name = self.dialect.name(column.name);
            let _ = match state.evidence.iter().position(|&own| own == at) {
                Some(nth) => write!(set, ", {name} = {}", value(nth + 1)),
                None => write!(set, ", {name} = NULL"),
            };
        }
        let mut values = state.evidence.len();
        if state.terminal {
            values += 1;
            let _ = write!(
                set,
                ", {UNOWNED}, \"deadline_at\" = NULL, \"cancel_requested_at\" = NULL, \
                 \"finished_at\" = {}, \"outcome\" = {}",
                self.now,
                value(values)
            );
        } else if state.resting {
            let deadline = match state.deadline {
                Some((after, _)) => self.after(after),
                None => "NULL".to_owned(),
            };
            let _ = write!(
                set,
                ", {UNOWNED}, \"attempt\" = 0, \"cancel_requested_at\" = NULL, \"deadline_at\" = {deadline}"
            );
        } else if let Some((after, _)) = state.deadline {
            let _ = write!(set, ", \"deadline_at\" = {}", self.after(after));
        } else {
            // The deadline of the state before was its own; without one, the attempt's goes on.
            let own = self.status_in(|from| self.of.states[from].deadline.is_some());
            let _ = write!(
                set,
                ", \"deadline_at\" = CASE WHEN {own} THEN {} ELSE \"deadline_at\" END",
                self.after(self.settings.attempt_limit)
            );
        }
        (set, values)
    }

    pub(in crate::plan) fn enter(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        format!(
            "UPDATE {} SET {set} WHERE \"id\" = ${} AND \"owner\" = ${} AND \"epoch\" = ${} AND \"status\" = ${} AND \"version\" = ${}",
            self.table,
            n + 1,
            n + 2,
            n + 3,
            n + 4,
            n + 5
        )
    }

    /// Several rows into one state, each from where it is. Gives the ids of those that it moved.
    pub(in crate::plan) fn enter_several(&self, place: usize, rows: usize) -> String {
        let value = |nth: usize| format!("\"v\".\"column{nth}\"");
        let (set, n) = self.entering_with(place, value);
        let each = n + 5;
        let row = |row: usize| {
            let values: Vec<String> = (1..=each)
                .map(|nth| format!("${}", row * each + nth))
                .collect();
            format!("({})", values.join(", "))
        };
        let all: Vec<String> = (0..rows).map(row).collect();
        let own = ["owner", "epoch", "status", "version"];
        let own: Vec<String> = (n + 2..)
            .zip(own)
            .map(|(nth, column)| self.has(column, &value(nth)))
            .collect();
        let unlocked = match self.dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => String::new(),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => {
                let ids: Vec<String> = (0..rows)
                    .map(|row| format!("${}", row * each + n + 1))
                    .collect();
                let ids = format!("\"id\" IN ({})", ids.join(", "));
                format!(" AND {}", self.unlocked(&ids))
            }
        };
        format!(
            "UPDATE {} SET {set} FROM (VALUES {}) AS \"v\" WHERE \"id\" = {} AND {}{unlocked} RETURNING \"id\"",
            self.table,
            all.join(", "),
            value(n + 1),
            own.join(" AND ")
        )
    }

    pub(in crate::plan) fn abandon(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        format!(
            "UPDATE {} SET {set} WHERE \"id\" = ${} AND \"owner\" = ${} AND \"epoch\" = ${}",
            self.table,
            n + 1,
            n + 2,
            n + 3
        )
    }

    pub(in crate::plan) fn end_idle(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        format!(
            "UPDATE {} SET {set} WHERE \"id\" = ${} AND \"version\" = ${} AND \"owner\" IS NULL AND \"finished_at\" IS NULL",
            self.table,
            n + 1,
            n + 2
        )
    }
}
