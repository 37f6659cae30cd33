//! The payment with statum: three transitions, and a function around them.

use ::statum::{machine, state, transition};

use super::{Verdict, verdict};

#[state]
pub(super) enum PaymentState {
    Submitted,
    Approved,
    Review,
    Refused,
}

#[machine]
pub(super) struct Payment<PaymentState> {
    pub(super) cents: u32,
}

#[transition]
impl Payment<Submitted> {
    fn approve(self) -> Payment<Approved> {
        self.transition()
    }

    fn review(self) -> Payment<Review> {
        self.transition()
    }

    fn refuse(self) -> Payment<Refused> {
        self.transition()
    }
}

impl Payment<Submitted> {
    pub(super) fn check(self) -> payment::SomeState {
        match verdict(self.cents) {
            Verdict::Approve => payment::SomeState::Approved(self.approve()),
            Verdict::Review => payment::SomeState::Review(self.review()),
            Verdict::Refuse => payment::SomeState::Refused(self.refuse()),
        }
    }
}
