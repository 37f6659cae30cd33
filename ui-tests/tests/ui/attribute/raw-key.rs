//! `r#initial` is `initial`, as `r#Open` is `Open`; said twice it is said twice.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(r#initial, initial, to(Closed))] //~ ERROR: `initial` is given twice; keep one
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
