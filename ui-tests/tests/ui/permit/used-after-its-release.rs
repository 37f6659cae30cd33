//! A permit that was released before a wait, and is used again without another.
use endstate::permit::Permit;

fn waits(permit: Permit) {
    let released = permit.release_before_wait();
    permit.held_for(); //~ ERROR: borrow of moved value: `permit`
    drop(released);
}

fn main() {}
