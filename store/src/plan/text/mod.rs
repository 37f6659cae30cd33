//! The text of statements, by what they are for.

mod claims;
mod moves;
mod questions;
mod recovery;

use std::time::Duration;

use crate::{schema::named, settings::Settings, sql::Dialect, table::Table};

/// What the statements of one table are written with.
pub(super) struct Text<'t> {
    of: &'t Table,
    dialect: Dialect,
    /// Quoted.
    table: String,
    now: &'static str,
    settings: &'t Settings,
}

/// What a row is set to that nobody drives.
const UNOWNED: &str = "\"owner\" = NULL, \"lease_until\" = NULL";

impl<'t> Text<'t> {
    pub(super) fn of(of: &'t Table, settings: &'t Settings) -> Self {
        Self {
            of,
            dialect: of.dialect,
            table: of.dialect.name(of.name),
            now: of.dialect.now(),
            settings,
        }
    }

    fn millis(duration: Duration) -> u128 {
        duration.as_millis()
    }

    fn after(&self, duration: Duration) -> String {
        format!("{} + {}", self.now, Self::millis(duration))
    }

    /// The same moment for every row: Postgres searches no index for what its clock says anew at each.
    fn before(&self, duration: Duration) -> String {
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

    /// Holds while no newer version of the lifecycle has taken over the table.
    fn not_newer(&self) -> String {
        format!(
            "NOT EXISTS (SELECT 1 FROM \"endstate_lifecycles\" WHERE \"table_name\" = {} AND \"version\" > {})",
            self.dialect.text(self.of.name),
            self.of.version
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

    /// That a column has this value, said so that no index is searched for it: Postgres would read all rows of an owner, dead ones
    /// as well, to find those few among them whose ids it has.
    fn has(&self, column: &str, value: &str) -> String {
        let column = self.dialect.name(column);
        match self.dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => format!("{column} = {value}"),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => format!("{column} IS NOT DISTINCT FROM {value}"),
        }
    }

    /// Those of the rows under a condition that no session has locked, which are locked for this statement. One that waited for a foreign
    /// lock would keep the others locked, even when nobody waits for its answer any more.
    #[cfg(feature = "postgres")]
    fn unlocked(&self, condition: &str) -> String {
        format!(
            "\"id\" = ANY(ARRAY(SELECT \"id\" FROM {} WHERE {condition} FOR NO KEY UPDATE SKIP LOCKED))",
            self.table
        )
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
}
