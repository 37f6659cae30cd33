//! A context that is not read, and scopes that are given one.
use endstate::Lifecycle;

struct Peer;

#[derive(Lifecycle)]
#[lifecycle(context(Peer), fixpoint = Closed)] //~ ERROR: `context` takes a value: `context = Type`
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let end = Connection::scope(Open, Peer).run_sync(|conn| {
        let _: &Peer = &conn.context;
        Ok(conn.to(Closed).exit())
    });
    let ConnectionEnd::Closed(Closed) = end;
}
