//! Transitions of plain data.

use std::error::Error;

/// Nothing was sent yet.
pub struct Ready {
    /// How many parts there are.
    pub parts: u64,
}

/// Parts are being sent.
pub struct Sending {
    /// How many are to be sent.
    pub left: u64,
    /// How much was sent.
    pub bytes: u64,
}

/// All parts were sent.
pub struct Sent {
    /// How much was sent.
    pub bytes: u64,
}

/// The other side has it all.
pub struct Done {
    /// How much it has.
    pub bytes: u64,
}

/// The other side will not have it.
pub struct Failed {
    /// Why not.
    pub why: Option<Box<dyn Error + Send + Sync>>,
}

/// How an upload ended.
pub enum UploadEnd {
    /// With all parts sent.
    Done(Done),
    /// With an error.
    Failed(Failed),
}

/// One transition.
#[inline(never)]
#[must_use]
pub fn transition(upload: Ready) -> Sending {
    Sending {
        left: upload.parts,
        bytes: 0,
    }
}

/// The transition that is taken again and again.
#[inline(never)]
#[must_use]
pub fn transition_to_itself(upload: Sending, bytes: u64) -> Sending {
    Sending {
        left: upload.left.wrapping_sub(1),
        bytes: upload.bytes.wrapping_add(bytes),
    }
}

/// Every transition from the first state to the last.
#[inline(never)]
#[must_use]
pub fn chain(upload: Ready, bytes: u64) -> Done {
    let sending = Sending {
        left: upload.parts,
        bytes,
    };
    let sent = Sent {
        bytes: sending.bytes.wrapping_sub(sending.left),
    };
    Done { bytes: sent.bytes }
}
