//! Why nobody moved a lifecycle forward.

use alloc::{boxed::Box, string::String};
use core::{error::Error, fmt, time::Duration};

/// The error of a scope's body: any error, boxed, so that `?` needs no annotation.
///
/// ```
/// use endstate::BoxError;
///
/// fn port(text: &str) -> Result<u16, BoxError> {
///     let port: u16 = text.parse()?;
///     if port == 0 {
///         return Err("a port is not 0".into());
///     }
///     Ok(port)
/// }
///
/// assert_eq!(port("0").unwrap_err().to_string(), "a port is not 0");
/// ```
pub type BoxError = Box<dyn Error + Send + Sync>;

/// A lifecycle that its body left without a terminal state, and why.
///
/// The fixpoint is built from it: every fixpoint that carries data implements `From<Abandoned>`. It displays as its
/// [`Cause`], so that `abandoned.to_string()` is a reason to keep.
///
/// ```
/// use endstate::{Abandoned, Cause};
///
/// struct Closed { reason: String, retry: bool }
///
/// impl From<Abandoned> for Closed {
///     fn from(abandoned: Abandoned) -> Self {
///         let retry = matches!(abandoned.cause, Cause::TimedOut { .. });
///         Closed { reason: abandoned.to_string(), retry }
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Abandoned {
    /// The lifecycle's name, such as `Connection`.
    pub lifecycle: &'static str,
    /// What happened instead of a declared transition.
    pub cause: Cause,
}

/// What happened to the function that should have moved a lifecycle forward.
///
/// [`Abandoned`] has an example.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// It returned an error.
    Error(BoxError),
    /// It panicked, with this message. Needs the feature `std`: without it panics are not caught.
    Panicked(String),
    /// It was still running at the scope's deadline.
    TimedOut {
        /// The time it had.
        after: Duration,
    },
    /// It was dropped before it ended: its task was aborted, its future lost a race, its runtime shut down.
    Cancelled,
}

impl fmt::Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Panicked(message) => write!(f, "panicked: {message}"),
            Self::TimedOut { after } => write!(f, "timed out after {after:?}"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl Error for Abandoned {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            // Displayed as this error, so its own source is the next link of the chain.
            Cause::Error(error) => error.source(),
            _ => None,
        }
    }
}

/// A lifecycle was to begin in a state whose invariant does not hold; it ended in its fixpoint before its body ran.
///
/// ```
/// use endstate::{Abandoned, BrokenInvariant, Cause, Lifecycle};
///
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Tank, fixpoint = Empty)]
/// enum TankState {
///     #[lifecycle(initial, to(Empty), invariant = fits)]
///     Filled { litres: u32 },
///     #[lifecycle(terminal)]
///     Empty { broken: bool },
/// }
///
/// fn fits(filled: &Filled) -> bool {
///     filled.litres <= 50
/// }
///
/// impl From<Abandoned> for Empty {
///     fn from(abandoned: Abandoned) -> Self {
///         let broken = matches!(abandoned.cause, Cause::Error(error) if error.is::<BrokenInvariant>());
///         Empty { broken }
///     }
/// }
///
/// let end = Tank::scope(Filled { litres: 60 }).run_sync(|_| unreachable!("it does not begin"));
/// assert!(matches!(end, TankEnd::Empty(Empty { broken: true })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BrokenInvariant {
    /// The lifecycle's name.
    pub lifecycle: &'static str,
    /// The state's name.
    pub state: &'static str,
}

impl fmt::Display for BrokenInvariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lifecycle, state } = self;
        write!(
            f,
            "`{lifecycle}` cannot begin in `{state}`: its invariant does not hold"
        )
    }
}

impl Error for BrokenInvariant {}

impl From<BrokenInvariant> for Cause {
    fn from(broken: BrokenInvariant) -> Self {
        Self::Error(broken.into())
    }
}
