//! A body that is to be written: `todo!()` has no type that `?` could return to.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Connecting,
    #[lifecycle(terminal)]
    Closed,
}
fn main() {
    let _ = Connection::scope(Connecting).run_sync(|_conn| {
        "7".parse::<u32>()?;
        //~^ ERROR: cannot use the `?` operator in a closure that returns `!`
        todo!()
    });
}
