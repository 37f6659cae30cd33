//! `when` does not say when.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed when))] //~ ERROR: expected `,` or `when "label"`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
