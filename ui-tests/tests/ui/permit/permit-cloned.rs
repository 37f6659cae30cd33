//! One permit for two.
use endstate::permit::Permit;

fn doubles(permit: &Permit) -> Permit {
    permit.clone() //~ ERROR: mismatched types
}

fn main() {}
