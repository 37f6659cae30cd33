//! A wait without the permit, wherever a body puts it, and whoever leaves meanwhile.

use std::{
    future::{Future, pending},
    task::{Context, Poll, Waker},
    time::Duration,
};

use endstate::permit::{Failure, named};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep, timeout},
};

use crate::job::{HOLD_LIMIT, load, of, settle};

#[tokio::test(start_paused = true)]
async fn a_wait_beside_other_work_comes_back_with_a_permit() {
    let limiter = of(1);
    let watched = limiter.clone();
    let run = limiter.run(async move |mut held| {
        let (answer, ()) = tokio::join!(
            held.released(async {
                sleep(Duration::from_secs(2)).await;
                "yes"
            }),
            async {
                sleep(Duration::from_secs(1)).await;
                assert_eq!(load(&watched), (0, 0));
                sleep(Duration::from_secs(2)).await;
                assert_eq!(load(&watched), (1, 0));
            }
        );
        Ok(answer?)
    });
    assert_eq!(run.await.unwrap(), "yes");
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_never_polled_leaves_the_permit_where_it_is() {
    let limiter = of(1);
    let watched = limiter.clone();
    let run = limiter.run(async move |mut held| {
        drop(held.released(pending::<()>()));
        settle().await;
        assert_eq!(load(&watched), (1, 0));
        assert_eq!(held.time_left(), HOLD_LIMIT);
        Ok(())
    });
    run.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_body_may_end_without_the_permit_that_it_owes() {
    let limiter = of(1);
    let run = limiter.run(async |mut held| {
        tokio::select! {
            biased;
            _ = held.released(pending::<()>()) => Err("nobody answers".into()),
            () = settle() => Ok(()),
        }
    });
    run.await.unwrap();
    assert_eq!(load(&limiter), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_caller_may_leave_at_any_moment_and_leaves_nothing_behind() {
    for polls in 0..40 {
        let limiter = of(1);
        let mut blocker = limiter.try_acquire();
        let other = limiter.clone();
        let mut run = Box::pin(limiter.run(async move |mut held| {
            settle().await;
            let kept = held.released(async move {
                let meanwhile = other.run(async |_| {
                    tokio::task::yield_now().await;
                    Ok(())
                });
                assert!(meanwhile.await.is_ok());
            });
            kept.await?;
            let _ = timeout(Duration::from_secs(1), held.released(pending::<()>())).await;
            sleep(Duration::from_secs(1)).await;
            Ok(())
        }));
        for poll in 0..polls {
            let polled = run.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            if let Poll::Ready(ended) = polled {
                ended.unwrap();
                break;
            }
            if poll == 3 {
                blocker = None;
            }
            if poll == 30 {
                tokio::time::advance(Duration::from_secs(1)).await;
            }
            tokio::task::yield_now().await;
        }
        drop((run, blocker));
        settle().await;
        assert_eq!(load(&limiter), (0, 0), "left after {polls} polls");
        assert!(limiter.try_acquire().is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn a_permit_that_a_body_forgets_comes_free_with_the_body() {
    let limiter = of(1);
    let run = limiter.run(async |held| {
        std::mem::forget(held);
        Ok(())
    });
    run.await.unwrap();
    assert_eq!(load(&limiter), (0, 0));
}

/// What is too late for a permit may clean up for as long as a hold, and no longer.
#[tokio::test(start_paused = true)]
async fn a_body_that_lost_its_permit_has_as_long_as_a_hold_to_end() {
    let limiter = of(1);
    let other = limiter.clone();
    let (lost, is_lost) = oneshot::channel();
    let run = limiter.run(async move |mut held| {
        let blocked = held
            .released(async { std::mem::forget(other.try_acquire()) })
            .await;
        let _ = lost.send((blocked.is_err(), Instant::now(), held.time_left()));
        pending::<Result<(), _>>().await
    });
    let ended = run.await;
    let (blocked, since, left) = is_lost.await.unwrap();
    assert!(blocked);
    assert_eq!((since.elapsed(), left), (HOLD_LIMIT, HOLD_LIMIT));
    assert!(matches!(ended, Err(Failure::NotReacquired(_))));
}

/// Tokio's budget is for those who run beside one another; it must not keep a body from its limit.
#[tokio::test]
async fn a_body_that_uses_up_its_budget_is_under_the_limits_too() {
    async fn greedy() {
        loop {
            tokio::task::consume_budget().await;
        }
    }
    let limiter = named("greedy")
        .hold_limit(Duration::from_millis(20))
        .acquire_timeout(Duration::from_millis(20))
        .limiter(std::num::NonZeroUsize::MIN);
    let run = limiter.run(async |_| {
        greedy().await;
        Ok(())
    });
    assert!(matches!(
        run.await,
        Err(Failure::HeldTooLong { stopped: true, .. })
    ));
    let other = limiter.clone();
    let run = limiter.run(async move |mut held| {
        let back = held.released(async { std::mem::forget(other.try_acquire()) });
        tokio::select! {
            biased;
            () = greedy() => Ok(()),
            back = back => Ok(back.map_err(|late| late.cause())?),
        }
    });
    assert!(matches!(run.await, Err(Failure::Body(_))));
}
