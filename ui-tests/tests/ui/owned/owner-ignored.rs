//! Opened, and closed on the spot.
use endstate::owned::Registry;

#[deny(unused_must_use)]
fn open(sockets: &Registry<&'static str, u8>) {
    sockets.open("alice", 1); //~ ERROR: unused `endstate::owned::Owned` that must be used
}
fn main() {}
