//! `fixpiont` for `fixpoint`, which is then not missed as well.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpiont = Closed)] //~ ERROR: unknown key `fixpiont`; did you mean `fixpoint`?
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
