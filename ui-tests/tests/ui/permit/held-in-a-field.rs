//! A permit in the field of a struct, where no lint would see it.
use endstate::{BoxError, permit::{Limiter, Permit}};

fn spawnable(_: impl Future + Send) {}

struct Agent {
    permit: Permit,
}

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let agent = Agent { permit: limiter.acquire().await? };
        let answer = answer.await;
        drop(agent.permit);
        Ok::<_, BoxError>(answer)
    });
}

fn main() {}
