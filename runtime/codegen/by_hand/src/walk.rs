//! A whole lifecycle, from its first state to its end.

use std::{error::Error, fmt};

use crate::upload::{Done, Failed, Ready, Sending, Sent, UploadEnd};

/// There is nothing to send.
#[derive(Debug)]
pub struct Nothing;

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing to send")
    }
}

impl Error for Nothing {}

fn all_sent(sending: Sending) -> Sent {
    let Sending { left, bytes } = sending;
    let bytes = bytes.wrapping_mul(left);
    Sent { bytes }
}

fn done(sent: Sent) -> Done {
    Done { bytes: sent.bytes }
}

fn sent_by(end: UploadEnd) -> u64 {
    match end {
        UploadEnd::Done(done) => done.bytes,
        UploadEnd::Failed(_) => u64::MAX,
    }
}

/// From the first state to the last; nothing can go wrong.
#[inline(never)]
#[must_use]
pub fn walk(parts: u64, bytes: u64) -> u64 {
    let body = |ready: Ready| {
        let left = ready.parts;
        let sending = Sending { left, bytes };
        let sent = all_sent(sending);
        UploadEnd::Done(done(sent))
    };
    sent_by(body(Ready { parts }))
}

/// An error on the way leads to the state for errors.
#[inline(never)]
#[must_use]
pub fn walk_that_may_fail(parts: u64, bytes: u64) -> u64 {
    let body = |ready: Ready| -> Result<UploadEnd, Box<dyn Error + Send + Sync>> {
        let sending = started(ready, bytes)?;
        let sent = all_sent(sending);
        Ok(UploadEnd::Done(done(sent)))
    };
    let end = match body(Ready { parts }) {
        Ok(end) => end,
        Err(error) => UploadEnd::Failed(Failed { why: Some(error) }),
    };
    sent_by(end)
}

fn started(ready: Ready, bytes: u64) -> Result<Sending, Nothing> {
    let left = ready.parts;
    if left == 0 {
        return Err(Nothing);
    }
    Ok(Sending { left, bytes })
}
