//! What a predicate may say.

use crate::BoxError;

/// `None` is to go on waiting.
pub(super) type Verdict<V> = Result<Option<V>, BoxError>;

/// What a predicate returns: whether to go on waiting, or what was waited for.
///
/// | type | go on waiting | the wait is over | it failed |
/// |---|---|---|---|
/// | `bool` | `false` | `true` | |
/// | `Option<V>` | `None` | `Some(value)` | |
/// | `Result` of either | `Ok` of the above | `Ok` of the above | `Err` |
///
/// The error's type is [`BoxError`]: `?` makes one of any error.
///
/// ```
/// use endstate::topic::Check;
///
/// fn is_check<C: Check<Value = V>, V>(_: C) {}
///
/// is_check::<_, ()>(3 > 2);
/// is_check::<_, u32>(Some(42));
/// is_check::<_, u32>("42".parse().map(Some).map_err(endstate::BoxError::from));
/// ```
#[diagnostic::on_unimplemented(
    message = "a predicate says whether to go on waiting, and `{Self}` does not",
    label = "neither a `bool`, nor an `Option`, nor a `Result` of one of them",
    note = "return `bool`, or `Option<V>` to give a value to whoever waits",
    note = "to use `?` in it, return `Ok(..)` of either; the error's type is `endstate::BoxError`"
)]
pub trait Check {
    /// What the wait gives.
    type Value;

    #[doc(hidden)]
    fn __into_verdict(self) -> Verdict<Self::Value>;
}

#[diagnostic::do_not_recommend]
impl Check for bool {
    type Value = ();

    fn __into_verdict(self) -> Verdict<()> {
        Ok(self.then_some(()))
    }
}

#[diagnostic::do_not_recommend]
impl<V> Check for Option<V> {
    type Value = V;

    fn __into_verdict(self) -> Verdict<V> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Check> Check for Result<C, BoxError> {
    type Value = C::Value;

    fn __into_verdict(self) -> Verdict<C::Value> {
        self?.__into_verdict()
    }
}
