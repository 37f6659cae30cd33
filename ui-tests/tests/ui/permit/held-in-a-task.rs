//! A permit held across a wait in a task of tokio's.
use endstate::{BoxError, permit::Limiter};

async fn answer_of_the_user() {}

fn asks(limiter: Limiter) {
    tokio::spawn(async move { //~ ERROR: the trait `Send` is not implemented for `*const (dyn PermitHeldAcrossAwait + 'static)`
        let permit = limiter.acquire().await?;
        answer_of_the_user().await;
        drop(permit);
        Ok::<_, BoxError>(())
    });
}

fn main() {}
