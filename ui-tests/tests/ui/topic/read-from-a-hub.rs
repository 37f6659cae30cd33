//! Events are read by those who are subscribed.
use std::time::Duration;

use endstate::topic::Hub;

async fn read(projects: Hub<u64, ()>) {
    let _ = projects.next(Duration::from_secs(30)).await; //~ ERROR: a hub cannot wait: subscribe first
}

fn main() {}
