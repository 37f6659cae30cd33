//! The predicate is no async closure.
use std::time::Duration;

use endstate::topic::Subscription;

async fn wait(project: &mut Subscription<u64, ()>) {
    let _wait = project.wait_until(Duration::from_secs(30), || true); //~ ERROR: `bool` is not a future
}

fn main() {}
