//! A scope owns one lifecycle from its first state to its end.
//!
//! `Connection::scope(state, context)` makes one, [`run`](Scope::run) or [`run_sync`](Scope::run_sync) drives it, and
//! what comes out is always the lifecycle's [`End`](crate::End): the terminal state that the body reached, or the
//! fixpoint, if it did not reach any.

mod deadline;
mod outcome;
mod run;
#[cfg(feature = "tokio")]
mod running;
mod start;
mod watch;

use alloc::boxed::Box;
use core::{fmt, marker::PhantomData};

pub use deadline::{Deadline, Unbounded, Uninterrupted};
#[cfg(feature = "tokio")]
pub use deadline::{NoRuntime, Within};
pub use outcome::Outcome;
pub use run::Run;
#[cfg(feature = "tokio")]
pub use running::Running;
pub use start::Start;
#[doc(hidden)]
pub use start::{FromInitial, FromStored, Resume, Started};
pub(crate) use watch::Watch;

pub(crate) use start::{EndOf, LifecycleOf};

use crate::{
    Cause, Handle, Initial, Lifecycle, Slot,
    caught::{caught, contained},
};

/// Observers whose type can be written: see [`Scope::boxed_observers`].
pub type BoxObserver<L> = Box<dyn FnOnce(&<L as Lifecycle>::End) + Send>;

/// A lifecycle about to begin.
///
/// It does nothing until [`run`](Self::run), [`run_sync`](Self::run_sync) or [`slot`](Self::slot) begins it; dropped
/// before that, the lifecycle never was.
#[must_use = "a scope does nothing until it is run"]
pub struct Scope<L: Lifecycle, St, O = fn(&<L as Lifecycle>::End), D = Unbounded> {
    start: St,
    on_exit: O,
    limit: D,
    lifecycle: PhantomData<fn() -> L>,
}

/// A scope that begins with the handle `H` in an initial state and the context `C`: what the handle's `scope` makes.
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::scope::InitialScope;
///
/// fn door() -> InitialScope<Door<Open>, ()> {
///     Door::scope(Open)
/// }
/// # let _ = door().run_sync(|door| Ok(door.to(Shut).exit()));
/// ```
pub type InitialScope<H, C> = Scope<LifecycleOf<<H as Handle<C>>::Any>, FromInitial<H, C>>;

/// A scope that goes on from a stored value of the enum: what the handle's `resume` makes.
///
/// It can be passed on, but not named outside of generated code: the example is that of [`Slot::finish`].
pub type StoredScope<R, C> = Scope<LifecycleOf<<R as Resume>::Any>, FromStored<R, C>>;

impl<H: Handle<C>, C> InitialScope<H, C> {
    #[doc(hidden)]
    #[inline]
    pub fn __initial(state: H::State, context: C) -> Self
    where
        H::State: Initial<LifecycleOf<H::Any>>,
    {
        Self::new(FromInitial { state, context })
    }
}

impl<R: Resume, C> StoredScope<R, C> {
    #[doc(hidden)]
    pub fn __resume(state: LifecycleOf<R::Any>, context: C) -> Self {
        Self::new(FromStored { state, context })
    }
}

impl<L: Lifecycle, St> Scope<L, St> {
    #[inline]
    fn new(start: St) -> Self {
        Self {
            start,
            on_exit: |_| (),
            limit: Unbounded,
            lifecycle: PhantomData,
        }
    }
}

impl<L, St, O, D> Scope<L, St, O, D>
where
    L: Lifecycle,
    St: Start<L>,
    O: FnOnce(&L::End),
    D: Deadline,
{
    /// Calls `observer` with the end, exactly once, on every way out: also when the running future is dropped.
    ///
    /// Observers add up, and are called in the order in which they were added. A panic in one is caught: it cannot
    /// change how the lifecycle ended (the panic hook has reported it by then).
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
    /// let mut ended = Vec::new();
    /// let _ = Door::scope(Open)
    ///     .on_exit(|end| ended.push(end.status()))
    ///     .run_sync(|door| Ok(door.to(Shut).exit()));
    /// assert_eq!(ended, ["shut"]);
    /// ```
    pub fn on_exit<P>(
        self,
        observer: P,
    ) -> Scope<L, St, impl FnOnce(&L::End) + use<L, St, O, D, P>, D>
    where
        P: FnOnce(&L::End),
    {
        let Self {
            start,
            on_exit,
            limit,
            lifecycle,
        } = self;
        let both = |end: &L::End| {
            contained(|| on_exit(end));
            observer(end);
        };
        Scope {
            start,
            on_exit: both,
            limit,
            lifecycle,
        }
    }

    /// The same scope with a type that can be written: its observers are boxed.
    ///
    /// For a [`Slot`] or a running scope with observers that a struct or a `Vec` is to hold.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # #[derive(Lifecycle)]
    /// # #[lifecycle(handle = Door, fixpoint = Shut)]
    /// # enum DoorState {
    /// #     #[lifecycle(initial, to(Shut))] Open,
    /// #     #[lifecycle(terminal)] Shut,
    /// # }
    /// use endstate::{Slot, scope::BoxObserver};
    ///
    /// struct House {
    ///     doors: Vec<Slot<AnyDoor, BoxObserver<DoorState>>>,
    /// }
    ///
    /// let front = Door::scope(Open).on_exit(|_| println!("shut")).boxed_observers();
    /// let house = House { doors: vec![front.slot()] };
    /// ```
    pub fn boxed_observers(self) -> Scope<L, St, BoxObserver<L>, D>
    where
        O: Send + 'static,
    {
        let Self {
            start,
            on_exit,
            limit,
            lifecycle,
        } = self;
        Scope {
            start,
            on_exit: Box::new(on_exit),
            limit,
            lifecycle,
        }
    }

    /// Begins the lifecycle at the first poll, drives it with `body`, and gives its end, whatever happens.
    ///
    /// The body returns `Ok(handle.exit())`. An `Err`, a panic, a passed deadline or dropping the future ends the
    /// lifecycle in its fixpoint. The future needs no executor of its own, and it is `Send` when body, context and
    /// observers are.
    ///
    /// # Cancel safety
    ///
    /// Dropped before its first poll, the lifecycle never began. Dropped later, the body is dropped first, then the
    /// lifecycle ends as [`Cancelled`](crate::Cause::Cancelled) and the observers are told.
    /// To count beginnings, count inside the future, not where it is spawned.
    ///
    /// # Panics
    ///
    /// Where the fixpoint's own `From<Abandoned>` panics, and when polled after completion.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # #[derive(Lifecycle)]
    /// # #[lifecycle(handle = Door, fixpoint = Shut)]
    /// # enum DoorState {
    /// #     #[lifecycle(initial, to(Shut))] Open,
    /// #     #[lifecycle(terminal)] Shut,
    /// # }
    /// # async fn someone_goes_through() -> std::io::Result<()> { Ok(()) }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let end = Door::scope(Open)
    ///     .run(async |door| {
    ///         someone_goes_through().await?;
    ///         Ok(door.to(Shut).exit())
    ///     })
    ///     .await;
    /// assert!(matches!(end, DoorEnd::Shut(_)));
    /// # }
    /// ```
    #[inline]
    pub fn run<F, Fut>(self, body: F) -> Run<L, St, O, D, F, Fut, Fut::Output>
    where
        F: FnOnce(St::Handle) -> Fut,
        Fut: Future,
        Fut::Output: Outcome<L>,
    {
        Run::new(self, body, Outcome::__into_result)
    }

    /// Drives the lifecycle to its end with plain code: the twin of [`run`](Self::run).
    ///
    /// For a scope without a deadline, since nothing could interrupt the body at one.
    ///
    /// # Panics
    ///
    /// Where the fixpoint's own `From<Abandoned>` panics.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # #[derive(Lifecycle)]
    /// # #[lifecycle(handle = Door, fixpoint = Shut)]
    /// # enum DoorState {
    /// #     #[lifecycle(initial, to(Shut))] Open,
    /// #     #[lifecycle(terminal)] Shut,
    /// # }
    /// let end = Door::scope(Open).run_sync(|door| Ok(door.to(Shut).exit()));
    /// assert!(matches!(end, DoorEnd::Shut(_)));
    /// ```
    #[inline]
    pub fn run_sync<F, T>(self, body: F) -> L::End
    where
        D: Uninterrupted,
        F: FnOnce(St::Handle) -> T,
        T: Outcome<L>,
    {
        let watch = Watch::<L, O>::new(self.on_exit);
        let start = self.start;
        let ran = watch.span().within(|| {
            caught(|| match start.__begin() {
                Started::Live(handle) => body(handle)
                    .__into_result()
                    .map(|exit| exit.end)
                    .map_err(Cause::Error),
                Started::Ended(end) => Ok(end),
                Started::Broken(broken) => Err(broken.into()),
            })
        });
        watch.land(ran)
    }

    /// Begins the lifecycle and keeps it in a [`Slot`], to be moved on step by step from a field or a `Vec`.
    ///
    /// # Panics
    ///
    /// Where the fixpoint's own `From<Abandoned>` panics.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # #[derive(Lifecycle)]
    /// # #[lifecycle(handle = Door, fixpoint = Shut)]
    /// # enum DoorState {
    /// #     #[lifecycle(initial, to(Shut))] Open,
    /// #     #[lifecycle(terminal)] Shut,
    /// # }
    /// let mut door = Door::scope(Open).slot();
    /// assert!(door.end().is_none());
    /// door.step(|any| match any {
    ///     AnyDoor::Open(door) => Ok(door.to(Shut).into()),
    ///     shut => Ok(shut),
    /// });
    /// assert!(door.end().is_some());
    /// ```
    pub fn slot(self) -> Slot<St::Any, O>
    where
        D: Uninterrupted,
        St::Handle: Into<St::Any>,
    {
        let watch = Watch::<L, O>::new(self.on_exit);
        let start = self.start;
        let began = watch.span().within(|| {
            caught(|| match start.__begin() {
                Started::Live(handle) => Ok(Ok(handle.into())),
                Started::Ended(end) => Ok(Err(end)),
                Started::Broken(broken) => Err(broken.into()),
            })
        });
        match began {
            Ok(Ok(any)) => Slot::new(Ok(any), watch),
            Ok(Err(end)) => Slot::ended(watch.land(Ok(end))),
            Err(cause) => Slot::new(Err(cause), watch),
        }
    }
}

impl<L: Lifecycle, St, O, D> fmt::Debug for Scope<L, St, O, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scope<{}>", L::GRAPH.name)
    }
}
