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
//!     #[lifecycle(initial, to(Sending))]
//!     Ready { parts: u32 },
//!     #[lifecycle(to(Sending when "a part was sent", Done when "all were sent"))]
//!     Sending { left: u32 },
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
//! #     #[lifecycle(initial, to(Sending))] Ready { parts: u32 },
//! #     #[lifecycle(to(Sending, Done))] Sending { left: u32 },
//! #     #[lifecycle(terminal)] Done,
//! #     #[lifecycle(terminal)] Failed { why: String },
//! # }
//! # impl From<Abandoned> for Failed {
//! #     fn from(abandoned: Abandoned) -> Self { Failed { why: abandoned.to_string() } }
//! # }
//! impl Upload<Ready> {
//!     fn start(self) -> Upload<Sending> {
//!         let left = self.state.parts;
//!         self.to(Sending { left })
//!     }
//! }
//!
//! impl Upload<Sending> {
//!     fn send(self, part: &[u8]) -> Result<Self, std::io::Error> {
//!         if part.is_empty() {
//!             return Err(std::io::Error::other("an empty part"));
//!         }
//!         let left = self.state.left - 1;
//!         Ok(self.to(Sending { left }))
//!     }
//!
//!     fn finish(self) -> Upload<Done> {
//!         self.to(Done)
//!     }
//! }
//!
//! // A scope owns the lifecycle. Its body returns an exit, which only a terminal handle has.
//! let end = Upload::scope(Ready { parts: 1 }).run_sync(|upload| {
//!     let sending = upload.start().send(b"hello")?;
//!     Ok(sending.finish().exit())
//! });
//! assert!(matches!(end, UploadEnd::Done(Done)));
//!
//! // Every other way out lands in the fixpoint, and says why.
//! let end = Upload::scope(Ready { parts: 1 }).run_sync(|upload| {
//!     let sending = upload.start().send(b"")?;
//!     Ok(sending.finish().exit())
//! });
//! match end {
//!     UploadEnd::Done(_) => unreachable!("nothing was sent"),
//!     UploadEnd::Failed(failed) => assert_eq!(failed.why, "an empty part"),
//! }
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
