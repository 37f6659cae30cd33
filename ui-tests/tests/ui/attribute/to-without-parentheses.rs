//! `to` is a list, even of one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to = Closed)] //~ ERROR: `to(..)` lists the states that this one leads to
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
