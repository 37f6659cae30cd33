//! What comes next is known at run time only: one call takes an event in whatever state the connection is.

use endstate_peers::{
    with_plain_enum, with_rust_fsm,
    with_smlang::{ConnectionEvents, ConnectionStateMachine},
    with_state_machines::{ConnectionEvent, DynamicConnection},
    with_statig::{self, Event, State},
    with_statum::{self, connection::SomeState},
    with_typestate::{self, AnyConnection, ConnectingState, OpenState},
};

use crate::alice;

/// What a wire says. `true`: somebody accepted; `false`: it is to be closed.
const WIRE: [bool; 2] = [true, false];

/// By a `match` of one's own.
#[test]
fn plain_enum() {
    let mut connection = with_plain_enum::Connection::new(alice(), "a:1");
    for event in WIRE {
        let taken = if event {
            connection.open()
        } else {
            connection.close()
        };
        assert!(taken.is_ok());
    }
}

/// By a `match` of one's own, over the enum of machines.
#[test]
fn statum() {
    let connecting = with_statum::Connection::<with_statum::Connecting>::builder();
    let connecting = connecting
        .peer(alice())
        .state_data("a:1".to_owned())
        .build();
    let mut any = SomeState::Connecting(connecting);
    for event in WIRE {
        any = match (any, event) {
            (SomeState::Connecting(connecting), true) => SomeState::Open(connecting.open()),
            (SomeState::Open(open), false) => SomeState::Closed(open.close()),
            (other, _) => other,
        };
    }
    assert!(any.is_closed());
}

/// The same.
#[test]
fn typestate() {
    let mut any: AnyConnection = with_typestate::Connection::new(alice(), "a:1").into();
    for event in WIRE {
        any = match (any, event) {
            (AnyConnection::Connecting(connecting), true) => connecting.open().into(),
            (AnyConnection::Open(open), false) => open.close().into(),
            (other, _) => other,
        };
    }
    assert!(matches!(any, AnyConnection::Closed(_)));
}

#[test]
fn state_machines() {
    let mut machine = DynamicConnection::new(alice());
    for event in WIRE {
        let event = if event {
            ConnectionEvent::Open
        } else {
            ConnectionEvent::Close
        };
        assert!(machine.handle(event).is_ok());
    }
}

#[test]
fn statig() {
    let mut machine = with_statig::connection(alice());
    for event in WIRE {
        let addr = "a:1".to_owned();
        machine.handle(&if event {
            Event::Call { addr }
        } else {
            Event::HangUp
        });
    }
    assert!(matches!(machine.state(), State::Closed { .. }));
}

#[test]
fn smlang() {
    let mut machine = ConnectionStateMachine::new(alice(), "a:1".to_owned());
    for event in WIRE {
        let event = if event {
            ConnectionEvents::Accepted
        } else {
            ConnectionEvents::HungUp
        };
        assert!(machine.process_event(event).is_ok());
    }
}

#[test]
fn rust_fsm() {
    use with_rust_fsm::connection::{Input, StateMachine};

    let mut machine = StateMachine::new();
    for event in WIRE {
        let input = if event {
            Input::Accepted
        } else {
            Input::HungUp
        };
        assert!(machine.consume(&input).is_ok());
    }
}

/// By a `match` of one's own, over the enum of handles.
#[test]
fn endstate() {
    use endstate_peers::with_endstate::{AnyConnection, Connecting, Connection};

    let addr = "a:1".to_owned();
    let mut slot = Connection::scope(Connecting { addr }, alice()).slot();
    for event in WIRE {
        slot.step(|any| match (any, event) {
            (AnyConnection::Connecting(connecting), true) => Ok(connecting.open().into()),
            (AnyConnection::Open(open), false) => Ok(open.close().into()),
            (other, _) => Ok(other),
        });
    }
    assert!(slot.end().is_some());
}
