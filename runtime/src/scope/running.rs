//! A running scope as a value that others can supervise.

use super::{Deadline, Run, Start};
use crate::Lifecycle;

/// The future of a scope, whatever its body: what a nursery takes.
///
/// A function that makes a child returns one:
///
/// ```
/// # use endstate::Lifecycle;
/// # #[derive(Lifecycle)]
/// # #[lifecycle(handle = Door, fixpoint = Shut)]
/// # enum DoorState {
/// #     #[lifecycle(initial, to(Shut))] Open,
/// #     #[lifecycle(terminal)] Shut,
/// # }
/// use endstate::{scope::Running, task};
///
/// fn visited(by: &'static str) -> impl Running<Lifecycle = DoorState> + Send {
///     Door::scope(Open).run(async move |door| {
///         println!("{by} goes through");
///         Ok(door.to(Shut).exit())
///     })
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), endstate::BoxError> {
/// let end = task::nursery(async |nursery| Ok(nursery.spawn(visited("Ada"))?.await)).await?;
/// assert!(matches!(end, DoorEnd::Shut(_)));
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "a nursery takes lifecycles, and this is not the future of a scope",
    label = "no lifecycle ends with this future",
    note = "spawn `Handle::scope(..).run(async |handle| ..)`: its end tells the parent how the task ended"
)]
pub trait Running:
    Future<Output = <Self::Lifecycle as Lifecycle>::End> + sealed::Running + Unpin
{
    /// The lifecycle that it runs.
    type Lifecycle: Lifecycle;

    /// Ends the lifecycle now, as cancelled, and gives its end.
    ///
    /// The body is dropped first. A lifecycle that had not begun yet begins and ends. `None` where it had ended already.
    #[doc(hidden)]
    fn __cancel(self) -> Option<<Self::Lifecycle as Lifecycle>::End>;
}

mod sealed {
    pub trait Running {}
}

impl<L, St, O, D, F, Fut, T> sealed::Running for Run<L, St, O, D, F, Fut, T>
where
    L: Lifecycle,
    O: FnOnce(&L::End),
    D: Deadline,
{
}

#[diagnostic::do_not_recommend]
impl<L, St, O, D, F, Fut> Running for Run<L, St, O, D, F, Fut, Fut::Output>
where
    L: Lifecycle,
    St: Start<L>,
    O: FnOnce(&L::End),
    D: Deadline,
    F: FnOnce(St::Handle) -> Fut,
    Fut: Future,
{
    type Lifecycle = L;

    fn __cancel(self) -> Option<L::End> {
        self.cancel()
    }
}
