//! Lists add up over attributes, so that `cfg_attr` can contribute; within one they are one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), to(Lost))] //~ ERROR: `to` is given twice; keep one
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Lost,
}

fn main() {}
