//! An open connection goes back to connecting.
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
impl Connection<Open> {
    fn reconnect(self) -> Connection<Connecting> {
        self.to(Connecting) //~ ERROR: `Open` has no transition to `Connecting`
    }
}

fn main() {}
