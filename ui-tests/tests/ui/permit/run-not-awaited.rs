//! A run that nobody awaits: it does nothing.
use endstate::permit::Limiter;

#[deny(unused_must_use)]
fn works(limiter: &Limiter) {
    limiter.run(async |_held| Ok(())); //~ ERROR: unused `endstate::permit::Run` that must be used
}

fn main() {}
