//! A permit that is held while a body runs.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use endstate::permit::{Failure, Held, Limiter, named};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep, timeout},
};

use crate::job::{ACQUIRE_TIMEOUT, HOLD_LIMIT, load, of, settle};

#[tokio::test]
async fn a_body_gives_its_output_and_the_permit_back() {
    let limiter = of(1);
    let watched = limiter.clone();
    let output = limiter.run(async move |_held| Ok(load(&watched))).await;
    assert_eq!(output.unwrap(), (1, 0));
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test]
async fn an_async_fn_is_a_body_too() {
    async fn body(mut held: Held<'_>) -> Result<u32, endstate::BoxError> {
        Ok(held.released(async { 7 }).await?)
    }
    assert_eq!(of(1).run(body).await.unwrap(), 7);
}

#[tokio::test]
async fn an_error_of_the_body_comes_out_as_it_is() {
    let limiter = of(1);
    let failed = limiter.run(async |_| Err::<(), _>("no disk".into())).await;
    let failed = failed.unwrap_err();
    assert_eq!(failed.to_string(), "no disk");
    assert!(matches!(failed, Failure::Body(_)));
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test]
async fn a_panic_of_the_body_goes_on_in_its_caller() {
    let limiter = of(1);
    let caller = limiter.clone();
    let joined = tokio::spawn(async move {
        let run = caller.run(async |_| -> Result<(), _> { panic!("out of cheese") });
        run.await
    });
    let panic = joined.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"out of cheese"));
    assert_eq!(load(&limiter), (0, 0));
}

/// Frees the permit only after the body's own destructors.
struct LooksOnDrop(Limiter, Option<oneshot::Sender<(usize, usize)>>);

impl Drop for LooksOnDrop {
    fn drop(&mut self) {
        if let Some(tell) = self.1.take() {
            let _ = tell.send(load(&self.0));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn at_the_limit_the_body_is_dropped_and_only_then_is_its_permit_free() {
    let limiter = of(1);
    let began = Instant::now();
    let (tell, told) = oneshot::channel();
    let looks = LooksOnDrop(limiter.clone(), Some(tell));
    let failed = limiter
        .run(async move |_held| {
            let _looks = looks;
            pending::<Result<(), _>>().await
        })
        .await
        .unwrap_err();
    assert!(matches!(
        failed,
        Failure::HeldTooLong {
            stopped: true,
            limit: HOLD_LIMIT,
            ..
        }
    ));
    assert_eq!(began.elapsed(), HOLD_LIMIT);
    assert_eq!(told.await, Ok((1, 0)));
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_waits_long_is_cancelled_at_the_limit_too() {
    let failed = of(1)
        .run(async |_held| -> Result<(), _> {
            loop {
                sleep(Duration::from_secs(1)).await;
            }
        })
        .await;
    assert!(matches!(
        failed,
        Err(Failure::HeldTooLong { stopped: true, .. })
    ));
}

#[tokio::test(start_paused = true)]
async fn the_body_does_not_begin_where_no_permit_comes_free() {
    let limiter = of(1);
    let _held = limiter.try_acquire().unwrap();
    let began = Instant::now();
    let failed = limiter
        .run(async |_held| -> Result<(), _> { panic!("it began") })
        .await;
    assert!(matches!(failed, Err(Failure::NotAcquired(_))));
    assert_eq!(began.elapsed(), ACQUIRE_TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_is_dropped_cancels_the_body() {
    let limiter = of(1);
    let (gone, is_gone) = oneshot::channel::<()>();
    let run = limiter.run(async move |_held| {
        let _gone = gone;
        pending::<Result<(), _>>().await
    });
    assert!(timeout(Duration::from_secs(1), run).await.is_err());
    assert!(is_gone.await.is_err());
    settle().await;
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn an_output_that_comes_too_late_for_a_permit_comes_back() {
    let limiter = of(1);
    let (taken, is_taken) = oneshot::channel();
    let other = limiter.clone();
    let run = limiter.run(async move |mut held| {
        let answer = async {
            // Somebody else takes the permit meanwhile, and keeps it.
            let _ = taken.send(other.acquire().await.is_ok());
            let kept = other.acquire();
            assert!(kept.await.is_ok());
            "yes"
        };
        // The permit that the wait took is dropped with it, so one is free again.
        assert_eq!(held.released(answer).await?, "yes");
        let blocked = held
            .released(async {
                std::mem::forget(other.try_acquire().ok_or("it is free")?);
                Ok::<_, endstate::BoxError>("too late")
            })
            .await
            .unwrap_err();
        assert!(
            blocked
                .to_string()
                .starts_with("the wait is over, but no permit of `test`")
        );
        blocked.into_output()
    });
    assert_eq!(run.await.unwrap(), "too late");
    assert_eq!(is_taken.await, Ok(true));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drops_a_released_wait_gets_a_permit_before_it_goes_on() {
    let limiter = of(1);
    let watched = limiter.clone();
    let began = Instant::now();
    let run = limiter.run(async move |mut held| {
        tokio::select! {
            biased;
            _ = held.released(pending::<()>()) => panic!("nobody answers"),
            () = sleep(Duration::from_secs(1)) => {}
        }
        // Up to its next wait it runs on; then it needs a permit.
        assert_eq!(load(&watched), (0, 0));
        let blocker = watched.try_acquire().ok_or("it is free")?;
        drop(blocker.bounded(sleep(Duration::ZERO)));
        sleep(Duration::from_secs(1)).await;
        assert_eq!(load(&watched), (1, 0));
        Ok(())
    });
    run.await.unwrap();
    assert_eq!(began.elapsed(), Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_body_in_debt_for_which_there_is_no_permit_is_dropped() {
    let limiter = of(1);
    let watched = limiter.clone();
    let run = limiter.run(async move |mut held| {
        tokio::select! {
            biased;
            _ = held.released(pending::<()>()) => panic!("nobody answers"),
            () = sleep(Duration::from_secs(1)) => {}
        }
        std::mem::forget(watched.try_acquire().ok_or("it is free")?);
        sleep(Duration::from_secs(1)).await;
        Ok(())
    });
    assert!(matches!(run.await, Err(Failure::NotReacquired(_))));
}

#[test]
fn without_a_runtime_there_is_nothing_to_run_on() {
    let limiter = of(1);
    let mut run = std::pin::pin!(limiter.run(async |_| Ok(())));
    let polled = run
        .as_mut()
        .poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    assert!(matches!(
        polled,
        std::task::Poll::Ready(Err(Failure::NoRuntime))
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_computes_for_ever_is_reported_and_goes_on_holding() {
    let limiter = named("stubborn")
        .hold_limit(Duration::from_millis(20))
        .overdue_after(Duration::from_millis(20))
        .limiter(std::num::NonZeroUsize::MIN);
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let failed = limiter
        .run(async move |_held| {
            while !stopped.load(Ordering::SeqCst) {
                std::hint::spin_loop();
            }
            Ok(())
        })
        .await;
    assert!(matches!(
        failed,
        Err(Failure::HeldTooLong { stopped: false, .. })
    ));
    let status = limiter.status();
    assert_eq!((status.in_flight, status.overheld), (1, 1));
    stop.store(true, Ordering::SeqCst);
    let again = limiter.acquire().await;
    assert!(again.is_ok());
}
