//! Permits in a `Vec`, where no lint would see them.
use endstate::{BoxError, permit::Limiter};

fn spawnable(_: impl Future + Send) {}

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let permits = vec![limiter.acquire().await?];
        let answer = answer.await;
        drop(permits);
        Ok::<_, BoxError>(answer)
    });
}

fn main() {}
