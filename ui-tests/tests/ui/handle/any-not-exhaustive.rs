//! A handle in any state is looked at, and one state is left out.
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
fn name(any: &AnyConnection) -> &str {
    match any {
        //~^ ERROR: non-exhaustive patterns: `&AnyConnection::Open(_)` not covered
        AnyConnection::Connecting(_) => "connecting",
        AnyConnection::Closed(_) => "closed",
    }
}

fn main() {}
