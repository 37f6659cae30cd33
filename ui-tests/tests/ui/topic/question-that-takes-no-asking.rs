//! The question is written without the proof that somebody is subscribed.
use endstate::topic::Subscription;

async fn write_question() {}

async fn ask(project: &mut Subscription<u64, ()>) {
    project.publish(async || write_question().await).await; //~ ERROR: closure is expected to take 1 argument, but it takes 0 arguments
}

fn main() {}
