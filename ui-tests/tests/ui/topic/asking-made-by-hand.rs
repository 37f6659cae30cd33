//! Nobody is subscribed, and a proof of it is made all the same.
use endstate::topic::{Asking, Subscription};

async fn write_question(_: Asking<'_, u64, ()>) {}

async fn ask(project: &Subscription<u64, ()>) {
    write_question(Asking { subscription: project }).await; //~ ERROR: field `subscription` of struct `Asking` is private
}

fn main() {}
