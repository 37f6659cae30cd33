//! `inital` for `initial`, which is then not missed as well.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(inital, to(Closed))] //~ ERROR: unknown key `inital`; did you mean `initial`?
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
