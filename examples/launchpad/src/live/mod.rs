//! What the pages are told: how everything stands, as often as it changes.

mod stream;

use std::{sync::Arc, time::Duration};

use endstate::{
    owned::{self, Registry},
    permit::Limiter,
    topic::Hub,
};
use serde::Serialize;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) use self::stream::follow;
use crate::{
    project::ProjectId,
    tables::{
        Tables,
        projects::{self, Listed},
    },
};

/// How late a page may be, while anybody looks: the store's moves, here and in other processes, are looked for so often.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How many pages may follow at a time.
pub(crate) const MOST: usize = 200;

/// An open stream of events to one browser tab.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    closed: CancellationToken,
}

/// The streams that are open, each under the id of its tab: a page that is loaded anew takes its own old place.
pub(crate) type Streams = Registry<Uuid, Stream>;

/// What the pages are told, and who listens.
pub(crate) struct Live {
    pub(crate) streams: Streams,
    tables: Tables,
    permits: Limiter,
    answers: Hub<ProjectId, ()>,
    /// A state and no events: who is slow misses what is over.
    latest: watch::Sender<Arc<Picture>>,
    changed: Notify,
}

/// How everything stands.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Picture {
    gauges: Gauges,
    pub(crate) projects: Vec<Listed>,
}

/// The surface signal of each thing that can be stuck.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Gauges {
    permits: usize,
    permits_held: usize,
    permits_waiting: usize,
    /// Whole seconds.
    longest_wait: u64,
    open_streams: usize,
    followed_projects: usize,
}

impl Live {
    pub(crate) fn new(tables: Tables, permits: Limiter, answers: Hub<ProjectId, ()>) -> Self {
        Self {
            streams: owned::named("streams").closing_with(|stream: &Stream| stream.closed.cancel()),
            tables,
            permits,
            answers,
            latest: watch::Sender::default(),
            changed: Notify::new(),
        }
    }

    /// Something has changed: those who listen are told at once.
    pub(crate) fn changed(&self) {
        self.changed.notify_one();
    }

    /// Reads how everything stands. A result is the last line of it here: the whole is for who looks at one project.
    pub(crate) async fn picture(&self) -> sqlx::Result<Picture> {
        let mut projects = projects::newest(&self.tables).await?;
        for project in &mut projects {
            shorten(&mut project.result, |text| text.lines().last());
            shorten(&mut project.error, |text| {
                text.lines().next().map(|line| line.trim_end_matches(':'))
            });
        }
        let permits = self.permits.status();
        let gauges = Gauges {
            permits: permits.capacity,
            permits_held: permits.in_flight,
            permits_waiting: permits.waiting,
            longest_wait: permits.longest_wait.unwrap_or_default().as_secs(),
            open_streams: self.streams.len(),
            followed_projects: self.answers.topics(),
        };
        Ok(Picture { gauges, projects })
    }

    /// Tells those who listen, whenever something has changed, until the service closes. One reader serves all of them, and none
    /// reads while nobody listens.
    pub(crate) async fn tell(&self, closing: &CancellationToken) {
        while !closing.is_cancelled() {
            let look = async {
                if self.streams.is_empty() {
                    std::future::pending::<()>().await;
                }
                tokio::time::sleep(LOOK_EVERY).await;
            };
            tokio::select! {
                () = closing.cancelled() => {}
                () = self.changed.notified() => {}
                () = look => {}
            }
            if self.streams.is_empty() {
                continue;
            }
            if let Err(error) = self.read().await {
                tracing::warn!(%error, "the pages are not told; it is tried again");
            }
        }
        // A shutdown waits for no page.
        self.streams.close_all();
    }

    /// Reads anew, and tells those who listen if it is news.
    async fn read(&self) -> sqlx::Result<()> {
        let picture = self.picture().await?;
        self.latest.send_if_modified(|latest| {
            let is_news = **latest != picture;
            if is_news {
                *latest = Arc::new(picture);
            }
            is_news
        });
        Ok(())
    }
}

fn shorten(text: &mut Option<String>, to: impl FnOnce(&str) -> Option<&str>) {
    *text = text.as_deref().and_then(to).map(str::to_owned);
}
