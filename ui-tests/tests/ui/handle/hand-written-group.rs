//! A state is put into a group beside the enum.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Draining, Closed), group(Live))]
    Open,
    #[lifecycle(to(Closed), group(Live))]
    Draining,
    #[lifecycle(terminal)]
    Closed,
}
impl Live for Closed {} //~ ERROR: missing: `__DECLARED_BY_GROUP_ON_THE_ENUM`

fn main() {}
