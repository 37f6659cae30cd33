//! The derive of the `endstate` crate. Use it from there: `endstate::Lifecycle`.
#![forbid(unsafe_code)]

mod check;
mod expand;
mod fallback;
mod generics;
mod input;
mod model;
mod names;
mod report;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::{input::Input, model::Model, report::Report};

/// Turns a state enum into a type-state handle API.
///
/// The enum stays as it is. Beside it stand a struct for each variant, a handle that is generic over them, and the enums
/// of handles and of terminal states. The book's reference lists every attribute and everything that is generated.
///
/// ```ignore
/// #[derive(Lifecycle)]
/// #[lifecycle(fixpoint = Closed)]
/// enum DoorState {
///     #[lifecycle(initial, to(Closed))]
///     Open,
///     #[lifecycle(terminal)]
///     Closed,
/// }
/// ```
#[proc_macro_derive(Lifecycle, attributes(lifecycle))]
pub fn derive_lifecycle(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    lifecycle(item.into()).into()
}

fn lifecycle(item: TokenStream) -> TokenStream {
    let item = match syn::parse2::<DeriveInput>(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    let mut report = Report::default();
    let Some(input) = Input::parse(&item, &mut report) else {
        return report.into_compile_errors();
    };
    let model = Model::resolve(&input, &mut report);
    check::graph(&model, &mut report);
    if report.is_empty() {
        expand::lifecycle(&model)
    } else {
        fallback::lifecycle(model, report)
    }
}
