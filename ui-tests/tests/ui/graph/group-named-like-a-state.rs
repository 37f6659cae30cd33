//! The group's trait would stand beside a state's struct under its name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Draining), group(Open))] //~ ERROR: a state
    Open,
    #[lifecycle(to(Closed), group(Open))]
    Draining,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
