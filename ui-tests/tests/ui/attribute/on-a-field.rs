//! The attribute stands on a field.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open {
        #[lifecycle(rename = "addr")] //~ ERROR: not on a field
        address: u32,
    },
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
