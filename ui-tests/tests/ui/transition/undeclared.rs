//! A handle is moved to a state that its own does not declare.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open))]
    Connecting,
    #[lifecycle(to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed,
}
impl Connection<Connecting> {
    fn give_up(self) -> Connection<Closed> {
        self.to(Closed) //~ ERROR: `Connecting` has no transition to `Closed`
    }
}

fn main() {}
