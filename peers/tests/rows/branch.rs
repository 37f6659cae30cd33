//! A payment is checked, and is then approved, put before a person, or refused: three next states, and the machine in one of them.

use ::rust_fsm::state_machine as table;
use ::smlang::statemachine;
use ::state_machines::state_machine as typed;
use ::statig::prelude::*;

/// What a check says of so many cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Approve,
    Review,
    Refuse,
}

fn verdict(cents: u32) -> Verdict {
    match cents {
        0 => Verdict::Refuse,
        1..=10_000 => Verdict::Approve,
        _ => Verdict::Review,
    }
}

#[test]
fn plain_enum() {
    #[derive(Debug, PartialEq)]
    enum Payment {
        Submitted(u32),
        Approved,
        Review,
        Refused,
    }
    impl Payment {
        fn check(self) -> Self {
            match self {
                Self::Submitted(cents) => match verdict(cents) {
                    Verdict::Approve => Self::Approved,
                    Verdict::Review => Self::Review,
                    Verdict::Refuse => Self::Refused,
                },
                other => other,
            }
        }
    }
    assert_eq!(Payment::Submitted(500).check(), Payment::Approved);
    assert_eq!(Payment::Submitted(20_000).check(), Payment::Review);
    assert_eq!(Payment::Submitted(0).check(), Payment::Refused);
}

#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
mod by_statum;

/// Around three transitions; one transition itself leads to two at most.
#[test]
fn statum() {
    use by_statum::{Payment, Submitted};

    let check = |cents| Payment::<Submitted>::builder().cents(cents).build().check();
    assert!(check(500).is_approved() && check(20_000).is_review() && check(0).is_refused());
}

mod by_typestate;

/// With an enum of states, which the macro knows as a branch.
#[test]
fn typestate() {
    use by_typestate::payment::{
        ApprovedState, Checked, Payment, RefusedState, ReviewState, SubmittedState,
    };

    let check = |cents| match Payment::submit(cents).check() {
        Checked::Approved(payment) => {
            payment.book();
            Verdict::Approve
        }
        Checked::Review(payment) => {
            payment.look_at();
            Verdict::Review
        }
        Checked::Refused(payment) => {
            payment.tell();
            Verdict::Refuse
        }
    };
    assert_eq!([500, 20_000, 0].map(check), [500, 20_000, 0].map(verdict));
}

typed! {
    name: Typed,
    context: u32,
    initial: Submitted,
    states: [Submitted, Approved, Review, Refused],
    events {
        approve {
            guards: [is_small],
            transition: { from: Submitted, to: Approved }
        }
        review {
            guards: [is_large],
            transition: { from: Submitted, to: Review }
        }
        refuse {
            transition: { from: Submitted, to: Refused }
        }
    }
}

impl<S> Typed<S> {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "how a guard is called"
    )]
    fn is_small(&self, cents: &u32) -> bool {
        verdict(*cents) == Verdict::Approve
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "how a guard is called"
    )]
    fn is_large(&self, cents: &u32) -> bool {
        verdict(*cents) == Verdict::Review
    }
}

/// An event for each, whose guards are asked in turn; each gives the machine back where it says no.
#[test]
fn state_machines() {
    let check = |cents| match Typed::new(cents).approve() {
        Ok(_approved) => Verdict::Approve,
        Err((payment, _)) => match payment.review() {
            Ok(_review) => Verdict::Review,
            Err((payment, _)) => payment.refuse().map(|_refused| Verdict::Refuse).unwrap(),
        },
    };
    assert_eq!([500, 20_000, 0].map(check), [500, 20_000, 0].map(verdict));
}

struct Handlers {
    cents: u32,
}

struct Event;

#[state_machine(initial = "State::submitted()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn submitted(&mut self, event: &Event) -> Outcome<State> {
        let Event = event;
        Transition(match verdict(self.cents) {
            Verdict::Approve => State::approved(),
            Verdict::Review => State::review(),
            Verdict::Refuse => State::refused(),
        })
    }

    #[state]
    fn approved() -> Outcome<State> {
        Super
    }

    #[state]
    fn review() -> Outcome<State> {
        Super
    }

    #[state]
    fn refused() -> Outcome<State> {
        Super
    }
}

#[test]
fn statig() {
    for (cents, state) in [
        (500, State::approved()),
        (20_000, State::review()),
        (0, State::refused()),
    ] {
        let mut machine = Handlers { cents }.state_machine();
        machine.handle(&Event);
        assert_eq!(machine.state(), &state);
    }
}

statemachine! {
    name: Table,
    derive_states: [Debug],
    transitions: {
        *Submitted + Check [is_small] = Approved,
        Submitted + Check [is_large] = Review,
        Submitted + Check = Refused,
    }
}

struct Cents(u32);

impl TableStateMachineContext for Cents {
    fn is_small(&self) -> Result<bool, ()> {
        Ok(verdict(self.0) == Verdict::Approve)
    }

    fn is_large(&self) -> Result<bool, ()> {
        Ok(verdict(self.0) == Verdict::Review)
    }
}

/// By guards, in the table.
#[test]
fn smlang() {
    for (cents, state) in [
        (500, TableStates::Approved),
        (20_000, TableStates::Review),
        (0, TableStates::Refused),
    ] {
        let mut machine = TableStateMachine::new(Cents(cents));
        assert_eq!(machine.process_event(TableEvents::Check), Ok(&state));
    }
}

table! {
    #[derive(Debug, PartialEq)]
    payment(Submitted)

    Submitted => {
        Small => Approved,
        Large => Review,
        Nothing => Refused,
    },
}

/// By the input: whoever gives it decides.
#[test]
fn rust_fsm() {
    for (cents, state) in [
        (500, payment::State::Approved),
        (20_000, payment::State::Review),
        (0, payment::State::Refused),
    ] {
        let mut machine = payment::StateMachine::new();
        machine
            .consume(&match verdict(cents) {
                Verdict::Approve => payment::Input::Small,
                Verdict::Review => payment::Input::Large,
                Verdict::Refuse => payment::Input::Nothing,
            })
            .unwrap();
        assert_eq!(machine.state(), &state);
    }
}

mod by_endstate;

/// With an enum of one's own, or with the generated one of all states.
#[test]
fn endstate() {
    use by_endstate::{Checked, Payment, Submitted};

    let mut checked = Vec::new();
    for cents in [500, 20_000, 0] {
        let _ = Payment::scope(Submitted { cents }).run_sync(|payment| match payment.check() {
            Checked::Approved(payment) => {
                checked.push(Verdict::Approve);
                Ok(payment.exit())
            }
            Checked::Review(_) => {
                checked.push(Verdict::Review);
                Err("nobody looked at it".into())
            }
            Checked::Refused(payment) => {
                checked.push(Verdict::Refuse);
                Ok(payment.exit())
            }
        });
    }
    assert_eq!(checked, [500, 20_000, 0].map(verdict));
}
