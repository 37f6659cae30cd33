//! A status is a string.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), rename = live)] //~ ERROR: expected a string in quotes: `rename = "status"`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
