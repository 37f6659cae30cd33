//! The two ways in which a lifecycle begins.

use crate::{
    AnyHandle, BrokenInvariant, Handle, Lifecycle, State,
    private::{OnTheEnum, mint},
    state::Stored,
    token::first_token,
};

pub(crate) type LifecycleOf<A> = <A as AnyHandle>::Lifecycle;
pub(crate) type EndOf<A> = <LifecycleOf<A> as Lifecycle>::End;

/// What a scope begins from: an initial state, or a stored value of the enum.
///
/// Code for the scopes of any lifecycle names it:
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::{Lifecycle as _, Scope, Slot, scope::Start};
///
/// /// Keeps a lifecycle, whichever it is and whatever it begins from.
/// fn kept<L, S>(scope: Scope<L, S>) -> Slot<S::Any>
/// where
///     L: endstate::Lifecycle,
///     S: Start<L>,
///     S::Handle: Into<S::Any>,
/// {
///     scope.slot()
/// }
///
/// assert!(kept(Door::scope(Open)).get().is_some());
/// ```
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

/// What the handle `H` is made of: an initial state, and the context `C`.
// That the state is initial was settled when this was made: a bound here would report the same mistake once more for each
// method that is called on the scope.
pub struct FromInitial<H: Handle<C>, C> {
    pub(super) state: H::State,
    pub(super) context: C,
}

impl<H: Handle<C>, C> Start<LifecycleOf<H::Any>> for FromInitial<H, C> {
    type Handle = H;
    type Any = H::Any;

    #[inline]
    fn __begin(self) -> Started<H, EndOf<H::Any>> {
        if self.state.__holds() {
            Started::Live(H::__assemble(self.state, self.context, first_token()))
        } else {
            Started::Broken(BrokenInvariant {
                lifecycle: <LifecycleOf<H::Any>>::GRAPH.name,
                state: H::State::NAME,
            })
        }
    }
}

/// A stored value of the enum, and the context `C` of its handles.
pub struct FromStored<R: Resume, C> {
    pub(super) state: LifecycleOf<R::Any>,
    pub(super) context: C,
}

/// What an annotation with `resume` asks for. It stands on a type that only generated code can name, so that nobody else
/// can begin anywhere.
#[doc(hidden)]
pub trait Resume {
    type Any: AnyHandle;

    const __DECLARED_BY_RESUME_ON_THE_ENUM: OnTheEnum;
}

impl<R: Resume, C> Start<LifecycleOf<R::Any>> for FromStored<R, C>
where
    R::Any: Stored<C>,
{
    type Handle = R::Any;
    type Any = R::Any;

    fn __begin(self) -> Started<R::Any, EndOf<R::Any>> {
        match R::Any::__stored(self.state, self.context, &mint()).__settle() {
            Ok(end) => Started::Ended(end),
            Err(any) if any.__holds() => Started::Live(any),
            Err(any) => Started::Broken(BrokenInvariant {
                lifecycle: <LifecycleOf<R::Any>>::GRAPH.name,
                state: any.name(),
            }),
        }
    }
}
