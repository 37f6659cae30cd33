//! An operation that several states share.

use crate::context::{OnHold, Talking};

/// Pays, in one of the states that can.
#[inline(never)]
pub fn shared(call: &mut Talking, minutes: u64) {
    call.line.minutes = call.line.minutes.wrapping_add(minutes);
}

/// Pays twice, in another one.
#[inline(never)]
pub fn shared_in_another_state(call: &mut OnHold, minutes: u64) {
    call.line.minutes = call.line.minutes.wrapping_add(minutes);
    call.line.minutes = call.line.minutes.wrapping_add(minutes);
}
