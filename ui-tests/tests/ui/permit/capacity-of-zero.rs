//! A limiter that lets nobody in: elsewhere `0` has meant "no limit", and was taken at its word.
use endstate::permit::Limiter;

fn main() {
    let _ = Limiter::new(0); //~ ERROR: expected `NonZero<usize>`, found integer
}
