//! The permit of a body, in a task that the body does not wait for.
use endstate::permit::Limiter;

async fn runs(limiter: Limiter) {
    let run = limiter.run(async |held| {
        tokio::spawn(async move { drop(held) }); //~ ERROR: borrowed data escapes outside of closure
        Ok(())
    });
    let _ = run.await;
}

fn main() {}
