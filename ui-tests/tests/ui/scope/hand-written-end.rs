//! An enum is made to look like the ends of a lifecycle.
use endstate::{Abandoned, End};

enum Mine {
    Closed,
}
impl From<Abandoned> for Mine {
    fn from(_: Abandoned) -> Self {
        Mine::Closed
    }
}
impl End for Mine {} //~ ERROR: missing: `__state_of_the_enum`

fn main() {}
