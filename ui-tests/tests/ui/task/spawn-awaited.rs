//! Awaited is not the child but what `spawn` returns: a nursery that is closed takes no child, and rustc does not know of the `?`.
use endstate::{Lifecycle, scope, task::Nursery};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Broken)]
enum DownloadState {
    #[lifecycle(initial, to(Broken))]
    Running,
    #[lifecycle(terminal)]
    Broken,
}

async fn download(nursery: Nursery, file: impl scope::Running<Lifecycle = DownloadState> + Send + 'static) {
    let _ = nursery.spawn(file).await; //~ ERROR: is not a future
}
fn main() {}
