//! Who is not subscribed may wait for what has happened already.
use std::time::Duration;

use endstate::topic::{Hub, WaitError};

struct Server {
    projects: Hub<u64, ()>,
}

impl Server {
    async fn wait(&self) -> Result<(), WaitError> {
        self.projects.wait_until(Duration::from_secs(30), async || true).await //~ ERROR: a hub cannot wait: subscribe first
    }
}

fn main() {}
