//! A function opens a connection and returns without having closed it. That this file compiles with its lints is the proof.
#![deny(unused_must_use, unused_variables)]

use endstate_peers::{
    with_plain_enum,
    with_rust_fsm::{self, connection},
    with_smlang::{ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines,
    with_statig::{self, Event, State},
    with_statum::{self, Connecting},
    with_typestate::{self, ConnectingState, OpenState},
};

use crate::alice;

#[test]
fn plain_enum() {
    let mut connection = with_plain_enum::Connection::new(alice(), "a:1");
    connection.open().unwrap();
    assert!(matches!(
        connection.state(),
        with_plain_enum::State::Open { .. }
    ));
}

/// The program marks its methods `must_use`; the machine itself is not.
#[test]
fn statum() {
    fn opened() -> with_statum::Connection<with_statum::Open> {
        let connecting = with_statum::Connection::<Connecting>::builder();
        connecting
            .peer(alice())
            .state_data("a:1".to_owned())
            .build()
            .open()
    }
    assert_eq!(opened().state_data.sent, 0);
    opened();
}

/// The trait's edges are `must_use`: see `tests/ui/left_early/typestate.rs`. What has a name can be left.
#[test]
fn typestate() {
    let mut connection = with_typestate::Connection::new(alice(), "a:1").open();
    connection.send(b"and off");
}

/// Each edge gives a `Result`, which is `must_use`. What has a name can be left.
#[test]
fn state_machines() {
    let connection = with_state_machines::Connection::new(alice())
        .open()
        .unwrap();
    assert!(connection.can_close());
}

#[test]
fn statig() {
    let mut connection = with_statig::connection(alice());
    connection.handle(&Event::Call {
        addr: "a:1".to_owned(),
    });
    assert!(matches!(connection.state(), State::Open { .. }));
}

#[test]
fn smlang() {
    let mut connection = ConnectionStateMachine::new(alice(), "a:1".to_owned());
    let state = connection
        .process_event(ConnectionEvents::Accepted)
        .unwrap();
    assert!(matches!(state, ConnectionStates::Open(_)));
}

#[test]
fn rust_fsm() {
    let mut connection = with_rust_fsm::Connection::new(alice(), "a:1");
    connection
        .consume(connection::Input::Accepted, b"")
        .unwrap();
    assert_eq!(connection.machine.state(), &connection::State::Open);
}

/// A body has to return an exit, which `tests/ui/left_early/endstate.rs` shows. One that fails ends in the fixpoint.
#[test]
fn endstate() {
    use endstate_peers::with_endstate::{Connecting, Connection, ConnectionEnd};

    let addr = "a:1".to_owned();
    let ConnectionEnd::Closed(closed) =
        Connection::scope(Connecting { addr }, alice()).run_sync(|connection| {
            let mut connection = connection.open();
            connection.send(b"and off");
            Err("nobody closed it".into())
        });
    assert_eq!(closed.reason, "nobody closed it");
}
