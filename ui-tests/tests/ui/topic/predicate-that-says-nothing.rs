//! The predicate forgets to say what it found.
use std::time::Duration;

use endstate::topic::Subscription;

async fn is_answered() -> bool {
    true
}

async fn wait(project: &mut Subscription<u64, ()>) {
    let _ = project.wait_until(Duration::from_secs(30), async || { is_answered().await; }).await; //~ ERROR: a predicate says whether to go on waiting, and `()` does not
}

fn main() {}
