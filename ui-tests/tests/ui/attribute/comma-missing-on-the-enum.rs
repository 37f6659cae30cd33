//! Two keys without a comma between them.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Connection fixpoint = Closed)] //~ ERROR: expected `,`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
