//! The parent sees every child's end.

use endstate::task::{self, nursery};

use crate::job::{Job, JobEnd, Told, job};

#[tokio::test]
async fn a_child_that_ends_tells_its_terminal_state() {
    let end = nursery(async |n| Ok(n.spawn(job().run(async |j| Ok(j.done().exit())))?.await)).await;
    assert!(matches!(end, Ok(JobEnd::Done(_))));
}

#[tokio::test]
async fn a_child_that_fails_tells_why() {
    let end =
        nursery(async |n| Ok(n.spawn(job().run(async |_| Err("no disk".into())))?.await)).await;
    assert!(matches!(end, Ok(JobEnd::Failed(failed)) if failed.0 == "no disk"));
}

#[tokio::test]
async fn a_child_that_panics_tells_its_message_and_harms_no_sibling() {
    let ends = nursery(async |n| {
        let crashing = n.spawn(job().run(async |_| panic!("out of cheese")))?;
        let other = n.spawn(job().run(async |j| Ok(j.done().exit())))?;
        Ok((crashing.await, other.await))
    })
    .await;
    let Ok((JobEnd::Crashed(crashed), JobEnd::Done(_))) = ends else {
        panic!("{ends:?}")
    };
    assert_eq!(crashed.0, "panicked: out of cheese");
}

#[tokio::test]
async fn a_child_that_is_cancelled_alone_ends_as_cancelled() {
    let told = Told::default();
    let observer = told.clone();
    let end = nursery(async |n| {
        let child = n.spawn(
            job()
                .on_exit(move |_| observer.one())
                .run(crate::job::endless),
        )?;
        assert!(!child.has_ended());
        child.cancel();
        Ok(child.await)
    })
    .await;
    assert!(matches!(end, Ok(JobEnd::Cancelled(_))));
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn a_child_whose_value_is_dropped_goes_on_and_is_waited_for() {
    let told = Told::default();
    let observer = told.clone();
    let done = nursery(async |n| {
        drop(
            n.spawn(job().on_exit(move |_| observer.one()).run(async |j| {
                tokio::task::yield_now().await;
                Ok(j.done().exit())
            }))?,
        );
        Ok(())
    })
    .await;
    assert!(done.is_ok());
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn a_child_may_spawn_siblings_that_the_nursery_waits_for_too() {
    let told = Told::default();
    let observer = told.clone();
    let done = nursery(async |n| {
        let siblings = n.clone();
        drop(n.spawn(job().run(async move |j: Job<_>| {
            tokio::task::yield_now().await;
            drop(
                siblings.spawn(job().on_exit(move |_| observer.one()).run(async |j| {
                    tokio::task::yield_now().await;
                    Ok(j.done().exit())
                }))?,
            );
            Ok(j.done().exit())
        }))?);
        Ok(())
    })
    .await;
    assert!(done.is_ok());
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn ten_thousand_children_all_tell_and_all_leave() {
    let told = Told::default();
    let count = task::named("crowd")
        .nursery(async |n| {
            for i in 0..10_000 {
                let observer = told.clone();
                let scope = job().on_exit(move |_| observer.one());
                drop(n.spawn(scope.run(async move |j| {
                    tokio::task::yield_now().await;
                    if i % 3 == 0 {
                        Err("every third".into())
                    } else {
                        Ok(j.done().exit())
                    }
                }))?);
            }
            Ok(n)
        })
        .await
        .map(|n| n.len());
    assert_eq!(count.ok(), Some(0));
    assert_eq!(told.count(), 10_000);
}

#[tokio::test]
async fn a_child_is_awaited_by_reference_and_loses_nothing() {
    let end = nursery(async |n| {
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        let mut child = n.spawn(job().run(async |j| {
            told.await?;
            Ok(j.done().exit())
        }))?;
        tokio::select! {
            biased;
            _ = &mut child => panic!("it waits to be told"),
            () = tokio::task::yield_now() => {}
        }
        tell.send(()).map_err(|()| "the child is gone")?;
        Ok(child.await)
    })
    .await;
    assert!(matches!(end, Ok(JobEnd::Done(_))));
}
