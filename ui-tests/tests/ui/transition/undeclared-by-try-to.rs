//! `try_to` checks the invariant, and the transition is not declared.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Half, Closed))]
    Connecting,
    #[lifecycle(to(Open))]
    Half,
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
fn open(conn: Connection<Connecting>) {
    let _ = conn.try_to(Open { frames: 1 }); //~ ERROR: `Connecting` has no transition to `Open`
}

fn main() {}
