//! A future that is no lifecycle: nobody would learn how it ended.
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
    let _ = nursery.spawn(async {}); //~ ERROR: a nursery takes lifecycles
}
fn main() {}
