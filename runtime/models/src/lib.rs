//! Model checks of the parts of endstate where threads meet.
//!
//! Each test compiles a file of the runtime as it stands, with the locks of a model checker instead of those of the
//! standard library: `crate::sync` is the one door through which such a file gets its locks.
