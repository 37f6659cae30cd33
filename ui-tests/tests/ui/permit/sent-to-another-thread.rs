//! A permit that another thread is to give back.
use endstate::permit::Permit;

fn on_another_thread(_: impl FnOnce() + Send) {}

fn sends(permit: Permit) {
    on_another_thread(move || drop(permit)); //~ ERROR: `*const (dyn PermitHeldAcrossAwait + 'static)` cannot be sent between threads safely
}

fn main() {}
