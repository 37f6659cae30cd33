//! The two ways in which a lifecycle begins.

use crate::{AnyHandle, BrokenInvariant, Initial, Lifecycle, State, private::Mint};

/// What a scope begins from: an initial state, or a stored value of the enum.
pub trait Start<L: Lifecycle> {
    /// What the body is given: a typed handle, or the `Any` enum of handles.
    type Handle: Into<Self::Any>;
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

impl<H, E> Started<H, E> {
    /// Builds the handle, unless the state breaks its invariant.
    #[inline]
    pub fn live<L: Lifecycle, S: State<L>>(state: S, handle: impl FnOnce(S) -> H) -> Self {
        if state.__holds() {
            Self::Live(handle(state))
        } else {
            Self::Broken(BrokenInvariant {
                lifecycle: L::GRAPH.name,
                state: S::NAME,
            })
        }
    }
}

#[doc(hidden)]
pub struct FromInitial<S, C> {
    pub(super) state: S,
    pub(super) context: C,
}

impl<L, S, C> Start<L> for FromInitial<S, C>
where
    L: Lifecycle,
    S: Initial<L, C>,
{
    type Handle = S::Handle;
    type Any = S::Any;

    #[inline]
    fn __begin(self) -> Started<S::Handle, L::End> {
        Started::live::<L, S>(self.state, |state| {
            state.__begin(self.context, &Mint::new())
        })
    }
}

#[doc(hidden)]
pub struct FromStored<L, C> {
    pub(super) state: L,
    pub(super) context: C,
}

/// A lifecycle whose annotation asks for `resume`, given its context `C`.
#[doc(hidden)]
pub trait Resume<C>: Lifecycle {
    type Any: AnyHandle<Lifecycle = Self>;

    const __DECLARED_BY_RESUME_ON_THE_ENUM: ();

    fn __resume(self, context: C, mint: &Mint) -> Started<Self::Any, Self::End>;
}

impl<L: Resume<C>, C> Start<L> for FromStored<L, C> {
    type Handle = L::Any;
    type Any = L::Any;

    fn __begin(self) -> Started<L::Any, L::End> {
        self.state.__resume(self.context, &Mint::new())
    }
}
