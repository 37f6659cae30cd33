//! An async closure lends what it captures to its future, and closes may overlap.
use std::sync::Arc;

use endstate::owned::{self, Registry};

async fn say_goodbye(_: &str, _: Arc<u8>) {}

fn make(from: String) -> Registry<&'static str, u8> {
    owned::named("sockets").closing_async_with(async move |socket| say_goodbye(&from, socket).await)
    //~^ ERROR: async closure does not implement `Fn`
}
fn main() {}
