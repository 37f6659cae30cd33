//! What a lifecycle is made of. All of these are implemented by the derive alone.

use core::{error::Error, fmt};

use crate::{
    Abandoned,
    graph::{Graph, StateNode},
    private::{Mint, OnTheEnum},
    token::Token,
};

/// A state enum with `#[derive(Lifecycle)]`.
///
/// ```
/// use endstate::{Abandoned, Cause, End, Graph, Lifecycle};
///
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Door, fixpoint = Shut)]
/// enum DoorState {
///     #[lifecycle(initial, to(Shut))]
///     Open,
///     #[lifecycle(terminal)]
///     Shut,
/// }
///
/// /// The names of the states in which a lifecycle is over.
/// fn ends<L: Lifecycle>() -> Vec<&'static str> {
///     let graph: &Graph = L::GRAPH;
///     graph.states.iter().filter(|state| state.terminal).map(|state| state.name).collect()
/// }
///
/// fn name_of_end<L: Lifecycle>(end: &L::End) -> &'static str {
///     end.name()
/// }
///
/// assert_eq!(ends::<DoorState>(), ["Shut"]);
/// let end = Door::scope(Open).run_sync(|door| Ok(door.to(Shut).exit()));
/// assert_eq!(name_of_end::<DoorState>(&end), "Shut");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a lifecycle",
    label = "has no states to be in",
    note = "derive `Lifecycle` for an enum of states: `#[derive(Lifecycle)]`"
)]
pub trait Lifecycle: Sized {
    /// The enum of its terminal states: what a scope returns.
    type End: End;

    /// Its states and declared transitions as data.
    const GRAPH: &'static Graph = &Self::__GRAPH_OF_ENUM;

    #[doc(hidden)]
    const __GRAPH_OF_ENUM: Graph;

    /// Where its states are kept: in memory, or in a row of a store.
    #[doc(hidden)]
    type __Kept: Keeping;
}

/// A place where the states of a lifecycle are kept.
#[doc(hidden)]
pub trait Keeping {
    /// The proof that a transition was written, which only the place itself can make: it moves a token.
    type Receipt;
    /// What a state's evidence is written into.
    type Columns;
}

/// How a lifecycle ended: the enum of its terminal states.
///
/// It can always be built from an [`Abandoned`], which gives the fixpoint.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::End;
///
/// let end = Door::scope(Open).run_sync(|door| Ok(door.to(Shut).exit()));
/// assert_eq!((end.name(), end.status()), ("Shut", "shut"));
/// assert!(end.state().terminal);
/// ```
pub trait End: From<Abandoned> {
    #[doc(hidden)]
    fn __state_of_the_enum(&self) -> &'static StateNode;

    /// The terminal state as data.
    fn state(&self) -> &'static StateNode {
        self.__state_of_the_enum()
    }

    /// The terminal state's name, such as `Closed`.
    fn name(&self) -> &'static str {
        self.state().name
    }

    /// The name that the terminal state is stored under, such as `closed`.
    fn status(&self) -> &'static str {
        self.state().status
    }
}

/// One state of the lifecycle `L`.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::State;
///
/// assert_eq!(<Open as State<DoorState>>::NAME, "Open");
/// assert_eq!(<Open as State<DoorState>>::STATUS, "open");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a state of `{L}`",
    label = "not a state of this lifecycle",
    note = "the states are the structs that the derive makes of the variants: write `Open`, not `ConnectionState::Open`"
)]
pub trait State<L: Lifecycle>: Sized {
    /// The variant's name, such as `Open`.
    const NAME: &'static str = Self::__DECLARED_BY_A_VARIANT_OF_THE_ENUM.name;
    /// The name it is stored under, such as `open`.
    const STATUS: &'static str = Self::__DECLARED_BY_A_VARIANT_OF_THE_ENUM.status;

    #[doc(hidden)]
    const __DECLARED_BY_A_VARIANT_OF_THE_ENUM: &'static StateNode;

    #[doc(hidden)]
    #[inline]
    fn __holds(&self) -> bool {
        true
    }

    #[doc(hidden)]
    #[inline]
    fn __write(&self, _: &mut <L::__Kept as Keeping>::Columns) {}
}

/// A state that a lifecycle may begin in.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::Initial;
///
/// fn is_initial<L: endstate::Lifecycle, S: Initial<L>>() {}
/// is_initial::<DoorState, Open>(); // and no other state of it
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{L}` cannot begin in `{Self}`, which is not an initial state",
    label = "not an initial state",
    note = "begin in a state marked `#[lifecycle(initial)]` and move on from there by declared transitions"
)]
pub trait Initial<L: Lifecycle>: State<L> {
    #[doc(hidden)]
    const __DECLARED_BY_INITIAL_ON_THE_ENUM: OnTheEnum;
}

/// A state in which the lifecycle is over.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::Terminal;
///
/// fn is_terminal<L: endstate::Lifecycle, S: Terminal<L>>() {}
/// is_terminal::<DoorState, Shut>(); // and no other state of it
/// ```
#[diagnostic::on_unimplemented(
    message = "a scope of `{L}` cannot exit in `{Self}`, which is not a terminal state",
    label = "exits before a terminal state",
    note = "move the handle to a state marked `#[lifecycle(terminal)]` first"
)]
pub trait Terminal<L: Lifecycle>: State<L> {
    #[doc(hidden)]
    fn __end_declared_by_terminal_on_the_enum(self) -> L::End;
}

/// A state that `Prev` declares in its `to(..)`.
///
/// It is implemented on the *next* state, since rustc then reports a missing transition in the words below.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::{ReachableFrom, Unchecked};
///
/// fn leads_to<L: endstate::Lifecycle, S, N: ReachableFrom<L, S, Entry: Unchecked>>() {}
/// leads_to::<DoorState, Open, Shut>(); // and not back
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Prev}` has no transition to `{Self}`",
    label = "undeclared transition",
    note = "to allow it, list `{Self}` in `#[lifecycle(to(..))]` of `{Prev}`"
)]
pub trait ReachableFrom<L: Lifecycle, Prev>: State<L> {
    /// How it is entered: freely, or past its invariant.
    // Here and not on the state: what is no state at all then breaks one bound, and not two.
    type Entry;

    #[doc(hidden)]
    const __DECLARED_BY_TO_ON_THE_ENUM: OnTheEnum;
}

/// The entry of a state that has no invariant: `to` may enter it.
///
/// [`ReachableFrom`] has an example.
#[diagnostic::on_unimplemented(
    message = "this state has an invariant, so `to` cannot enter it",
    label = "may break the invariant",
    note = "use `try_to`, which gives handle and state back where the invariant does not hold"
)]
pub trait Unchecked {}

/// The entry of a state that has an invariant: `try_to` may enter it.
#[diagnostic::on_unimplemented(
    message = "this state has no invariant, so `try_to` could not fail",
    label = "nothing to check",
    note = "use `to`"
)]
pub trait Checked {}

/// A handle in one state, with a context `C`: the generated struct, such as `Connection<Open>`.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::{AnyHandle, Handle, State};
///
/// /// What state a handle is in, whichever lifecycle it is of.
/// fn name<C, H: Handle<C>>(_: &H) -> &'static str {
///     <H::State as State<<H::Any as AnyHandle>::Lifecycle>>::NAME
/// }
///
/// let _ = Door::scope(Open).run_sync(|door| {
///     assert_eq!(name(&door), "Open");
///     Ok(door.to(Shut).exit())
/// });
/// ```
// The context is a parameter, because an associated type could not be private to the user's module.
pub trait Handle<C>: Sized {
    /// The enum of handles in any state.
    type Any: AnyHandle;
    /// The state it is in.
    type State: State<<Self::Any as AnyHandle>::Lifecycle>;

    #[doc(hidden)]
    fn __assemble(
        state: Self::State,
        context: C,
        token: Token<<Self::Any as AnyHandle>::Lifecycle, Self::State>,
    ) -> Self;
}

/// A handle in any state: the generated enum, such as `AnyConnection`, which a [`Slot`](crate::Slot) stores.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::{AnyHandle, Slot};
///
/// /// Says where a slot of any lifecycle is.
/// fn place<A: AnyHandle>(slot: &Slot<A>) -> Option<&'static str> {
///     let any: &A = slot.get()?;
///     assert!(!any.state().terminal);
///     assert!(<A::Lifecycle as endstate::Lifecycle>::GRAPH.state(any.name()).is_some());
///     Some(any.name())
/// }
///
/// assert_eq!(place(&Door::scope(Open).slot()), Some("Open"));
/// ```
pub trait AnyHandle: Sized {
    /// The lifecycle it is a handle of.
    type Lifecycle: Lifecycle;

    #[doc(hidden)]
    fn __state_of_the_enum(&self) -> &'static StateNode;

    /// The state it is in, as data.
    fn state(&self) -> &'static StateNode {
        self.__state_of_the_enum()
    }

    /// The name of the state it is in.
    fn name(&self) -> &'static str {
        self.state().name
    }

    /// Its end where it is in a terminal state, and itself otherwise.
    #[doc(hidden)]
    fn __settle(self) -> Result<<Self::Lifecycle as Lifecycle>::End, Self>;

    #[doc(hidden)]
    #[inline]
    fn __holds(&self) -> bool {
        true
    }
}

/// From a value of the enum to a handle. Only who is lent a mint can do it.
#[doc(hidden)]
pub trait Stored<C>: AnyHandle {
    fn __stored(state: Self::Lifecycle, context: C, mint: &Mint) -> Self;
}

/// A transition that the next state's invariant refused; it gives back both the handle, unmoved, and the state.
///
/// Returned by a handle's `try_to`.
///
/// ```
/// use endstate::{Lifecycle, Rejected};
///
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Tank, fixpoint = Empty)]
/// enum TankState {
///     #[lifecycle(initial, to(Filled, Empty))]
///     Dry,
///     #[lifecycle(to(Empty), invariant = fits)]
///     Filled { litres: u32 },
///     #[lifecycle(terminal)]
///     Empty,
/// }
///
/// fn fits(filled: &Filled) -> bool {
///     filled.litres <= 50
/// }
///
/// let _ = Tank::scope(Dry).run_sync(|tank| {
///     let Err(Rejected { handle, state, .. }) = tank.try_to(Filled { litres: 60 }) else {
///         panic!("it takes 50")
///     };
///     let litres = state.litres - 10;
///     let tank = handle.try_to(Filled { litres })?;
///     Ok(tank.to(Empty).exit())
/// });
/// ```
#[non_exhaustive]
pub struct Rejected<H, N> {
    /// The handle, in the state that it was in.
    pub handle: H,
    /// The state that it did not enter.
    pub state: N,
}

impl<H, N> Rejected<H, N> {
    #[doc(hidden)]
    #[must_use]
    pub fn __new(handle: H, state: N) -> Self {
        Self { handle, state }
    }

    /// The struct's name, without its path and its arguments. Not stored: a rejection is as large as what it gives back.
    fn state_name() -> &'static str {
        let full = core::any::type_name::<N>();
        let path = full.split('<').next().unwrap_or(full);
        path.rsplit("::").next().unwrap_or(path)
    }
}

impl<H: fmt::Debug, N> fmt::Debug for Rejected<H, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("handle", &self.handle)
            .field("state", &format_args!("{}", Self::state_name()))
            .finish()
    }
}

impl<H: fmt::Debug, N> fmt::Display for Rejected<H, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (handle, state) = (&self.handle, Self::state_name());
        write!(
            f,
            "`{handle:?}` cannot enter `{state}`: its invariant does not hold"
        )
    }
}

impl<H: fmt::Debug, N> Error for Rejected<H, N> {}
