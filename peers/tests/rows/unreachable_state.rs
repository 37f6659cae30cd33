//! A state that nothing leads to, left over from an older version. That this file compiles with its lint is the proof.
#![deny(dead_code)]

use ::state_machines::state_machine as typed;
use ::statig::prelude::*;
use endstate_peers::left_over;

/// Where the enum is private rustc's own lint finds it: see `tests/ui/unreachable_state/plain_enum.rs`.
#[test]
fn plain_enum() {
    assert_ne!(left_over::State::Open.pushed(), left_over::State::LeftOver);
}

#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
mod by_statum {
    use ::statum::{machine, state, transition};

    #[state]
    pub(super) enum DoorState {
        Open,
        Shut,
        LeftOver,
    }

    #[machine]
    pub(super) struct Door<DoorState> {}

    #[transition]
    impl Door<Open> {
        pub(super) fn shut(self) -> Door<Shut> {
            self.transition()
        }
    }
}

#[test]
fn statum() {
    use by_statum::{Door, Open, door};

    let shut = Door::<Open>::builder().build().shut();
    assert!(matches!(
        door::SomeState::Shut(shut),
        door::SomeState::Shut(_)
    ));
    assert_eq!(door::GRAPH.states.len(), 3);
}

typed! {
    name: Door,
    initial: Open,
    states: [Open, Shut, LeftOver],
    events {
        shut {
            transition: { from: Open, to: Shut }
        }
    }
}

#[test]
fn state_machines() {
    assert!(Door::new(()).shut().is_ok());
    assert_eq!(Door::<(), Open>::schema().states.len(), 3);
}

struct Handlers;

struct Event;

#[state_machine(initial = "State::open()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn open(event: &Event) -> Outcome<State> {
        let Event = event;
        Transition(State::shut())
    }

    #[state]
    fn shut() -> Outcome<State> {
        Super
    }

    #[state]
    fn left_over() -> Outcome<State> {
        Super
    }
}

#[test]
fn statig() {
    let mut machine = Handlers.state_machine();
    machine.handle(&Event);
    assert_eq!(machine.state(), &State::Shut {});
}

/// Where the table is private rustc's own lint finds it: see `tests/ui/unreachable_state/smlang.rs`.
#[test]
fn smlang() {
    let mut machine = left_over::TableStateMachine::new(());
    let state = machine.process_event(left_over::TableEvents::Pushed);
    assert!(matches!(state, Ok(left_over::TableStates::Shut)));
}

/// Where the table is private rustc's own lint finds it: see `tests/ui/unreachable_state/rust_fsm.rs`.
#[test]
fn rust_fsm() {
    let mut machine = left_over::door::StateMachine::new();
    assert!(machine.consume(&left_over::door::Input::Pushed).is_ok());
    assert!(matches!(machine.state(), left_over::door::State::Shut));
}
