//! A nursery whose body returns the error of what it calls; rustc says so where the body is given, and where it is awaited.
use endstate::task::nursery;

async fn read() -> std::io::Result<u32> {
    Ok(7)
}

async fn works() {
    let _ = nursery(async |_nursery| read().await).await;
    //~^ ERROR: this body must end with `Ok(value)`
    //~| ERROR: this body must end with `Ok(value)`
}

fn main() {}
