//! The handle has no owner any more.
use endstate::owned::Owned;

fn let_run(socket: Owned<&str, u8>) {
    socket.detach("it is open for as long as the process runs");
    socket.close(); //~ ERROR: use of moved value: `socket`
}
fn main() {}
