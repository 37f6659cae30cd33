//! `Lost` is neither led to nor a fixpoint.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Lost, //~ ERROR: no initial state leads to `Lost`
}

fn main() {}
