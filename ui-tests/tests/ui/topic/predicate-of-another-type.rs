//! The predicate gives a number, and nobody knows which number ends the wait.
use std::time::Duration;

use endstate::topic::Subscription;

async fn wait(project: &mut Subscription<u64, ()>) {
    let count = async || 3_u32;
    let _ = project.wait_until(Duration::from_secs(30), count).await; //~ ERROR: a predicate says whether to go on waiting, and `u32` does not
}

fn main() {}
