//! Random trees of children with random faults: as many ends as beginnings, and every observer told once.
#![expect(
    clippy::disallowed_methods,
    reason = "what a raw task does to a scope is what is tested"
)]

use std::{future::Future, pin::Pin};

use endstate::{BoxError, task::nursery};
use proptest::prelude::*;

use crate::job::{Job, Told, job};

#[derive(Debug, Clone)]
struct Plan {
    children: Vec<Plan>,
    fate: Fate,
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Done,
    Fails,
    Panics,
    /// Waits for ever, unless somebody cancels it.
    Hangs,
    /// Cancels its own children before it ends.
    Cancels,
}

fn plans() -> impl Strategy<Value = Plan> {
    let fate = || {
        prop_oneof![
            4 => Just(Fate::Done),
            1 => Just(Fate::Fails),
            1 => Just(Fate::Panics),
            1 => Just(Fate::Hangs),
            1 => Just(Fate::Cancels),
        ]
    };
    let leaf = fate().prop_map(|fate| Plan {
        children: Vec::new(),
        fate,
    });
    leaf.prop_recursive(3, 24, 4, move |inner| {
        (prop::collection::vec(inner, 0..4), fate())
            .prop_map(|(children, fate)| Plan { children, fate })
    })
}

/// A node of the tree: a lifecycle whose body is a nursery of the nodes below it.
fn grow(
    plan: Plan,
    began: Told,
    told: Told,
) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>> {
    Box::pin(async move {
        let left = nursery(async |n| {
            for child in plan.children.clone() {
                let (below, told_below) = (began.clone(), told.clone());
                let observer = told.clone();
                let scope = job().on_exit(move |_| observer.one());
                drop(n.spawn(scope.run(async move |j: Job<_>| {
                    grow(child, below, told_below).await?;
                    Ok(j.done().exit())
                }))?);
                // A child that a nursery took has an end, polled or not.
                began.one();
            }
            tokio::task::yield_now().await;
            match plan.fate {
                Fate::Done => Ok(()),
                Fate::Fails => Err("it fails".into()),
                Fate::Panics => panic!("it panics"),
                Fate::Hangs => std::future::pending().await,
                Fate::Cancels => {
                    n.cancel();
                    Ok(())
                }
            }
        })
        .await;
        Ok(left?)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn as_many_ends_as_beginnings(plan in plans(), drop_after in 0_usize..40) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        let runtime = runtime.expect("a runtime");
        let (began, told) = (Told::default(), Told::default());
        let observer = told.clone();
        let (root_began, root_told) = (began.clone(), told.clone());
        let root = job().on_exit(move |_| observer.one()).run(async move |j: Job<_>| {
            root_began.one();
            grow(plan, root_began, root_told).await?;
            Ok(j.done().exit())
        });
        runtime.block_on(async {
            let root = tokio::spawn(root);
            for _ in 0..drop_after {
                tokio::task::yield_now().await;
            }
            root.abort();
            let _ = root.await;
        });
        // What was cancelled on the way ends with the runtime at the latest.
        drop(runtime);
        prop_assert_eq!(told.count(), began.count());
    }
}
