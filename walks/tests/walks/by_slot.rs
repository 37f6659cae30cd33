//! Driven step by step in a slot.

use std::{future::poll_fn, rc::Rc, task::Poll};

use endstate::{Scope, Slot, scope::Start};
use walks::Walked;

use crate::{
    body,
    plan::{Fault, Plan},
    tally::{Begun, Expected, Walker},
};

pub(crate) fn steps<L, St>(
    scope: Scope<L, St, impl FnOnce(&L::End)>,
    plan: &Plan,
    walker: &Rc<Walker>,
) where
    L: Walked,
    St: Start<L, Any = L::Any, Handle: Into<L::Any>>,
{
    let begun = Begun::new(walker);
    let mut slot = scope.slot();
    for rounds in 0.. {
        if slot.end().is_some() {
            break;
        }
        let dropped = [Fault::Dropped, Fault::DroppedWithTheOuter, Fault::Deadline];
        if rounds == plan.at && dropped.contains(&plan.fault) {
            walker.expected.set(Expected::Cancelled);
            return;
        }
        slot.step(|any| {
            body::inner_sync(walker, plan, rounds);
            body::fault(walker, plan, rounds)?;
            let any = body::step::<L>(walker, plan, rounds, any)?;
            body::settled::<L>(walker, &any);
            Ok(any)
        });
    }
    finish::<L>(slot, begun);
}

pub(crate) async fn steps_async<L, St>(
    scope: Scope<L, St, impl FnOnce(&L::End)>,
    plan: &Plan,
    walker: &Rc<Walker>,
) where
    L: Walked,
    St: Start<L, Any = L::Any, Handle: Into<L::Any>>,
{
    let begun = Begun::new(walker);
    let mut slot = scope.slot();
    for rounds in 0.. {
        if slot.end().is_some() {
            break;
        }
        let mut step = Box::pin(slot.step_async(async |any| {
            body::inner(walker, plan, rounds).await;
            body::wait(walker, plan, rounds).await;
            body::fault(walker, plan, rounds)?;
            let any = body::step::<L>(walker, plan, rounds, any)?;
            body::settled::<L>(walker, &any);
            Ok(any)
        }));
        poll_fn(|cx| match step.as_mut().poll(cx) {
            Poll::Pending if !walker.parked.get() => Poll::Pending,
            _ => Poll::Ready(()),
        })
        .await;
    }
    finish::<L>(slot, begun);
}

fn finish<L: Walked>(slot: Slot<L::Any, impl FnOnce(&L::End)>, begun: Begun) {
    match slot.finish() {
        Ok(end) => begun.returned::<L>(&end),
        Err(slot) => begun.complain(&format!("{slot:?} has no end")),
    }
}
