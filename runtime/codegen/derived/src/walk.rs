//! A whole lifecycle, from its first state to its end.

use std::{error::Error, fmt};

use crate::upload::{Done, Ready, Sending, Sent, Upload, UploadEnd};

/// There is nothing to send.
#[derive(Debug)]
pub struct Nothing;

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing to send")
    }
}

impl Error for Nothing {}

fn all_sent(upload: Upload<Sending>) -> Upload<Sent> {
    let Sending { left, bytes } = *upload.state();
    let bytes = bytes.wrapping_mul(left);
    upload.to(Sent { bytes })
}

fn done(upload: Upload<Sent>) -> Upload<Done> {
    let bytes = upload.state().bytes;
    upload.to(Done { bytes })
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
    let end = Upload::scope(Ready { parts }).run_sync(|upload| {
        let left = upload.state().parts;
        let sending = upload.to(Sending { left, bytes });
        let sent = all_sent(sending);
        Ok(done(sent).exit())
    });
    sent_by(end)
}

/// An error on the way leads to the state for errors.
#[inline(never)]
#[must_use]
pub fn walk_that_may_fail(parts: u64, bytes: u64) -> u64 {
    let end = Upload::scope(Ready { parts }).run_sync(|upload| {
        let sending = started(upload, bytes)?;
        let sent = all_sent(sending);
        Ok(done(sent).exit())
    });
    sent_by(end)
}

fn started(upload: Upload<Ready>, bytes: u64) -> Result<Upload<Sending>, Nothing> {
    let left = upload.state().parts;
    if left == 0 {
        return Err(Nothing);
    }
    Ok(upload.to(Sending { left, bytes }))
}
