//! Events that nobody waits for in vain.
//!
//! Write a question, then subscribe to the answers, and an answer that comes in between is lost: you wait for ever for
//! something that has happened. Subscribing first closes that gap, and another stays open: an event can be lost on its
//! way, or come for something else. Here both are closed by construction. Only a live [`Subscription`] can publish a
//! question and wait, and it waits for a *predicate*, which it asks when it is registered and again at every hint. An event
//! is a hint; the predicate is the truth. That is the discipline of condition variables.
//!
//! ```
//! use std::{sync::Mutex, time::Duration};
//! use endstate::topic::{Asking, Hub};
//!
//! #[derive(Clone)]
//! struct Answered;
//!
//! #[derive(Default)]
//! struct Db { question: Mutex<Option<String>>, answer: Mutex<Option<u32>> }
//!
//! impl Db {
//!     // The proof in its arguments: nobody asks who is not subscribed.
//!     async fn ask(&self, _: Asking<'_, u64, Answered>, question: &str) {
//!         *self.question.lock().unwrap() = Some(question.to_owned());
//!     }
//!     async fn answer(&self) -> std::io::Result<Option<u32>> {
//!         Ok(*self.answer.lock().unwrap())
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), endstate::BoxError> {
//! let (hub, db) = (Hub::new(), Db::default());
//!
//! let ask = async {
//!     let mut project = hub.subscribe(7);
//!     project.publish(async |asking| db.ask(asking, "how many?").await).await;
//!     let within = Duration::from_secs(30);
//!     project.wait_until(within, async || Ok(db.answer().await?)).await
//! };
//! // Whoever responds writes first, and then announces. It needs no subscription.
//! let respond = async {
//!     *db.answer.lock().unwrap() = Some(42);
//!     hub.announce(&7, Answered);
//! };
//! let (answer, ()) = tokio::join!(ask, respond);
//! assert_eq!(answer?, 42);
//! # Ok(())
//! # }
//! ```
//!
//! # Ways out of a wait
//!
//! | what happens | what becomes of the wait |
//! |---|---|
//! | the predicate holds at once, although the event came long before | it is over, with the predicate's value |
//! | an event comes, or was missed by a full buffer | it asks the predicate again |
//! | [`Hub::wake_all`]: the source of the events was away | it asks the predicate again |
//! | nothing comes for the length of the fallback tick | it asks the predicate again |
//! | its time is over, or the predicate does not answer in time | [`WaitError::TimedOut`] |
//! | the predicate fails | [`WaitError::Predicate`] |
//! | its future is dropped | nothing is left of it; the subscription stays |
//!
//! Every wait takes a time-out. A slow subscriber misses events and slows nobody down. The memory of a topic is bounded by
//! its [buffer](Settings::buffer), and the last subscription takes it away.

mod asking;
mod check;
mod error;
mod event;
mod events;
mod hub;
mod misuse;
mod settings;
mod subscription;
mod telemetry;
mod topics;
mod wait;

pub use asking::Asking;
pub use check::Check;
pub use error::{TimedOut, WaitError};
pub use hub::Hub;
#[doc(hidden)]
pub use misuse::{SubscribeFirstToPublish, SubscribeFirstToWait};
pub use settings::{Settings, named};
pub use subscription::{Received, Subscription};
pub use wait::WaitUntil;
