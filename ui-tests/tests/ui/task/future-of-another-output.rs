//! A future that gives what a scope would give, and owns no lifecycle.
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
    let _ = nursery.spawn(async { DownloadEnd::Complete(Complete) }); //~ ERROR: a nursery takes lifecycles
}
fn main() {}
