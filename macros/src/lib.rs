//! The derives of the crates `endstate` and `endstate-store`. Use them from there, as `endstate::Lifecycle` and
//! `endstate_store::Durable`; [`macro@Lifecycle`] and [`macro@Durable`] have examples.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod check;
mod durable;
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
/// With `#[durable(..)]` on the enum each instance is a row of a table, see `endstate_store::Durable`: the handle's field `row`
/// takes the place of `context`, its `to` is asynchronous and moves the row too, and there is no `scope`, `try_to` or `resume`.
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
#[proc_macro_derive(Lifecycle, attributes(lifecycle, durable))]
pub fn derive_lifecycle(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    lifecycle(item.into()).into()
}

/// Binds a lifecycle to the rows of a table: each instance is a row, and each transition is written before the handle moves.
///
/// It is derived beside `Lifecycle`, on the same enum.
///
/// ```
/// use endstate::{Abandoned, BoxError, Lifecycle};
/// use endstate_store::{Driven, Durable, Error, Id, Store, sqlx};
///
/// #[derive(Lifecycle, Durable)]
/// #[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
/// #[durable(table = "projects")]
/// enum ProjectState {
///     #[lifecycle(initial, to(Running, Failed, Cancelled))]
///     Initialized { repo: String },
///     #[lifecycle(to(Running, InputNeeded, Completed, Failed, Cancelled))]
///     Running { workspace: String },
///     #[lifecycle(to(Running, Expired, Cancelled))]
///     #[durable(resting, deadline = "24h" -> Expired)]
///     InputNeeded {
///         workspace: String,
///         #[durable(references = "follow_ups(id)")]
///         follow_up: String,
///     },
///     #[lifecycle(terminal)]
///     Completed { result: String },
///     #[lifecycle(terminal)]
///     Failed { error: String },
///     #[lifecycle(terminal)]
///     Expired,
///     #[lifecycle(terminal)]
///     Cancelled,
/// }
///
/// impl From<Abandoned> for Failed {
///     fn from(abandoned: Abandoned) -> Self {
///         Failed { error: abandoned.to_string() }
///     }
/// }
///
/// impl Project<Running> {
///     /// The question is written in the transaction that moves the row.
///     async fn ask(self, id: String, text: &str) -> Result<Project<InputNeeded>, Error> {
///         let workspace = self.state.workspace.clone();
///         let next = InputNeeded { workspace, follow_up: id.clone() };
///         self.to_with(next, async |tx| {
///             let sql = "INSERT INTO follow_ups (id, question) VALUES ($1, $2)";
///             sqlx::query(sql).bind(&id).bind(text).execute(tx.sqlite()?).await?;
///             Ok::<_, BoxError>(())
///         })
///         .await
///     }
/// }
///
/// async fn work(store: &Store, id: Id<ProjectState>) -> Result<Driven<ProjectState>, Error> {
///     let driving = store.drive(id, async |project| match project {
///         AnyProject::Initialized(project) => {
///             let workspace = format!("/work/{}", project.state.repo);
///             let project = project.to(Running { workspace }).await?;
///             Ok(project.ask("1".to_owned(), "which branch?").await?.rest())
///         }
///         AnyProject::InputNeeded(project) => {
///             let workspace = project.state.workspace.clone();
///             let project = project.to(Running { workspace }).await?;
///             let result = "merged".to_owned();
///             Ok(project.to(Completed { result }).await?.exit())
///         }
///         other => Err(format!("{other:?} was left by a process that died").into()),
///     });
///     driving.await
/// }
/// ```
///
/// # On the enum
///
/// | key | what it says | default |
/// |---|---|---|
/// | `table = "projects"` | the table's name, of 1 to 40 bytes | has to be given |
/// | `version = 2` | counts up with each change of the enum that processes of the old version must not work on | `1` |
/// | `attempts = 3` | how often a row may be claimed; after the last time, a lost one ends in its fixpoint | `1` |
/// | `crate = path` | where the crate `endstate_store` is | `::endstate_store` |
///
/// # On a variant
///
/// | key | what it says |
/// |---|---|
/// | `resting` | a row may be left here without a driver: the handle has `rest()`. It needs a `deadline` or `unbounded` |
/// | `deadline = "24h" -> Expired` | how long a row may be here, and the terminal state that it falls to then, which is in the variant's `to(..)`; the units are `ms`, `s`, `m`, `h` and `d` |
/// | `unbounded = "reason"` | a row may rest here for ever, on purpose |
///
/// # On a field
///
/// | key | what it says | default |
/// |---|---|---|
/// | `column = "name"` | the column's name | the field's, or `status_0` in a tuple variant |
/// | `references = "follow_ups(id)"` | a foreign key | none |
///
/// A field is a column of the table, and one name in several states is one column, of one type. The column is null in the states
/// that have no such field, and where the field is an `Option` that is `None`. Its type has to be one that `sqlx` stores: see
/// `endstate_store::Field`.
///
/// # What is generated
///
/// `impl Durable for ProjectState`, which all of a store's methods ask for, and `Resting` for each resting state. `Lifecycle`
/// gives the handle its methods: `to` and `to_with`, which move the row together with the handle, `exit` in a terminal state and
/// `rest` in a resting one, `into_state`, and the fields `state`, `row` and `token`, private to the module.
///
/// # Errors
///
/// All mistakes in an annotation are reported at once, each on the tokens at fault: no table, a resting state without an end, a
/// deadline that leads to a state which is not terminal or not in `to(..)`, a column that every table has already, one column of
/// two types, unknown keys. A field whose type is no column is reported at its type.
#[proc_macro_derive(Durable, attributes(durable, lifecycle))]
pub fn derive_durable(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    durable(item.into()).into()
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

fn durable(item: TokenStream) -> TokenStream {
    let Ok(mut item) = syn::parse2::<DeriveInput>(item) else {
        // `Lifecycle` says so.
        return TokenStream::new();
    };
    itself::written_out(&mut item);
    // What is wrong with the lifecycle itself, `Lifecycle` reports.
    let mut of_lifecycle = Report::default();
    let Some(input) = Input::parse(&item, &mut of_lifecycle) else {
        return TokenStream::new();
    };
    let mut model = Model::resolve(&input, &mut of_lifecycle);
    check::graph(&model, &mut of_lifecycle);
    let mut report = Report::default();
    let table = durable::Table::parse(&model, &mut report);
    durable::check(&model, &table, &mut report);
    if report.is_empty() && of_lifecycle.is_empty() {
        return durable::expand(&model, &table);
    }
    if !of_lifecycle.is_empty() {
        fallback::set_apart(&mut model);
    }
    durable::fallback(&model, &table, report)
}
