//! Whoever knows the name closes what has it, also if that is somebody else's by now.
use endstate::owned::Registry;

fn clean_up(sockets: &Registry<&'static str, u8>) {
    sockets.close(&"alice"); //~ ERROR: a registry closes no handle by its key
}
fn main() {}
