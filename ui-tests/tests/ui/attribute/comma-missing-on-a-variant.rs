//! Two keys without a comma between them.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial to(Closed))] //~ ERROR: expected `,`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
