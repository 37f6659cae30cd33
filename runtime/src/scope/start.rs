//! The two ways in which a lifecycle begins.

use crate::{
    AnyHandle, BrokenInvariant, Handle, Lifecycle, State,
    private::{Mint, mint},
    token::first_token,
};

/// What a scope begins from: an initial state, or a stored value of the enum.
pub trait Start<L: Lifecycle> {
    /// What the body is given: a typed handle, or the `Any` enum of handles.
    type Handle;
    /// The `Any` enum of handles.
    type Any: AnyHandle<Lifecycle = L>;

    #[doc(hidden)]
    fn __begin(self) -> Started<Self::Handle, L::End>;
}

/// What came of beginning.
#[doc(hidden)]
pub enum Started<H, E> {
    /// The body takes it from here.
    Live(H),
    /// It was over already.
    Ended(E),
    /// It was never valid.
    Broken(BrokenInvariant),
}

/// The handle in a first state, unless that state breaks its invariant.
#[inline]
fn begun<H: Handle<C>, C>(
    state: H::State,
    context: C,
) -> Started<H, <H::Lifecycle as Lifecycle>::End> {
    if state.__holds() {
        Started::Live(H::__assemble(state, context, first_token()))
    } else {
        let (lifecycle, state) = (H::Lifecycle::GRAPH.name, H::State::NAME);
        Started::Broken(BrokenInvariant { lifecycle, state })
    }
}

impl<A: AnyHandle> Started<A, <A::Lifecycle as Lifecycle>::End> {
    /// The handle in a stored state. Only `resume` is lent a mint.
    pub fn stored<H, C>(state: H::State, context: C, _: &Mint) -> Self
    where
        H: Handle<C, Lifecycle = A::Lifecycle> + Into<A>,
    {
        match begun::<H, C>(state, context) {
            Started::Live(handle) => Self::Live(handle.into()),
            Started::Ended(end) => Self::Ended(end),
            Started::Broken(broken) => Self::Broken(broken),
        }
    }
}

/// What the handle `H` is made of: an initial state, and the context `C`.
// That the state is initial was settled when this was made: a bound here would report the same mistake once more for each
// method that is called on the scope.
pub struct FromInitial<H: Handle<C>, C> {
    pub(super) state: H::State,
    pub(super) context: C,
}

impl<H: Handle<C>, C> Start<H::Lifecycle> for FromInitial<H, C> {
    type Handle = H;
    type Any = H::Any;

    #[inline]
    fn __begin(self) -> Started<H, <H::Lifecycle as Lifecycle>::End> {
        begun::<H, C>(self.state, self.context)
    }
}

/// A stored value of the enum, and the context of its handles.
pub struct FromStored<R: Resume> {
    pub(super) state: R::Lifecycle,
    pub(super) context: R::Context,
}

/// What an annotation with `resume` asks for. It stands on a type that only generated code can name, so that nobody else
/// can begin anywhere.
#[doc(hidden)]
pub trait Resume {
    type Lifecycle: Lifecycle;
    type Context;
    type Any: AnyHandle<Lifecycle = Self::Lifecycle>;

    fn __resume(
        state: Self::Lifecycle,
        context: Self::Context,
        mint: &Mint,
    ) -> Started<Self::Any, <Self::Lifecycle as Lifecycle>::End>;
}

impl<R: Resume> Start<R::Lifecycle> for FromStored<R> {
    type Handle = R::Any;
    type Any = R::Any;

    fn __begin(self) -> Started<R::Any, <R::Lifecycle as Lifecycle>::End> {
        R::__resume(self.state, self.context, &mint())
    }
}
