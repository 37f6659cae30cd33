//! An end that goes on, and a handle that does so.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal, to(Open))] //~ ERROR: `Closed` is terminal, so it leads nowhere
    Closed,
}
impl Connection<Closed> {
    fn again(self) -> Connection<Open> {
        self.to(Open)
    }
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(conn.to(Closed).again().to(Closed).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}
