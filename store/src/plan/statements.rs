//! The statements of one table. Each is written once, so that the database prepares it once.

use std::{fmt::Write as _, sync::Arc};

use crate::{
    schema::named,
    settings::Settings,
    sql::{Dialect, Sql},
    table::Table,
};

/// The statements of one table. What each takes is said beside it, in the order of its values.
#[derive(Debug)]
pub(crate) struct Statements {
    /// Into an initial state, by place: its evidence, id.
    pub(crate) create: Vec<Option<Sql>>,
    /// Into a state, by place: its evidence, then outcome (terminal states only), id, owner, epoch, status, version.
    pub(crate) enter: Vec<Sql>,
    /// Out of a drive into a terminal state, by place, whatever state it was in: its evidence, outcome, id, owner, epoch.
    pub(crate) abandon: Vec<Option<Sql>>,
    /// Into a terminal state from wherever nobody drives it, by place: its evidence, outcome, id, version.
    pub(crate) end_idle: Vec<Option<Sql>>,
    /// Owner, id, version.
    pub(crate) claim: Sql,
    /// Owner, how many at most.
    pub(crate) claim_ready: Sql,
    /// Owner, how many at most, ids to leave alone.
    pub(crate) claim_ready_except: Sql,
    /// Owner, ids.
    pub(crate) renew: Sql,
    /// Back to be claimed again, this attempt not counted: id, owner, epoch.
    pub(crate) requeue: Sql,
    /// Left at rest where it was: id, owner, epoch.
    pub(crate) rest: Sql,
    /// All of a row: id.
    pub(crate) read: Sql,
    /// Rows whose lease ran out and that have an attempt left: how many at most.
    pub(crate) requeue_lost: Sql,
    /// Rows whose lease ran out and that have none left, into this place: its evidence, outcome, how many at most.
    pub(crate) end_lost: Vec<Option<Sql>>,
    /// The same two for the rows of an owner that is known to be dead: owner last.
    #[cfg(feature = "sqlite")]
    pub(crate) requeue_dead: Sql,
    #[cfg(feature = "sqlite")]
    pub(crate) end_dead: Vec<Option<Sql>>,
    /// Driven rows past the deadline of their attempt, into this place: its evidence, outcome, how many at most.
    pub(crate) end_timed_out: Vec<Option<Sql>>,
    /// Rows past the deadline of their own state, by that state's place: the evidence of its target, outcome, how many at most.
    pub(crate) end_overdue: Vec<Option<Sql>>,
    /// Asks the driver to stop: id.
    pub(crate) cancel: Sql,
    /// The version that the table was migrated to: nothing.
    pub(crate) version: Sql,
    /// Number of rows by status; of stranded ones; the oldest unfinished: nothing.
    pub(crate) counts: Sql,
    pub(crate) stranded: Sql,
    /// Who moved a row: id.
    pub(crate) history: Sql,
}

impl Statements {
    pub(crate) fn of(table: &Table, settings: &Settings) -> Self {
        let text = Text::of(table, settings);
        let places = 0..table.states.len();
        let terminal = |make: &dyn Fn(usize) -> String| -> Vec<Option<Sql>> {
            let of = |place: usize| table.states[place].terminal.then(|| make(place).into());
            places.clone().map(of).collect()
        };
        Self {
            create: places
                .clone()
                .map(|place| {
                    table.states[place]
                        .initial
                        .then(|| text.create(place).into())
                })
                .collect(),
            enter: places
                .clone()
                .map(|place| text.enter(place).into())
                .collect(),
            abandon: terminal(&|place| text.abandon(place)),
            end_idle: terminal(&|place| text.end_idle(place)),
            claim: text.claim().into(),
            claim_ready: text.claim_ready(false).into(),
            claim_ready_except: text.claim_ready(true).into(),
            renew: text.renew().into(),
            requeue: text.requeue().into(),
            rest: text.rest().into(),
            read: format!("SELECT * FROM {} WHERE \"id\" = $1", text.table).into(),
            requeue_lost: text.requeue_lost("leases", &text.lease_is_over(), 1).into(),
            end_lost: terminal(&|place| text.end_lost(place, &text.lease_is_over(), None)),
            #[cfg(feature = "sqlite")]
            requeue_dead: text.requeue_lost("owners", "\"owner\" = $2", 1).into(),
            #[cfg(feature = "sqlite")]
            end_dead: terminal(&|place| text.end_lost(place, "", Some("\"owner\" ="))),
            end_timed_out: terminal(&|place| text.end_timed_out(place)),
            end_overdue: places
                .clone()
                .map(|place| Some(text.end_overdue(place)?.into()))
                .collect(),
            cancel: text.cancel().into(),
            version: Arc::from(format!(
                "SELECT \"version\" FROM \"endstate_lifecycles\" WHERE \"table_name\" = {}",
                table.dialect.text(table.name)
            )),
            counts: text.counts().into(),
            stranded: text.stranded().into(),
            history: text.history().into(),
        }
    }
}

struct Text<'t> {
    of: &'t Table,
    dialect: Dialect,
    /// Quoted.
    table: String,
    now: &'static str,
    settings: &'t Settings,
}

const UNOWNED: &str = "\"owner\" = NULL, \"lease_until\" = NULL";

impl<'t> Text<'t> {
    fn of(of: &'t Table, settings: &'t Settings) -> Self {
        Self {
            of,
            dialect: of.dialect,
            table: of.dialect.name(of.name),
            now: of.dialect.now(),
            settings,
        }
    }

    fn millis(duration: std::time::Duration) -> u128 {
        duration.as_millis()
    }

    fn after(&self, duration: std::time::Duration) -> String {
        format!("{} + {}", self.now, Self::millis(duration))
    }

    /// The same moment for every row: Postgres searches no index for what its clock says anew at each.
    fn before(&self, duration: std::time::Duration) -> String {
        format!("(SELECT {} - {})", self.now, Self::millis(duration))
    }

    fn statuses(&self, of: impl Fn(usize) -> bool) -> Option<String> {
        let states = self.of.states.iter().enumerate();
        let names: Vec<String> = states
            .filter(|(place, _)| of(*place))
            .map(|(_, state)| self.dialect.text(state.status))
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// `"status" IN ('a', 'b')`, or what holds for no row.
    fn status_in(&self, of: impl Fn(usize) -> bool) -> String {
        match self.statuses(of) {
            Some(names) => format!("\"status\" IN ({names})"),
            None => "1 = 0".to_owned(),
        }
    }

    fn create(&self, place: usize) -> String {
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
            "INSERT INTO {table} ({names}, \"id\", \"max_attempts\", \"created_at\") VALUES ({values}, ${id}, {attempts}, {})",
            self.now
        )
    }

    /// What is set on entering a state, with the evidence as the first values; and how many values that takes.
    fn entering(&self, place: usize) -> (String, usize) {
        let state = &self.of.states[place];
        let mut set = format!(
            "\"status\" = {}, \"version\" = \"version\" + 1",
            self.dialect.text(state.status)
        );
        for (at, column) in self.of.columns.iter().enumerate() {
            let name = self.dialect.name(column.name);
            let _ = match state.evidence.iter().position(|&own| own == at) {
                Some(nth) => write!(set, ", {name} = ${}", nth + 1),
                None => write!(set, ", {name} = NULL"),
            };
        }
        let mut values = state.evidence.len();
        if state.terminal {
            values += 1;
            let _ = write!(
                set,
                ", {UNOWNED}, \"deadline_at\" = NULL, \"cancel_requested_at\" = NULL, \
                 \"finished_at\" = {}, \"outcome\" = ${values}",
                self.now
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

    fn enter(&self, place: usize) -> String {
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

    fn abandon(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        format!(
            "UPDATE {} SET {set} WHERE \"id\" = ${} AND \"owner\" = ${} AND \"epoch\" = ${}",
            self.table,
            n + 1,
            n + 2,
            n + 3
        )
    }

    fn end_idle(&self, place: usize) -> String {
        let (set, n) = self.entering(place);
        format!(
            "UPDATE {} SET {set} WHERE \"id\" = ${} AND \"version\" = ${} AND \"owner\" IS NULL AND \"finished_at\" IS NULL",
            self.table,
            n + 1,
            n + 2
        )
    }

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

    /// Holds while no newer version of the lifecycle has taken over the table.
    fn not_newer(&self) -> String {
        format!(
            "NOT EXISTS (SELECT 1 FROM \"endstate_lifecycles\" WHERE \"table_name\" = {} AND \"version\" > {})",
            self.dialect.text(self.of.name),
            self.of.version
        )
    }

    fn claim(&self) -> String {
        format!(
            "UPDATE {} SET {} WHERE \"id\" = $2 AND \"version\" = $3 AND \"owner\" IS NULL AND \"finished_at\" IS NULL \
             AND \"attempt\" < \"max_attempts\" AND {} RETURNING *",
            self.table,
            self.claiming(),
            self.not_newer()
        )
    }

    fn claim_ready(&self, except: bool) -> String {
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

    /// The rows of which a sub-select takes so many, each for this statement alone.
    // SQLite is told by which index: without statistics it takes any equality for better than any order, and reads all rows of a
    // status to claim a few.
    fn picked(&self, index: &str, condition: &str, order: &str, limit: usize) -> String {
        let index = self.dialect.name(&named(self.of, index));
        let (by, limit) = match self.dialect {
            // SQLite plans for the limit where it can see it, and would prepare the statement anew for each value.
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => (format!(" INDEXED BY {index}"), format!("${limit} + 0")),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => (String::new(), format!("${limit}")),
        };
        #[cfg(not(feature = "sqlite"))]
        let _ = index;
        let select = format!(
            "SELECT \"id\" FROM {}{by} WHERE {condition} ORDER BY {order} LIMIT {limit}{}",
            self.table,
            self.dialect.skip_locked()
        );
        match self.dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => format!("\"id\" IN ({select})"),
            // As an array it is evaluated once, whatever the planner thinks of.
            #[cfg(feature = "postgres")]
            Dialect::Postgres => format!("\"id\" = ANY(ARRAY({select}))"),
        }
    }

    /// The rows whose ids are in a value.
    fn among(&self, value: usize) -> String {
        match self.dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => format!("\"id\" IN (SELECT \"value\" FROM json_each(${value}))"),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => format!("\"id\" = ANY(${value})"),
        }
    }

    fn renew(&self) -> String {
        format!(
            "UPDATE {} SET \"lease_until\" = {} WHERE {} AND \"owner\" = $1 AND (\"deadline_at\" IS NULL OR \"deadline_at\" > {}) \
             RETURNING \"id\", \"epoch\", \"cancel_requested_at\"",
            self.table,
            self.after(self.settings.lease),
            self.among(2),
            self.now
        )
    }

    /// What becomes of the deadline when nobody drives a row any more: a resting state keeps its own.
    fn undriven(&self) -> String {
        let own = self.status_in(|place| {
            let state = &self.of.states[place];
            state.resting && state.deadline.is_some()
        });
        format!(
            "{UNOWNED}, \"version\" = \"version\" + 1, \"deadline_at\" = CASE WHEN {own} THEN \"deadline_at\" END"
        )
    }

    fn requeue(&self) -> String {
        format!(
            "UPDATE {} SET {}, \"attempt\" = \"attempt\" - 1 WHERE \"id\" = $1 AND \"owner\" = $2 AND \"epoch\" = $3",
            self.table,
            self.undriven()
        )
    }

    fn rest(&self) -> String {
        format!(
            "UPDATE {} SET {}, \"attempt\" = 0, \"cancel_requested_at\" = NULL WHERE \"id\" = $1 AND \"owner\" = $2 AND \"epoch\" = $3",
            self.table,
            self.undriven()
        )
    }

    fn lease_is_over(&self) -> String {
        format!("\"lease_until\" < {}", self.before(self.settings.grace))
    }

    fn live(&self) -> String {
        self.status_in(|place| !self.of.states[place].terminal)
    }

    fn requeue_lost(&self, index: &str, condition: &str, limit: usize) -> String {
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

    fn end_lost(&self, place: usize, condition: &str, owner: Option<&str>) -> String {
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

    fn end_timed_out(&self, place: usize) -> String {
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

    fn end_overdue(&self, place: usize) -> Option<String> {
        let state = &self.of.states[place];
        let (_, target) = state.deadline?;
        let (set, n) = self.entering(target);
        let status = self.dialect.text(state.status);
        // A driver that is alive ends it itself, a little earlier.
        let picked = self.picked(
            "deadlines",
            &format!(
                "\"status\" = {status} AND \"deadline_at\" < {now} AND (\"owner\" IS NULL OR \"deadline_at\" < {late})",
                now = self.before(std::time::Duration::ZERO),
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

    fn cancel(&self) -> String {
        format!(
            "UPDATE {} SET \"cancel_requested_at\" = {} WHERE \"id\" = $1 AND \"owner\" IS NOT NULL AND \"cancel_requested_at\" IS NULL",
            self.table, self.now
        )
    }

    fn counts(&self) -> String {
        format!(
            "SELECT \"status\", COUNT(*) AS \"rows\", {now} - MIN(\"created_at\") AS \"oldest\" FROM {} GROUP BY \"status\"",
            self.table,
            now = self.now
        )
    }

    fn stranded(&self) -> String {
        format!(
            "SELECT COUNT(*) AS \"rows\" FROM {} WHERE \"owner\" IS NOT NULL AND {}",
            self.table,
            self.lease_is_over()
        )
    }

    fn history(&self) -> String {
        format!(
            "SELECT * FROM {} WHERE \"id\" = $1 ORDER BY \"version\"",
            self.dialect.name(&format!("{}_history", self.of.name))
        )
    }
}
