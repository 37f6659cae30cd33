//! The server's side of a connection: it learns more than the client, so it tells its ends apart by cause.

use std::time::Duration;

use endstate::{
    Abandoned, Lifecycle,
    permit::{AcquireError, Limiter},
    scope::Running,
};

use crate::{
    frame::{Frame, Wire, WireError},
    tally::Tally,
};

/// One session with a client; it carries its wire through all states.
#[derive(Lifecycle)]
#[lifecycle(handle = Session, context = Wire, derive(Debug))]
#[lifecycle(fixpoint = Lost, timed_out = TimedOut, panicked = Crashed, cancelled = Cancelled)]
pub enum SessionState {
    /// The client is there. It waits for a place, and has not said hello.
    #[lifecycle(initial, group(Connected))]
    #[lifecycle(to(Open when "said hello", TurnedAway when "no place came free"))]
    Accepted,
    /// Every message is sent back.
    #[lifecycle(to(Draining when "said goodbye"), group(Connected))]
    Open {
        /// How many messages were sent back.
        echoed: u32,
    },
    /// The client is told how many there were, and hangs up.
    #[lifecycle(to(Finished when "hung up"), group(Connected))]
    Draining {
        /// How many messages were sent back.
        echoed: u32,
    },
    /// Both sides know that everything came back.
    #[lifecycle(terminal)]
    Finished {
        /// How many messages were sent back.
        echoed: u32,
    },
    /// All places were taken, for as long as a client may wait for one.
    #[lifecycle(terminal)]
    TurnedAway {
        /// Who had the places, and who else waited.
        why: AcquireError,
    },
    /// The connection failed, or the client broke the protocol.
    #[lifecycle(terminal)]
    Lost {
        /// What went wrong.
        why: String,
    },
    /// It was not over at its deadline.
    #[lifecycle(terminal)]
    TimedOut,
    /// Our own code panicked.
    #[lifecycle(terminal)]
    Crashed {
        /// The panic's message.
        why: String,
    },
    /// The server was shut down.
    #[lifecycle(terminal)]
    Cancelled,
}

impl From<Abandoned> for Lost {
    fn from(abandoned: Abandoned) -> Self {
        let why = abandoned.to_string();
        Lost { why }
    }
}

impl From<Abandoned> for Crashed {
    fn from(abandoned: Abandoned) -> Self {
        let why = abandoned.to_string();
        Crashed { why }
    }
}

/// What can be done in every state of the group.
impl<S: Connected> Session<S> {
    async fn send(&mut self, frame: &Frame) -> Result<(), WireError> {
        self.context.send(frame).await
    }

    async fn receive(&mut self) -> Result<Frame, WireError> {
        self.context.receive().await
    }
}

impl Session<Accepted> {
    fn turn_away(self, why: AcquireError) -> Session<TurnedAway> {
        self.to(TurnedAway { why })
    }

    async fn greet(mut self) -> Result<Session<Open>, WireError> {
        match self.receive().await? {
            Frame::Hello(number) => {
                self.send(&Frame::Welcome(number)).await?;
                Ok(self.to(Open { echoed: 0 }))
            }
            other => Err(WireError::Unexpected(other)),
        }
    }
}

impl Session<Open> {
    /// The next message, or none after the goodbye.
    async fn next_message(&mut self) -> Result<Option<Vec<u8>>, WireError> {
        match self.receive().await? {
            Frame::Message(message) => Ok(Some(message)),
            Frame::Goodbye => Ok(None),
            other => Err(WireError::Unexpected(other)),
        }
    }

    async fn echo(&mut self, message: Vec<u8>) -> Result<(), WireError> {
        // The bug of this server: a client can send an empty message.
        assert!(!message.is_empty(), "nothing to send back");
        self.send(&Frame::Message(message)).await?;
        self.state.echoed += 1;
        Ok(())
    }

    fn drain(self) -> Session<Draining> {
        let echoed = self.state.echoed;
        self.to(Draining { echoed })
    }
}

impl Session<Draining> {
    async fn finish(mut self) -> Result<Session<Finished>, WireError> {
        let echoed = self.state.echoed;
        self.send(&Frame::Receipt(echoed)).await?;
        match self.receive().await {
            Err(WireError::HungUp) => Ok(self.to(Finished { echoed })),
            Err(error) => Err(error),
            Ok(frame) => Err(WireError::Unexpected(frame)),
        }
    }
}

/// Serves one client in one of the places, if there is one for it in time. The tally is told of the end whatever happens in here,
/// also if it is cancelled before it begins.
pub fn serve(
    wire: Wire,
    deadline: Duration,
    places: Limiter,
    tally: Tally,
) -> impl Running<Lifecycle = SessionState> + Send {
    Session::scope(Accepted, wire)
        .deadline(deadline)
        .on_exit(move |end| tally.end(end))
        .run(async move |session| {
            // A permit as a value, and not `places.run(..)`: without a place we still have the session, to turn it away; and
            // once it has ended, its place is free.
            let permit = match places.acquire().await {
                Ok(permit) => permit,
                Err(why) => return Ok(session.turn_away(why).exit()),
            };
            let (_permit, conversed) = permit.bounded(converse(session)).await;
            Ok(conversed??.exit())
        })
}

async fn converse(session: Session<Accepted>) -> Result<Session<Finished>, WireError> {
    let mut session = session.greet().await?;
    while let Some(message) = session.next_message().await? {
        session.echo(message).await?;
    }
    session.drain().finish().await
}
