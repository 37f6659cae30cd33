//! The handle's rustdoc: the enum's own words, and the graph as a table.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::{
    model::{Model, State},
    names::plain,
};

pub(crate) fn handle_docs(model: &Model) -> TokenStream {
    let own: Vec<&Attribute> = model
        .item
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .collect();
    let intro = own.is_empty().then(|| {
        let intro = format!(
            " A handle to a [`{}`] lifecycle, in one of its states.",
            plain(&model.item.ident)
        );
        quote!(#[doc = #intro])
    });
    let mut lines = vec![
        String::new(),
        " | state | role | leads to |".to_owned(),
        " |---|---|---|".to_owned(),
    ];
    lines.extend(
        model
            .states
            .iter()
            .enumerate()
            .map(|(i, state)| row(model, i, state)),
    );
    quote!(#(#own)* #intro #(#[doc = #lines])*)
}

fn row(model: &Model, i: usize, state: &State) -> String {
    let mut flags = Vec::new();
    if state.is_initial() {
        flags.push("initial");
    }
    if state.is_terminal() {
        flags.push("terminal");
    }
    if model.fixpoints.iter().any(|fixpoint| fixpoint.state == i) {
        flags.push("fixpoint");
    }
    if state.keys.trap.is_some() {
        flags.push("trap");
    }
    let targets: Vec<String> = state
        .edges
        .iter()
        .map(|edge| {
            let label = edge
                .label
                .map(|label| format!(" when {}", in_a_cell(&label.value())));
            format!(
                "{}{}",
                link(&model.states[edge.to]),
                label.unwrap_or_default()
            )
        })
        .collect();
    format!(
        " | {} | {} | {} |",
        link(state),
        flags.join(", "),
        targets.join(", ")
    )
}

/// A unit struct is in two name spaces, so the link says which one it means.
fn link(state: &State) -> String {
    format!(
        "[`{}`](struct@{})",
        plain(&state.variant.ident),
        state.ident
    )
}

fn in_a_cell(label: &str) -> String {
    label
        .chars()
        .flat_map(|c| match c {
            '\n' | '\r' => vec![' '],
            '|' | '[' | ']' | '<' | '>' | '`' | '*' | '_' | '\\' => vec!['\\', c],
            _ => vec![c],
        })
        .collect()
}
