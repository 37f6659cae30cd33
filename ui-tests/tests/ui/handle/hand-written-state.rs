//! A type is made a state beside the enum.
use endstate::{Lifecycle, State};

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
struct Paused;
impl State<ConnectionState> for Paused {} //~ ERROR: missing: `__DECLARED_BY_A_VARIANT_OF_THE_ENUM`

fn main() {}
