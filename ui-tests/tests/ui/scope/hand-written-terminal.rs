//! A state is made terminal beside the enum.
use endstate::{Lifecycle, Terminal};

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
impl Terminal<ConnectionState> for Open {} //~ ERROR: missing: `__end_declared_by_terminal_on_the_enum`

fn main() {}
