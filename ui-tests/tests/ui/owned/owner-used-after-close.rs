//! The owner has closed its handle.
use endstate::owned::Owned;

fn hang_up(socket: Owned<&str, u8>) -> bool {
    socket.close();
    socket.is_current() //~ ERROR: borrow of moved value: `socket`
}
fn main() {}
