//! Two permits that wait for users who have gone home.
#![expect(
    clippy::disallowed_types,
    clippy::await_holding_invalid_type,
    reason = "this is the mistake"
)]

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, sleep},
};

const MINUTE: Duration = Duration::from_mins(1);

// ANCHOR: agent
struct Agent {
    id: u32,
    /// For how long its user is away, if it asks anything.
    away: Option<Duration>,
}

async fn run(agents: Arc<Semaphore>, agent: Agent, began: Instant) {
    let Ok(_permit) = agents.acquire().await else {
        return;
    };
    println!(
        "agent {} starts after {} min",
        agent.id,
        began.elapsed().as_secs() / 60
    );
    sleep(MINUTE).await; // work
    if let Some(away) = agent.away {
        sleep(away).await; // added later: the answer of the user
    }
}
// ANCHOR_END: agent

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let agents = Arc::new(Semaphore::new(2));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for id in 1..=5 {
        let away = (id <= 2).then_some(92 * MINUTE);
        tasks.spawn(run(Arc::clone(&agents), Agent { id, away }, began));
        tokio::task::yield_now().await;
    }
    sleep(30 * MINUTE).await;
    let free = agents.available_permits();
    println!(
        "after 30 min: {free} permits are free, {} agents are there",
        tasks.len()
    );
    tasks.join_all().await;
}
// ANCHOR_END: main
