//! What the body of a drive may return.

use endstate::{BoxError, Lifecycle};

use crate::Exit;

/// What the body of a drive returns: `Result<Exit<L>, BoxError>`, or nothing ever, for a body that only a cancellation, a deadline
/// or a shutdown ends.
///
/// Where a body ends with something of any type, say of which: `std::future::pending::<Result<_, _>>().await`.
///
/// The example is that of [`Exit`].
#[diagnostic::on_unimplemented(
    message = "the body of this drive must end with `Ok(handle.exit())` or `Ok(handle.rest())`, but it ends with `{Self}`",
    label = "not a `Result<Exit<{L}>, BoxError>`",
    note = "move the handle to a terminal state and return `Ok(handle.exit())`, or to a resting one and return `Ok(handle.rest())`",
    note = "an `Err` lands in the fixpoint; its type is `endstate::BoxError`, which `?` makes of any error"
)]
pub trait Outcome<L: Lifecycle> {
    #[doc(hidden)]
    fn __into_result(self) -> Result<Exit<L>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<L: Lifecycle> Outcome<L> for Result<Exit<L>, BoxError> {
    fn __into_result(self) -> Self {
        self
    }
}

/// Names the type of a body that never returns, which stable Rust cannot name directly.
// As in `endstate`, and not that one: through a trait of another crate rustc does not see that the two impls are of two types.
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
