//! Every wait is bounded.
use endstate::topic::{Subscription, WaitError};

async fn wait(project: &mut Subscription<u64, ()>) -> Result<(), WaitError> {
    project.wait_until(async || true).await //~ ERROR: this method takes 2 arguments but 1 argument was supplied
}

fn main() {}
