//! `Retrying` and `Waiting` lead to each other alone.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Retrying, Closed))]
    Open,
    #[lifecycle(to(Waiting))]
    Retrying, //~ ERROR: no terminal state can be reached from `Retrying`
    #[lifecycle(to(Retrying))]
    Waiting, //~ ERROR: no terminal state can be reached from `Waiting`
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
