//! What the body of a scope may return.

use crate::{BoxError, Exit, Lifecycle};

/// What the body of a scope returns: `Result<Exit<L>, BoxError>`, or nothing ever, for a body that only a cancellation or a
/// deadline ends.
///
/// The example is that of [`Scope::run`](crate::Scope::run).
#[diagnostic::on_unimplemented(
    message = "the body of this scope must end with `Ok(handle.exit())`, but it ends with `{Self}`",
    label = "not a `Result<Exit<{L}>, BoxError>`",
    note = "move the handle to a terminal state and return `Ok(handle.exit())`",
    note = "an `Err` lands in the fixpoint; its type is `endstate::BoxError`, which `?` makes of any error"
)]
pub trait Outcome<L: Lifecycle> {
    #[doc(hidden)]
    fn __into_result(self) -> Result<Exit<L>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<L: Lifecycle> Outcome<L> for Result<Exit<L>, BoxError> {
    #[inline]
    fn __into_result(self) -> Self {
        self
    }
}

/// Names the type of a body that never returns, which stable Rust cannot name directly.
#[doc(hidden)]
pub trait Returns {
    type Type;
}

impl<T> Returns for fn() -> T {
    type Type = T;
}

#[diagnostic::do_not_recommend]
impl<L: Lifecycle> Outcome<L> for <fn() -> ! as Returns>::Type {
    fn __into_result(self) -> Result<Exit<L>, BoxError> {
        self
    }
}
