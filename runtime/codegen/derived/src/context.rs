//! A transition that carries a context along.

use endstate::Lifecycle;

/// What a call has in all its states.
pub struct Line {
    /// The line's number.
    pub number: u64,
    /// The minutes paid for.
    pub minutes: u64,
}

/// A telephone call.
#[derive(Lifecycle)]
#[lifecycle(handle = Call, context = Line, fixpoint = HungUp)]
pub enum CallState {
    /// The other side has not answered yet.
    #[lifecycle(initial, to(Talking))]
    Ringing {
        /// When it began to ring.
        since: u64,
    },
    /// The two sides talk.
    #[lifecycle(to(OnHold, HungUp), group(Answered))]
    Talking {
        /// When the other side answered.
        since: u64,
    },
    /// One side waits.
    #[lifecycle(to(Talking, HungUp), group(Answered))]
    OnHold {
        /// How often it had to.
        times: u64,
    },
    /// Over.
    #[lifecycle(terminal)]
    HungUp,
}

impl<S: Answered> Call<S> {
    /// Pays for some more minutes.
    pub fn pay(&mut self, minutes: u64) {
        self.context.minutes = self.context.minutes.wrapping_add(minutes);
    }
}

/// The line carries both from one state to the next.
#[inline(never)]
pub fn with_context(call: Call<Ringing>, now: u64) -> Call<Talking> {
    call.to(Talking { since: now })
}

/// The context changes on the way.
#[inline(never)]
pub fn context_changed(mut call: Call<Talking>, now: u64) -> Call<OnHold> {
    let spent = now.wrapping_sub(call.state.since);
    call.context.minutes = call.context.minutes.wrapping_sub(spent);
    call.to(OnHold { times: 1 })
}
