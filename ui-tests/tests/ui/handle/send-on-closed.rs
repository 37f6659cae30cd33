//! A frame is sent on a closed connection.
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
impl Connection<Open> {
    fn send(&self) {}
}
fn main() {
    let _ = Connection::scope(Connecting).run_sync(|conn| {
        let conn = conn.to(Closed);
        conn.send(); //~ ERROR: no method named `send` found
        Ok(conn.exit())
    });
}
