//! A question is published, and nobody is subscribed to the answer yet.
use endstate::topic::Hub;

#[derive(Clone)]
enum Event {
    Asked,
}

fn ask(projects: Hub<u64, Event>) {
    projects.publish(&7, Event::Asked); //~ ERROR: a hub cannot publish a question: subscribe first
}

fn main() {}
