//! Why the row of a dead driver ended.

use std::{error, fmt};

/// The driver of a row died, and no attempt was left: the cause that the row's fixpoint is built from.
///
/// It comes as the error in `Cause::Error`, so that a fixpoint may tell it from the body's own errors: `downcast_ref::<Lost>()`.
///
/// ```
/// use endstate::{Abandoned, Cause, Lifecycle};
/// use endstate_store::{Durable, Lost};
///
/// #[derive(Lifecycle, Durable)]
/// #[lifecycle(fixpoint = Failed)]
/// #[durable(table = "jobs")]
/// enum JobState {
///     #[lifecycle(initial, to(Done))]
///     Queued,
///     #[lifecycle(terminal)]
///     Done,
///     #[lifecycle(terminal)]
///     Failed { lost: bool },
/// }
///
/// impl From<Abandoned> for Failed {
///     fn from(abandoned: Abandoned) -> Self {
///         let lost = matches!(&abandoned.cause, Cause::Error(error) if error.is::<Lost>());
///         Failed { lost }
///     }
/// }
/// # fn main() {}
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lost {
    /// The lifecycle's name.
    pub lifecycle: &'static str,
}

impl Lost {
    pub(crate) fn new(lifecycle: &'static str) -> Self {
        Self { lifecycle }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its driver died, and no attempt was left")
    }
}

impl error::Error for Lost {}
