//! The pair that a wait gives, in a variable of its own: rustc keeps it alive, though the permit was moved out.
use endstate::{BoxError, permit::Limiter};

fn spawnable(_: impl Future + Send) {}

fn asks(limiter: Limiter, first: impl Future<Output = u32> + Send, second: impl Future<Output = u32> + Send) {
    spawnable(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let pair = limiter.acquire().await?.bounded(first).await;
        let (permit, _) = pair;
        drop(permit);
        second.await;
        Ok::<_, BoxError>(())
    });
}

fn main() {}
