//! Begins a walk and hands it to what drives it.

use std::{pin::Pin, rc::Rc};

use endstate::{Scope, scope::Start};
use walks::{Drive, Pick, Walked, lifecycles};

use crate::{
    by_future, by_slot,
    plan::{By, Fault, Plan},
    tally::{Expected, Tally, Walker},
};

pub(crate) type Walk = Pin<Box<dyn Future<Output = ()>>>;

/// A walk after the plan. One that is driven by plain code is over after one poll.
pub(crate) fn walk(plan: &Plan, tally: &Rc<Tally>, outer: Option<Rc<Walker>>) -> Walk {
    let walker = Walker::new(tally, outer);
    let plan = plan.clone();
    lifecycles::pick(plan.lifecycle, Begin { plan, walker })
}

struct Begin {
    plan: Plan,
    walker: Rc<Walker>,
}

impl Pick for Begin {
    type Out = Walk;

    fn visit<L: Walked<Any: 'static, End: 'static> + 'static>(self) -> Walk {
        L::begin(self.plan.way % L::WAYS_IN, self)
    }
}

impl<L: Walked<Any: 'static, End: 'static> + 'static> Drive<L> for Begin {
    type Out = Walk;

    fn drive<St>(self, scope: Scope<L, St>, over: Option<&'static str>) -> Walk
    where
        St: Start<L, Any = L::Any, Handle: Into<L::Any> + 'static> + 'static,
    {
        let Self { plan, walker } = self;
        if let Some(name) = over {
            walker.expected.set(Expected::In(name));
        }
        let observer = Rc::clone(&walker);
        let scope = scope.on_exit(move |end: &L::End| observer.told::<L>(end));
        Box::pin(async move {
            match plan.by {
                By::Run => by_future::run(scope, &plan, &walker).await,
                _ if plan.fault == Fault::NeverPolled => {
                    drop(scope);
                    walker.never_began();
                }
                By::RunSync => by_future::run_sync(scope, &plan, &walker),
                By::Slot => by_slot::steps(scope, &plan, &walker),
                By::SlotAsync => by_slot::steps_async(scope, &plan, &walker).await,
            }
        })
    }
}
