//! A state is in no group by not saying so.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group())] //~ ERROR: `group(..)` lists the groups that this state belongs to
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
