//! What correct code writes around a permit is `Send`, and compiles as it is written.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{
    BoxError, Lifecycle,
    permit::{AcquireError, Held, Limiter, Permit, named},
    task::nursery,
};

#[derive(Lifecycle)]
#[lifecycle(handle = Ask, fixpoint = Lost)]
enum AskState {
    #[lifecycle(initial, to(Answered))]
    Asking,
    #[lifecycle(terminal)]
    Answered,
    #[lifecycle(terminal)]
    Lost,
}

fn limiter() -> Limiter {
    Limiter::new(NonZeroUsize::MIN)
}

async fn question(number: u32) -> u32 {
    tokio::task::yield_now().await;
    number * 2
}

/// A permit goes from function to function, and none of them waits beside it.
async fn one_bounded(permit: Permit, number: u32) -> Result<(Permit, u32), BoxError> {
    let (permit, answer) = permit.bounded(question(number)).await;
    Ok((permit, answer?))
}

async fn bounded_in_a_loop(limiter: Limiter) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    let all = async {
        let mut sum = 0;
        for number in 0..3 {
            sum += question(number).await;
        }
        sum
    };
    let (permit, sum) = permit.bounded(all).await;
    drop(permit);
    Ok(sum?)
}

async fn one_a_turn(limiter: Limiter) -> Result<u32, BoxError> {
    let mut sum = 0;
    for number in 0..3 {
        let permit = limiter.acquire().await?;
        let (permit, answer) = permit.bounded(question(number)).await;
        drop(permit);
        sum += answer?;
        if sum > 1_000 {
            return Err("too much".into());
        }
    }
    Ok(sum)
}

async fn released_in_a_loop(limiter: Limiter) -> Result<u32, BoxError> {
    let mut sum = 0;
    for number in 0..3 {
        let permit = limiter.acquire().await?;
        let released = permit.release_before_wait();
        sum += question(number).await;
        let permit = released.reacquire().await?;
        sum += u32::from(permit.held_for() > Duration::MAX / 2);
    }
    Ok(sum)
}

async fn with_let_else(limiter: Limiter) -> Option<u32> {
    let Ok(permit) = limiter.acquire().await else {
        return None;
    };
    let (_permit, answer) = permit.bounded(question(3)).await;
    answer.ok()
}

async fn sooner_than_the_limit(limiter: Limiter) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    let soon = tokio::time::timeout(Duration::from_secs(1), question(3));
    let (permit, answer) = permit.bounded(soon).await;
    drop(permit);
    Ok(answer??)
}

async fn early_return(limiter: Limiter, stop: bool) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    if stop {
        return Ok(0);
    }
    drop(permit);
    Ok(question(3).await)
}

async fn one_after_the_other(limiter: Limiter) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    let (permit, Ok(first)) = permit.bounded(question(1)).await else {
        return Ok(0);
    };
    let (permit, second) = permit.bounded(question(2)).await;
    let reason = "the last of them takes as long as it takes";
    let (permit, third) = permit.across_unbounded(reason, question(3)).await;
    drop(permit);
    Ok(first + second? + third)
}

async fn run_within_run(limiter: Limiter) -> Result<u32, BoxError> {
    let other = named("other").limiter(NonZeroUsize::MIN);
    let sum = limiter
        .run(async move |mut held| {
            let mut sum = 0;
            for number in 0..3 {
                sum += held.released(question(number)).await?;
            }
            sum += other.run(async |_held| Ok(question(1).await)).await?;
            if held.time_left().is_zero() {
                return Err("no time left".into());
            }
            Ok(sum)
        })
        .await?;
    Ok(sum)
}

async fn named_body(mut held: Held<'_>) -> Result<u32, BoxError> {
    Ok(held.released(question(1)).await?)
}

/// In a place that asks for `Send` of all that it is given.
async fn in_a_child<Fut>(body: Fut) -> Result<u32, BoxError>
where
    Fut: Future<Output = Result<u32, BoxError>> + Send + 'static,
{
    let (tell, told) = tokio::sync::oneshot::channel();
    nursery(async |n| {
        let child = n.spawn(Ask::scope(Asking).run(async move |ask: Ask<_>| {
            let _ = tell.send(body.await?);
            Ok(ask.to(Answered).exit())
        }))?;
        assert!(matches!(child.await, AskEnd::Answered(_)));
        Ok(())
    })
    .await?;
    Ok(told.await?)
}

#[tokio::test]
async fn all_of_them_run_in_a_child() -> Result<(), BoxError> {
    assert_eq!(in_a_child(bounded_in_a_loop(limiter())).await?, 6);
    assert_eq!(in_a_child(one_a_turn(limiter())).await?, 6);
    assert_eq!(in_a_child(released_in_a_loop(limiter())).await?, 6);
    let let_else = async { with_let_else(limiter()).await.ok_or("no permit".into()) };
    assert_eq!(in_a_child(let_else).await?, 6);
    assert_eq!(in_a_child(sooner_than_the_limit(limiter())).await?, 6);
    assert_eq!(in_a_child(early_return(limiter(), true)).await?, 0);
    assert_eq!(in_a_child(early_return(limiter(), false)).await?, 6);
    assert_eq!(in_a_child(one_after_the_other(limiter())).await?, 12);
    assert_eq!(in_a_child(run_within_run(limiter())).await?, 8);
    let named = async { Ok(limiter().run(named_body).await?) };
    assert_eq!(in_a_child(named).await?, 2);
    Ok(())
}

#[tokio::test]
async fn a_permit_goes_from_function_to_function() -> Result<(), BoxError> {
    let limiter = limiter();
    let (permit, answer) = one_bounded(limiter.acquire().await?, 3).await?;
    assert_eq!(answer, 6);
    drop(permit);
    assert!(limiter.try_acquire().is_some());
    Ok(())
}

#[test]
fn what_others_store_and_share_is_send_and_sync() {
    static_assertions::assert_impl_all!(Limiter: Send, Sync, Clone);
    static_assertions::assert_impl_all!(AcquireError: Send, Sync, std::error::Error);
    static_assertions::assert_impl_all!(Held<'static>: Send);
    static_assertions::assert_impl_all!(endstate::permit::Released: Send, Sync);
    static_assertions::assert_not_impl_any!(Permit: Send, Sync, Clone, Copy);
}
