//! A socket that only an open connection has: it is there when it is open, and cannot be asked for else.

use ::rust_fsm::StateMachineImpl;
use endstate_peers::{
    Socket,
    with_plain_enum::{Connection, State as Plain},
    with_smlang::{ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines,
    with_statig::{self, Event, State},
    with_statum, with_typestate,
};

use crate::alice;

#[test]
fn plain_enum() {
    let mut connection = Connection::new(alice(), "a:1");
    connection.open().unwrap();
    assert!(matches!(connection.state(), Plain::Open { socket } if socket.addr == "a:1"));
}

#[test]
fn statum() {
    let connecting = with_statum::Connection::<with_statum::Connecting>::builder();
    let open = connecting
        .peer(alice())
        .state_data("a:1".to_owned())
        .build()
        .open();
    assert_eq!(open.state_data.addr, "a:1");
}

#[test]
fn typestate() {
    use with_typestate::ConnectingState;

    let open = with_typestate::Connection::new(alice(), "a:1").open();
    assert_eq!(open.state.socket.addr, "a:1");
}

/// It begins with `Default`, and the accessor of any state's data is there in every state.
#[test]
fn state_machines() {
    let connecting = with_state_machines::Connection::new(alice());
    assert_eq!(connecting.state_data_open(), None);
    let open = connecting.open().unwrap();
    assert_eq!(open.open_data(), &Socket::default());
}

#[test]
fn statig() {
    let mut connection = with_statig::connection(alice());
    connection.handle(&Event::Call {
        addr: "a:1".to_owned(),
    });
    assert!(matches!(connection.state(), State::Open { socket } if socket.addr == "a:1"));
}

#[test]
fn smlang() {
    let mut connection = ConnectionStateMachine::new(alice(), "a:1".to_owned());
    let state = connection
        .process_event(ConnectionEvents::Accepted)
        .unwrap();
    assert!(matches!(state, ConnectionStates::Open(socket) if socket.addr == "a:1"));
}

/// Not in the table. A machine written against the trait can, and copies what it needs from a state that it only sees.
#[test]
fn rust_fsm() {
    #[derive(Debug, PartialEq)]
    enum ByHand {
        Connecting,
        Open(Socket),
    }
    struct Accepted(&'static str);
    impl StateMachineImpl for ByHand {
        type Input = Accepted;
        type State = Self;
        type Output = ();
        const INITIAL_STATE: Self = Self::Connecting;

        fn transition(state: &Self, input: &Accepted) -> Option<Self> {
            (*state == Self::Connecting).then(|| Self::Open(Socket::new(input.0)))
        }

        fn output(_: &Self, _: &Accepted) -> Option<()> {
            None
        }
    }
    let mut machine = ::rust_fsm::StateMachine::<ByHand>::new();
    machine.consume(&Accepted("a:1")).unwrap();
    assert_eq!(machine.state(), &ByHand::Open(Socket::new("a:1")));
}

#[test]
fn endstate() {
    use endstate_peers::with_endstate::{Connecting, Connection};

    let addr = "a:1".to_owned();
    let _ = Connection::scope(Connecting { addr }, alice()).run_sync(|connection| {
        let open = connection.open();
        // Its fields are private to the module of the lifecycle; others take the state out.
        assert_eq!(open.into_state().socket.addr, "a:1");
        Err("its handle is spent".into())
    });
}
