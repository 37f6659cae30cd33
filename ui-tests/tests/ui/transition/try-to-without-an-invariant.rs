//! A state without an invariant is entered by `try_to`.
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
fn close(conn: Connection<Open>) {
    let _ = conn.try_to(Closed); //~ ERROR: this state has no invariant, so `try_to` could not fail
}

fn main() {}
