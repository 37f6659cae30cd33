//! Chapter 5: an end for each cause.

use endstate::{Abandoned, BoxError, Lifecycle};

// ANCHOR: enum
/// One connection to a peer.
#[derive(Lifecycle)]
#[lifecycle(handle = Connection, fixpoint = Failed)]
#[lifecycle(cancelled = Withdrawn, timed_out = Silent, panicked = Broken)]
pub(crate) enum ConnectionState {
    #[lifecycle(initial, to(Open when "accepted"))]
    Connecting,
    #[lifecycle(to(Closed when "hung up"))]
    Open,
    /// It said goodbye.
    #[lifecycle(terminal)]
    Closed,
    /// Its peer did not answer in time: try again later.
    #[lifecycle(terminal)]
    Silent,
    /// Nobody wants it any more.
    #[lifecycle(terminal)]
    Withdrawn,
    /// A mistake of ours.
    #[lifecycle(terminal)]
    Broken { message: String },
    /// Whatever else went wrong.
    #[lifecycle(terminal)]
    Failed { error: String },
}

impl From<Abandoned> for Broken {
    fn from(abandoned: Abandoned) -> Self {
        let message = abandoned.to_string();
        Broken { message }
    }
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let error = abandoned.to_string();
        Failed { error }
    }
}
// ANCHOR_END: enum

// ANCHOR: main
fn run(body: impl FnOnce(&Connection<Open>) -> Result<(), BoxError>) -> ConnectionEnd {
    Connection::scope(Connecting).run_sync(|conn| {
        let conn = conn.to(Open);
        body(&conn)?;
        Ok(conn.to(Closed).exit())
    })
}

fn main() {
    std::panic::set_hook(Box::new(|_| {})); // the end says it
    let ends = [
        run(|_| Ok(())),
        run(|_| Err("the frame is too long".into())),
        run(|_| panic!("index out of bounds")),
    ];
    for end in ends {
        match end {
            ConnectionEnd::Closed(_) => println!("closed"),
            ConnectionEnd::Silent(_) => println!("silent: again in a minute"),
            ConnectionEnd::Withdrawn(_) => println!("withdrawn"),
            ConnectionEnd::Broken(Broken { message }) => println!("report this: {message}"),
            ConnectionEnd::Failed(Failed { error }) => println!("failed: {error}"),
        }
    }

    let observed = |end: &ConnectionEnd| println!("dropped before it was polled: {end:?}");
    let scope = Connection::scope(Connecting).on_exit(observed);
    drop(scope.run(async |conn| Ok(conn.to(Open).to(Closed).exit())));
}
// ANCHOR_END: main
