//! The predicate's own error stays what it is, where `?` would have made a `BoxError` of it.
use std::{io, time::Duration};

use endstate::topic::Subscription;

async fn is_answered() -> io::Result<bool> {
    Ok(true)
}

async fn wait(project: &mut Subscription<u64, ()>) {
    let _ = project.wait_until(Duration::from_secs(30), is_answered).await; //~ ERROR: a predicate says whether to go on waiting
}

fn main() {}
