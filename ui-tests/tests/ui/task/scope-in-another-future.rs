//! A scope inside another future: aborted, only the outer one would be known.
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
    let download = async {
        Download::scope(Running)
            .run(async |d| Ok(d.to(Complete).exit()))
            .await
    };
    let _ = nursery.spawn(download); //~ ERROR: a nursery takes lifecycles
}
fn main() {}
