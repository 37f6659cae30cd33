//! An operation that several states share.

use crate::context::{Call, OnHold, Talking};

/// Pays, in one of the states that can.
#[inline(never)]
pub fn shared(call: &mut Call<Talking>, minutes: u64) {
    call.pay(minutes);
}

/// Pays twice, in another one.
#[inline(never)]
pub fn shared_in_another_state(call: &mut Call<OnHold>, minutes: u64) {
    call.pay(minutes);
    call.pay(minutes);
}
