//! How a committed move of a row wakes whoever waits for it, in this process and in others.
//!
//! A wake is a hint and carries no data: whoever waits asks the database again. So a wake too many costs one query, and a
//! wake that is lost costs the time to the next fallback tick of the hub.
//!
//! | from | to this process | to other processes |
//! |---|---|---|
//! | SQLite | the hub, at once | each polls `PRAGMA data_version` while somebody is subscribed there |
//! | Postgres | the hub, at once | `pg_notify` after the commit, gathered for 10 ms, on a connection of its own |

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use endstate::topic::{self, Hub, Subscription};
#[cfg(feature = "postgres")]
use sqlx::postgres::PgConnectOptions;
#[cfg(feature = "sqlite")]
use sqlx::sqlite::SqliteConnectOptions;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

mod lost;
#[cfg(feature = "postgres")]
mod message;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "postgres")]
mod queue;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "postgres")]
mod tables;
#[cfg(test)]
mod tests;

/// Moves of so many topics wait for the relay at most. Beyond that all waits of other processes look again.
#[cfg(feature = "postgres")]
const LONGEST_QUEUE: usize = 10_000;

/// What one can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    /// One row.
    Row(Uuid),
    /// The rows of this table that are ready for a driver.
    Table(&'static str),
}

/// Where moves of rows are announced and waited for. A clone is the same.
#[derive(Clone)]
pub(crate) struct Wakes {
    shared: Arc<Shared>,
}

struct Shared {
    hub: Hub<Topic, ()>,
    #[cfg(feature = "sqlite")]
    subscribed: tokio::sync::Notify,
    #[cfg(feature = "postgres")]
    queue: queue::Queue,
    #[cfg(feature = "postgres")]
    tables: tables::Tables,
    /// Marks our own messages, which come back to us.
    #[cfg(feature = "postgres")]
    origin: Uuid,
}

impl Wakes {
    /// With the fallback tick `recheck_every`, which bounds each wait when every wake is lost.
    ///
    /// The [`Relay`] is for other processes: run it, or drop it where there are none.
    pub(crate) fn new(recheck_every: Duration) -> (Self, Relay) {
        let wakes = Self {
            shared: Arc::new(Shared {
                hub: topic::named("store")
                    // Nobody reads the events: they say nothing.
                    .buffer(NonZeroUsize::MIN)
                    .recheck_every(recheck_every)
                    .hub(),
                #[cfg(feature = "sqlite")]
                subscribed: tokio::sync::Notify::new(),
                #[cfg(feature = "postgres")]
                queue: queue::Queue::new(LONGEST_QUEUE),
                #[cfg(feature = "postgres")]
                tables: tables::Tables::default(),
                #[cfg(feature = "postgres")]
                origin: Uuid::now_v7(),
            }),
        };
        let relay = Relay {
            wakes: wakes.clone(),
        };
        (wakes, relay)
    }

    /// Wakes who waits for one of these topics, and queues them for other processes. To be called after the commit.
    ///
    /// It never blocks and never fails.
    pub(crate) fn moved(&self, topics: impl IntoIterator<Item = Topic>) {
        for topic in topics {
            self.shared.hub.announce(&topic, ());
            #[cfg(feature = "postgres")]
            self.shared.queue.push(topic);
        }
    }

    /// Subscribes to a topic. It is in force when this returns.
    pub(crate) fn subscribe(&self, topic: Topic) -> Subscription<Topic, ()> {
        #[cfg(feature = "postgres")]
        if let Topic::Table(name) = topic {
            self.shared.tables.add(name);
        }
        let subscription = self.shared.hub.subscribe(topic);
        #[cfg(feature = "sqlite")]
        self.shared.subscribed.notify_one();
        subscription
    }

    /// Makes every wait of this process look again: wakes may have been lost.
    pub(crate) fn wake_all(&self) {
        self.shared.hub.wake_all();
    }
}

/// Brings wakes to this process and, on Postgres, from it to others. For the thread of the keeper, whose
/// runtime needs I/O and a timer.
pub(crate) struct Relay {
    wakes: Wakes,
}

impl Relay {
    /// Watches the database file for the commits of others, until `shutdown`.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it lets go of its connection; from then on waits of this process hear of other processes by the fallback
    /// tick alone.
    #[cfg(feature = "sqlite")]
    pub(crate) async fn sqlite(self, database: SqliteConnectOptions, shutdown: CancellationToken) {
        #[cfg(feature = "postgres")]
        self.wakes.shared.queue.close();
        shutdown
            .run_until_cancelled(sqlite::watch(&self.wakes, database))
            .await;
    }

    /// Listens to other processes and tells them of our moves, until `shutdown`.
    ///
    /// What was moved before `shutdown` is still sent, if the database takes it within 5 s.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it lets go of its connections, and what is queued is not sent; from then on waits, here and elsewhere, hear
    /// of other processes by the fallback tick alone.
    #[cfg(feature = "postgres")]
    pub(crate) async fn postgres(self, database: PgConnectOptions, shutdown: CancellationToken) {
        postgres::relay(
            &self.wakes,
            database,
            postgres::Timing::default(),
            &shutdown,
        )
        .await;
    }
}

#[cfg(feature = "postgres")]
impl Drop for Relay {
    fn drop(&mut self) {
        self.wakes.shared.queue.close();
    }
}
