//! A wait without the permit, wherever a body puts it: beside other work, in a branch that is left, half done.

use std::{
    future::{Future, pending, poll_fn},
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use endstate::permit::{Failure, named};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep, timeout},
};

use crate::job::{HOLD_LIMIT, load, of, settle};

/// Polls `future` once, and leaves it as it is.
async fn look<Fut: Future>(mut future: Pin<&mut Fut>) -> Poll<Fut::Output> {
    poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await
}

/// The turn comes to a wait that `select!` no longer polls: its permit would be stranded, and the body without a limit.
#[tokio::test(start_paused = true)]
async fn a_turn_that_a_body_does_not_look_at_is_under_the_limit_too() {
    let limiter = of(1);
    let (without, is_without) = oneshot::channel();
    let (answer, answered) = oneshot::channel::<()>();
    let running = tokio::spawn(limiter.run(async move |mut held| -> Result<(), _> {
        let mut back = pin!(held.released(async {
            let _ = without.send(());
            let _ = answered.await;
        }));
        assert!(look(back.as_mut()).await.is_pending());
        settle().await;
        // The wait is over, and the permit is somebody else's.
        assert!(look(back.as_mut()).await.is_pending());
        pending().await
    }));
    is_without.await.unwrap();
    let elsewhere = limiter.try_acquire();
    assert!(elsewhere.is_some());
    answer.send(()).unwrap();
    settle().await;
    settle().await;
    assert_eq!(load(&limiter), (1, 1));
    drop(elsewhere);
    let began = Instant::now();
    let ended = timeout(3 * HOLD_LIMIT, running).await.expect("its limit");
    assert!(matches!(
        ended.unwrap(),
        Err(Failure::HeldTooLong { stopped: true, .. })
    ));
    assert_eq!(began.elapsed(), HOLD_LIMIT);
    assert_eq!(load(&limiter), (0, 0));
}

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

/// A wait that is over and waits for its permit, beside whatever else a body does.
#[tokio::test(start_paused = true)]
async fn what_a_body_does_beside_its_wait_for_a_permit_goes_on() {
    let limiter = of(1);
    let other = limiter.clone();
    let run = limiter.run(async move |mut held| {
        let (take, taken) = oneshot::channel();
        let elsewhere = tokio::spawn(other.run(async move |_| {
            let _ = take.send(());
            sleep(Duration::from_secs(10)).await;
            Ok(())
        }));
        let began = Instant::now();
        let mut beats = 0;
        let back = held.released(taken);
        let beating = async {
            loop {
                sleep(Duration::from_secs(1)).await;
                beats += 1;
            }
        };
        tokio::select! {
            biased;
            back = back => back??,
            () = beating => {}
        }
        assert_eq!(began.elapsed(), Duration::from_secs(10));
        elsewhere.await??;
        Ok(beats)
    });
    assert!((9..=10).contains(&run.await.unwrap()));
}

/// A waker of its own for what is polled, as sets of futures have.
struct Woken(AtomicBool, Waker);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
        self.1.wake_by_ref();
    }
}

async fn polled_when_woken<Fut: Future>(future: Fut) -> Fut::Output {
    let mut future = pin!(future);
    let mut woken: Option<Arc<Woken>> = None;
    poll_fn(|cx| {
        let woken =
            woken.get_or_insert_with(|| Arc::new(Woken(AtomicBool::new(true), cx.waker().clone())));
        if !woken.0.swap(false, Ordering::SeqCst) {
            return Poll::Pending;
        }
        let waker = Waker::from(Arc::clone(woken));
        future.as_mut().poll(&mut Context::from_waker(&waker))
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_polled_only_when_it_was_woken_comes_back() {
    let limiter = of(1);
    let run = limiter.run(async |mut held| {
        let back = polled_when_woken(held.released(sleep(Duration::from_secs(1))));
        Ok(timeout(Duration::from_secs(2), back).await??)
    });
    run.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_permit_that_came_to_a_wait_which_is_dropped_unseen_stays() {
    let limiter = of(1);
    let (other, watched) = (limiter.clone(), limiter.clone());
    let run = limiter.run(async move |mut held| {
        let mut back = Box::pin(held.released(async {}));
        assert!(look(back.as_mut()).await.is_pending());
        settle().await;
        assert_eq!(load(&watched), (1, 0));
        let began = Instant::now();
        let waits = tokio::spawn(async move { other.acquire().await.map(drop) });
        settle().await;
        drop(back);
        settle().await;
        // It was not given back, to be waited for anew behind the other one.
        assert_eq!(load(&watched), (1, 1));
        sleep(Duration::from_secs(1)).await;
        assert_eq!(held.time_left(), HOLD_LIMIT - began.elapsed());
        Ok(waits)
    });
    let waits = run.await.unwrap();
    waits.await.unwrap().unwrap();
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
