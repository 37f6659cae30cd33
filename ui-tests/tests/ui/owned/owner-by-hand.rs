//! An owner of a handle that no registry opened.
use std::sync::Arc;

use endstate::owned::Owned;

fn make(handle: Arc<u8>, other: Owned<&'static str, u8>) -> Owned<&'static str, u8> {
    Owned { handle, ..other } //~ ERROR: are private
}
fn main() {}
