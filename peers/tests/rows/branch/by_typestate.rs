//! The payment with typestate: an enum of states is a branch.

use ::typestate::typestate;

use super::{Verdict, verdict};

#[typestate]
pub(super) mod payment {
    #[automaton]
    pub struct Payment {
        pub cents: u32,
    }

    #[state]
    pub struct Submitted;
    pub trait Submitted {
        fn submit(cents: u32) -> Submitted;
        fn check(self) -> Checked;
    }

    #[state]
    pub struct Approved;
    pub trait Approved {
        fn book(self);
    }

    #[state]
    pub struct Review;
    pub trait Review {
        fn look_at(self);
    }

    #[state]
    pub struct Refused;
    pub trait Refused {
        fn tell(self);
    }

    pub enum Checked {
        Approved,
        Review,
        Refused,
    }
}

use payment::{
    Approved, ApprovedState, Checked, Payment, Refused, RefusedState, Review, ReviewState,
    Submitted, SubmittedState,
};

impl SubmittedState for Payment<Submitted> {
    fn submit(cents: u32) -> Self {
        Self {
            cents,
            state: Submitted,
        }
    }

    fn check(self) -> Checked {
        let cents = self.cents;
        match verdict(cents) {
            Verdict::Approve => Checked::Approved(Payment {
                cents,
                state: Approved,
            }),
            Verdict::Review => Checked::Review(Payment {
                cents,
                state: Review,
            }),
            Verdict::Refuse => Checked::Refused(Payment {
                cents,
                state: Refused,
            }),
        }
    }
}

impl ApprovedState for Payment<Approved> {
    fn book(self) {}
}

impl ReviewState for Payment<Review> {
    fn look_at(self) {}
}

impl RefusedState for Payment<Refused> {
    fn tell(self) {}
}
