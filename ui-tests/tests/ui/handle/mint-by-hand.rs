//! The runtime's mint is built by hand.
use endstate::private::Mint;

fn forge() -> Mint {
    Mint(()) //~ ERROR: cannot initialize a tuple struct which contains private fields
}

fn main() {}
