//! Whether the invariant held is not looked at.
#![deny(unused_must_use)]
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
fn open(conn: Connection<Connecting>) {
    conn.try_to(Open { frames: 1 }); //~ ERROR: unused `Result` that must be used
}

fn main() {}
