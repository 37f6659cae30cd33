//! A label follows `when`.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed if "hung up"))] //~ ERROR: expected `,` or `when "label"`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
