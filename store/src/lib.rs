//! Lifecycles whose states are database rows: no row is stranded, on SQLite and on Postgres.
//!
//! A row says `INITIALIZED`. A task was to bring it to `RUNNING` and on to an end, and the task is gone: an error that nobody
//! thought of, a panic, a restart. No code is left that would ever change the row, so that it says `INITIALIZED` for ever. A
//! status column alone is a hope: it holds as long as every writer comes to its end. What the row does when the writer does not
//! is its *fixpoint*, and somebody has to name it.
//!
//! Here the enum of states is the table. It names a fixpoint, as every [`Lifecycle`](endstate::Lifecycle) does, and the store
//! writes it, whatever becomes of the driver: an error, a panic, a deadline, an aborted task, a runtime that is shut down, a
//! process that is killed. The same rules stand in the database as constraints and triggers, for whoever comes by another way.
//!
//! ```
//! use std::{num::NonZeroUsize, time::Duration};
//!
//! use endstate::{Abandoned, BoxError, Lifecycle};
//! use endstate_store::{Durable, Exit, Store};
//!
//! /// A project that is prepared in the background, and may ask its user something.
//! #[derive(Lifecycle, Durable)]
//! #[lifecycle(fixpoint = Failed, cancelled = Cancelled)]
//! #[durable(table = "projects", attempts = 3)]
//! enum ProjectState {
//!     #[lifecycle(initial, to(Running))]
//!     Initialized { repo: String },
//!     #[lifecycle(to(InputNeeded, Completed))]
//!     Running { workspace: String },
//!     /// Left without a driver until the answer is there, at most for a day.
//!     #[lifecycle(to(Running, Expired))]
//!     #[durable(resting, deadline = "24h" -> Expired)]
//!     InputNeeded { workspace: String, question: String },
//!     #[lifecycle(terminal)]
//!     Completed { result: String },
//!     #[lifecycle(terminal)]
//!     Failed { error: String },
//!     #[lifecycle(terminal)]
//!     Expired,
//!     #[lifecycle(terminal)]
//!     Cancelled,
//! }
//!
//! impl From<Abandoned> for Failed {
//!     fn from(why: Abandoned) -> Self {
//!         Failed { error: why.to_string() }
//!     }
//! }
//!
//! /// The body of a drive. It is given the row in whatever state it is, and has to return an exit.
//! async fn drive(project: AnyProject) -> Result<Exit<ProjectState>, BoxError> {
//!     let running = match project {
//!         AnyProject::Initialized(project) => {
//!             let workspace = format!("/work/{}", project.state.repo);
//!             // One compare-and-swap: the row has moved when this returns, with its evidence.
//!             project.to(Running { workspace }).await?
//!         }
//!         // Somebody drove it before us, and died.
//!         AnyProject::Running(project) => project,
//!         other => return Err(format!("nothing to do in {other:?}").into()),
//!     };
//!     if running.state.workspace.ends_with("empty") {
//!         return Err("nothing to work on".into()); // the row ends as `failed`
//!     }
//!     let workspace = running.state.workspace.clone();
//!     let question = "which branch?".to_owned();
//!     Ok(running.to(InputNeeded { workspace, question }).await?.rest())
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), BoxError> {
//! # let folder = tempfile::tempdir()?;
//! # let url = format!("sqlite://{}/app.db", folder.path().display());
//! let store = Store::open(&url).await?; // or `Store::connect("postgres://..")`
//! store.migrate::<ProjectState>().await?;
//! let asks = store.create(Initialized { repo: "endstate".into() }).await?;
//! let fails = store.create(Initialized { repo: "empty".into() }).await?;
//!
//! let four = NonZeroUsize::new(4).unwrap();
//! store.workers(four).until_idle().run(drive).await?;
//!
//! let row = store.get(fails).await?;
//! assert!(matches!(row.state, ProjectState::Failed { error } if error == "nothing to work on"));
//!
//! // The other one rests. Its answer moves it on, from any task of any process.
//! assert_eq!(store.get(asks).await?.status, "input_needed");
//! let answer = "main";
//! store
//!     .drive(asks, async |project| match project {
//!         AnyProject::InputNeeded(project) => {
//!             let workspace = project.state.workspace.clone();
//!             let running = project.to(Running { workspace }).await?;
//!             let result = format!("built {answer}");
//!             Ok(running.to(Completed { result }).await?.exit())
//!         }
//!         other => Err(format!("no question in {other:?}").into()),
//!     })
//!     .await?;
//! let row = store.get(asks).await?;
//! assert!(matches!(row.state, ProjectState::Completed { result } if result == "built main"));
//!
//! store.shutdown(Duration::from_secs(5)).await;
//! # Ok(())
//! # }
//! ```
//!
//! # Ways out of a drive
//!
//! | what happens | what becomes of the row | by whom |
//! |---|---|---|
//! | the body returns `handle.exit()` or `handle.rest()` | it is there already: `to` wrote it | the driver |
//! | the body returns an error, or panics | the fixpoint for that cause | the driver |
//! | a state's own deadline passes | the state that the deadline names | the driver; for a resting row, any process |
//! | the limit of an attempt passes (24 h) | the fixpoint for a time-out | the driver, or any process |
//! | [`Store::cancel`] | the fixpoint for a cancellation | the driver, or at once where there is none |
//! | the future is dropped, its task aborted, its runtime gone | the fixpoint for a cancellation | the store's own thread |
//! | [`Store::shutdown`] | ready again, the attempt not counted; with `attempts = 1` the fixpoint for a cancellation | the driver |
//! | the process dies, attempts are left | ready again, in the state that it was in | any process |
//! | the process dies, none is left | the fixpoint, with [`Lost`] as the cause | any process |
//! | the lease is lost | whatever its new driver makes of it | nobody else: this one has written its last |
//!
//! # What a row looks like
//!
//! | column | what it holds |
//! |---|---|
//! | `id` | a UUID of version 7 |
//! | `status` | the state |
//! | `version` | counts the moves of the row: every write compares it |
//! | `owner` | the process that drives it, as a UUID made when its store was opened; null without a driver |
//! | `epoch` | the fencing token: counts the claims |
//! | `attempt`, `max_attempts` | the claims since the row was made or last rested, and how many there may be |
//! | `lease_until` | until when the driver is taken to be alive |
//! | `deadline_at` | when the time of the state, or of the attempt, is over |
//! | `cancel_requested_at` | when somebody asked the driver to stop |
//! | `created_at`, `finished_at` | when it began, and when it ended |
//! | `outcome` | how it ended: `completed`, `error`, `panicked`, `timed_out`, `cancelled`, `lost` |
//! | one for each field of a state | the evidence: not null in the states that have the field, null in all others |
//!
//! Times are milliseconds since 1970 by the database's clock. The table `projects_history` has a row for each move, which the
//! database writes itself.
//!
//! # What the database enforces
//!
//! [`Store::migrate`] makes these as constraints and triggers, so that a script or another program is refused too:
//!
//! * A row begins in an initial state, and takes declared edges only, or the one to its fixpoint.
//! * A row in a terminal state does not change, and is the only one with `finished_at` and `outcome`.
//! * Each state has its evidence, and no other's. It changes with the state alone. `references = ".."` is a foreign key.
//! * A driver has a lease and a deadline. A resting row has a deadline unless it says why not.
//! * `version` counts up by one with each move, and `epoch` by one with each new owner, and never else.
//!
//! # Leases
//!
//! A driver holds its row for 30 s at a time. Its process renews all leases together every 10 s, on a thread of its own, so that a
//! busy runtime or an exhausted pool does not look like a death. A driver whose last successful renewal began 20 s ago stops by
//! itself; 5 s after the lease is over, others may take the row. Every process looks for such rows every 5 s, and on one host with
//! SQLite a lock on a file shows within a second that a process has died. All of it is in [`Settings`].
//!
//! For comparison, the time until other systems notice a dead process, by default: underway 30 s, Absurd 120 s, apalis 300 s,
//! pg-boss 15 min, River and Oban 1 h, graphile-worker 4 h.
//!
//! # What it cannot do
//!
//! * The epoch protects the row, and any system that checks it: send [`Row::epoch`] along. An HTTP call that checks nothing may
//!   arrive from a driver that has lost its row.
//! * A body may run again from the last state that was written: with more than one attempt, what it does between two states has to
//!   bear being done twice.
//! * With `panic = "abort"` a panic kills the process with all its drivers. Others recover the rows, as after a kill.
//! * A body that blocks its thread for ever cannot be stopped. Its row ends at the deadline, or goes to somebody else; the thread
//!   stays.
//! * SQLite is for the processes of one host, on a local disk: not on NFS, and not for several hosts. That is what Postgres is for.
//!   A process that is stopped in the middle of a write keeps all others from writing until it goes on or is killed.
//! * An owner of the database may drop a constraint. [`Store::check`] says so.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `sqlite` | yes | [`Store::open`] |
//! | `postgres` | no | `Store::connect` |
//! | `metrics` | no | counters: see [`telemetry`] |
//! | `tracing` | no | events of leases, recoveries and refusals |
//!
//! One of the databases has to be on. With both, the fields of a state have to be storable in both.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("endstate-store needs a database: turn on the feature `sqlite` or `postgres`");

// The derive names the crate from outside.
#[cfg(test)]
extern crate self as endstate_store;

mod answer;
mod backoff;
mod cancel;
mod claim;
mod drive;
mod driving;
mod durable;
mod error;
mod exit;
mod gather;
mod id;
mod keeper;
mod lost;
mod moving;
mod open;
mod outcome;
mod plan;
#[doc(hidden)]
pub mod private;
mod reading;
mod row;
mod schema;
mod settings;
mod sql;
mod store;
mod table;
pub mod telemetry;
mod transaction;
mod wake;
mod workers;

pub use endstate_macros::Durable;
#[doc(no_inline)]
pub use sqlx;

#[doc(inline)]
pub use crate::{
    driving::Driving,
    durable::{Durable, Resting},
    error::Error,
    exit::{Driven, Exit},
    id::Id,
    lost::Lost,
    moving::Moving,
    outcome::Outcome,
    reading::{Counts, Listing, Moved, Snapshot},
    row::Row,
    schema::{Difference, Report},
    settings::{Durability, Settings},
    sql::Field,
    store::Store,
    transaction::Tx,
    workers::{Workers, Working},
};
