//! A panic in the middle of opening, which somebody catches: where the connection is afterwards, and who is told.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::smlang::statemachine;
use ::state_machines::state_machine as typed;
use ::statig::prelude::*;
use endstate_peers::{Peer, with_endstate, with_statum, with_typestate};

use crate::{alice, route};

/// It stays in the state it was in.
#[test]
fn plain_enum() {
    #[derive(Debug, PartialEq)]
    enum State {
        Connecting,
        Open,
    }
    fn open(state: &mut State) {
        route().expect("no route");
        *state = State::Open;
    }
    let mut state = State::Connecting;
    assert!(catch_unwind(AssertUnwindSafe(|| open(&mut state))).is_err());
    assert_eq!(state, State::Connecting);
}

/// The machine was moved into the transition, and is gone with it.
#[test]
fn statum() {
    let connecting = with_statum::Connection::<with_statum::Connecting>::builder();
    let connecting = connecting
        .peer(alice())
        .state_data("a:1".to_owned())
        .build();
    let opened = catch_unwind(|| {
        let open = connecting.open();
        assert_ne!(open.state_data.addr, "a:1", "no route");
        open
    });
    assert!(opened.is_err());
}

/// The same.
#[test]
fn typestate() {
    use with_typestate::ConnectingState;

    let connecting = with_typestate::Connection::new(alice(), "a:1");
    let opened = catch_unwind(|| {
        let open = connecting.open();
        assert_ne!(open.state.socket.addr, "a:1", "no route");
        open
    });
    assert!(opened.is_err());
}

typed! {
    name: Typed,
    context: Peer,
    dynamic: true,
    initial: Connecting,
    states: [Connecting, Open],
    events {
        open {
            guards: [has_route],
            transition: { from: Connecting, to: Open }
        }
    }
}

impl<S> Typed<S> {
    #[expect(clippy::unused_self, reason = "how a guard is called")]
    fn has_route(&self, peer: &Peer) -> bool {
        assert!(peer.name.is_empty(), "no route");
        true
    }
}

/// The typed machine is gone. The one for events has nothing in it any more, and panics when it is asked.
#[test]
fn state_machines() {
    let mut machine = DynamicTyped::new(alice());
    let open = |machine: &mut DynamicTyped| machine.handle(TypedEvent::Open).is_ok();
    assert!(catch_unwind(AssertUnwindSafe(|| open(&mut machine))).is_err());
    assert!(catch_unwind(AssertUnwindSafe(|| machine.current_state())).is_err());
}

struct Handlers;

struct Event;

#[state_machine(initial = "State::connecting()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn connecting(event: &Event) -> Outcome<State> {
        let Event = event;
        route().expect("no route");
        Handled
    }
}

/// It stays in the state it was in.
#[test]
fn statig() {
    let mut machine = Handlers.state_machine();
    assert!(catch_unwind(AssertUnwindSafe(|| machine.handle(&Event))).is_err());
    assert_eq!(machine.state(), &State::Connecting {});
}

statemachine! {
    name: Table,
    derive_states: [Debug],
    transitions: {
        *Connecting + Accepted / open = Open,
    }
}

impl TableStateMachineContext for Peer {
    fn open(&mut self) -> Result<(), ()> {
        assert!(self.name.is_empty(), "no route");
        Ok(())
    }
}

/// It stays in the state it was in.
#[test]
fn smlang() {
    let mut machine = TableStateMachine::new(alice());
    let mut open = || machine.process_event(TableEvents::Accepted).is_ok();
    assert!(catch_unwind(AssertUnwindSafe(&mut open)).is_err());
    assert_eq!(machine.state(), &TableStates::Connecting);
}

/// What is done with an output is done after the machine has moved: it says `Open`, and is not.
#[test]
fn rust_fsm() {
    use endstate_peers::with_rust_fsm::connection::{Input, State, StateMachine};

    let mut machine = StateMachine::new();
    let open = || {
        let output = machine.consume(&Input::Accepted).unwrap();
        assert!(output.is_none(), "no route");
    };
    assert!(catch_unwind(AssertUnwindSafe(open)).is_err());
    assert_eq!(machine.state(), &State::Open);
}

/// It ends in its fixpoint, with the message, and its observer is told.
#[test]
fn endstate() {
    use with_endstate::{Connecting, Connection, ConnectionEnd};

    let addr = "a:1".to_owned();
    let mut told = Vec::new();
    let ConnectionEnd::Closed(closed) = Connection::scope(Connecting { addr }, alice())
        .on_exit(|ConnectionEnd::Closed(closed)| told.push(closed.reason.clone()))
        .run_sync(|connecting| {
            let mut open = connecting.open();
            open.send(b"hello");
            route().expect("no route");
            Ok(open.close().exit())
        });
    assert_eq!(closed.reason, "panicked: no route");
    assert_eq!(told, ["panicked: no route"]);
}
