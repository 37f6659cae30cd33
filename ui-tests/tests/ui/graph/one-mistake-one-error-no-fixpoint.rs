//! No fixpoint, and a handle in full use.
use endstate::{Abandoned, Lifecycle};

#[derive(Lifecycle)]
enum ConnectionState { //~ ERROR: name the fixpoint
    #[lifecycle(initial, to(Closed))]
    Open,
    #[lifecycle(terminal)]
    Closed { reason: String },
}
impl From<Abandoned> for Closed {
    fn from(abandoned: Abandoned) -> Self {
        let reason = abandoned.to_string();
        Closed { reason }
    }
}
async fn hang_up() -> String {
    let end = Connection::scope(Open).run(async |conn| {
        let reason = "done".to_owned();
        Ok(conn.to(Closed { reason }).exit())
    });
    match end.await {
        ConnectionEnd::Closed(closed) => closed.reason,
    }
}
fn main() {
    let _ = hang_up();
}
