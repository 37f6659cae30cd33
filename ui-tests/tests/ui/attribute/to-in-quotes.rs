//! A state is named, not quoted.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to("Closed"))] //~ ERROR: write the state without quotes: `Closed`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
