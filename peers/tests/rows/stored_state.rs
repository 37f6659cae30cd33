//! A row says `open`: from a stored status back to a machine that has what an open one has.

use ::statig::prelude::*;
use endstate_peers::{
    Socket, with_plain_enum, with_rust_fsm,
    with_smlang::{ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines::{ConnectionState, DynamicConnection},
    with_statig::{self, State},
    with_statum::{self, connection::SomeState},
    with_typestate::{self, OpenState},
};

use crate::alice;

/// The enum is what is stored; that its author lets others build one is up to him.
#[test]
fn plain_enum() {
    let state = with_plain_enum::State::Open {
        socket: Socket::new("a:1"),
    };
    assert!(matches!(state, with_plain_enum::State::Open { .. }));
}

/// Each state says by which rows it is borne out, a row without any is an error, and a report says what each state lacked.
#[test]
fn statum() {
    let rebuild = |row: &with_statum::Row| {
        with_statum::Connection::rebuild(row)
            .peer(alice())
            .build_report()
    };
    let row = with_statum::Row {
        status: "open",
        text: "a:1".to_owned(),
    };
    assert!(matches!(rebuild(&row).result, Ok(SomeState::Open(_))));

    let strange = with_statum::Row {
        status: "ajar",
        text: String::new(),
    };
    let report = rebuild(&strange);
    assert!(report.result.is_err());
    assert_eq!(report.attempts.len(), 3);
    assert!(
        report
            .attempts
            .iter()
            .all(|attempt| attempt.reason_key == Some("another_status"))
    );
}

/// By hand, since every state can be built.
#[test]
fn typestate() {
    let state = with_typestate::Open {
        socket: Socket::new("a:1"),
    };
    let mut open = with_typestate::Connection {
        peer: alice(),
        state,
    };
    open.send(b"hello");
    assert_eq!(open.state.socket.sent, 5);
}

/// By the machine for events, and then its data.
#[test]
fn state_machines() {
    let mut machine = DynamicConnection::new_init_state(alice(), ConnectionState::Open);
    machine.set_open_data(Socket::new("a:1")).unwrap();
    let open = machine.into_open().unwrap_or_else(|_| panic!("it is open"));
    assert_eq!(open.open_data().addr, "a:1");
}

/// Before `init`, which runs the entry actions.
#[test]
fn statig() {
    let mut machine = with_statig::Connection { peer: alice() }.uninitialized_state_machine();
    *machine.state_mut() = State::Open {
        socket: Socket::new("a:1"),
    };
    assert!(matches!(machine.init().state(), State::Open { .. }));
}

#[test]
fn smlang() {
    let open = ConnectionStates::Open(Socket::new("a:1"));
    let mut machine = ConnectionStateMachine::new_with_state(alice(), open);
    assert!(machine.process_event(ConnectionEvents::HungUp).is_ok());
}

#[test]
fn rust_fsm() {
    use with_rust_fsm::connection::{Input, State, StateMachine};

    let mut machine = StateMachine::from_state(State::Open);
    assert!(machine.consume(&Input::HungUp).is_ok());
}

mod by_endstate {
    use ::endstate::Lifecycle;

    /// `resume` has to be asked for, and says who may call it.
    #[derive(Lifecycle)]
    #[lifecycle(handle = Link, fixpoint = Closed, resume(pub(super)))]
    pub(super) enum LinkState {
        #[lifecycle(initial, to(Open))]
        Connecting,
        #[lifecycle(to(Closed))]
        Open { addr: &'static str },
        #[lifecycle(terminal)]
        Closed,
    }

    impl Link<Open> {
        pub(super) fn addr(&self) -> &'static str {
            self.state.addr
        }

        pub(super) fn close(self) -> Link<Closed> {
            self.to(Closed)
        }
    }
}

#[test]
fn endstate() {
    use by_endstate::{AnyLink, Link, LinkState};

    let mut was = "";
    let _ = Link::resume(LinkState::Open { addr: "a:1" }).run_sync(|link| match link {
        AnyLink::Open(open) => {
            was = open.addr();
            Ok(open.close().exit())
        }
        other => Err(format!("nothing to do in {other:?}").into()),
    });
    assert_eq!(was, "a:1");
}
