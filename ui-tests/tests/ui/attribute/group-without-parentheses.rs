//! `group` is a list, even of one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group = Live)] //~ ERROR: `group(..)` lists the groups that this state belongs to
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
