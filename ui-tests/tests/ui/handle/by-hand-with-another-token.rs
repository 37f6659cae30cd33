//! The derive's own module builds a handle from the token of another state.
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
fn forge(conn: Connection<Open>) -> Connection<Connecting> {
    let (state, token) = (Connecting, conn.token);
    Connection { state, token } //~ ERROR: mismatched types
}

fn main() {}
