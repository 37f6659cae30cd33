//! Resource lifecycles whose bugs do not compile.
//!
//! Take the code that was to bring something to its next state, and suppose that it never runs: where the thing is then, it
//! stays. That state is its *fixpoint*. Every lifecycle has one, named or not. Here the compiler asks for its name.
//!
//! # The one-minute tour
//!
//! Annotate an enum of states. The derive makes a struct of each variant, and a handle that is generic over them:
//!
//! ```
//! use endstate::{Abandoned, Lifecycle};
//!
//! /// A file on its way to a server.
//! #[derive(Lifecycle)]
//! #[lifecycle(handle = Upload, fixpoint = Failed)]
//! enum UploadState {
//!     #[lifecycle(initial, to(Sending when "connected"))]
//!     Ready,
//!     #[lifecycle(to(Done when "all was sent"))]
//!     Sending { sent: usize },
//!     #[lifecycle(terminal)]
//!     Done,
//!     #[lifecycle(terminal)]
//!     Failed { why: String },
//! }
//!
//! // The fixpoint is built from why nobody moved the lifecycle forward.
//! impl From<Abandoned> for Failed {
//!     fn from(abandoned: Abandoned) -> Self {
//!         Failed { why: abandoned.to_string() }
//!     }
//! }
//! ```
//!
//! Write what can be done in a state as methods of the handle in that state. `to` takes declared transitions only:
//!
//! ```
//! # use endstate::{Abandoned, Lifecycle};
//! # #[derive(Lifecycle)]
//! # #[lifecycle(handle = Upload, fixpoint = Failed)]
//! # enum UploadState {
//! #     #[lifecycle(initial, to(Sending))] Ready,
//! #     #[lifecycle(to(Done))] Sending { sent: usize },
//! #     #[lifecycle(terminal)] Done,
//! #     #[lifecycle(terminal)] Failed { why: String },
//! # }
//! # impl From<Abandoned> for Failed {
//! #     fn from(abandoned: Abandoned) -> Self { Failed { why: abandoned.to_string() } }
//! # }
//! use std::io;
//!
//! impl Upload<Ready> {
//!     fn connect(self) -> Upload<Sending> {
//!         self.to(Sending { sent: 0 })
//!     }
//! }
//!
//! impl Upload<Sending> {
//!     fn send(&mut self, part: &[u8]) -> io::Result<()> {
//!         if part.is_empty() {
//!             return Err(io::Error::other("an empty part"));
//!         }
//!         self.state.sent += part.len();
//!         Ok(())
//!     }
//!
//!     fn finish(self) -> Upload<Done> {
//!         self.to(Done)
//!     }
//! }
//!
//! // A scope owns the lifecycle from its first state to its end.
//! let upload = |part| {
//!     Upload::scope(Ready).run_sync(|upload| {
//!         let mut upload = upload.connect();
//!         upload.send(part)?; // an error, or a panic, ends the lifecycle in its fixpoint
//!         Ok(upload.finish().exit()) // only a terminal handle has an exit
//!     })
//! };
//! assert!(matches!(upload(b"hello"), UploadEnd::Done(_)));
//! assert!(matches!(upload(b""), UploadEnd::Failed(failed) if failed.why == "an empty part"));
//! ```
//!
//! What does not compile: an operation of another state, an undeclared transition, a handle used after it moved on, a
//! body that returns without a terminal state, a handle or a token made by hand, an enum with a state that nothing
//! reaches or that leads to no end.
//!
//! # Where to look
//!
//! * [`Lifecycle`](macro@Lifecycle), the derive: every key of the annotation, and what is generated.
//! * [`Scope`]: [`run`](Scope::run) and [`run_sync`](Scope::run_sync), deadlines, observers, and every way out.
//! * [`Slot`]: a lifecycle in a struct field.
//! * [`Abandoned`] and [`Cause`]: why nobody moved it forward.
//! * [`Graph`]: the lifecycle as data, and as a picture.
//! * The crate `endstate-store`: lifecycles whose states are rows of a database.
#![cfg_attr(
    feature = "tokio",
    doc = "* [`task`]: tasks that end if and only if their lifecycle does.",
    doc = "* [`permit`]: permits whose holders cannot wait for ever.",
    doc = "* [`owned`]: handles that their owner closes, and nobody else.",
    doc = "* [`topic`]: waits that miss no answer."
)]
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | panics inside a scope are caught; without it the crate is `no_std` and needs `alloc` |
//! | `tokio` | no | `Scope::deadline`, and the modules `task`, `permit`, `owned` and `topic` |
//! | `metrics` | no | gauges, counters and histograms of those: see `telemetry` |
//! | `tracing` | no | a span per scope, an event per transition and per exit |
//! | `svg` | no | `Graph::svg`; needs Rust 1.88 |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod abandon;
mod caught;
pub mod graph;
#[cfg(feature = "tokio")]
pub mod owned;
#[cfg(feature = "tokio")]
pub mod permit;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "tokio")]
mod returned;
pub mod scope;
mod slot;
mod state;
#[cfg(feature = "tokio")]
mod sync;
#[cfg(feature = "tokio")]
pub mod task;
#[cfg(feature = "tokio")]
pub mod telemetry;
mod token;
#[cfg(feature = "tokio")]
pub mod topic;
mod trace;
#[cfg(feature = "tokio")]
mod waiver;

#[doc(inline)]
pub use abandon::{Abandoned, BoxError, BrokenInvariant, Cause};
pub use endstate_macros::Lifecycle;
#[doc(inline)]
pub use graph::Graph;
#[cfg(feature = "tokio")]
#[doc(inline)]
pub use returned::Returned;
#[doc(inline)]
pub use scope::{Outcome, Scope};
#[doc(inline)]
pub use slot::Slot;
#[doc(inline)]
pub use state::{
    AnyHandle, End, Handle, Initial, Lifecycle, ReachableFrom, Rejected, State, Terminal, Unchecked,
};
#[doc(inline)]
pub use token::{Exit, Token};
#[cfg(feature = "tokio")]
#[doc(inline)]
pub use waiver::{Rule, Waiver, waivers};
