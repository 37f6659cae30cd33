//! Derives that are not read, and the state structs are cloned and compared.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, derive = Clone)] //~ ERROR: `derive(..)` lists the derives of the state structs
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open(String),
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let open = Open("a".to_owned());
    let _ = Connection::scope(open.clone()).run_sync(|_| Err(open.0.into()));
}
