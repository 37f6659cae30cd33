//! Transitions of plain data.

use endstate::{Abandoned, BoxError, Cause, Lifecycle};

/// A file on its way to a server.
#[derive(Lifecycle)]
#[lifecycle(handle = Upload, fixpoint = Failed, transitions(pub(crate)))]
pub enum UploadState {
    /// Nothing was sent yet.
    #[lifecycle(initial, to(Sending))]
    Ready {
        /// How many parts there are.
        parts: u64,
    },
    /// Parts are being sent.
    #[lifecycle(to(Sending, Sent))]
    Sending {
        /// How many are to be sent.
        left: u64,
        /// How much was sent.
        bytes: u64,
    },
    /// All parts were sent.
    #[lifecycle(to(Done))]
    Sent {
        /// How much was sent.
        bytes: u64,
    },
    /// The other side has it all.
    #[lifecycle(terminal)]
    Done {
        /// How much it has.
        bytes: u64,
    },
    /// The other side will not have it.
    #[lifecycle(terminal)]
    Failed {
        /// Why not.
        why: Option<BoxError>,
    },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let why = match abandoned.cause {
            Cause::Error(error) => Some(error),
            _ => None,
        };
        Failed { why }
    }
}

impl<S> Upload<S> {
    /// What the state carries, for the other modules.
    pub(crate) fn state(&self) -> &S {
        &self.state
    }
}

/// One transition.
#[inline(never)]
pub fn transition(upload: Upload<Ready>) -> Upload<Sending> {
    let left = upload.state.parts;
    upload.to(Sending { left, bytes: 0 })
}

/// The transition that is taken again and again.
#[inline(never)]
pub fn transition_to_itself(upload: Upload<Sending>, bytes: u64) -> Upload<Sending> {
    let next = Sending {
        left: upload.state.left.wrapping_sub(1),
        bytes: upload.state.bytes.wrapping_add(bytes),
    };
    upload.to(next)
}

/// Every transition from the first state to the last.
#[inline(never)]
pub fn chain(upload: Upload<Ready>, bytes: u64) -> Upload<Done> {
    let left = upload.state.parts;
    let sending = upload.to(Sending { left, bytes });
    let bytes = sending.state.bytes.wrapping_sub(sending.state.left);
    let sent = sending.to(Sent { bytes });
    let bytes = sent.state.bytes;
    sent.to(Done { bytes })
}
