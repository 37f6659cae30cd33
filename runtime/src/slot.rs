//! A lifecycle in a struct field.

use core::{fmt, future::poll_fn, mem, pin::pin, task::Poll};

use crate::{
    AnyHandle, BoxError, Cause, End, Lifecycle,
    caught::{caught, contained},
    scope::{EndOf, LifecycleOf, Watch},
};

type WatchOf<A, O> = Watch<LifecycleOf<A>, O>;

/// Owns a lifecycle without a lexical scope: in a struct field, or a thousand of them in a `Vec`.
///
/// It is the run-time form of a scope's promise: since the type of a field cannot change with the state, the slot holds
/// the `Any` enum of handles and moves it on by [`step`](Self::step). An error or a panic inside a step ends the
/// lifecycle in its fixpoint, never in a hole, and a slot dropped while live ends as [`Cancelled`](Cause::Cancelled).
/// What its type no longer tells is which state the lifecycle is in: [`get`](Self::get) does.
///
/// Made by [`Scope::slot`](crate::Scope::slot). `on_exit` is called once, as for a scope.
///
/// ```
/// use endstate::{Lifecycle, Slot};
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
/// struct House {
///     doors: Vec<Slot<AnyDoor>>,
/// }
///
/// let mut house = House { doors: vec![Door::scope(Open).slot(), Door::scope(Open).slot()] };
/// house.doors[0].step(|door| match door {
///     AnyDoor::Open(door) => Ok(door.to(Shut).into()),
///     shut => Ok(shut),
/// });
/// assert!(house.doors[0].end().is_some());
/// assert!(house.doors[1].get().is_some());
/// ```
#[must_use = "a slot dropped while live ends its lifecycle as cancelled"]
pub struct Slot<A, O = fn(&EndOf<A>)>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    stage: Stage<A, O>,
}

enum Stage<A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    Live(A, WatchOf<A, O>),
    /// While a step has the handle, and for ever if the fixpoint could not be built.
    Stepping,
    Ended(EndOf<A>),
}

impl<A, O> Slot<A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    pub(crate) fn new(began: Result<A, Cause>, watch: WatchOf<A, O>) -> Self {
        let mut slot = Self {
            stage: Stage::Stepping,
        };
        Step {
            slot: &mut slot,
            watch: Some(watch),
        }
        .settle(began);
        slot
    }

    pub(crate) fn ended(end: EndOf<A>) -> Self {
        Self {
            stage: Stage::Ended(end),
        }
    }

    /// Moves the lifecycle on with plain code, and gives its end once it has one.
    ///
    /// `step` is given the handle and gives it back in whatever state it reached. A terminal state, an `Err` or a panic
    /// ends the lifecycle; after that `step` is not called any more.
    ///
    /// # Panics
    ///
    /// Where the fixpoint's own `From<Abandoned>` panics; the slot has no end then.
    pub fn step<F>(&mut self, step: F) -> Option<&EndOf<A>>
    where
        F: FnOnce(A) -> Result<A, BoxError>,
    {
        if let Some((any, guard)) = self.begin_step() {
            let stepped = guard.within(|| step(any).map_err(Cause::Error));
            guard.settle(stepped);
        }
        self.end()
    }

    /// Moves the lifecycle on with async code: the twin of [`step`](Self::step).
    ///
    /// # Cancel safety
    ///
    /// Dropped before its first poll it does nothing. Dropped later, the handle is lost with the step, and the lifecycle
    /// ends as [`Cancelled`](Cause::Cancelled).
    ///
    /// # Panics
    ///
    /// Where the fixpoint's own `From<Abandoned>` panics; the slot has no end then.
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
    /// let mut door = Door::scope(Open).slot();
    /// let end = door
    ///     .step_async(async |any| match any {
    ///         AnyDoor::Open(door) => {
    ///             someone_goes_through().await?;
    ///             Ok(door.to(Shut).into())
    ///         }
    ///         shut => Ok(shut),
    ///     })
    ///     .await;
    /// assert!(end.is_some());
    /// # }
    /// ```
    pub async fn step_async<F, Fut>(&mut self, step: F) -> Option<&EndOf<A>>
    where
        F: FnOnce(A) -> Fut,
        Fut: Future<Output = Result<A, BoxError>>,
    {
        if let Some((any, guard)) = self.begin_step() {
            let stepped = {
                let mut body = pin!(async { step(any).await });
                poll_fn(|cx| {
                    let polled = guard.within(|| match body.as_mut().poll(cx) {
                        Poll::Ready(stepped) => stepped.map(Poll::Ready).map_err(Cause::Error),
                        Poll::Pending => Ok(Poll::Pending),
                    });
                    match polled {
                        Ok(poll) => poll.map(Ok),
                        Err(cause) => Poll::Ready(Err(cause)),
                    }
                })
                .await
            };
            guard.settle(stepped);
        }
        self.end()
    }

    /// The handle in the state it is in, while the lifecycle is live.
    #[must_use]
    pub fn get(&self) -> Option<&A> {
        match &self.stage {
            Stage::Live(any, _) => Some(any),
            Stage::Stepping | Stage::Ended(_) => None,
        }
    }

    /// The handle in the state it is in, for what a state can do without leaving it.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// # #[derive(Lifecycle)]
    /// # #[lifecycle(handle = Door, fixpoint = Shut)]
    /// # enum DoorState {
    /// #     #[lifecycle(initial, to(Shut))] Open { visitors: u32 },
    /// #     #[lifecycle(terminal)] Shut,
    /// # }
    /// let mut door = Door::scope(Open { visitors: 0 }).slot();
    /// if let Some(AnyDoor::Open(door)) = door.get_mut() {
    ///     door.state.visitors += 1;
    /// }
    /// assert!(matches!(door.get(), Some(AnyDoor::Open(door)) if door.state.visitors == 1));
    /// ```
    pub fn get_mut(&mut self) -> Option<&mut A> {
        match &mut self.stage {
            Stage::Live(any, _) => Some(any),
            Stage::Stepping | Stage::Ended(_) => None,
        }
    }

    /// How the lifecycle ended, once it has.
    #[must_use]
    pub fn end(&self) -> Option<&EndOf<A>> {
        match &self.stage {
            Stage::Ended(end) => Some(end),
            Stage::Live(..) | Stage::Stepping => None,
        }
    }

    /// How the lifecycle ended.
    ///
    /// # Errors
    ///
    /// Gives the slot back while the lifecycle is live.
    ///
    /// ```
    /// # use endstate::Lifecycle;
    /// #[derive(Lifecycle)]
    /// #[lifecycle(handle = Door, fixpoint = Shut, resume)]
    /// enum DoorState {
    ///     #[lifecycle(initial, to(Shut))]
    ///     Open,
    ///     #[lifecycle(terminal)]
    ///     Shut,
    /// }
    ///
    /// let open = Door::resume(DoorState::Open).slot();
    /// assert!(open.finish().is_err()); // not over yet
    /// let shut = Door::resume(DoorState::Shut).slot();
    /// assert!(matches!(shut.finish(), Ok(DoorEnd::Shut(_))));
    /// ```
    pub fn finish(mut self) -> Result<EndOf<A>, Self> {
        // Through `get_mut` a live slot may have been given the terminal handle of another one.
        self.step(Ok);
        match self.stage {
            Stage::Ended(end) => Ok(end),
            stage => Err(Self { stage }),
        }
    }

    fn begin_step(&mut self) -> Option<(A, Step<'_, A, O>)> {
        match mem::replace(&mut self.stage, Stage::Stepping) {
            Stage::Live(any, watch) => Some((
                any,
                Step {
                    slot: self,
                    watch: Some(watch),
                },
            )),
            stage => {
                self.stage = stage;
                None
            }
        }
    }
}

/// A step under way. Dropped before it settled, it leaves the slot ended as cancelled.
struct Step<'a, A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    slot: &'a mut Slot<A, O>,
    watch: Option<WatchOf<A, O>>,
}

impl<A, O> Step<'_, A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    fn within<T>(&self, f: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
        match &self.watch {
            Some(watch) => watch.span().within(|| caught(f)),
            None => caught(f),
        }
    }

    fn settle(mut self, stepped: Result<A, Cause>) {
        let Some(watch) = self.watch.take() else {
            return;
        };
        self.slot.stage = match stepped.map(A::__settle) {
            Ok(Err(any)) => Stage::Live(any, watch),
            Ok(Ok(end)) => Stage::Ended(watch.land(Ok(end))),
            Err(cause) => Stage::Ended(watch.land(Err(cause))),
        };
    }
}

impl<A, O> Drop for Step<'_, A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    fn drop(&mut self) {
        if let Some(watch) = self.watch.take() {
            // A second panic while unwinding would abort the process.
            contained(|| self.slot.stage = Stage::Ended(watch.land(Err(Cause::Cancelled))));
        }
    }
}

impl<A, O> fmt::Debug for Slot<A, O>
where
    A: AnyHandle,
    O: FnOnce(&EndOf<A>),
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.stage {
            Stage::Live(any, _) => any.name(),
            Stage::Stepping => "stepping",
            Stage::Ended(end) => end.name(),
        };
        write!(f, "Slot<{}>({state})", A::Lifecycle::GRAPH.name)
    }
}
