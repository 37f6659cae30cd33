//! A child whose body ends with nothing.
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
    let _ = nursery.spawn(Download::scope(Running).run(async |_| {})); //~ ERROR: the body of this scope must end with `Ok(handle.exit())`
}
fn main() {}
