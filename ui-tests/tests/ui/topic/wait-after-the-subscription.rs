//! The subscription is over, and what comes now goes by unnoticed.
use std::time::Duration;

use endstate::topic::{Hub, WaitError};

async fn wait(projects: &Hub<u64, ()>) -> Result<(), WaitError> {
    let mut project = projects.subscribe(7);
    drop(project);
    project.wait_until(Duration::from_secs(30), async || true).await //~ ERROR: borrow of moved value: `project`
}

fn main() {}
