//! A wait that is over and comes back for its permit, whether its body looks at it or not.

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

use endstate::permit::Failure;
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
        assert_eq!(held.time_left() + began.elapsed(), HOLD_LIMIT);
        Ok(waits)
    });
    let waits = run.await.unwrap();
    waits.await.unwrap().unwrap();
}

/// It waited for its permit, and now waits for something else without one: it must not be given one meanwhile.
#[tokio::test(start_paused = true)]
async fn a_body_that_waits_anew_leaves_the_queue() {
    let limiter = of(1);
    let (without, is_without) = oneshot::channel();
    let (anew, waits_anew) = oneshot::channel::<()>();
    let running = tokio::spawn(limiter.run(async move |mut held| {
        let (take, taken) = oneshot::channel();
        let _ = without.send(take);
        let mut back = Box::pin(held.released(taken));
        tokio::select! {
            biased;
            _ = &mut back => return Err("somebody else has it".into()),
            anew = waits_anew => anew?,
        }
        drop(back);
        Ok(held.released(pending::<()>()).await?)
    }));
    let take = is_without.await.unwrap();
    settle().await;
    let elsewhere = limiter.try_acquire();
    take.send(()).unwrap();
    settle().await;
    assert_eq!(load(&limiter), (1, 1));
    anew.send(()).unwrap();
    settle().await;
    assert_eq!(load(&limiter), (1, 0));
    drop(elsewhere);
    settle().await;
    assert_eq!(load(&limiter), (0, 0));
    running.abort();
}
