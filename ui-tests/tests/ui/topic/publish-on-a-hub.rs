//! The question is written through the hub, without a subscription.
use endstate::topic::Hub;

async fn write_question() -> u32 {
    1
}

async fn ask(projects: Hub<u64, ()>) -> u32 {
    projects.publish(async |_asking| write_question().await).await //~ ERROR: a hub cannot publish a question: subscribe first
}

fn main() {}
