//! A permit in what a `match` looks at: rustc keeps it alive in the arms, though it was moved out.
use endstate::permit::Limiter;

fn spawnable(_: impl Future + Send) {}

fn asks(limiter: Limiter, answer: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        match limiter.acquire().await {
            Ok(permit) => {
                drop(permit);
                answer.await
            }
            Err(_) => 0,
        }
    });
}

fn main() {}
