//! A transition is added beside the enum.
use endstate::{Lifecycle, ReachableFrom};

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
impl ReachableFrom<ConnectionState, Open> for Connecting {} //~ ERROR: missing: `Entry`, `__DECLARED_BY_TO_ON_THE_ENUM`

fn main() {}
