//! A permit as the argument of a generic type, where no lint would see it.
use endstate::{BoxError, permit::Limiter};

fn spawnable(_: impl Future + Send) {}

struct Kept<T>(T);

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let kept = Kept(limiter.acquire().await?);
        let answer = answer.await;
        drop(kept.0);
        Ok::<_, BoxError>(answer)
    });
}

fn main() {}
