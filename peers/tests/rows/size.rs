//! How many bytes an open connection takes on a machine of 64 bits, and what it would take at least: the peer and the socket.

use std::mem::size_of;

use ::statig::blocking::StateMachine;
use endstate_peers::{
    Peer, Socket, with_endstate, with_plain_enum, with_rust_fsm,
    with_smlang::ConnectionStateMachine, with_state_machines, with_statig, with_statum,
    with_typestate,
};

/// As few as can be.
const LEAST: usize = size_of::<(Peer, Socket)>();

#[test]
fn least() {
    assert_eq!(LEAST, 56);
}

#[test]
fn plain_enum() {
    assert_eq!(size_of::<with_plain_enum::Connection>(), 56);
}

#[test]
fn statum() {
    assert_eq!(
        size_of::<with_statum::Connection<with_statum::Open>>(),
        LEAST
    );
}

#[test]
fn typestate() {
    assert_eq!(
        size_of::<with_typestate::Connection<with_typestate::Open>>(),
        LEAST
    );
}

/// Each state has room for the data of all of them.
#[test]
fn state_machines() {
    use with_state_machines::{Connecting, Connection, Open};

    assert_eq!(size_of::<Connection<Open>>(), 104);
    assert_eq!(size_of::<Connection<Connecting>>(), 104);
}

#[test]
fn statig() {
    assert_eq!(size_of::<StateMachine<with_statig::Connection>>(), 64);
}

#[test]
fn smlang() {
    assert_eq!(size_of::<ConnectionStateMachine<Peer>>(), 56);
}

/// The machine is a byte; what stands beside it is the program's.
#[test]
fn rust_fsm() {
    assert_eq!(size_of::<with_rust_fsm::connection::StateMachine>(), 1);
    assert_eq!(size_of::<with_rust_fsm::Connection>(), 88);
}

/// The size of the state it is in, and of no other.
#[test]
fn endstate() {
    use with_endstate::{Connecting, Connection, Open};

    assert_eq!(size_of::<Connection<Open>>(), LEAST);
    assert_eq!(
        size_of::<Connection<Connecting>>(),
        size_of::<(Peer, String)>()
    );
}
