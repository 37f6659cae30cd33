//! Nobody asks how the child ended, and nobody says so.
use endstate::{Lifecycle, task::Child};

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Broken)]
enum DownloadState {
    #[lifecycle(initial, to(Broken))]
    Running,
    #[lifecycle(terminal)]
    Broken,
}

#[deny(unused_must_use)]
fn ignores(spawned: fn() -> Child<DownloadEnd>) {
    spawned(); //~ ERROR: unused `endstate::task::Child` that must be used
}

fn main() {}
