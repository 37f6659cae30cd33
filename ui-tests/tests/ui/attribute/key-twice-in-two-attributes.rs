//! Attributes add up, so a second fixpoint is a second fixpoint.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
#[lifecycle(fixpoint = Lost)] //~ ERROR: `fixpoint` is given twice; keep one
enum ConnectionState {
    #[lifecycle(initial, to(Closed, Lost))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Lost,
}

fn main() {}
