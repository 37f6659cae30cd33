//! Awaited is not the child but the `Result` that it comes in: a closed nursery takes none.
use endstate::{Lifecycle, scope::Running, task::Nursery};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Broken)]
enum DownloadState {
    #[lifecycle(initial, to(Broken))]
    Waiting,
    #[lifecycle(terminal)]
    Broken,
}

async fn download<R>(nursery: Nursery, file: R)
where
    R: Running<Lifecycle = DownloadState> + Send + 'static,
{
    let _ = nursery.spawn(file).await; //~ ERROR: is not a future
}
fn main() {}
