//! What happens to a payload that owns something.

use endstate::Lifecycle;

/// A letter.
#[derive(Lifecycle)]
#[lifecycle(handle = Letter, fixpoint = ThrownAway)]
pub enum LetterState {
    /// It can still be changed.
    #[lifecycle(initial, to(Sealed))]
    Draft {
        /// What it says.
        text: String,
    },
    /// Ready to be posted.
    #[lifecycle(to(Posted))]
    Sealed {
        /// What it says.
        text: String,
        /// What it cost.
        stamp: u64,
    },
    /// On its way; what it said is gone from here.
    #[lifecycle(terminal)]
    Posted {
        /// When it went.
        at: u64,
    },
    /// Never sent.
    #[lifecycle(terminal)]
    ThrownAway,
}

/// The text moves from one state into the next.
#[inline(never)]
pub fn moved_out(letter: Letter<Draft>, stamp: u64) -> Letter<Sealed> {
    let Letter { state, token } = letter;
    let Draft { text } = state;
    Letter {
        state: Sealed { text, stamp },
        token: token.to(),
    }
}

/// The text goes with the old state.
#[inline(never)]
pub fn dropped(letter: Letter<Sealed>, at: u64) -> Letter<Posted> {
    letter.to(Posted { at })
}
