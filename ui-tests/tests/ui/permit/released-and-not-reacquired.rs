//! What was released is no permit.
use endstate::permit::{Permit, Released};

fn works(_: Permit) {}

fn goes_on(released: Released) {
    works(released); //~ ERROR: mismatched types
}

fn main() {}
