//! An enum that is not called `..State` gives its handle no name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum Connection { //~ ERROR: name the handle
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
