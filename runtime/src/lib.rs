//! Resource lifecycles whose bugs do not compile.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod abandon;
mod caught;
pub mod graph;
#[doc(hidden)]
pub mod private;
pub mod scope;
mod slot;
mod state;
mod token;
mod trace;

#[doc(inline)]
pub use abandon::{Abandoned, BoxError, BrokenInvariant, Cause};
pub use endstate_macros::Lifecycle;
#[doc(inline)]
pub use graph::Graph;
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
