//! The derive of the `endstate` crate. Use it from there: `endstate::Lifecycle`.
#![forbid(unsafe_code)]

mod check;
mod expand;
mod fallback;
mod generics;
mod input;
mod itself;
mod model;
mod names;
#[cfg(test)]
mod never_panics;
mod report;
#[cfg(test)]
mod snapshots;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::{input::Input, model::Model, report::Report};

/// Turns a state enum into a type-state handle API.
///
/// The enum stays as it is, so other derives go on working on it. Beside it stand a struct for each variant, a handle that
/// is generic over them, an enum of handles, an enum of terminal states, and a trait for each group.
///
/// ```
/// use endstate::{Abandoned, Lifecycle};
///
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Job, context = u32, fixpoint = Failed, cancelled = Withdrawn, derive(Debug))]
/// enum JobState {
///     #[lifecycle(initial, to(Running when "claimed", Withdrawn))]
///     Queued,
///     #[lifecycle(to(Running when "progress", Finished), invariant = within_bounds)]
///     Running { percent: u8 },
///     #[lifecycle(terminal)]
///     Finished,
///     #[lifecycle(terminal)]
///     Withdrawn,
///     #[lifecycle(terminal)]
///     Failed(String),
/// }
///
/// fn within_bounds(state: &Running) -> bool {
///     state.percent <= 100
/// }
///
/// impl From<Abandoned> for Failed {
///     fn from(abandoned: Abandoned) -> Self {
///         Failed(abandoned.to_string())
///     }
/// }
///
/// let end = Job::scope(Queued, 7).run_sync(|job| {
///     let running = job.try_to(Running { percent: 0 })?;
///     Ok(running.to(Finished).exit())
/// });
/// assert!(matches!(end, JobEnd::Finished(Finished)));
/// ```
///
/// # On the enum
///
/// | key | what it says | default |
/// |---|---|---|
/// | `fixpoint = Variant` | the terminal state that an abandoned lifecycle ends in | has to be named |
/// | `cancelled = Variant`, `timed_out = Variant`, `panicked = Variant` | another one for that cause | the fixpoint |
/// | `handle = Name` | the handle's name; `Name<'g>` gives it parameters of its own, for what its context borrows | the enum's name without `State` |
/// | `context = Type` | what the handle carries through all states | nothing |
/// | `transitions(pub(crate))` | who may call `to` and `try_to` | the module |
/// | `resume`, `resume(pub)` | there is a `resume`, and who may call it: whoever may, begins anywhere | there is none |
/// | `derive(Debug, ..)` | derives for the state structs | none |
/// | `prefix = "Conn"` | begins the names of state structs and groups | none |
/// | `rename_all = "kebab-case"` | the case of statuses | `snake_case` |
/// | `crate = path` | where the crate `endstate` is | `::endstate` |
///
/// # On a variant
///
/// | key | what it says |
/// |---|---|
/// | `initial` | a lifecycle may begin here |
/// | `terminal` | the lifecycle is over here |
/// | `to(A, B when "label")` | the states that this one leads to |
/// | `group(Live, ..)` | the groups it belongs to, each a trait to bound a method with; what all their states share is best kept in the context |
/// | `invariant = path` | a `fn(&State) -> bool` that has to hold on entry: `try_to` instead of `to` |
/// | `rename = "status"` | its status |
/// | `trap = "reason"` | no terminal state can be reached from here, on purpose |
///
/// Several `#[lifecycle(..)]` on one item add up, and so do the lists `to`, `group` and `derive` over several of them, so that
/// `cfg_attr` can contribute. Every other key is given once.
///
/// # What is generated
///
/// For the enum above: the structs `Queued`, `Running`, `Finished`, `Withdrawn` and `Failed` (each `Into<JobState>`); the
/// handle `Job<S>` with `scope`, `to`, `try_to`, `exit` and `into_state`, and its fields `state`, `context` and `token`,
/// private to the module; `AnyJob`; `JobEnd`; and `JobState::GRAPH`, from the trait `Lifecycle`.
///
/// # Errors
///
/// All mistakes in an annotation are reported at once, each on the tokens at fault: no initial or terminal state, no
/// fixpoint or one that is not terminal, unknown names, a terminal state with successors, a state that no initial state
/// reaches or that reaches no terminal one, duplicates, unknown keys.
#[proc_macro_derive(Lifecycle, attributes(lifecycle))]
pub fn derive_lifecycle(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    lifecycle(item.into()).into()
}

fn lifecycle(item: TokenStream) -> TokenStream {
    let mut item = match syn::parse2::<DeriveInput>(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    itself::written_out(&mut item);
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
