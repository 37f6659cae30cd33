//! How many bytes an open connection takes on a machine of 64 bits, and what it would take at least: the peer and the socket.

use std::mem::size_of;

use ::statig::blocking::StateMachine;

use crate::page::cell;
use endstate_peers::{
    Peer, Socket, with_endstate, with_plain_enum, with_rust_fsm,
    with_smlang::ConnectionStateMachine, with_state_machines, with_statig, with_statum,
    with_typestate,
};

/// As few as can be.
const LEAST: usize = size_of::<(Peer, Socket)>();

/// The page says so.
fn assert_said<T>(peer: &str) {
    assert_eq!(cell("size", peer), size_of::<T>().to_string());
}

#[test]
fn plain_enum() {
    assert_said::<with_plain_enum::Connection>("plain_enum");
}

#[test]
fn statum() {
    assert_said::<with_statum::Connection<with_statum::Open>>("statum");
}

#[test]
fn typestate() {
    assert_said::<with_typestate::Connection<with_typestate::Open>>("typestate");
}

/// Each state has room for the data of all of them.
#[test]
fn state_machines() {
    use with_state_machines::{Connecting, Connection, Open};

    assert_said::<Connection<Open>>("state_machines");
    assert_said::<Connection<Connecting>>("state_machines");
}

#[test]
fn statig() {
    assert_said::<StateMachine<with_statig::Connection>>("statig");
}

#[test]
fn smlang() {
    assert_said::<ConnectionStateMachine<Peer>>("smlang");
}

/// The machine is a byte; what stands beside it is the program's, and there in every state.
#[test]
fn rust_fsm() {
    assert_eq!(size_of::<with_rust_fsm::connection::StateMachine>(), 1);
    assert_said::<with_rust_fsm::Connection>("rust_fsm");
}

/// The size of the state it is in, and of no other.
#[test]
fn endstate() {
    use with_endstate::{Connecting, Connection, Open};

    assert_said::<Connection<Open>>("endstate");
    assert_eq!(size_of::<Connection<Open>>(), LEAST);
    assert_eq!(
        size_of::<Connection<Connecting>>(),
        size_of::<(Peer, String)>()
    );
}
