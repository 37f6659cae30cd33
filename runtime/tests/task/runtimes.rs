//! Runtimes of every kind, several of them, and none.

use std::{
    future::{Future, pending},
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use endstate::task::{Failure, nursery};
use tokio::{
    runtime::{Builder, Runtime},
    task::yield_now,
};

use crate::job::{JobEnd, Told, endless, job};

fn without_a_clock() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

/// The output of what does not wait.
fn now<Fut: Future>(future: Fut) -> Fut::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn outside_a_runtime_a_refused_child_is_an_error_of_the_body() {
    let failed = now(nursery(async |n| {
        drop(n.spawn(job().run(endless))?);
        Ok(())
    }));
    let failed: Failure = failed.unwrap_err();
    assert!(failed.to_string().contains("inside a runtime"), "{failed}");
}

#[test]
fn outside_a_runtime_a_nursery_without_children_shuts_down() {
    let done = now(nursery(async |n| Ok(n.shutdown(Duration::ZERO).await)));
    assert_eq!(done.unwrap().cancelled, 0);
}

#[test]
fn without_a_clock_an_error_of_the_body_comes_out() {
    let told = Told::default();
    let observer = told.clone();
    let failed = without_a_clock().block_on(nursery(async |n| {
        let child = n.spawn(job().on_exit(move |_| observer.one()).run(endless))?;
        yield_now().await;
        child.cancel();
        let _ = child.await;
        Err::<(), _>("the parent gave up".into())
    }));
    assert_eq!(failed.unwrap_err().to_string(), "the parent gave up");
    assert_eq!(told.count(), 1);
}

#[test]
fn a_child_tells_its_end_to_another_runtime_and_after_its_own_is_gone() {
    let first = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let second = without_a_clock();
    let done = second.block_on(nursery(async |n| {
        let inside = first.enter();
        let ends = n.spawn(job().run(async |j| Ok(j.done().exit())))?;
        let hangs = n.spawn(job().run(endless))?;
        drop(inside);
        let ended = ends.await;
        first.shutdown_background();
        Ok((ended, hangs.await))
    }));
    assert!(matches!(done, Ok((JobEnd::Done(_), JobEnd::Cancelled(_)))));
}

#[test]
fn a_child_that_is_spawned_on_a_runtime_that_is_gone_ends_as_cancelled() {
    let gone = without_a_clock();
    let handle = gone.handle().clone();
    drop(gone);
    let end = without_a_clock().block_on(nursery(async |n| {
        let child = {
            let _inside = handle.enter();
            n.spawn(job().run(endless))?
        };
        assert!(n.is_empty());
        Ok(child.await)
    }));
    assert!(matches!(end, Ok(JobEnd::Cancelled(_))));
}

#[tokio::test]
async fn a_nursery_runs_on_a_local_set() {
    let local = tokio::task::LocalSet::new();
    let end = local.run_until(nursery(async |n| {
        let not_send = std::rc::Rc::new(7);
        let child = n.spawn(job().run(async |j| Ok(j.done().exit())))?;
        let end = child.await;
        assert_eq!(*not_send, 7);
        Ok(end)
    }));
    assert!(matches!(end.await, Ok(JobEnd::Done(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_that_blocks_its_thread_is_cancelled_when_it_is_back() {
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let end = nursery(async |n| {
        let (began, is_running) = tokio::sync::oneshot::channel();
        let child = n.spawn(job().run(async move |_| {
            let _ = began.send(());
            tokio::task::block_in_place(|| gone.recv())?;
            pending::<Result<_, _>>().await
        }))?;
        is_running.await?;
        n.cancel();
        assert_eq!(n.len(), 1);
        go.send(())?;
        Ok(child.await)
    });
    assert!(matches!(end.await, Ok(JobEnd::Cancelled(_))));
}
