//! `terminal` is a mark and holds no list.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal())] //~ ERROR: `terminal` stands alone, without a value
    Closed,
}

fn main() {}
