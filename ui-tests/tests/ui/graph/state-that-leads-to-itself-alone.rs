//! `Polling` goes round for ever.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Polling, Closed))]
    Open,
    #[lifecycle(to(Polling))]
    Polling, //~ ERROR: no terminal state can be reached from `Polling`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
