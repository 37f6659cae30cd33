//! What the body of a run or of a nursery may return.

use crate::BoxError;

/// What the body of a nursery or of a limiter's run returns: `Result<T, BoxError>`.
///
/// The examples are those of [`task::nursery`](crate::task::nursery()) and [`Limiter::run`](crate::permit::Limiter::run).
#[diagnostic::on_unimplemented(
    message = "this body must return a `Result<T, BoxError>`, but it returns `{Self}`",
    label = "not a `Result<T, BoxError>`",
    note = "end it with `Ok(value)`, or with `Ok(())` where there is nothing to give",
    note = "the type of its errors is `endstate::BoxError`, which `?` makes of any error: `Ok(read().await?)`"
)]
pub trait Returned<T> {
    #[doc(hidden)]
    fn __into_result(self) -> Result<T, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<T> Returned<T> for Result<T, BoxError> {
    #[inline]
    fn __into_result(self) -> Self {
        self
    }
}
