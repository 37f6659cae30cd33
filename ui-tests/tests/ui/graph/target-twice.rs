//! One edge with two labels.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed when "hung up", Closed when "refused"))] //~ ERROR: `Open` lists `Closed` twice
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
