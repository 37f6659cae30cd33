//! An enum is made a lifecycle without the derive.
use endstate::Lifecycle;

enum DoorState {
    Ajar,
    Shut,
}
impl Lifecycle for DoorState {} //~ ERROR: missing: `End`, `__GRAPH_OF_ENUM`

fn main() {}
