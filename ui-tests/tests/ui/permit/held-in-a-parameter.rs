//! A permit as a parameter of what is to run on its own.
use endstate::permit::Permit;

fn spawnable(_: impl Future + Send) {}

async fn asks(permit: Permit, answer: impl Future<Output = u32> + Send) -> u32 {
    let answer = answer.await;
    drop(permit);
    answer
}

fn spawns(permit: Permit, answer: impl Future<Output = u32> + Send) {
    spawnable(asks(permit, answer)); //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
}

fn main() {}
