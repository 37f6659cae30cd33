//! A nursery whose body does not say whether it worked; rustc says so where the body is given, and where it is awaited.
use endstate::task::nursery;

async fn works() {
    let _ = nursery(async |_nursery| {}).await;
    //~^ ERROR: this body must return a `Result<T, BoxError>`
    //~| ERROR: this body must return a `Result<T, BoxError>`
}

fn main() {}
