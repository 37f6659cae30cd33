//! A table with a row in each of its states, and the statements that move them.

use std::{collections::VecDeque, fmt::Write as _};

use super::session::Session;
use crate::{
    schema::objects::{making, objects},
    sql::Dialect,
    table::{Table, TableColumn},
};

pub(super) const OWNER: &str = "'00000000-0000-7000-9000-000000000001'";
pub(super) const OTHER_OWNER: &str = "'00000000-0000-7000-9000-000000000002'";

/// The id of the row of a state, which somebody drives or nobody.
pub(super) fn id(place: usize, is_driven: bool) -> String {
    fresh(place * 2 + usize::from(is_driven))
}

/// An id that no row has from 100 on.
pub(super) fn fresh(nth: usize) -> String {
    format!("'00000000-0000-7000-8000-{nth:012}'")
}

/// A value of a column: one of two.
pub(super) fn value(column: &TableColumn, is_second: bool) -> &'static str {
    let [first, second] = match column.sql_type.as_str() {
        "TEXT" | "VARCHAR" => ["'a'", "'b'"],
        "BOOL" => ["TRUE", "FALSE"],
        "INTEGER" | "INT8" => ["1", "2"],
        other => panic!("no value of {other}"),
    };
    if is_second { second } else { first }
}

/// Names and what they are set to.
#[derive(Clone)]
pub(super) struct Set(Vec<(String, String)>);

impl Set {
    pub(super) fn new(of: &[(&str, &str)]) -> Self {
        let of = of
            .iter()
            .map(|&(name, to)| (name.to_owned(), to.to_owned()));
        Self(of.collect())
    }

    pub(super) fn with(mut self, name: &str, to: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), to.to_owned()));
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    pub(super) fn update(&self, table: &Table, id: &str) -> String {
        let mut set = String::new();
        for (name, to) in &self.0 {
            let comma = if set.is_empty() { "" } else { ", " };
            let _ = write!(set, "{comma}{} = {to}", table.dialect.name(name));
        }
        let name = table.dialect.name(table.name);
        format!("UPDATE {name} SET {set} WHERE \"id\" = {id}")
    }

    pub(super) fn insert(&self, table: &Table, verb: &str) -> String {
        let (mut names, mut values) = (String::new(), String::new());
        for (name, to) in &self.0 {
            let comma = if names.is_empty() { "" } else { ", " };
            let _ = write!(names, "{comma}{}", table.dialect.name(name));
            let _ = write!(values, "{comma}{to}");
        }
        let name = table.dialect.name(table.name);
        format!("{verb} INTO {name} ({names}) VALUES ({values})")
    }
}

fn evidence(table: &Table, place: usize, mut set: Set) -> Set {
    for (at, column) in table.columns.iter().enumerate() {
        let is_there = table.states[place].evidence.contains(&at);
        let to = if is_there {
            value(column, false)
        } else {
            "NULL"
        };
        set = set.with(column.name, to);
    }
    set
}

/// What a row of this state is born with.
pub(super) fn born(table: &Table, place: usize, id: &str) -> Set {
    let state = &table.states[place];
    let status = table.dialect.text(state.status);
    let mut set = Set::new(&[("id", id), ("status", &status), ("created_at", "1")]);
    if state.resting && state.deadline.is_some() {
        set = set.with("deadline_at", "9");
    }
    if state.terminal {
        set = set.with("finished_at", "1").with("outcome", "'completed'");
    }
    evidence(table, place, set)
}

/// What is set on entering a state.
pub(super) fn entering(table: &Table, place: usize) -> Set {
    let state = &table.states[place];
    let status = table.dialect.text(state.status);
    let mut set = Set::new(&[("status", &status), ("version", "version + 1")]);
    if state.terminal {
        set = set
            .with("owner", "NULL")
            .with("lease_until", "NULL")
            .with("deadline_at", "NULL")
            .with("cancel_requested_at", "NULL")
            .with("finished_at", "2")
            .with("outcome", "'completed'");
    } else if state.resting {
        let deadline = if state.deadline.is_some() {
            "9"
        } else {
            "NULL"
        };
        set = set
            .with("owner", "NULL")
            .with("lease_until", "NULL")
            .with("attempt", "0")
            .with("deadline_at", deadline);
    }
    evidence(table, place, set)
}

pub(super) fn claiming(owner: &str) -> Set {
    Set::new(&[
        ("owner", owner),
        ("epoch", "epoch + 1"),
        ("attempt", "attempt + 1"),
        ("version", "version + 1"),
        ("lease_until", "7"),
        ("deadline_at", "9"),
    ])
}

pub(super) fn releasing(table: &Table, place: usize) -> Set {
    let state = &table.states[place];
    let is_timed = state.resting && state.deadline.is_some();
    Set::new(&[
        ("owner", "NULL"),
        ("lease_until", "NULL"),
        ("version", "version + 1"),
        ("deadline_at", if is_timed { "9" } else { "NULL" }),
    ])
}

/// Whether the types let a row go from one state to another, or its end does.
pub(super) fn may(table: &Table, from: usize, to: usize) -> bool {
    let state = &table.states[from];
    state.successors.contains(&to) || state.fixpoints.contains(&to)
}

/// The states from a birth to this one.
fn path(table: &Table, to: usize) -> Vec<usize> {
    let births = (0..table.states.len()).filter(|&place| table.states[place].initial);
    let mut paths: VecDeque<Vec<usize>> = births.map(|place| vec![place]).collect();
    while let Some(path) = paths.pop_front() {
        let last = path[path.len() - 1];
        if last == to {
            return path;
        }
        for next in 0..table.states.len() {
            if may(table, last, next) && !path.contains(&next) {
                paths.push_back([path.as_slice(), &[next]].concat());
            }
        }
    }
    panic!("nothing leads to {}", table.states[to].name)
}

/// Makes the table, but for one rule, and fills it: each state has a row, and each live one has another that is driven.
pub(super) async fn filled(session: &mut Session, table: &Table, without: Option<&str>) {
    let mut script = format!("BEGIN;\n{};\n", making(&objects(table, without)));
    for (place, state) in table.states.iter().enumerate() {
        for is_driven in [false, true] {
            if is_driven && state.terminal {
                continue;
            }
            let id = id(place, is_driven);
            let path = path(table, place);
            let birth = born(table, path[0], &id).insert(table, "INSERT");
            let _ = writeln!(script, "{birth};");
            for &next in &path[1..] {
                let _ = writeln!(script, "{};", entering(table, next).update(table, &id));
            }
            if is_driven {
                let _ = writeln!(script, "{};", claiming(OWNER).update(table, &id));
            }
        }
    }
    script.push_str("COMMIT");
    session.run(&script).await;
}

/// The number of rows born by [`filled`], and of the transitions after that.
pub(super) fn told(table: &Table) -> (usize, usize) {
    let states = table.states.iter().enumerate();
    let rows = states.map(|(place, state)| {
        let rows = if state.terminal { 1 } else { 2 };
        (rows, rows * (path(table, place).len() - 1))
    });
    rows.fold((0, 0), |(births, steps), (rows, moves)| {
        (births + rows, steps + moves)
    })
}

/// The names of the rules that write the history.
pub(super) fn tellers(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &["tell_birth", "tell_step"],
        Dialect::Postgres => &["tell"],
    }
}
