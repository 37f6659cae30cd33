//! A registry is not a map.
use endstate::owned::Registry;

fn clean_up(sockets: &Registry<String, u8>) {
    sockets.remove("alice"); //~ ERROR: a registry closes no handle by its key
}
fn main() {}
