//! A body fails with something that is not an error.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
struct Refused;
fn serve() -> Result<(), Refused> {
    Err(Refused)
}
fn main() {
    let _ = Connection::scope(Connecting).run_sync(|conn| {
        serve()?; //~ ERROR: `?` couldn't convert
        Ok(conn.to(Closed).exit())
    });
}
