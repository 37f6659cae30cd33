//! Two names that differ in their capitals alone.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, rename_all = "lowercase")]
enum ConnectionState {
    #[lifecycle(initial, to(TimeOut))]
    Open,
    #[lifecycle(to(Timeout))]
    TimeOut,
    #[lifecycle(to(Closed))]
    Timeout, //~ ERROR: `TimeOut` has the status `timeout` too
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
