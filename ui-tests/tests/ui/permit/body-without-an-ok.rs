//! A body that does not say whether it worked.
use endstate::permit::Limiter;

async fn works(limiter: Limiter) {
    let _ = limiter.run(async |_held| {}).await; //~ ERROR: this body must return a `Result<T, BoxError>`
}

fn main() {}
