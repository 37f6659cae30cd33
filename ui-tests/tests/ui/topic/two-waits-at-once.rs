//! One subscription waits for one thing at a time.
use std::time::Duration;

use endstate::topic::Subscription;

async fn wait(project: &mut Subscription<u64, ()>) {
    let within = Duration::from_secs(30);
    let first = project.wait_until(within, async || true);
    let second = project.wait_until(within, async || false); //~ ERROR: cannot borrow `*project` as mutable more than once at a time
    let _ = (first.await, second.await);
}

fn main() {}
