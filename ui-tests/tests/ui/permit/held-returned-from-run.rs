//! The permit of a body, kept beyond the run by returning it.
use endstate::permit::Limiter;

async fn runs(limiter: Limiter) {
    let _ = limiter.run(async |held| Ok(held)).await; //~ ERROR: lifetime may not live long enough
}

fn main() {}
