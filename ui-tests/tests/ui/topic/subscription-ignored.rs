//! The subscription is over before it was used.
use endstate::topic::Hub;

#[deny(unused_must_use)]
fn subscribes(projects: &Hub<u64, ()>) {
    projects.subscribe(7); //~ ERROR: unused `Subscription` that must be used
}

fn main() {}
