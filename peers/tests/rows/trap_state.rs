//! Two states that lead to each other and to no end: what comes there stays for ever. That this file compiles is the proof.

use ::rust_fsm::state_machine as table;
use ::smlang::statemachine;
use ::state_machines::state_machine as typed;
use ::statig::prelude::*;

#[test]
fn plain_enum() {
    #[derive(Debug, PartialEq)]
    enum State {
        Trying,
        Waiting,
        Done,
    }
    impl State {
        fn next(self) -> Self {
            match self {
                Self::Trying => Self::Waiting,
                Self::Waiting => Self::Trying,
                Self::Done => Self::Done,
            }
        }
    }
    assert_eq!(State::Trying.next().next(), State::Trying);
    assert_eq!(State::Done.next(), State::Done);
}

#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
mod by_statum {
    use ::statum::{machine, state, transition};

    #[state]
    pub(super) enum JobState {
        Trying,
        Waiting,
        Done,
    }

    #[machine]
    pub(super) struct Job<JobState> {}

    #[transition]
    impl Job<Trying> {
        pub(super) fn wait(self) -> Job<Waiting> {
            self.transition()
        }
    }

    #[transition]
    impl Job<Waiting> {
        pub(super) fn again(self) -> Job<Trying> {
            self.transition()
        }
    }
}

#[test]
fn statum() {
    use by_statum::{Job, Trying, job};

    let trying = Job::<Trying>::builder().build().wait().again();
    assert!(job::SomeState::Trying(trying).is_trying());
}

typed! {
    name: Job,
    initial: Trying,
    states: [Trying, Waiting, Done],
    events {
        wait {
            transition: { from: Trying, to: Waiting }
        }
        again {
            transition: { from: Waiting, to: Trying }
        }
    }
}

#[test]
fn state_machines() {
    let job = Job::new(()).wait().unwrap().again().unwrap();
    assert!(job.can_wait());
}

struct Handlers;

struct Event;

#[state_machine(initial = "State::trying()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn trying(event: &Event) -> Outcome<State> {
        let Event = event;
        Transition(State::waiting())
    }

    #[state]
    fn waiting() -> Outcome<State> {
        Transition(State::trying())
    }

    #[state]
    fn done() -> Outcome<State> {
        Super
    }
}

#[test]
fn statig() {
    let mut machine = Handlers.state_machine();
    machine.handle(&Event);
    machine.handle(&Event);
    assert_eq!(machine.state(), &State::Trying {});
}

statemachine! {
    name: Table,
    transitions: {
        *Trying + Tick = Waiting,
        Waiting + Tick = Trying,
    }
}

struct Nothing;

impl TableStateMachineContext for Nothing {}

#[test]
fn smlang() {
    let mut machine = TableStateMachine::new(Nothing);
    machine.process_event(TableEvents::Tick).unwrap();
    let state = machine.process_event(TableEvents::Tick);
    assert!(matches!(state, Ok(TableStates::Trying)));
}

table! {
    job(Trying)

    Trying(Tick) => Waiting,
    Waiting(Tick) => Trying,
}

#[test]
fn rust_fsm() {
    let mut machine = job::StateMachine::new();
    machine.consume(&job::Input::Tick).unwrap();
    machine.consume(&job::Input::Tick).unwrap();
    assert!(matches!(machine.state(), job::State::Trying));
}
