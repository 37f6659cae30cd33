//! What a walk does between its first state and its end, the same under whatever drives it.

use std::{
    rc::Rc,
    task::{Context, Waker},
};

use endstate::{AnyHandle, BoxError, Exit};
use walks::{Step, Walked};

use crate::{
    drive::walk,
    plan::{By, Fault, Plan},
    tally::{Expected, Walker, add},
};

/// The message of every panic that is part of a plan.
pub(crate) const PLANNED: &str = "a planned panic";

/// One step of a walk, checked against the graph. A step too many for the plan is an error.
pub(crate) fn step<L: Walked>(
    walker: &Walker,
    plan: &Plan,
    rounds: usize,
    any: L::Any,
) -> Result<L::Any, BoxError> {
    let Some(&choice) = plan.choices.get(rounds) else {
        walker.expected.set(Expected::Error);
        return Err("the walk is over".into());
    };
    let from = any.name();
    add(&walker.tally.steps);
    Ok(match L::step(any, choice, u32::try_from(choice)?) {
        Step::Taken(any) => {
            if !L::GRAPH.declares(from, any.name()) {
                walker.complain(&format!("{from} to {} is not declared", any.name()));
            }
            any
        }
        Step::Rejected(any) => {
            if any.name() != from {
                walker.complain(&format!("rejected from {from} to {}", any.name()));
            }
            any
        }
    })
}

/// The exit, if there is one by now.
pub(crate) fn exit<L: Walked>(walker: &Walker, any: L::Any) -> Result<Exit<L>, L::Any> {
    let name = any.name();
    let exit = L::exit(any);
    if exit.is_ok() {
        walker.expected.set(Expected::In(name));
    }
    exit
}

/// In a slot, a step that comes to a terminal state is the end.
pub(crate) fn settled<L: Walked>(walker: &Walker, any: &L::Any) {
    if any.state().terminal {
        walker.expected.set(Expected::In(any.name()));
    }
}

/// The walk within this walk, if there is one and this is the step for it. Under plain code it has to be plain, too.
pub(crate) fn inner_sync(walker: &Rc<Walker>, plan: &Plan, rounds: usize) {
    let inner = plan.inner.as_ref().filter(|inner| !inner.by.is_async());
    if let Some(inner) = inner.filter(|_| rounds == plan.at) {
        let mut inner = walk(inner, &walker.tally, Some(Rc::clone(walker)));
        let polled = inner.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_ready(), "plain code does not wait");
    }
}

pub(crate) async fn inner(walker: &Rc<Walker>, plan: &Plan, rounds: usize) {
    if let Some(inner) = plan.inner.as_ref().filter(|_| rounds == plan.at) {
        may_be_cut(walker, plan);
        walk(inner, &walker.tally, Some(Rc::clone(walker))).await;
    }
}

/// The faults that plain code can have.
pub(crate) fn fault(walker: &Walker, plan: &Plan, rounds: usize) -> Result<(), BoxError> {
    if rounds != plan.at {
        return Ok(());
    }
    match plan.fault {
        Fault::Error => {
            walker.expected.set(Expected::Error);
            Err("a planned error".into())
        }
        Fault::Panic => {
            walker.expected.set(Expected::Panicked);
            std::panic::panic_any(PLANNED);
        }
        _ => Ok(()),
    }
}

/// What the walk ends in if it is never polled again.
fn may_be_cut(walker: &Walker, plan: &Plan) {
    let timed = plan.fault == Fault::Deadline && plan.by == By::Run;
    walker.expected.set(if timed {
        Expected::TimedOut
    } else {
        Expected::Cancelled
    });
}

/// Waits for ever where the plan says so, and says who has to drop it.
pub(crate) async fn wait(walker: &Rc<Walker>, plan: &Plan, rounds: usize) {
    may_be_cut(walker, plan);
    tokio::task::yield_now().await;
    let waits = matches!(
        plan.fault,
        Fault::Dropped | Fault::DroppedWithTheOuter | Fault::Deadline
    );
    if rounds != plan.at || !waits {
        return;
    }
    match (&walker.outer, plan.fault) {
        (Some(outer), Fault::DroppedWithTheOuter) => outer.parked.set(true),
        _ => walker.parked.set(true),
    }
    std::future::pending::<()>().await;
}
