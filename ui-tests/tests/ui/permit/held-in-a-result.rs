//! A permit in the `Result` that it came in, where no lint would see it.
use endstate::permit::Limiter;

fn spawnable(_: impl Future + Send) {}

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let permit = limiter.acquire().await;
        let answer = answer.await;
        drop(permit);
        answer
    });
}

fn main() {}
