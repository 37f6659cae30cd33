//! Two owners of one handle: whose clean-up closes it?
use endstate::owned::Owned;

#[derive(Clone)]
struct Connection {
    socket: Owned<&'static str, u8>, //~ ERROR: `endstate::owned::Owned<&'static str, u8>: Clone` is not satisfied
}
fn main() {}
