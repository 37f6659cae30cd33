//! The proof is kept for later, when the subscription may be over.
use endstate::topic::Subscription;

async fn keep(project: &mut Subscription<u64, ()>) {
    let mut kept = None;
    project.publish(async |asking| kept = Some(asking)).await; //~ ERROR: lifetime may not live long enough
    drop(kept);
}

fn main() {}
