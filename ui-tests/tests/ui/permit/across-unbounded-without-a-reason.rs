//! An exception that does not say why.
use endstate::permit::Permit;

async fn waits(permit: Permit, answer: impl Future<Output = u32>) {
    let _ = permit.across_unbounded(answer).await; //~ ERROR: takes 2 arguments but 1 argument was supplied
}

fn main() {}
