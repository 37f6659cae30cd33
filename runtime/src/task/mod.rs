//! Tasks that end if and only if their lifecycle does.
//!
//! A task that is spawned and forgotten takes its row, its socket or its lock with it when it dies: whoever should have
//! moved them forward is gone, and nobody knows. Here a task is a lifecycle's scope, and a *nursery* owns it: the parent is
//! told every child's end, and the nursery ends when its last child has. The idea is that of Erlang's supervisors and of the
//! nurseries of Trio.
//!
//! ```
//! use endstate::{Lifecycle, task};
//!
//! #[derive(Lifecycle)]
//! #[lifecycle(handle = Download, fixpoint = Broken)]
//! enum DownloadState {
//!     #[lifecycle(initial, to(Complete))]
//!     Running,
//!     #[lifecycle(terminal)]
//!     Complete,
//!     #[lifecycle(terminal)]
//!     Broken,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), endstate::BoxError> {
//! let complete = task::nursery(async |nursery| {
//!     let first = nursery.spawn(Download::scope(Running).run(async |d| Ok(d.to(Complete).exit())))?;
//!     let second = nursery.spawn(Download::scope(Running).run(async |_| Err("no route".into())))?;
//!     let ends = [first.await, second.await];
//!     let complete = ends.iter().filter(|end| matches!(end, DownloadEnd::Complete(_)));
//!     Ok(complete.count())
//! })
//! .await;
//! assert_eq!(complete?, 1);
//! # Ok(())
//! # }
//! ```
//!
//! # Ways out
//!
//! | what happens | what becomes of the children |
//! |---|---|
//! | the body returns `Ok` | the nursery waits until they have ended, within its deadline if it has one |
//! | the body returns `Err`, or panics | they are cancelled, and end in their fixpoints |
//! | the nursery's deadline passes | the body is dropped, they are cancelled |
//! | [`Nursery::cancel`], [`Nursery::shutdown`] | they are cancelled, at once or after a grace |
//! | the nursery's own future is dropped, the runtime shuts down | they are cancelled |
//!
//! A child that cannot be cancelled, because its body never gives control back, is reported as [`Overdue`], in the log and in the
//! metrics, and not waited for without end: also where the body returns `Ok` after it cancelled its children.
//!
//! A child without a deadline of its own, in a nursery without one, may run for as long as it likes: give
//! one of them a deadline.

mod child;
mod error;
mod live;
mod nursery;
mod open;
mod supervised;
mod telemetry;

pub use child::{Child, ChildId};
pub use error::{Failure, FailureCause, Overdue, Refused, RefusedCause};
pub use nursery::{Nursery, Shutdown};
pub use open::{Settings, named, nursery};
