//! A close is a task, so it may end on another thread.
use std::{rc::Rc, sync::Arc};

use endstate::owned::{self, Registry};

fn make() -> Registry<&'static str, u8> {
    owned::named("sockets").closing_async_with(async |_: Arc<u8>| { //~ ERROR: future cannot be sent between threads safely
        let said = Rc::new("bye");
        std::future::ready(()).await;
        drop(said);
    })
}
fn main() {}
