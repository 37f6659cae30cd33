//! An exception that is not declared.
use endstate::owned::Owned;

fn let_run(socket: Owned<&str, u8>) {
    socket.detach(); //~ ERROR: this method takes 1 argument but 0 arguments were supplied
}
fn main() {}
