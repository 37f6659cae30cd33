//! All eight do the same: two frames, from the first state to the last.

use endstate_peers::{
    with_endstate, with_plain_enum, with_rust_fsm, with_smlang, with_state_machines, with_statig,
    with_statum, with_typestate,
};

use crate::alice;

const END: &str = "done after 11 bytes";

#[test]
fn plain_enum() {
    assert_eq!(with_plain_enum::walk(alice(), "a:1").unwrap(), END);
}

#[test]
fn statum() {
    assert_eq!(with_statum::walk(alice(), "a:1"), END);
}

#[test]
fn typestate() {
    assert_eq!(with_typestate::walk(alice(), "a:1"), END);
}

#[test]
fn state_machines() {
    assert_eq!(with_state_machines::walk(alice(), "a:1").unwrap(), END);
}

#[test]
fn statig() {
    assert_eq!(with_statig::walk(alice(), "a:1"), END);
}

#[test]
fn smlang() {
    assert_eq!(with_smlang::walk(alice(), "a:1"), Ok(END.to_owned()));
}

#[test]
fn rust_fsm() {
    assert_eq!(with_rust_fsm::walk(alice(), "a:1").unwrap(), END);
}

#[test]
fn endstate() {
    assert_eq!(with_endstate::walk(alice(), "a:1"), END);
}
