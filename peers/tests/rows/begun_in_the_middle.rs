//! An open connection that never connected, made by code of another module.
//!
//! Where it is possible it has its use as well: see `stored_state`.

use ::statig::prelude::*;
use endstate_peers::{
    Socket,
    with_rust_fsm::connection,
    with_smlang::{ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines::{ConnectionState, DynamicConnection},
    with_statig::{self, State},
    with_statum, with_typestate,
};

use crate::alice;

#[test]
fn statum() {
    let open = with_statum::Connection::<with_statum::Open>::builder();
    let open = open
        .peer(alice())
        .state_data(Socket::new("nowhere"))
        .build();
    assert_eq!(open.close().state_data, "done after 0 bytes");
}

#[test]
fn typestate() {
    use with_typestate::{ClosedState, OpenState};

    let state = with_typestate::Open {
        socket: Socket::new("nowhere"),
    };
    let open = with_typestate::Connection {
        peer: alice(),
        state,
    };
    assert_eq!(open.close().end(), "done after 0 bytes");
}

/// Through the machine for events, which the feature `dynamic` makes. Without it only the initial state can be made.
#[test]
fn state_machines() {
    let open = DynamicConnection::new_init_state(alice(), ConnectionState::Open);
    assert!(open.into_open().is_ok());
}

#[test]
fn statig() {
    let mut machine = with_statig::Connection { peer: alice() }.uninitialized_state_machine();
    *machine.state_mut() = State::Open {
        socket: Socket::new("nowhere"),
    };
    assert!(matches!(machine.init().state(), State::Open { .. }));
}

#[test]
fn smlang() {
    let open = ConnectionStates::Open(Socket::new("nowhere"));
    let mut machine = ConnectionStateMachine::new_with_state(alice(), open);
    assert!(machine.process_event(ConnectionEvents::HungUp).is_ok());
}

#[test]
fn rust_fsm() {
    let mut machine = connection::StateMachine::from_state(connection::State::Open);
    assert!(machine.consume(&connection::Input::HungUp).is_ok());
}
