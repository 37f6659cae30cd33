//! A permit that is given back before the work has begun.
use endstate::{BoxError, permit::Limiter};

#[deny(unused_must_use)]
async fn works(limiter: Limiter) -> Result<(), BoxError> {
    limiter.acquire().await?; //~ ERROR: unused `Permit` that must be used
    Ok(())
}

fn main() {}
