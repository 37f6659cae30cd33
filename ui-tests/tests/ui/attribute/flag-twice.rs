//! A state is terminal twice over.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, terminal)] //~ ERROR: `terminal` is given twice; keep one
    Closed,
}

fn main() {}
