//! A lifecycle that other crates use.
//!
//! The lints are those that a strict house turns on. What the derive writes has to pass them too.
#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    missing_debug_implementations,
    unused,
    unreachable_pub,
    unnameable_types,
    rust_2018_idioms,
    unused_qualifications,
    unused_lifetimes,
    trivial_casts,
    let_underscore_drop,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::unwrap_used
)]

mod ticket;
mod vault;

pub use ticket::{
    Admin, AnyTicket, Bought, Checkable, Checked, Expired, Seat, Ticket, TicketEnd, TicketScope,
    TicketState, Used, buy,
};
pub use vault::{AnyVault, Emptied, Full, Vault, VaultEnd, VaultState};
