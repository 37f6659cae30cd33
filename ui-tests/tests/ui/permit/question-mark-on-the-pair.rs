//! What a bounded wait gives is a pair, and the result its second half.
use endstate::{BoxError, permit::Limiter};

async fn query() -> u32 {
    7
}

async fn waits(limiter: Limiter) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    let (permit, rows) = permit.bounded(query()).await?;
    //~^ ERROR: the `?` operator can only be applied to values that implement `Try`
    drop(permit);
    Ok(rows)
}

fn main() {}
