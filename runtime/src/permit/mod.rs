//! Permits whose holders cannot wait for ever.
//!
//! A limiter of two lets two agents run. Both ask their user a question and wait, each with its permit, and the users go home:
//! ninety-three minutes later nobody has got in, and nothing is broken. The wait was added by somebody who could not see
//! the limiter. Here a permit and an unbounded wait do not go together unseen.
//!
//! *As a scope*, for as long as a body runs; this keeps the limit:
//!
//! ```
//! use std::{num::NonZeroUsize, time::Duration};
//! use endstate::permit;
//!
//! # async fn answer_of_the_user() -> &'static str { "go on" }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), endstate::BoxError> {
//! let agents = permit::named("agents")
//!     .hold_limit(Duration::from_secs(300))
//!     .acquire_timeout(Duration::from_secs(900))
//!     .limiter(const { NonZeroUsize::new(2).unwrap() });
//!
//! let said = agents
//!     .run(async |mut held| {
//!         // .. works under the hold limit, then waits without a permit ..
//!         let answer = held.released(answer_of_the_user()).await?;
//!         // .. and works under the limit again
//!         Ok(answer.len())
//!     })
//!     .await?;
//! assert_eq!(said, 5);
//! # Ok(())
//! # }
//! ```
//!
//! *As a value*, whose type keeps it out of futures that wait:
//!
//! ```
//! # use std::num::NonZeroUsize;
//! use endstate::permit::Limiter;
//!
//! # async fn query() -> usize { 7 }
//! # async fn answer_of_the_user() -> &'static str { "go on" }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), endstate::BoxError> {
//! let limiter = Limiter::new(const { NonZeroUsize::new(2).unwrap() });
//! let permit = limiter.acquire().await?;
//! let (permit, rows) = permit.bounded(query()).await; // bounded by the hold limit
//! let released = permit.release_before_wait();
//! let answer = answer_of_the_user().await; // as long as it takes
//! let permit = released.reacquire().await?;
//! drop(permit);
//! # assert_eq!((rows?, answer), (7, "go on"));
//! # Ok(())
//! # }
//! ```
//!
//! # Ways to wait
//!
//! | what waits | for how long | the permit meanwhile |
//! |---|---|---|
//! | [`Limiter::acquire`], [`Limiter::run`], [`Released::reacquire`] for a permit | the acquire time-out, 30 s by default | |
//! | the body of a `run` | the hold limit, 30 s by default; then it is cancelled | held until the body has been dropped |
//! | [`Held::released`] | as long as it takes | given back |
//! | [`Permit::bounded`] | the hold limit | held |
//! | [`Permit::release_before_wait`] | as long as it takes | given back |
//! | [`Permit::across_unbounded`] | as long as it takes; it asks why, and is listed in [`waivers`](crate::waivers) | held, and reported past the limit |
//! | a raw `.await` beside a [`Permit`] | does not compile where the future has to be [`Send`] | |
//!
//! Permits are given first come, first served. What leaves the queue, at whatever moment, leaves nothing behind.

mod drive;
mod error;
mod held;
mod hold;
mod limiter;
mod place;
mod queue;
mod run;
mod seats;
mod settings;
mod value;
mod watch;

pub use error::{AcquireError, Failure, NotReacquired, TimedOut};
pub use held::Held;
pub use limiter::{Limiter, Status};
pub use run::Run;
pub use settings::{Settings, named};
pub use value::{Permit, PermitHeldAcrossAwait, Released};
