//! The book's comparison, row by row: a module for each row, with a test for each of the crates.
//!
//! What has to be refused by the compiler stands in `tests/ui`, in a folder for each row. Between them there is something for each cell
//! of the table in `book/src/comparison.md`; `page.rs` compares.
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and so may what it calls"
)]
#![allow(unreachable_pub, reason = "typestate wants its items public")]

mod begun_in_the_middle;
mod borrowed_context;
mod branch;
mod crates;
mod data_of_a_state;
mod events;
mod failed_transition;
mod graph;
mod hierarchy;
mod illegal_operation;
mod in_a_field;
mod left_early;
mod page;
mod panic;
mod size;
mod stored_state;
mod together;
mod trap_state;
mod undeclared_transition;
mod unreachable_state;
mod walk;

use endstate_peers::Peer;

/// The way to it, which is not there.
fn route() -> Option<()> {
    None
}

/// The peer of every connection here.
fn alice() -> Peer {
    Peer::new("alice")
}
