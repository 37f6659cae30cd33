//! A scope is made and not run.
#![deny(unused_must_use)]
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    Connection::scope(Connecting); //~ ERROR: unused `endstate::Scope` that must be used
}
