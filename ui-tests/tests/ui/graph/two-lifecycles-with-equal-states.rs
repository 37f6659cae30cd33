//! Two lifecycles in one module both have a `Closed`, and neither has a `prefix`.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum DoorState {
    #[lifecycle(initial, to(Closed))]
    Ajar,
    #[lifecycle(terminal)]
    Closed, //~ ERROR: the name `Closed` is defined multiple times
}

fn main() {}
