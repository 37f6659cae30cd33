//! Handles with one owner each, which closes its own handle and no other.
//!
//! Sockets, subscriptions and actors are looked up by name. A name outlives what it names: the old connection goes, a new one
//! takes its name, and then the old one's clean-up comes, late, and removes by name. Now the new one is open and nobody can
//! reach it; or the old one is still open and nobody knows of it, and ten of those are a full pool. Here a registry hands out
//! an *owner* for each handle that is opened. The owner closes that one handle, and never a newer one under the same name.
//!
//! ```
//! use std::sync::atomic::{AtomicBool, Ordering};
//!
//! use endstate::owned::{self, Closed, Owned, Registry};
//!
//! #[derive(Default)]
//! struct Socket {
//!     shut: AtomicBool,
//! }
//!
//! /// A peer's connection owns its socket's place in the registry: they go together.
//! struct Connection {
//!     socket: Owned<&'static str, Socket>,
//! }
//!
//! let sockets: Registry<&str, Socket> =
//!     owned::named("sockets").closing_with(|socket: &Socket| socket.shut.store(true, Ordering::Relaxed));
//!
//! let old = Connection { socket: sockets.open("alice", Socket::default()) };
//! // Alice connects anew. Her old socket is closed at once.
//! let new = Connection { socket: sockets.open("alice", Socket::default()) };
//! assert!(old.socket.handle().shut.load(Ordering::Relaxed));
//!
//! // The old connection's clean-up comes late, and leaves the new socket alone.
//! drop(old);
//! assert!(sockets.contains("alice"));
//!
//! assert_eq!(new.socket.close(), Closed::Now);
//! assert!(sockets.is_empty());
//! ```
//!
//! # Ways out
//!
//! | what happens | what becomes of the handle |
//! |---|---|
//! | its owner is dropped, or closes it | it is closed |
//! | a newer one is opened under its key | it is closed, before `open` returns; its owner owns nothing more |
//! | [`Registry::close_all`], the last registry is dropped | it is closed; its owner owns nothing more |
//! | its owner is [detached](Owned::detach), with a reason | it is open until one of the two rows above |
//! | its owner is moved: parked, cached, sent to a task | nothing: that is not its end |
//!
//! Whatever of this happens, and from however many threads, a handle is closed once, and no lock is held meanwhile. A close
//! that panics is contained, and the handle counts as closed. An asynchronous close is a task of its own with a deadline, see
//! [`Settings::closing_async_with`].
//!
//! An owner that is leaked, as by `mem::forget`, is detached without saying so. Do not `let _ = registry.open(..)`: that drops the
//! owner on the spot.

mod by_key;
mod closing;
mod owner;
mod registry;
mod settings;
mod shared;
mod table;
mod telemetry;

pub use owner::{Closed, Owned};
pub use registry::Registry;
pub use settings::{Settings, named};
