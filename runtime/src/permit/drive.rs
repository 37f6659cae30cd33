//! The task of a run: a body, and the permit that it holds.

use core::{
    future::poll_fn,
    marker::PhantomData,
    pin::{Pin, pin},
    task::{Poll, ready},
};
use std::sync::Arc;

use tokio::{task::unconstrained, time::sleep_until};

use super::{
    AcquireError, Failure, Held,
    hold::{Hold, Patience},
    place::{Place, Slot, Until},
};
use crate::returned::Returned;

/// Waits for a permit, and holds it for as long as `body` runs.
pub(super) async fn hold_while_running<F, Fut, T>(slot: Arc<Slot>, body: F) -> Result<T, Failure>
where
    F: FnOnce(Held<'static>) -> Fut,
    Fut: Future<Output: Returned<T>>,
{
    // Dropped after the body, whatever becomes of this task: only then is the permit free.
    let slot = FreedOnDrop(slot);
    let slot = &slot.0;
    slot.put(Place::Here(
        acquire(slot).await.map_err(Failure::NotAcquired)?,
    ));
    let held = Held {
        slot: Arc::clone(slot),
        run: PhantomData,
    };
    let body = body(held);
    let body = pin!(async { body.await.__into_result() });
    drive(body, slot).await?.map_err(Failure::Body)
}

async fn acquire(slot: &Slot) -> Result<Hold, AcquireError> {
    Hold::acquire(&slot.shared, Patience::LimitAndStop).await
}

/// Polls `body` for as long as its permit allows, and fetches another where it wants one.
async fn drive<Fut: Future>(mut body: Pin<&mut Fut>, slot: &Slot) -> Result<Fut::Output, Failure> {
    let mut armed = Until::Unlimited;
    // Unconstrained, both: a body that used up tokio's budget must not keep the clock from being read.
    let mut timer = pin!(None);
    let mut permit = pin!(None);
    poll_fn(|cx| {
        loop {
            if slot.until() != Until::Owed {
                if let Poll::Ready(output) = body.as_mut().poll(cx) {
                    return Poll::Ready(Ok(output));
                }
            }
            // The body may have given its permit back, or want another.
            let until = slot.until();
            if !matches!(until, Until::Asked | Until::Owed) {
                permit.set(None);
                if until != armed {
                    armed = until;
                    timer.set(match until {
                        Until::Limit(limit) => Some(unconstrained(sleep_until(limit))),
                        _ => None,
                    });
                }
                return match timer.as_mut().as_pin_mut() {
                    Some(timer) => timer.poll(cx).map(|()| Err(slot.at_the_limit(true))),
                    None => Poll::Pending,
                };
            }
            if permit.is_none() {
                permit.set(Some(unconstrained(acquire(slot))));
            }
            if let Some(wanted) = permit.as_mut().as_pin_mut() {
                let acquired = ready!(wanted.poll(cx));
                permit.set(None);
                if let Err(cause) = slot.settle(acquired) {
                    return Poll::Ready(Err(Failure::NotReacquired(cause)));
                }
            }
        }
    })
    .await
}

struct FreedOnDrop(Arc<Slot>);

impl Drop for FreedOnDrop {
    fn drop(&mut self) {
        self.0.put(Place::Away);
    }
}
