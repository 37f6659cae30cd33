//! A case that is nearly one.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed, rename_all = "snakecase")] //~ ERROR: unknown case `snakecase`; did you mean `snake_case`?
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}

fn main() {}
