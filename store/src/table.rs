//! The table of a lifecycle: what the annotation says, as one database sees it.

use std::time::Duration;

use crate::{Durable, error::Error, sql::Dialect};

/// The columns that every table has, in the order in which they are declared. A field cannot have one of these names.
// The derive refuses them too: `macros/src/durable/columns.rs`.
pub(crate) const OWN_COLUMNS: &[&str] = &[
    "id",
    "status",
    "version",
    "owner",
    "epoch",
    "attempt",
    "max_attempts",
    "lease_until",
    "deadline_at",
    "cancel_requested_at",
    "created_at",
    "finished_at",
    "outcome",
];

/// How a row can have ended, in the store's words.
pub(crate) const OUTCOMES: &[&str] = &[
    "completed",
    "error",
    "panicked",
    "timed_out",
    "cancelled",
    "lost",
];

/// The table of one lifecycle in one database.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) dialect: Dialect,
    pub(crate) name: &'static str,
    pub(crate) lifecycle: &'static str,
    pub(crate) version: u32,
    pub(crate) attempts: u32,
    /// In the order of the graph.
    pub(crate) states: Vec<TableState>,
    /// The evidence, each name once, in the order of its first use.
    pub(crate) columns: Vec<TableColumn>,
}

#[derive(Debug, Clone)]
pub(crate) struct TableState {
    pub(crate) name: &'static str,
    pub(crate) status: &'static str,
    pub(crate) initial: bool,
    pub(crate) terminal: bool,
    pub(crate) resting: bool,
    pub(crate) deadline: Option<(Duration, usize)>,
    /// The places of its columns in `Table::columns`, in the order of its fields.
    pub(crate) evidence: Vec<usize>,
    /// The places of the states that it declares in `to(..)`.
    pub(crate) successors: Vec<usize>,
    /// The places of the states that it falls to when it is abandoned; empty for a terminal state.
    pub(crate) fixpoints: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct TableColumn {
    pub(crate) name: &'static str,
    pub(crate) sql_type: String,
    pub(crate) references: Option<&'static str>,
    /// The states (by place) in which it must not be null.
    pub(crate) required_in: Vec<usize>,
    /// The states (by place) in which it may be null, and may be not.
    pub(crate) optional_in: Vec<usize>,
}

impl Table {
    pub(crate) fn of<L: Durable>(dialect: Dialect) -> Self {
        let declared = L::__DECLARED_BY_DURABLE_ON_THE_ENUM;
        let graph = L::GRAPH;
        let place = |name: &str| graph.states.iter().position(|state| state.name == name);
        let mut columns: Vec<TableColumn> = Vec::new();
        let mut states = Vec::new();
        for (nth, (node, own)) in graph.states.iter().zip(declared.states).enumerate() {
            let mut evidence = Vec::new();
            for column in own.columns {
                let known = columns.iter().position(|known| known.name == column.name);
                let at = known.unwrap_or_else(|| {
                    columns.push(TableColumn {
                        name: column.name,
                        sql_type: (column.ty)().name(dialect).to_owned(),
                        references: column.references,
                        required_in: Vec::new(),
                        optional_in: Vec::new(),
                    });
                    columns.len() - 1
                });
                let references = &mut columns[at].references;
                *references = references.or(column.references);
                let states = if column.optional {
                    &mut columns[at].optional_in
                } else {
                    &mut columns[at].required_in
                };
                states.push(nth);
                evidence.push(at);
            }
            let fixpoints = if node.terminal {
                Vec::new()
            } else {
                let named = graph.fixpoints;
                let named = [
                    named.default,
                    named.cancelled,
                    named.timed_out,
                    named.panicked,
                ];
                let mut places: Vec<usize> = named.into_iter().filter_map(place).collect();
                places.sort_unstable();
                places.dedup();
                places
            };
            states.push(TableState {
                name: node.name,
                status: node.status,
                initial: node.initial,
                terminal: node.terminal,
                resting: own.resting,
                deadline: own.deadline,
                evidence,
                successors: node
                    .edges
                    .iter()
                    .filter_map(|edge| place(edge.to))
                    .collect(),
                fixpoints,
            });
        }
        Self {
            dialect,
            name: declared.table,
            lifecycle: graph.name,
            version: declared.version,
            attempts: declared.attempts,
            states,
            columns,
        }
    }

    /// The place of the state that is stored under this status.
    pub(crate) fn place(&self, status: &str) -> Option<usize> {
        self.states.iter().position(|state| state.status == status)
    }

    /// Whether a table of the version found may be used by this process.
    pub(crate) fn knows(&self, found: i64) -> Result<(), Error> {
        if found <= i64::from(self.version) {
            return Ok(());
        }
        Err(Error::Newer {
            table: self.name,
            lifecycle: self.lifecycle,
            found,
            known: self.version,
        })
    }
}
