//! A nursery whose body returns another error; rustc says so where it is given and where awaited.
use endstate::task::nursery;

async fn read() -> std::io::Result<u32> {
    Ok(7)
}

async fn works() {
    let _ = nursery(async |_nursery| read().await).await;
    //~^ ERROR: this body must return a `Result<T, BoxError>`
    //~| ERROR: this body must return a `Result<T, BoxError>`
}

fn main() {}
