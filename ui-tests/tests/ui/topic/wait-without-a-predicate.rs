//! An event is a hint: without a predicate nobody knows what it was to be a hint of.
use std::time::Duration;

use endstate::topic::{Subscription, WaitError};

async fn wait(project: &mut Subscription<u64, ()>) -> Result<(), WaitError> {
    project.wait_until(Duration::from_secs(30)).await //~ ERROR: this method takes 2 arguments but 1 argument was supplied
}

fn main() {}
