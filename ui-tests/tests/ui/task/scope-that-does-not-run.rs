//! A scope without a body.
use endstate::{Lifecycle, task::Nursery};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Broken)]
enum DownloadState {
    #[lifecycle(initial, to(Complete))]
    Running,
    #[lifecycle(terminal)]
    Complete,
    #[lifecycle(terminal)]
    Broken,
}

fn spawn(nursery: &Nursery) {
    let _ = nursery.spawn(Download::scope(Running)); //~ ERROR: a nursery takes lifecycles
}
fn main() {}
