//! An owner closes once, so a method that only borrows its struct cannot do that.
use endstate::owned::Owned;

struct Session {
    socket: Owned<&'static str, u8>,
}

impl Session {
    fn leave(&mut self) {
        self.socket.close(); //~ ERROR: cannot move out of `self.socket`
    }
}
fn main() {}
