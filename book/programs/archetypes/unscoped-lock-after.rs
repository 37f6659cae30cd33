//! The same agents, with a limiter whose permit is given back while a user thinks.

use std::{num::NonZeroUsize, time::Duration};

use endstate::{
    BoxError, Lifecycle,
    permit::{self, Limiter},
    scope::Running,
    task,
};
use tokio::time::{Instant, sleep};

const MINUTE: Duration = Duration::from_mins(1);

// ANCHOR: agent
#[derive(Clone, Copy)]
struct Agent {
    id: u32,
    /// For how long its user is away, if it asks anything.
    away: Option<Duration>,
}

/// One run of an agent.
#[derive(Lifecycle)]
#[lifecycle(handle = Launch, fixpoint = Failed)]
enum LaunchState {
    #[lifecycle(initial, to(Finished))]
    Queued,
    #[lifecycle(terminal)]
    Finished,
    #[lifecycle(terminal)]
    Failed,
}

fn run(
    agents: Limiter,
    agent: Agent,
    began: Instant,
) -> impl Running<Lifecycle = LaunchState> + Send {
    Launch::scope(Queued).run(async move |launch| {
        agents
            .run(async move |mut held| {
                println!(
                    "agent {} starts after {} min",
                    agent.id,
                    began.elapsed().as_secs() / 60
                );
                sleep(MINUTE).await; // work
                if let Some(away) = agent.away {
                    held.released(sleep(away)).await?; // the answer of the user
                }
                Ok(())
            })
            .await?;
        Ok(launch.to(Finished).exit())
    })
}
// ANCHOR_END: agent

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), BoxError> {
    let agents = permit::named("agents")
        .hold_limit(5 * MINUTE)
        .acquire_timeout(15 * MINUTE)
        .limiter(const { NonZeroUsize::new(2).unwrap() });
    let began = Instant::now();
    task::nursery(async |nursery| {
        for id in 1..=5 {
            let away = (id <= 2).then_some(92 * MINUTE);
            drop(nursery.spawn(run(agents.clone(), Agent { id, away }, began))?);
            tokio::task::yield_now().await;
        }
        sleep(30 * MINUTE).await;
        let status = agents.status();
        println!(
            "after 30 min: {} permits are held, {} wait, {} agents are there",
            status.in_flight,
            status.waiting,
            nursery.len()
        );
        Ok(())
    })
    .await?;
    Ok(())
}
// ANCHOR_END: main
