//! What a foreign session may try, generated from the table alone.

use super::place::{
    OTHER_OWNER, OWNER, Set, born, claiming, entering, fresh, id, may, releasing, value,
};
use crate::{
    schema::objects::{Kind, objects},
    sql::Dialect,
    table::{OUTCOMES, OWN_COLUMNS, Table},
};

/// One statement, and what is to become of it.
pub(super) struct Case {
    pub(super) what: String,
    pub(super) sql: String,
    /// The rule that it is there to break; none if it is legal.
    pub(super) breaks: Option<String>,
    /// What is done before it.
    pub(super) first: String,
}

struct Cases<'t> {
    table: &'t Table,
    cases: Vec<Case>,
}

pub(super) fn cases(table: &Table) -> Vec<Case> {
    let mut all = Cases {
        table,
        cases: Vec::new(),
    };
    for from in 0..table.states.len() {
        all.pairs(from);
        all.evidence(from);
        if table.states[from].terminal {
            all.ended(from);
            all.ending(from);
        } else {
            all.versions(from);
            all.epochs(from);
            all.rows(from);
            all.legal(from);
        }
        all.births(from);
    }
    all.history();
    all.cases
}

/// Takes the guards of a table away, as somebody does who loads a dump: the rules for rows have to do.
fn disarming(table: &Table) -> String {
    match table.dialect {
        Dialect::Postgres => {
            let name = table.dialect.name(table.name);
            format!("ALTER TABLE {name} DISABLE TRIGGER USER")
        }
        Dialect::Sqlite => {
            let objects = objects(table, None).into_iter();
            let triggers = objects.filter(|object| object.kind == Kind::Trigger);
            triggers.map(|trigger| trigger.drop + ";\n").collect()
        }
    }
}

impl Cases<'_> {
    fn name(&self, place: usize) -> &'static str {
        self.table.states[place].name
    }

    fn add(&mut self, breaks: Option<&str>, what: String, sql: String) {
        self.cases.push(Case {
            what,
            sql,
            breaks: breaks.map(str::to_owned),
            first: String::new(),
        });
    }

    fn refused(&mut self, rule: &str, what: &str, place: usize, is_driven: bool, set: &Set) {
        let what = format!("{what} ({}, driven: {is_driven})", self.name(place));
        let sql = set.update(self.table, &id(place, is_driven));
        self.add(Some(rule), what, sql);
    }

    fn accepted(&mut self, what: &str, place: usize, is_driven: bool, set: &Set) {
        let what = format!("{what} ({}, driven: {is_driven})", self.name(place));
        let sql = set.update(self.table, &id(place, is_driven));
        self.add(None, what, sql);
    }

    fn first(&mut self, script: &str) {
        if let Some(case) = self.cases.last_mut() {
            script.clone_into(&mut case.first);
        }
    }

    /// The rows of a state: driven, and not.
    fn stances(&self, place: usize) -> &'static [bool] {
        if self.table.states[place].terminal {
            &[false]
        } else {
            &[false, true]
        }
    }

    /// A state from which this one can be entered, if there is one beside itself.
    fn before(&self, to: usize) -> Option<usize> {
        (0..self.table.states.len()).find(|&from| from != to && may(self.table, from, to))
    }

    /// (a) From each state to each: the evidence is right, so that only the edge can be wrong.
    fn pairs(&mut self, from: usize) {
        let table = self.table;
        let is_over = table.states[from].terminal;
        for to in 0..table.states.len() {
            if from == to && !may(table, from, to) && !is_over {
                // Not to be told from a release; see `versions`.
                continue;
            }
            for &is_driven in self.stances(from) {
                let what = format!("to {}", self.name(to));
                let set = entering(table, to);
                if may(table, from, to) && !is_over {
                    self.accepted(&what, from, is_driven, &set);
                } else {
                    let rule = if is_over { "ended" } else { "edge" };
                    self.refused(rule, &what, from, is_driven, &set);
                }
            }
        }
    }

    /// (b) Each column: missing where it has to be, there where it must not be, either where it may.
    fn evidence(&mut self, place: usize) {
        let table = self.table;
        for column in &table.columns {
            let rule = format!("has_{}", column.name);
            let mut tries = vec![("NULL", !column.required_in.contains(&place))];
            let may_be = column.required_in.contains(&place) || column.optional_in.contains(&place);
            tries.push((value(column, true), may_be));
            for (to, is_right) in tries {
                let breaks = (!is_right).then_some(rule.as_str());
                let what = format!("{} with {} = {to}", self.name(place), column.name);
                if let Some(from) = self.before(place) {
                    let set = entering(table, place).with(column.name, to);
                    let sql = set.update(table, &id(from, true));
                    self.add(breaks, what.clone(), sql);
                }
                if table.states[place].initial {
                    let set = born(table, place, &fresh(100)).with(column.name, to);
                    self.add(breaks, what, set.insert(table, "INSERT"));
                }
            }
            if column.references.is_some()
                && may_be
                && let Some(from) = self.before(place)
            {
                let set = entering(table, place).with(column.name, "'nobody'");
                let what = format!("{} refers to nothing", column.name);
                let rule = format!("{}_refers", column.name);
                self.refused(&rule, &what, from, true, &set);
            }
            // In place.
            let is_own_successor = table.states[place].successors.contains(&place);
            if may_be && !table.states[place].terminal {
                let set = Set::new(&[
                    ("version", "version + 1"),
                    (column.name, value(column, true)),
                ]);
                let what = format!("{} changes in place", column.name);
                if is_own_successor {
                    self.accepted(&what, place, true, &set);
                } else {
                    self.refused("same_evidence", &what, place, true, &set);
                }
            }
        }
    }

    /// (c) Each column of a row that has ended, other than it is.
    fn ended(&mut self, place: usize) {
        let table = self.table;
        let evidence = table.columns.iter();
        let evidence = evidence.map(|column| (column.name, value(column, true)));
        let own = OWN_COLUMNS.iter().map(|&name| {
            let to = match name {
                "id" => "'00000000-0000-7000-8000-000000000999'",
                "status" => "'another'",
                "owner" => OWNER,
                "outcome" => "'lost'",
                _ => "77",
            };
            (name, to)
        });
        for (name, to) in own.chain(evidence) {
            let what = format!("{name} of a row that has ended");
            self.refused("ended", &what, place, false, &Set::new(&[(name, to)]));
            if name != "version" {
                let set = Set::new(&[(name, to), ("version", "version + 1")]);
                self.refused("ended", &what, place, false, &set);
            }
        }
    }

    /// (d) Versions: each move counts, and nothing else does.
    fn versions(&mut self, place: usize) {
        let table = self.table;
        let is_own_successor = table.states[place].successors.contains(&place);
        let next = (0..table.states.len()).find(|&to| to != place && may(table, place, to));
        for version in ["version", "version + 2", "version - 1"] {
            let what = format!("a move with {version}");
            if let Some(next) = next {
                let set = entering(table, next).with("version", version);
                self.refused("next_version", &what, place, true, &set);
            }
            let set = claiming(OWNER).with("version", version);
            self.refused("next_version", &what, place, false, &set);
        }
        for (version, is_right) in [
            ("version + 1", is_own_successor),
            ("version + 2", false),
            ("version - 1", false),
        ] {
            let set = Set::new(&[("version", version)]);
            let what = format!("no move, with {version}");
            for is_driven in [false, true] {
                if is_right {
                    self.accepted(&what, place, is_driven, &set);
                } else {
                    self.refused("same_version", &what, place, is_driven, &set);
                }
            }
        }
    }

    /// (e) Epochs: one more with each new owner.
    fn epochs(&mut self, place: usize) {
        let table = self.table;
        for epoch in ["epoch - 1", "epoch + 1"] {
            let set = Set::new(&[
                ("epoch", epoch),
                ("attempt", "0"),
                ("version", "version + 1"),
            ]);
            let what = format!("{epoch}, no new owner");
            self.refused("next_epoch", &what, place, true, &set);
            let set = releasing(table, place)
                .with("epoch", epoch)
                .with("attempt", "0");
            self.refused("next_epoch", &what, place, true, &set);
        }
        for epoch in ["epoch", "epoch + 2"] {
            let what = format!("a new owner with {epoch}");
            let set = claiming(OWNER).with("epoch", epoch).with("attempt", "0");
            self.refused("next_epoch", &what, place, false, &set);
            let set = claiming(OTHER_OWNER)
                .with("epoch", epoch)
                .with("attempt", "0");
            self.refused("next_epoch", &what, place, true, &set);
        }
    }

    /// (f) The rules for a live row, and what never changes.
    fn rows(&mut self, place: usize) {
        let table = self.table;
        let with_version =
            |name: &str, to: &str| Set::new(&[("version", "version + 1"), (name, to)]);
        for is_driven in [false, true] {
            for (rule, name, to) in [
                ("finished", "finished_at", "2"),
                ("has_outcome", "outcome", "'completed'"),
                ("counted", "max_attempts", "0"),
                ("counted", "attempt", "-1"),
                ("counted", "attempt", "epoch + 1"),
            ] {
                self.refused(
                    rule,
                    &format!("{name} = {to}"),
                    place,
                    is_driven,
                    &with_version(name, to),
                );
            }
        }
        for (name, to) in [("id", fresh(200)), ("created_at", "77".to_owned())] {
            self.refused("same", name, place, true, &Set::new(&[(name, &to)]));
        }
        let set = claiming(OWNER).without("lease_until");
        self.refused("lease", "a claim without a lease", place, false, &set);
        self.refused(
            "lease",
            "a lease without an owner",
            place,
            false,
            &Set::new(&[("lease_until", "7")]),
        );
        self.refused(
            "bounded",
            "driven without a deadline",
            place,
            true,
            &Set::new(&[("deadline_at", "NULL")]),
        );
        let state = &table.states[place];
        if state.resting && state.deadline.is_some() {
            self.refused(
                "bounded",
                "at rest without its deadline",
                place,
                false,
                &Set::new(&[("deadline_at", "NULL")]),
            );
        }
        // A dump that is loaded with the guards away may bring a status that nobody knows.
        let mut set = with_version("status", "'nonsense'");
        for column in &table.columns {
            set = set.with(column.name, "NULL");
        }
        self.refused(
            "known_status",
            "a status that nobody knows",
            place,
            true,
            &set,
        );
        self.first(&disarming(table));
        if table.dialect == Dialect::Sqlite {
            self.replacing(place);
        }
    }

    /// (f) Where NULL must not be, a REPLACE puts the default, after the guards have looked: a lower version, a lower epoch.
    fn replacing(&mut self, place: usize) {
        let table = self.table;
        let replace = |set: &Set, is_driven: bool| {
            let sql = set.update(table, &id(place, is_driven));
            sql.replacen("UPDATE", "UPDATE OR REPLACE", 1)
        };
        for is_driven in [false, true] {
            for (rule, set) in [
                ("same_version", Set::new(&[("version", "NULL")])),
                (
                    "next_version",
                    Set::new(&[("version", "NULL"), ("max_attempts", "9")]),
                ),
                (
                    "next_epoch",
                    Set::new(&[
                        ("epoch", "NULL"),
                        ("attempt", "0"),
                        ("version", "version + 1"),
                    ]),
                ),
                ("same", Set::new(&[("id", "NULL")])),
                ("same", Set::new(&[("created_at", "NULL")])),
            ] {
                let what = format!("NULL replaced, {rule} ({})", self.name(place));
                self.add(Some(rule), what, replace(&set, is_driven));
            }
        }
    }

    /// (f) The rules for the end of a row.
    fn ending(&mut self, place: usize) {
        let table = self.table;
        let from = self.before(place).expect("a terminal state is entered");
        let end = entering(table, place);
        for (rule, set) in [
            ("finished", end.clone().with("finished_at", "NULL")),
            ("has_outcome", end.clone().with("outcome", "NULL")),
            ("known_outcome", end.clone().with("outcome", "'Completed'")),
            ("ended_in_time", end.clone().without("deadline_at")),
        ] {
            let what = format!("an end in {}", self.name(place));
            self.refused(rule, &what, from, true, &set);
        }
        for outcome in OUTCOMES {
            let what = format!("an end in {}, {outcome}", self.name(place));
            let outcome = table.dialect.text(outcome);
            let set = end.clone().with("outcome", &outcome);
            self.accepted(&what, from, true, &set);
        }
    }

    /// (g) How a row begins.
    fn births(&mut self, place: usize) {
        let table = self.table;
        let name = self.name(place);
        let plain = born(table, place, &fresh(100));
        let again = born(table, place, &id(0, true));
        if !table.states[place].initial {
            self.add(
                Some("born"),
                format!("born in {name}"),
                plain.insert(table, "INSERT"),
            );
            return;
        }
        self.add(
            None,
            format!("born in {name}"),
            plain.insert(table, "INSERT"),
        );
        let owned = plain
            .clone()
            .with("owner", OWNER)
            .with("lease_until", "7")
            .with("deadline_at", "9");
        for (what, set) in [
            ("version 2", plain.clone().with("version", "2")),
            ("epoch 1", plain.clone().with("epoch", "1")),
            (
                "epoch 1, attempt 1",
                plain.clone().with("epoch", "1").with("attempt", "1"),
            ),
            ("an owner", owned),
        ] {
            self.add(
                Some("born"),
                format!("born with {what}"),
                set.insert(table, "INSERT"),
            );
        }
        match table.dialect {
            Dialect::Sqlite => {
                for of in 0..table.states.len() {
                    let again = born(table, place, &id(of, false));
                    for verb in ["INSERT OR REPLACE", "REPLACE"] {
                        let what = format!("{verb} over a row in {}", self.name(of));
                        self.add(Some("once"), what, again.insert(table, verb));
                        // Its history may have been cleared away.
                        let history = table.dialect.name(&format!("{}_history", table.name));
                        self.first(&format!("DELETE FROM {history}"));
                    }
                }
            }
            Dialect::Postgres => {
                let upsert = |set: &str| {
                    format!(
                        "{} ON CONFLICT (\"id\") DO UPDATE SET {set}",
                        again.insert(table, "INSERT")
                    )
                };
                let what = "an upsert that changes the time of birth";
                self.add(Some("same"), what.to_owned(), upsert("\"created_at\" = 5"));
                let own = table.dialect.name(table.name);
                let what = "an upsert that skips a version";
                self.add(
                    Some("same_version"),
                    what.to_owned(),
                    upsert(&format!("\"version\" = {own}.\"version\" + 2")),
                );
                self.add(
                    None,
                    "an upsert that asks to stop".to_owned(),
                    upsert("\"cancel_requested_at\" = 5"),
                );
            }
        }
        self.add(
            Some("identity"),
            "a second row of the same id".to_owned(),
            again.insert(table, "INSERT"),
        );
        self.first(&disarming(table));
    }

    /// (h) What happened does not change.
    fn history(&mut self) {
        let name = format!("{}_history", self.table.name);
        let name = self.table.dialect.name(&name);
        let first = id(0, false);
        for set in [
            "\"to_status\" = 'x'",
            "\"at\" = 0",
            "\"owner\" = NULL",
            "\"version\" = 99",
        ] {
            let sql = format!("UPDATE {name} SET {set} WHERE \"id\" = {first} AND \"version\" = 1");
            self.add(Some("history_kept"), format!("history: {set}"), sql);
        }
        if self.table.dialect == Dialect::Sqlite {
            let sql = format!(
                "INSERT OR REPLACE INTO {name} (\"id\", \"version\", \"to_status\", \"at\", \"epoch\", \"attempt\") VALUES ({first}, 1, 'x', 0, 0, 0)"
            );
            self.add(Some("history_once"), "history replaced".to_owned(), sql);
        }
    }

    /// What the store itself does with a live row.
    fn legal(&mut self, place: usize) {
        let release = releasing(self.table, place);
        self.accepted("a claim", place, false, &claiming(OWNER));
        self.accepted("a release", place, true, &release);
        self.accepted(
            "a release, not counted",
            place,
            true,
            &release.clone().with("attempt", "attempt - 1"),
        );
        self.accepted(
            "a release to rest",
            place,
            true,
            &release.with("attempt", "0"),
        );
        self.accepted(
            "a renewal",
            place,
            true,
            &Set::new(&[("lease_until", "99")]),
        );
        self.accepted(
            "a request to stop",
            place,
            true,
            &Set::new(&[("cancel_requested_at", "5")]),
        );
        self.accepted(
            "another deadline",
            place,
            true,
            &Set::new(&[("deadline_at", "99")]),
        );
    }
}
