//! What a bounded wait gives is a pair, and the result its second half.
use endstate::{BoxError, permit::Limiter};

async fn waits(limiter: Limiter, rows: impl Future<Output = u32>) -> Result<u32, BoxError> {
    let permit = limiter.acquire().await?;
    let (permit, rows) = permit.bounded(rows).await?; //~ ERROR: the `?` operator can only be applied to values that implement `Try`
    drop(permit);
    Ok(rows)
}

fn main() {}
