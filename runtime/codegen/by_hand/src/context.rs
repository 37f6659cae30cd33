//! A transition that carries a context along.

/// What a call has in all its states.
pub struct Line {
    /// The line's number.
    pub number: u64,
    /// The minutes paid for.
    pub minutes: u64,
}

/// The other side has not answered yet.
pub struct Ringing {
    /// When it began to ring.
    pub since: u64,
    /// The line.
    pub line: Line,
}

/// The two sides talk.
pub struct Talking {
    /// When the other side answered.
    pub since: u64,
    /// The line.
    pub line: Line,
}

/// One side waits.
pub struct OnHold {
    /// How often it had to.
    pub times: u64,
    /// The line.
    pub line: Line,
}

/// The line carries both from one state to the next.
#[inline(never)]
#[must_use]
pub fn with_context(call: Ringing, now: u64) -> Talking {
    Talking {
        since: now,
        line: call.line,
    }
}

/// The context changes on the way.
#[inline(never)]
#[must_use]
pub fn context_changed(mut call: Talking, now: u64) -> OnHold {
    let spent = now.wrapping_sub(call.since);
    call.line.minutes = call.line.minutes.wrapping_sub(spent);
    OnHold {
        times: 1,
        line: call.line,
    }
}
