//! The derive `Durable`: from the annotation of a state enum to the table that its instances are rows of.

mod check;
mod columns;
mod duration;
mod expand;
mod keys;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{DeriveInput, LitStr, Path, Type, spanned::Spanned};

use self::keys::{FieldKeys, TableKeys, VariantKeys};
pub(crate) use self::{
    check::check,
    expand::{expand, fallback},
};
use crate::{model::Model, names::plain, report::Report};

/// The path of the store crate, where the enum is annotated with `#[durable(..)]`.
pub(crate) fn store(item: &DeriveInput) -> Option<TokenStream> {
    let is_durable = item
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("durable"));
    is_durable.then(|| {
        // What is wrong with it, `Durable` reports.
        let keys = TableKeys::parse(&item.attrs, &mut Report::default());
        path(keys.krate.as_ref())
    })
}

fn path(krate: Option<&Path>) -> TokenStream {
    krate.map_or_else(|| quote!(::endstate_store), Path::to_token_stream)
}

/// What `#[durable(..)]` says of the enum and of all that is in it.
pub(crate) struct Table {
    pub(crate) keys: TableKeys,
    pub(crate) store: TokenStream,
    /// In the order of the model's states.
    pub(crate) states: Vec<Stored>,
}

pub(crate) struct Stored {
    pub(crate) keys: VariantKeys,
    pub(crate) columns: Vec<Column>,
}

pub(crate) struct Column {
    pub(crate) name: String,
    /// Where a mistake in its name is reported.
    pub(crate) at: TokenStream,
    pub(crate) ty: Type,
    pub(crate) references: Option<LitStr>,
    pub(crate) optional: bool,
}

impl Table {
    pub(crate) fn parse(model: &Model, report: &mut Report) -> Self {
        let keys = TableKeys::parse(&model.item.attrs, report);
        let states = model.states.iter().map(|state| {
            let variant = state.variant;
            let fields = variant.fields.iter().zip(variant.fields.members());
            let columns = fields.map(|(field, member)| {
                let keys = FieldKeys::parse(&field.attrs, report);
                let name = match (&keys.column, &member) {
                    (Some(column), _) => column.value(),
                    (None, syn::Member::Named(ident)) => plain(ident),
                    (None, syn::Member::Unnamed(index)) => {
                        format!("{}_{}", state.status, index.index)
                    }
                };
                let at = match (&keys.column, &field.ident) {
                    (Some(column), _) => column.to_token_stream(),
                    (None, Some(ident)) => ident.to_token_stream(),
                    (None, None) => field.ty.to_token_stream(),
                };
                Column {
                    name,
                    at,
                    optional: is_option(&field.ty),
                    ty: field.ty.clone(),
                    references: keys.references,
                }
            });
            let columns = columns.collect();
            Stored {
                keys: VariantKeys::parse(&variant.attrs, report),
                columns,
            }
        });
        let states = states.collect();
        Self {
            store: path(keys.krate.as_ref()),
            keys,
            states,
        }
    }
}

/// `<String as Column>`, at the type: where one that is no column is reported.
pub(crate) fn as_column(store: &TokenStream, ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as #store::private::Column>)
}

/// By its last name: an alias of `Option` is taken for a type that is always there.
fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Option"),
        Type::Group(group) => is_option(&group.elem),
        Type::Paren(paren) => is_option(&paren.elem),
        _ => false,
    }
}

/// The place of the state of this name.
fn place(model: &Model, name: &Ident) -> Option<usize> {
    let name = plain(name);
    model
        .states
        .iter()
        .position(|state| plain(&state.variant.ident) == name)
}
