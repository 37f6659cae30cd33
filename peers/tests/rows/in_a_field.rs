//! A connection in a struct field that changes its state there.

use ::statig::prelude::*;
use endstate_peers::{
    with_plain_enum, with_rust_fsm,
    with_smlang::{ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines::{Connection, ConnectionEvent, ConnectionState},
    with_statig::{self, Event, State},
    with_statum::{self, connection::SomeState},
    with_typestate::{self, AnyConnection, ConnectingState},
};

use crate::alice;

/// What has a connection in a field.
struct Client<T> {
    connection: T,
}

#[test]
fn plain_enum() {
    let connection = with_plain_enum::Connection::new(alice(), "a:1");
    let mut client = Client { connection };
    client.connection.open().unwrap();
    assert!(client.connection.send(b"hello").is_ok());
}

/// In an `Option`, which is empty while the machine moves, and stays empty if that fails.
#[test]
fn statum() {
    let connecting = with_statum::Connection::<with_statum::Connecting>::builder();
    let connecting = connecting
        .peer(alice())
        .state_data("a:1".to_owned())
        .build();
    let mut client = Client {
        connection: Some(SomeState::Connecting(connecting)),
    };
    client.connection = match client.connection.take() {
        Some(SomeState::Connecting(connecting)) => Some(SomeState::Open(connecting.open())),
        other => other,
    };
    assert!(client.connection.is_some_and(|some| some.is_open()));
}

/// The same.
#[test]
fn typestate() {
    let connecting = with_typestate::Connection::new(alice(), "a:1");
    let mut client = Client {
        connection: Some(AnyConnection::Connecting(connecting)),
    };
    client.connection = match client.connection.take() {
        Some(AnyConnection::Connecting(connecting)) => Some(connecting.open().into()),
        other => other,
    };
    assert!(matches!(client.connection, Some(AnyConnection::Open(_))));
}

/// As the machine for events.
#[test]
fn state_machines() {
    let mut client = Client {
        connection: Connection::new(alice()).into_dynamic(),
    };
    client.connection.handle(ConnectionEvent::Open).unwrap();
    assert_eq!(client.connection.current_state(), ConnectionState::Open);
}

#[test]
fn statig() {
    let mut client: Client<StateMachine<_>> = Client {
        connection: with_statig::connection(alice()),
    };
    client.connection.handle(&Event::Call {
        addr: "a:1".to_owned(),
    });
    assert!(matches!(client.connection.state(), State::Open { .. }));
}

#[test]
fn smlang() {
    let connection = ConnectionStateMachine::new(alice(), "a:1".to_owned());
    let mut client = Client { connection };
    client
        .connection
        .process_event(ConnectionEvents::Accepted)
        .unwrap();
    assert!(matches!(
        client.connection.state(),
        ConnectionStates::Open(_)
    ));
}

#[test]
fn rust_fsm() {
    use with_rust_fsm::connection::{Input, State};

    let mut client = Client {
        connection: with_rust_fsm::Connection::new(alice(), "a:1"),
    };
    client.connection.consume(Input::Accepted, b"").unwrap();
    assert_eq!(client.connection.machine.state(), &State::Open);
}

/// In a `Slot`, which has an end if a step fails.
#[test]
fn endstate() {
    use ::endstate::Slot;
    use endstate_peers::with_endstate::{AnyConnection, Connecting, Connection, ConnectionEnd};

    let addr = "a:1".to_owned();
    let connection: Slot<AnyConnection> = Connection::scope(Connecting { addr }, alice()).slot();
    let mut client = Client { connection };
    client.connection.step(|any| match any {
        AnyConnection::Connecting(connecting) => Ok(connecting.open().into()),
        other => Ok(other),
    });
    assert!(matches!(
        client.connection.get(),
        Some(AnyConnection::Open(_))
    ));
    client.connection.step(|_| Err("the cable is out".into()));
    let Some(ConnectionEnd::Closed(closed)) = client.connection.end() else {
        panic!("a step that fails ends it");
    };
    assert_eq!(closed.reason, "the cable is out");
}
