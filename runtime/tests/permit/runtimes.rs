//! Runtimes of every kind, several of them, and none.

use std::{
    future::Future,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Waker},
    time::Duration,
};

use endstate::permit::{Failure, named};
use tokio::{
    runtime::{Builder, Runtime},
    sync::oneshot,
};

use crate::job::{load, of, settle};

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime")
}

fn without_a_clock() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

#[test]
fn without_a_clock_a_free_permit_is_given_and_a_wait_leaves_nothing_behind() {
    let limiter = of(1);
    let runtime = without_a_clock();
    runtime.block_on(async {
        let held = limiter.acquire().await.unwrap();
        settle().await;
        assert!(limiter.try_acquire().is_none());
        let mut waits = Box::pin(limiter.acquire());
        let polled = catch_unwind(AssertUnwindSafe(|| {
            waits.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        }));
        assert!(polled.is_err(), "nothing bounds the wait");
        drop(waits);
        assert_eq!(load(&limiter), (1, 0));
        drop(held);
        assert!(limiter.try_acquire().is_some());
    });
}

#[test]
fn a_permit_that_is_given_back_on_one_runtime_wakes_who_waits_on_another() {
    let limiter = of(1);
    let (first, second) = (runtime(), runtime());
    let held = first.block_on(limiter.acquire()).unwrap();
    let (other, _inside) = (limiter.clone(), second.enter());
    let waiting = second.spawn(async move { other.acquire().await.map(drop) });
    second.block_on(settle());
    assert_eq!(load(&limiter), (1, 1));
    first.block_on(async { drop(held) });
    second.block_on(waiting).unwrap().unwrap();
    assert_eq!(load(&limiter), (0, 0));
}

#[test]
fn a_run_whose_runtime_goes_away_says_so_and_frees_its_permit() {
    let limiter = of(1);
    let first = runtime();
    let mut run = Box::pin(limiter.run(async |_| std::future::pending::<Result<(), _>>().await));
    first.block_on(async {
        tokio::select! {
            biased;
            _ = &mut run => panic!("it waits for ever"),
            () = settle() => {}
        }
    });
    assert_eq!(load(&limiter), (1, 0));
    drop(first);
    assert_eq!(load(&limiter), (0, 0));
    assert!(matches!(runtime().block_on(run), Err(Failure::NoRuntime)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_blocks_its_thread_keeps_its_permit_until_it_is_back() {
    let limiter = named("blocking")
        .hold_limit(Duration::from_millis(20))
        .overdue_after(Duration::from_millis(20))
        .limiter(NonZeroUsize::MIN);
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let run = limiter.run(async move |_| {
        tokio::task::block_in_place(|| gone.recv())?;
        tokio::task::yield_now().await;
        Ok(())
    });
    assert!(matches!(
        run.await,
        Err(Failure::HeldTooLong { stopped: false, .. })
    ));
    assert_eq!(load(&limiter), (1, 0));
    go.send(()).unwrap();
    assert!(limiter.acquire().await.is_ok());
}

#[tokio::test]
async fn a_permit_may_be_taken_and_given_back_on_a_thread_that_blocks() {
    let limiter = of(1);
    let (other, (tell, told)) = (limiter.clone(), oneshot::channel());
    let blocking = tokio::task::spawn_blocking(move || {
        let permit = other.try_acquire();
        let _ = tell.send(permit.is_some());
    });
    assert_eq!(told.await, Ok(true));
    blocking.await.unwrap();
    assert_eq!(load(&limiter), (0, 0));
}
