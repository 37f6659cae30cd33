//! Judges the columns: one name is one column, in all states.

use std::collections::HashMap;

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use super::{Column, Table};
use crate::{model::Model, names::plain, report::Report};

/// The columns that every table has: `OWN_COLUMNS` of the store.
const OWN_COLUMNS: &[&str] = &[
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

pub(super) fn check(model: &Model, table: &Table, report: &mut Report) {
    // By name without regard to case, since SQLite has none.
    let mut known: HashMap<String, (&Column, String)> = HashMap::new();
    for (state, stored) in model.states.iter().zip(&table.states) {
        let state = plain(&state.variant.ident);
        for (nth, column) in stored.columns.iter().enumerate() {
            let key = column.name.to_lowercase();
            if let Some(problem) = misnamed(column, &key) {
                report.mistake(&column.at, problem);
                continue;
            }
            let before = &stored.columns[..nth];
            if before
                .iter()
                .any(|before| before.name.to_lowercase() == key)
            {
                let problem = format!(
                    "`{state}` has two fields in the column `{}`; rename one",
                    column.name
                );
                report.mistake(&column.at, problem);
                continue;
            }
            match known.get(&key) {
                Some((first, of)) => {
                    if let Some(problem) = contradicts(first, column, of) {
                        report.mistake(&column.at, problem);
                    }
                }
                None => {
                    known.insert(key, (column, state.clone()));
                }
            }
        }
    }
}

fn misnamed(column: &Column, key: &str) -> Option<String> {
    if column.name.is_empty() || column.name.len() > 63 {
        return Some("a column's name has from 1 to 63 bytes".to_owned());
    }
    OWN_COLUMNS.contains(&key).then(|| {
        format!(
            "every table has a column `{key}` of its own: call this one otherwise, `#[durable(column = \"..\")]`"
        )
    })
}

/// Where the same column is another thing in another state.
fn contradicts(first: &Column, column: &Column, of: &str) -> Option<String> {
    let name = &column.name;
    if first.name != *name {
        return Some(format!(
            "the column `{name}` is called `{}` in `{of}`, and databases do not tell them apart; call both the same",
            first.name
        ));
    }
    let ty = |column: &Column| inner(&column.ty).to_token_stream().to_string();
    if ty(first) != ty(column) {
        return Some(format!(
            "the column `{name}` has another type in `{of}`: one name is one column in all states; \
             call this one otherwise, `#[durable(column = \"..\")]`"
        ));
    }
    match (&first.references, &column.references) {
        (Some(first), Some(second)) if first.value() != second.value() => Some(format!(
            "the column `{name}` refers to `{}` in `{of}`: one name is one column in all states",
            first.value()
        )),
        _ => None,
    }
}

/// Without its `Option`: a column may be there for sure in one state, and perhaps in another.
fn inner(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => inner(&group.elem),
        Type::Paren(paren) => inner(&paren.elem),
        Type::Path(path) => {
            let last = path
                .path
                .segments
                .last()
                .filter(|last| last.ident == "Option");
            match last.map(|last| &last.arguments) {
                Some(PathArguments::AngleBracketed(arguments)) => match arguments.args.first() {
                    Some(GenericArgument::Type(ty)) => ty,
                    _ => ty,
                },
                _ => ty,
            }
        }
        _ => ty,
    }
}
