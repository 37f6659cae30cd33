//! A frame is sent before the connection is open. What the compiler says where it refuses stands in `tests/ui/illegal_operation`.

use endstate_peers::{
    with_plain_enum::{Connection, WrongState},
    with_rust_fsm::{self, connection::Input},
    with_smlang::{ConnectionError, ConnectionEvents, ConnectionStateMachine},
    with_statig::{self, Event, State},
};

use crate::alice;

#[test]
fn plain_enum() {
    let mut connection = Connection::new(alice(), "a:1");
    assert_eq!(connection.send(b"too early"), Err(WrongState));
}

/// What no state handles is left alone, without a word.
#[test]
fn statig() {
    let mut connection = with_statig::connection(alice());
    connection.handle(&Event::Frame(b"too early"));
    assert_eq!(connection.state(), &State::Connecting {});
}

#[test]
fn smlang() {
    let mut connection = ConnectionStateMachine::new(alice(), "a:1".to_owned());
    let sent = connection.process_event(ConnectionEvents::Frame(b"too early"));
    assert_eq!(sent, Err(ConnectionError::InvalidEvent));
}

#[test]
fn rust_fsm() {
    let mut connection = with_rust_fsm::Connection::new(alice(), "a:1");
    assert!(connection.consume(Input::Frame, b"too early").is_err());
}
