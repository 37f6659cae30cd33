//! The proof is given back, to be used when the subscription may be over.
use endstate::topic::Subscription;

async fn keep(project: &mut Subscription<u64, ()>) {
    let _kept = project.publish(async |asking| asking).await; //~ ERROR: lifetime may not live long enough
}

fn main() {}
