//! What happens to a payload that owns something.

/// It can still be changed.
pub struct Draft {
    /// What it says.
    pub text: String,
}

/// Ready to be posted.
pub struct Sealed {
    /// What it says.
    pub text: String,
    /// What it cost.
    pub stamp: u64,
}

/// On its way; what it said is gone from here.
pub struct Posted {
    /// When it went.
    pub at: u64,
}

/// The text moves from one state into the next.
#[inline(never)]
#[must_use]
pub fn moved_out(letter: Draft, stamp: u64) -> Sealed {
    let Draft { text } = letter;
    Sealed { text, stamp }
}

/// The text goes with the old state.
#[inline(never)]
#[must_use]
pub fn dropped(letter: Sealed, at: u64) -> Posted {
    drop(letter);
    Posted { at }
}
