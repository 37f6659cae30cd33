//! The visibility stands in parentheses.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, resume = pub)] //~ ERROR: `resume(pub)`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
