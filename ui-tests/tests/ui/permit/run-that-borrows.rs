//! The body of a run borrows from its caller: it is a task of its own.
use endstate::permit::Limiter;

async fn works(limiter: Limiter, name: String) {
    let length = limiter.run(async |_held| Ok(name.len())).await; //~ ERROR: `name` does not live long enough
    drop(length);
}

fn main() {}
