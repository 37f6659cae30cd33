//! A parent does not look at one of the ends.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Failed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
    #[lifecycle(terminal)]
    Failed,
}
fn main() {
    match Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).exit())) {
        //~^ ERROR: non-exhaustive patterns: `ConnectionEnd::Failed(_)` not covered
        ConnectionEnd::Closed(_) => {}
    }
}
