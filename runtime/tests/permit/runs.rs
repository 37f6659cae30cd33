//! Random bodies at one limiter: no more work at a time than may, each comes to an end, nothing is left behind.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use endstate::{
    BoxError,
    permit::{Failure, Held, Limiter},
};
use proptest::prelude::*;
use tokio::{
    task::yield_now,
    time::{sleep, timeout},
};

use crate::job::{load, of, settle};

/// What a body does next, for so many seconds.
#[derive(Debug, Clone, Copy)]
enum Step {
    Works(u64),
    WaitsWithoutPermit(u64),
    /// Leaves a wait without its permit, if it takes longer.
    LeavesWait(u64, u64),
}

#[derive(Debug, Clone)]
struct Plan {
    comes_after: u64,
    steps: Vec<Step>,
    caller_leaves_after: Option<u64>,
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let step = prop_oneof![
        (0_u64..90).prop_map(Step::Works),
        (0_u64..90).prop_map(Step::WaitsWithoutPermit),
        (0_u64..40, 0_u64..40).prop_map(|(wait, stays)| Step::LeavesWait(wait, stays)),
    ];
    let plan = (
        0_u64..30,
        prop::collection::vec(step, 0..6),
        prop::option::of(0_u64..200),
    )
        .prop_map(|(comes_after, steps, caller_leaves_after)| Plan {
            comes_after,
            steps,
            caller_leaves_after,
        });
    prop::collection::vec(plan, 1..7)
}

/// One who works, and must hold a permit to.
struct Working(Arc<AtomicUsize>);

impl Working {
    fn begin(working: &Arc<AtomicUsize>, limiter: &Limiter) -> Self {
        let before = working.fetch_add(1, Ordering::SeqCst);
        assert!(
            before < limiter.status().in_flight,
            "it works without a permit"
        );
        Self(Arc::clone(working))
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn body(
    mut held: Held<'_>,
    steps: Vec<Step>,
    limiter: Limiter,
    working: Arc<AtomicUsize>,
) -> Result<(), BoxError> {
    let secs = Duration::from_secs;
    for step in steps {
        match step {
            Step::Works(time) => {
                let _working = Working::begin(&working, &limiter);
                sleep(secs(time)).await;
            }
            Step::WaitsWithoutPermit(time) => held.released(sleep(secs(time))).await?,
            Step::LeavesWait(time, stays) => {
                let waited = timeout(secs(stays), held.released(sleep(secs(time)))).await;
                waited.unwrap_or(Ok(()))?;
                // Before this it is without a permit, if it left.
                yield_now().await;
            }
        }
    }
    Ok(())
}

async fn all(capacity: usize, plans: Vec<Plan>) {
    let limiter = of(capacity);
    let working = Arc::new(AtomicUsize::new(0));
    let callers = plans.into_iter().map(|plan| {
        let (limiter, working) = (limiter.clone(), Arc::clone(&working));
        tokio::spawn(async move {
            sleep(Duration::from_secs(plan.comes_after)).await;
            let of_body = limiter.clone();
            let run = limiter.run(async move |held| body(held, plan.steps, of_body, working).await);
            let stays = plan
                .caller_leaves_after
                .map_or(Duration::MAX, Duration::from_secs);
            timeout(stays, run).await
        })
    });
    let callers: Vec<_> = callers.collect();
    for caller in callers {
        let ended = timeout(Duration::from_secs(3600), caller).await;
        let ended = ended.expect("it ends").expect("no panic");
        assert!(!matches!(
            ended,
            Ok(Err(
                Failure::NoRuntime | Failure::HeldTooLong { stopped: false, .. }
            ))
        ));
        assert!(load(&limiter).0 <= capacity);
        assert_eq!(limiter.status().overheld, 0);
    }
    settle().await;
    assert_eq!(
        (load(&limiter), working.load(Ordering::SeqCst)),
        ((0, 0), 0)
    );
}

proptest! {
    #[test]
    fn who_works_holds_a_permit_and_everybody_ends(capacity in 1_usize..4, plans in plans()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        runtime.expect("a runtime").block_on(all(capacity, plans));
    }
}
