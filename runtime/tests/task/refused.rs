//! A scope that is not taken comes back.

use endstate::task::{Nursery, RefusedCause, nursery};

use crate::job::{JobEnd, job};

async fn left_behind() -> Nursery {
    nursery(async |n| Ok(n)).await.expect("an empty nursery")
}

#[tokio::test]
async fn a_nursery_that_is_over_takes_no_children() {
    let over = left_behind().await;
    let refused = over
        .spawn(job().run(async |j| Ok(j.done().exit())))
        .unwrap_err();
    assert_eq!(refused.cause(), RefusedCause::Closed);
    assert!(refused.to_string().contains("closed"), "{refused}");
    assert!(matches!(refused.into_scope().await, JobEnd::Done(_)));
}

#[test]
fn outside_a_runtime_nothing_is_spawned() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let nursery = runtime.block_on(left_behind());
    let refused = nursery
        .spawn(job().run(async |j| Ok(j.done().exit())))
        .unwrap_err();
    assert_eq!(refused.cause(), RefusedCause::NoRuntime);
    assert!(matches!(
        runtime.block_on(refused.into_scope()),
        JobEnd::Done(_)
    ));
}

#[tokio::test]
async fn a_scope_that_was_refused_never_began() {
    let over = left_behind().await;
    let told = crate::job::Told::default();
    let observer = told.clone();
    let scope = job().on_exit(move |_| observer.one());
    drop(over.spawn(scope.run(async |j| Ok(j.done().exit()))));
    assert_eq!(told.count(), 0);
}
