//! One stream of server-sent events.

use std::{sync::Arc, time::Duration};

use axum::response::sse::{Event, KeepAlive, Sse};
use endstate::owned::Owned;
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Live, Picture, Stream};

/// Finds a connection that is gone without a word.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// A stream and its place in the registry: they go together. A browser that leaves drops the response, and with it this.
struct Following {
    owner: Owned<Uuid, Stream>,
    latest: watch::Receiver<Arc<Picture>>,
    closing: CancellationToken,
    next: Next,
}

enum Next {
    /// What is there already.
    First,
    Change,
    End,
}

/// Opens the stream of a tab, which closes that tab's older one.
///
/// It begins with how everything stands, so that a browser which connects anew needs to know nothing of what it missed.
///
/// # Errors
///
/// The database's own.
pub(crate) async fn follow(
    live: &Live,
    tab: Uuid,
    closing: CancellationToken,
) -> Result<Sse<impl futures_util::Stream<Item = Result<Event, axum::Error>> + use<>>, sqlx::Error>
{
    let owner = live.streams.open(tab, Stream::default());
    let latest = live.latest.subscribe();
    live.read().await?;
    // Whoever tells looks on its own only while somebody listens.
    live.changed();
    let following = Following {
        owner,
        latest,
        closing,
        next: Next::First,
    };
    let events = unfold(following, async |mut following| {
        let event = following.event().await?;
        Some((event, following))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

impl Following {
    async fn event(&mut self) -> Option<Result<Event, axum::Error>> {
        match self.next {
            Next::First => self.next = Next::Change,
            Next::End => return None,
            Next::Change => {
                tokio::select! {
                    biased;
                    // At a shutdown all are closed, and nobody is replaced.
                    () = self.closing.cancelled() => return None,
                    () = self.owner.handle().closed.cancelled() => return Some(Ok(self.replaced())),
                    changed = self.latest.changed() => changed.ok()?,
                }
            }
        }
        let picture = Arc::clone(&self.latest.borrow_and_update());
        Some(Event::default().event("picture").json_data(&*picture))
    }

    /// A reload has the tab's name, and its old page hears nothing. A *copy* of a tab has it as well: its original hears this, and
    /// takes a name of its own instead of taking the place back, for ever.
    fn replaced(&mut self) -> Event {
        self.next = Next::End;
        Event::default().event("replaced").data("taken")
    }
}
