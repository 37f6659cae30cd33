//! Two runs asked their users a question and waited for hours, each with its permit. Nobody else got in, and nothing was
//! broken. Here a third gets in.

use std::time::Duration;

use endstate::{BoxError, permit::Limiter, task::nursery};
use tokio::time::{Instant, sleep};

use crate::job::{HOLD_LIMIT, Run, RunEnd, Working, load, of};

const LUNCH: Duration = Duration::from_secs(93 * 60);

/// The user closes the laptop, and answers after lunch.
async fn answer_of_the_user() -> &'static str {
    sleep(LUNCH).await;
    "go on"
}

async fn with_run(limiter: Limiter) -> Result<usize, BoxError> {
    let answered = limiter
        .run(async |mut held| {
            sleep(HOLD_LIMIT / 2).await;
            let answer = held.released(answer_of_the_user()).await?;
            // The limit is that of one hold: it began anew.
            sleep(HOLD_LIMIT * 9 / 10).await;
            Ok(answer.len())
        })
        .await?;
    Ok(answered)
}

async fn with_permit(limiter: Limiter) -> Result<usize, BoxError> {
    let permit = limiter.acquire().await?;
    let (permit, worked) = permit.bounded(sleep(HOLD_LIMIT / 2)).await;
    worked?;
    let released = permit.release_before_wait();
    let answer = answer_of_the_user().await;
    let permit = released.reacquire().await?;
    let (permit, worked) = permit.bounded(sleep(HOLD_LIMIT * 9 / 10)).await;
    worked?;
    drop(permit);
    Ok(answer.len())
}

/// Two runs that wait for their users, and a third that comes when they do.
async fn a_third_gets_in<Fut>(asks: fn(Limiter) -> Fut)
where
    Fut: Future<Output = Result<usize, BoxError>> + Send + 'static,
{
    let limiter = of(2);
    let began = Instant::now();
    let left = nursery(async |n| {
        let mut users = Vec::new();
        for _ in 0..2 {
            let limiter = limiter.clone();
            let run = Run::scope(Working).run(async move |run: Run<Working>| {
                assert_eq!(asks(limiter).await?, 5);
                Ok(run.finished().exit())
            });
            users.push(n.spawn(run)?);
        }
        sleep(HOLD_LIMIT).await;
        assert_eq!(load(&limiter), (0, 0));
        let third = limiter.acquire().await?;
        assert_eq!(began.elapsed(), HOLD_LIMIT);
        drop(third);
        for user in users {
            assert!(matches!(user.await, RunEnd::Finished(_)));
        }
        assert!(began.elapsed() > LUNCH);
        Ok(())
    })
    .await;
    assert!(left.is_ok(), "{left:?}");
}

#[tokio::test(start_paused = true)]
async fn a_third_run_gets_in_while_two_wait_for_their_users() {
    a_third_gets_in(with_run).await;
}

#[tokio::test(start_paused = true)]
async fn a_third_permit_is_given_while_two_wait_for_their_users() {
    a_third_gets_in(with_permit).await;
}
