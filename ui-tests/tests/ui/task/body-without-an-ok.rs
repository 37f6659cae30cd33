//! A nursery whose body does not say whether it worked; rustc says so where the body is given, and where it is awaited.
use endstate::task::nursery;

async fn works() {
    let _ = nursery(async |_nursery| {}).await;
    //~^ ERROR: this body must end with `Ok(value)`
    //~| ERROR: this body must end with `Ok(value)`
}

fn main() {}
