//! A value follows `=`.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle(Connection), fixpoint = Closed)] //~ ERROR: `handle` takes a value: `handle = Name`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
