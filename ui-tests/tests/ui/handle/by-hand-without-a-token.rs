//! The derive's own module builds a handle, and has no token for it.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn forge() -> Connection<Open> {
    Connection { state: Open } //~ ERROR: missing field `token`
}

fn main() {}
