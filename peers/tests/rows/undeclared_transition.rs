//! Back from open to connecting, which nobody declared, by code that stands beside the machine.

use std::marker::PhantomData;

use ::smlang::statemachine;
use ::state_machines::state_machine;
use ::statig::prelude::*;
use endstate_peers::{
    Peer,
    with_typestate::{Connecting, ConnectingState, Connection},
};

use crate::alice;

/// Whoever may assign the field may go anywhere.
#[test]
fn plain_enum() {
    enum State {
        Connecting,
        Open,
    }
    let mut state = State::Open;
    assert!(matches!(state, State::Open));
    state = State::Connecting;
    assert!(matches!(state, State::Connecting));
}

/// The module says which methods lead where. A function beside it may build any state all the same.
#[test]
fn typestate() {
    fn back(open: Connection<endstate_peers::with_typestate::Open>) -> Connection<Connecting> {
        let addr = open.state.socket.addr;
        Connection {
            peer: open.peer,
            state: Connecting { addr },
        }
    }
    let open = Connection::new(alice(), "a:1").open();
    assert_eq!(back(open).state.addr, "a:1");
}

state_machine! {
    name: Typed,
    context: Peer,
    initial: Connecting2,
    states: [Connecting2, Open2],
    events {
        open {
            transition: { from: Connecting2, to: Open2 }
        }
    }
}

/// The fields are private: only code of the module itself can do this.
#[test]
fn state_machines() {
    fn back(open: Typed<Open2>) -> Typed<Connecting2> {
        Typed {
            ctx: open.ctx,
            _state: PhantomData,
        }
    }
    let open = Typed::new(alice()).open().unwrap();
    assert!(back(open).can_open());
}

#[derive(Default)]
struct Handlers;

struct Event;

#[state_machine(initial = "State::connecting()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn connecting(event: &Event) -> Outcome<State> {
        let Event = event;
        Transition(State::open())
    }

    /// Where a handler leads is what it returns: the body is the only declaration.
    #[state]
    fn open() -> Outcome<State> {
        Transition(State::connecting())
    }
}

#[test]
fn statig() {
    let mut machine = Handlers.state_machine();
    machine.handle(&Event);
    machine.handle(&Event);
    assert_eq!(machine.state(), &State::Connecting {});
}

statemachine! {
    name: Table,
    transitions: {
        *Connecting + Accepted = Open,
    }
}

impl TableStateMachineContext for Peer {}

/// The field is private: only code of the module itself can do this. An action cannot choose where it leads.
#[test]
fn smlang() {
    let mut machine = TableStateMachine::new(alice());
    machine.process_event(TableEvents::Accepted).unwrap();
    machine.state = TableStates::Connecting;
    assert!(machine.process_event(TableEvents::Accepted).is_ok());
}
