//! Writes what the store needs to know of a lifecycle.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Column, Stored, Table, as_column, place};
use crate::{
    model::{Model, State},
    report::Report,
};

pub(crate) fn expand(model: &Model, table: &Table) -> TokenStream {
    let declared = declared(model, table);
    let read = read(model, table);
    let write_end = write_end(model);
    let overdue = overdue(model, table);
    let states = model.states.iter().zip(&table.states);
    let resting = states
        .filter(|(_, stored)| stored.keys.resting.is_some())
        .map(|(state, _)| resting(model, state));
    let resting = quote!(#(#resting)*);
    item(
        model,
        table,
        &[declared, read, write_end, overdue],
        &resting,
    )
}

/// After a mistake: the errors, and the same names, so that code which uses them adds no errors of its own. None of it ever
/// runs.
pub(crate) fn fallback(model: &Model, table: &Table, report: Report) -> TokenStream {
    let errors = report.into_compile_errors();
    let parts = [
        quote!(
            const __DECLARED_BY_DURABLE_ON_THE_ENUM: __s::Declared = __s::table("", 1, 1, &[]);
        ),
        quote!(
            fn __read(_: usize, _: &mut __s::Fields<'_>) -> __s::Result<Self, __s::Unread> {
                ::core::unreachable!()
            }
        ),
        quote!(
            fn __write_end(_: &<Self as __e::Lifecycle>::End, _: &mut __s::Values) {}
        ),
        quote!(
            fn __overdue(_: usize, _: __e::Abandoned) -> <Self as __e::Lifecycle>::End {
                ::core::unreachable!()
            }
        ),
    ];
    // The state structs have none of the enum's parameters where their fields name none.
    if !model.item.generics.params.is_empty() || model.store.is_none() {
        return errors;
    }
    let resting = model.states.iter().map(|state| resting(model, state));
    let item = item(model, table, &parts, &quote!(#(#resting)*));
    quote!(#errors #item)
}

fn item(model: &Model, table: &Table, parts: &[TokenStream], resting: &TokenStream) -> TokenStream {
    let (store, krate) = (&table.store, &model.krate);
    // At the derive, as whatever else a missing `Lifecycle` makes of it: reported once.
    let mut lifecycle = model.item.ident.clone();
    lifecycle.set_span(proc_macro2::Span::call_site());
    let any = &model.names.any;
    let deprecated = model.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    quote! {
        #deprecated
        const _: () = {
            use #krate::private as __e;
            use #store::private as __s;
            impl __s::Durable for #lifecycle {
                type Any = #any;
                #(#parts)*
            }
            #resting
        };
    }
}

fn declared(model: &Model, table: &Table) -> TokenStream {
    let name = &table.keys.table;
    let version = table.keys.version.unwrap_or(1);
    let attempts = table.keys.attempts.unwrap_or(1);
    let states = table
        .states
        .iter()
        .map(|stored| declared_state(model, table, stored));
    quote! {
        const __DECLARED_BY_DURABLE_ON_THE_ENUM: __s::Declared =
            __s::table(#name, #version, #attempts, &[#(#states),*]);
    }
}

fn declared_state(model: &Model, table: &Table, stored: &Stored) -> TokenStream {
    let resting = stored.keys.resting.is_some();
    let deadline = stored.keys.deadline.as_ref().map_or_else(
        || quote!(__s::None),
        |deadline| {
            let millis = u64::try_from(deadline.after.as_millis()).unwrap_or(u64::MAX);
            let to = place(model, &deadline.to).unwrap_or_default();
            quote!(__s::Some((__s::Duration::from_millis(#millis), #to)))
        },
    );
    let columns = stored.columns.iter().map(|column| {
        let Column {
            name,
            ty,
            references,
            optional,
            ..
        } = column;
        let references = references.as_ref().map_or_else(
            || quote!(__s::None),
            |references| quote!(__s::Some(#references)),
        );
        let of = as_column(&table.store, ty);
        quote!(__s::column(#name, #optional, #references, #of::column_type))
    });
    quote!(__s::state(#resting, #deadline, &[#(#columns),*]))
}

fn read(model: &Model, table: &Table) -> TokenStream {
    let last = model.states.len() - 1;
    let arms =
        model
            .states
            .iter()
            .zip(&table.states)
            .enumerate()
            .map(|(place, (state, stored))| {
                let variant = &state.variant.ident;
                let fields =
                    state
                        .variant
                        .fields
                        .members()
                        .zip(&stored.columns)
                        .map(|(member, column)| {
                            let Column { name, ty, .. } = column;
                            let read = if column.optional {
                                quote!(read_nullable)
                            } else {
                                quote!(read)
                            };
                            let column = as_column(&table.store, ty);
                            quote!(#member: #column::#read(fields, #name)?)
                        });
                let pattern = if place == last {
                    quote!(_)
                } else {
                    quote!(#place)
                };
                quote!(#pattern => Self::#variant { #(#fields),* },)
            });
    let fields = if table.states.iter().any(|stored| !stored.columns.is_empty()) {
        quote!(fields)
    } else {
        quote!(_)
    };
    quote! {
        fn __read(state: usize, #fields: &mut __s::Fields<'_>) -> __s::Result<Self, __s::Unread> {
            __s::Ok(match state { #(#arms)* })
        }
    }
}

fn write_end(model: &Model) -> TokenStream {
    let end = &model.names.end;
    let arms = model.ends().map(|state| {
        let variant = &state.variant.ident;
        quote!(#end::#variant(state) => __e::State::<Self>::__write(state, values),)
    });
    quote! {
        fn __write_end(end: &<Self as __e::Lifecycle>::End, values: &mut __s::Values) {
            match end { #(#arms)* }
        }
    }
}

fn overdue(model: &Model, table: &Table) -> TokenStream {
    let end = &model.names.end;
    let fixpoints = &model.fixpoints;
    let timed_out = fixpoints.timed_out.or(fixpoints.default);
    let timed_out = timed_out.map(|fixpoint| fixpoint.state);
    let arms = table
        .states
        .iter()
        .enumerate()
        .filter_map(|(from, stored)| {
            let deadline = stored.keys.deadline.as_ref()?;
            let to = place(model, &deadline.to)?;
            // It ends there like anything else whose time is over.
            if timed_out == Some(to) {
                return None;
            }
            let target = &model.states[to];
            let (variant, ident) = (&target.variant.ident, &target.ident);
            if matches!(target.variant.fields, syn::Fields::Unit) {
                return Some(quote!(#from => #end::#variant(#ident),));
            }
            // A missing `From<Abandoned>` is reported where the annotation names the target.
            let span = deadline
                .to
                .span()
                .resolved_at(proc_macro2::Span::call_site());
            let ty = target.ty_at(target.ident.span().located_at(span));
            let built =
                quote::quote_spanned!(span=> <#ty as __s::BuiltWhenOverdue>::built(abandoned));
            Some(quote!(#from => #end::#variant(#built),))
        });
    quote! {
        fn __overdue(state: usize, abandoned: __e::Abandoned) -> <Self as __e::Lifecycle>::End {
            match state {
                #(#arms)*
                _ => __e::From::from(abandoned),
            }
        }
    }
}

fn resting(model: &Model, state: &State) -> TokenStream {
    let lifecycle = &model.item.ident;
    let ty = state.ty();
    quote! {
        impl __s::Resting<#lifecycle> for #ty {
            const __DECLARED_BY_RESTING_ON_THE_ENUM: __s::OnTheEnum = __s::OnTheEnum;
        }
    }
}
