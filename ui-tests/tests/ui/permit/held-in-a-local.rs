//! A permit in a local, across a wait that nothing bounds.
use endstate::{BoxError, permit::Limiter};

fn spawnable(_: impl Future + Send) {}

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let permit = limiter.acquire().await?;
        let answer = answer.await;
        drop(permit);
        Ok::<_, BoxError>(answer)
    });
}

fn main() {}
