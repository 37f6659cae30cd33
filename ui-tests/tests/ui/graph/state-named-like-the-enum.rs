//! The state's struct would stand beside the enum under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Closed)]
enum Open {
    #[lifecycle(initial, to(Closed))]
    Open, //~ ERROR: `Open`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
