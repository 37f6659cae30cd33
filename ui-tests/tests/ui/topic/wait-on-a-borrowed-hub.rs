//! Through a reference rustc leaves our words out, and names the bound that says as much.
use std::time::Duration;

use endstate::topic::{Hub, WaitError};

async fn wait(projects: &Hub<u64, ()>) -> Result<(), WaitError> {
    projects.wait_until(Duration::from_secs(30), async || true).await //~ ERROR: `Hub<u64, ()>: SubscribeFirstToWait`
}

fn main() {}
