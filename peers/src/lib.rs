//! One small connection, written eight times: with a plain enum, with six crates that are made for it, and with endstate.
//!
//! It connects, writes frames, and is closed. Each module is what the author of its crate would write, as far as we know.
//! `tests/rows` and `tests/ui` show what each of them promises, row by row of the book's comparison.

pub mod left_over;
mod socket;
pub mod with_endstate;
pub mod with_plain_enum;
pub mod with_rust_fsm;
#[allow(clippy::ptr_arg, reason = "how smlang hands a `String` to an action")]
pub mod with_smlang;
pub mod with_state_machines;
#[allow(
    clippy::used_underscore_binding,
    reason = "statig names a field after what the handler leaves alone"
)]
pub mod with_statig;
#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
pub mod with_statum;
#[allow(
    clippy::new_ret_no_self,
    clippy::to_string_trait_impl,
    reason = "how typestate is written, and writes"
)]
pub mod with_typestate;

pub use socket::{Peer, Socket};
