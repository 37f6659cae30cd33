//! Random lifecycles, walked at random: see `tests/`.

use std::fmt::Debug;

use endstate::{AnyHandle, Exit, Lifecycle, Scope, scope::Start};

/// Two dozen lifecycles that `build.rs` drew.
#[allow(missing_docs, reason = "written by build.rs")]
#[allow(
    clippy::all,
    clippy::pedantic,
    reason = "its style is nobody's; what a derive writes is linted elsewhere"
)]
pub mod lifecycles {
    include!(concat!(env!("OUT_DIR"), "/lifecycles.rs"));
}

/// A lifecycle that a walk can be taken through.
pub trait Walked: Lifecycle {
    /// Its handles.
    type Any: AnyHandle<Lifecycle = Self> + Debug;
    /// In how many ways it can begin: in its initial states, and resumed in any state.
    const WAYS_IN: usize;

    /// Begins in one of these ways.
    fn begin<D: Drive<Self>>(way: usize, drive: D) -> D::Out;

    /// Takes one of the declared transitions.
    fn step(any: Self::Any, choice: usize, rounds: u32) -> Step<Self::Any>;

    /// The exit.
    ///
    /// # Errors
    ///
    /// Gives the handle back where it is in no terminal state.
    fn exit(any: Self::Any) -> Result<Exit<Self>, Self::Any>;
}

/// What came of a step.
pub enum Step<A> {
    /// A declared transition.
    Taken(A),
    /// The next state's invariant refused it.
    Rejected(A),
}

/// Drives a scope, however it begins.
pub trait Drive<L: Walked> {
    /// What comes of it.
    type Out;

    /// Drives it to its end, or drops it. Where it begins in a terminal state, this is `over` from the start.
    fn drive<St>(self, scope: Scope<L, St>, over: Option<&'static str>) -> Self::Out
    where
        St: Start<L, Any = L::Any, Handle: Into<L::Any> + 'static> + 'static;
}

/// Is shown one of the lifecycles.
pub trait Pick {
    /// What comes of it.
    type Out;

    /// Does something with the lifecycle `L`.
    fn visit<L: Walked<Any: 'static, End: 'static> + 'static>(self) -> Self::Out;
}
