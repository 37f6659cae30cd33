//! Chapter 5: an end for each cause.

// ANCHOR: all
use std::{
    future::pending,
    task::{Context, Waker},
};

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

    // Begun, and then dropped, as the one that loses in a `select!` is.
    let observed = |end: &ConnectionEnd| println!("dropped: {end:?}");
    let scope = Connection::scope(Connecting).on_exit(observed);
    let mut run = Box::pin(scope.run(async |conn| {
        pending::<()>().await;
        Ok(conn.to(Open).to(Closed).exit())
    }));
    let polled = run.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    drop(run);
}
// ANCHOR_END: main
// ANCHOR_END: all
