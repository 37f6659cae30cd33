//! The payment with endstate: an enum of handles is what a check leads to.

use ::endstate::Lifecycle;

use super::{Verdict, verdict};

#[derive(Lifecycle)]
#[lifecycle(handle = Payment, fixpoint = Refused)]
pub(super) enum PaymentState {
    #[lifecycle(initial, to(Approved, Review, Refused))]
    Submitted { cents: u32 },
    #[lifecycle(to(Approved, Refused))]
    Review,
    #[lifecycle(terminal)]
    Approved,
    #[lifecycle(terminal)]
    Refused,
}

/// What a check leads to, and nothing else.
pub(super) enum Checked {
    Approved(Payment<Approved>),
    Review(Payment<Review>),
    Refused(Payment<Refused>),
}

impl Payment<Submitted> {
    pub(super) fn check(self) -> Checked {
        match verdict(self.state.cents) {
            Verdict::Approve => Checked::Approved(self.to(Approved)),
            Verdict::Review => Checked::Review(self.to(Review)),
            Verdict::Refuse => Checked::Refused(self.to(Refused)),
        }
    }
}
