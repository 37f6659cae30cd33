//! A state with an invariant is entered without the check.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Open, Closed))]
    Connecting,
    #[lifecycle(to(Closed), invariant = Open::has_frames)]
    Open { frames: u32 },
    #[lifecycle(terminal)]
    Closed,
}
impl Open {
    fn has_frames(&self) -> bool {
        self.frames > 0
    }
}
fn open(conn: Connection<Connecting>) -> Connection<Open> {
    conn.to(Open { frames: 0 }) //~ ERROR: this state has an invariant, so `to` cannot enter it
}

fn main() {}
