//! A label is a text, not a name.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed when hung_up))] //~ ERROR: expected a label in quotes: `when "label"`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
