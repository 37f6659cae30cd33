//! Driven by `run` and by `run_sync`.

use std::{future::poll_fn, pin::Pin, rc::Rc, task::Poll, time::Duration};

use endstate::{BoxError, Exit, Scope, scope::Start};
use walks::Walked;

use crate::{
    body,
    plan::{Fault, Plan},
    tally::{Begun, Walker},
};

const LIMIT: Duration = Duration::from_secs(1);

pub(crate) fn run_sync<L, St>(
    scope: Scope<L, St, impl FnOnce(&L::End)>,
    plan: &Plan,
    walker: &Rc<Walker>,
) where
    L: Walked,
    St: Start<L, Any = L::Any, Handle: Into<L::Any>>,
{
    let begun = Begun::new(walker);
    let end = scope.run_sync(|handle| {
        let mut any = handle.into();
        for rounds in 0.. {
            body::inner_sync(walker, plan, rounds);
            body::fault(walker, plan, rounds)?;
            match body::exit::<L>(walker, any) {
                Ok(exit) => return Ok(exit),
                Err(live) => any = body::step::<L>(walker, plan, rounds, live)?,
            }
        }
        unreachable!("a step too many is an error")
    });
    begun.returned::<L>(&end);
}

pub(crate) async fn run<L, St>(
    scope: Scope<L, St, impl FnOnce(&L::End)>,
    plan: &Plan,
    walker: &Rc<Walker>,
) where
    L: Walked,
    St: Start<L, Any = L::Any, Handle: Into<L::Any>>,
{
    let body = async |handle: St::Handle| -> Result<Exit<L>, BoxError> {
        let mut any = handle.into();
        for rounds in 0.. {
            body::inner(walker, plan, rounds).await;
            body::wait(walker, plan, rounds).await;
            body::fault(walker, plan, rounds)?;
            match body::exit::<L>(walker, any) {
                Ok(exit) => return Ok(exit),
                Err(live) => any = body::step::<L>(walker, plan, rounds, live)?,
            }
        }
        unreachable!("a step too many is an error")
    };
    if plan.fault == Fault::Deadline {
        drive::<L, _>(scope.deadline(LIMIT).run(body), plan, walker).await;
    } else {
        drive::<L, _>(scope.run(body), plan, walker).await;
    }
}

async fn drive<L: Walked, R>(run: R, plan: &Plan, walker: &Rc<Walker>)
where
    R: Future<Output = L::End> + Unpin,
{
    if plan.fault == Fault::NeverPolled {
        drop(run);
        walker.never_began();
        return;
    }
    // Before the run, so that it is dropped after it: by then the observer has to know.
    let begun = Begun::new(walker);
    let mut run = run;
    let end = poll_fn(|cx| match Pin::new(&mut run).poll(cx) {
        Poll::Ready(end) => Poll::Ready(Some(end)),
        Poll::Pending if walker.parked.get() && plan.fault != Fault::Deadline => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    });
    if let Some(end) = end.await {
        begun.returned::<L>(&end);
    }
}
