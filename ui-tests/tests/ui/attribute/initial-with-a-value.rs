//! `initial` is a mark and takes no value.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial = true, to(Closed))] //~ ERROR: `initial` stands alone, without a value
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
