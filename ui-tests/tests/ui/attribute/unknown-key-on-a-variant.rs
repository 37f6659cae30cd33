//! A key that there is not, and that resembles none.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), color = "green")] //~ ERROR: unknown key `color`
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
