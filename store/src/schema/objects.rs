//! The objects of one table, in the order in which they can be created.

use crate::{
    sql::Dialect,
    table::{OWN_COLUMNS, Table},
};

/// One object of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// The statement that makes it.
    pub(crate) create: String,
    /// The statement that takes it away, before another is made under its name.
    pub(crate) drop: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Table,
    Column,
    Constraint,
    Index,
    #[cfg(feature = "postgres")]
    Function,
    Trigger,
}

impl Kind {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Column => "column",
            Self::Constraint => "constraint",
            Self::Index => "index",
            #[cfg(feature = "postgres")]
            Self::Function => "function",
            Self::Trigger => "trigger",
        }
    }
}

/// The objects of a table. One rule may be left out, by name, to see what it is good for.
pub(crate) fn objects(table: &Table, without: Option<&str>) -> Vec<Object> {
    let mut objects = match table.dialect {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => super::sqlite::objects(table, without),
        #[cfg(feature = "postgres")]
        Dialect::Postgres => super::postgres::objects(table, without),
    };
    if let Some(without) = without {
        let without = named(table, without);
        objects.retain(|object| object.name != without);
    }
    objects
}

/// A script that makes all of them.
pub(crate) fn making(objects: &[Object]) -> String {
    let creates = objects.iter().map(|object| object.create.as_str());
    creates.collect::<Vec<_>>().join(";\n")
}

/// The table of all lifecycles and their versions.
pub(crate) fn lifecycles(dialect: Dialect) -> String {
    let number = dialect.number();
    format!(
        "CREATE TABLE IF NOT EXISTS \"endstate_lifecycles\" (\"table_name\" TEXT NOT NULL PRIMARY KEY, \
         \"lifecycle\" TEXT NOT NULL, \"version\" {number} NOT NULL, \"migrated_at\" {number} NOT NULL)"
    )
}

/// `projects_edge`. Postgres cuts names off at 63 bytes, and two must not become one.
pub(crate) fn named(table: &Table, rest: &str) -> String {
    let name = format!("{}_{rest}", table.name);
    if name.len() <= 63 {
        return name;
    }
    // FNV-1a: the same for ever, on every machine.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut kept = 46;
    while !name.is_char_boundary(kept) {
        kept -= 1;
    }
    format!("{}_{hash:016x}", &name[..kept])
}

/// The table's columns, as they are declared.
pub(crate) fn columns(table: &Table) -> Vec<String> {
    let dialect = table.dialect;
    let (id, number) = (dialect.id(), dialect.number());
    let own = OWN_COLUMNS.iter().map(|&name| {
        let quoted = dialect.name(name);
        match name {
            "id" => format!("{quoted} {id} NOT NULL"),
            "status" => format!("{quoted} TEXT NOT NULL"),
            "owner" => format!("{quoted} {id}"),
            "outcome" => format!("{quoted} TEXT"),
            "epoch" | "attempt" => format!("{quoted} {number} NOT NULL DEFAULT 0"),
            // Each row is given the number of its lifecycle, which may change without a change of the table.
            "version" | "max_attempts" => format!("{quoted} {number} NOT NULL DEFAULT 1"),
            "created_at" => format!("{quoted} {number} NOT NULL"),
            _ => format!("{quoted} {number}"),
        }
    });
    let evidence = table
        .columns
        .iter()
        .map(|column| format!("{} {}", dialect.name(column.name), column.sql_type));
    own.chain(evidence).collect()
}

/// `REFERENCES "follow_ups" ("id")`, of what the annotation names.
pub(crate) fn referenced(dialect: Dialect, references: &str) -> String {
    let (table, column) = references
        .trim_end_matches(')')
        .split_once('(')
        .unwrap_or((references, "id"));
    format!(
        "REFERENCES {} ({})",
        dialect.name(table),
        dialect.name(column)
    )
}

/// What makes a row one of a kind: of the table, and of its history.
pub(crate) const IDENTITY: &str = "PRIMARY KEY (\"id\")";
pub(crate) const HISTORY_IDENTITY: &str = "PRIMARY KEY (\"id\", \"version\")";

/// Whether a name is one that a constraint of an earlier version of the lifecycle had: those of its fields go with them.
pub(crate) fn is_of_a_field(table: &Table, name: &str) -> bool {
    let rest = name.strip_prefix(table.name);
    let rest = rest.and_then(|rest| rest.strip_prefix('_'));
    rest.is_some_and(|rest| rest.starts_with("has_") || rest.ends_with("_refers"))
}

/// The columns of the history, as they are declared.
pub(crate) fn history_columns(table: &Table) -> String {
    let (id, number) = (table.dialect.id(), table.dialect.number());
    format!(
        "\"id\" {id} NOT NULL, \"version\" {number} NOT NULL, \"from_status\" TEXT, \"to_status\" TEXT NOT NULL, \
         \"at\" {number} NOT NULL, \"owner\" {id}, \"epoch\" {number} NOT NULL, \"attempt\" {number} NOT NULL, \
         \"outcome\" TEXT"
    )
}

/// Indexes: name, and what follows `ON table`.
pub(crate) fn indexes(table: &Table) -> Vec<Object> {
    let dialect = table.dialect;
    let ready: Vec<String> = table
        .states
        .iter()
        .filter(|state| !state.terminal && !state.resting)
        .map(|state| dialect.text(state.status))
        .collect();
    let ready = if ready.is_empty() {
        "''".to_owned()
    } else {
        ready.join(", ")
    };
    let of = [
        (
            "ready",
            format!(
                "(\"id\") WHERE \"owner\" IS NULL AND \"finished_at\" IS NULL AND \"status\" IN ({ready})"
            ),
        ),
        (
            "leases",
            "(\"lease_until\") WHERE \"owner\" IS NOT NULL".to_owned(),
        ),
        (
            "owners",
            "(\"owner\") WHERE \"owner\" IS NOT NULL".to_owned(),
        ),
        (
            "deadlines",
            "(\"deadline_at\") WHERE \"deadline_at\" IS NOT NULL".to_owned(),
        ),
        ("by_status", "(\"status\", \"created_at\")".to_owned()),
    ];
    of.into_iter()
        .map(|(rest, on)| {
            let name = named(table, rest);
            let quoted = dialect.name(&name);
            Object {
                kind: Kind::Index,
                create: format!("CREATE INDEX {quoted} ON {} {on}", dialect.name(table.name)),
                drop: format!("DROP INDEX IF EXISTS {quoted}"),
                name,
            }
        })
        .collect()
}
