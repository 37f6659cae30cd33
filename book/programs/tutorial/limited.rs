//! Chapter 8: no more than two at a time.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{
    Abandoned, BoxError, Lifecycle,
    permit::{self, AcquireError, Limiter},
    scope::Running,
    task,
};
use tokio::time::{Instant, sleep};

// ANCHOR: enum
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted", TurnedAway when "no permit came"))]
    Connecting,
    #[lifecycle(to(Closed when "hung up"))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    TurnedAway { why: AcquireError },
    #[lifecycle(terminal)]
    Failed { error: String },
}
// ANCHOR_END: enum

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}

// ANCHOR: call
impl Connection<Connecting> {
    async fn open(self) -> Connection<Open> {
        sleep(Duration::from_secs(1)).await;
        self.to(Open)
    }
}

async fn answer_of_the_user() {
    sleep(Duration::from_hours(1)).await;
}

fn call(
    id: u32,
    limiter: Limiter,
    began: Instant,
) -> impl Running<Lifecycle = ConnectionState> + Send {
    Connection::scope(Connecting).run(async move |conn| {
        let permit = match limiter.acquire().await {
            Ok(permit) => permit,
            Err(why) => return Ok(conn.to(TurnedAway { why }).exit()),
        };
        let (permit, conn) = permit.bounded(conn.open()).await;
        let conn = conn?;
        println!("{id} is open after {} s", began.elapsed().as_secs());

        // As long as it takes, and without the permit.
        let released = permit.release_before_wait();
        answer_of_the_user().await;
        let _permit = released.reacquire().await?;

        Ok(conn.to(Closed).exit())
    })
}
// ANCHOR_END: call

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), BoxError> {
    let limiter = permit::named("connections")
        .hold_limit(Duration::from_secs(30))
        .acquire_timeout(Duration::from_secs(90))
        .limiter(const { NonZeroUsize::new(2).unwrap() });
    let began = Instant::now();
    task::nursery(async |nursery| {
        let mut calls = Vec::new();
        for id in 1..=4 {
            calls.push(nursery.spawn(call(id, limiter.clone(), began))?);
        }
        sleep(Duration::from_mins(1)).await;
        println!(
            "a minute later {} permits are held",
            limiter.status().in_flight
        );
        for call in calls {
            match call.await {
                ConnectionEnd::Closed(_) => {
                    println!("closed after {} min", began.elapsed().as_secs() / 60);
                }
                ConnectionEnd::TurnedAway(TurnedAway { why }) => println!("turned away: {why}"),
                ConnectionEnd::Failed(Failed { error }) => println!("failed: {error}"),
            }
        }
        Ok(())
    })
    .await?;
    Ok(())
}
// ANCHOR_END: main
