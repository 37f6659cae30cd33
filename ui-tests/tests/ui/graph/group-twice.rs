//! A state is in a group or it is not.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group(Live, Live))] //~ ERROR: `Open` is in the group `Live` twice
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
