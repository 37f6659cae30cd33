//! Something else than an exit is to end a scope.
use endstate::{Lifecycle, Outcome};

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
struct Done;
impl Outcome<ConnectionState> for Done {} //~ ERROR: conflicting implementations of trait `Outcome<ConnectionState>`

fn main() {}
