//! Pages that subscribe to live updates, over real sockets, at a server that knows how many are open.
//!
//! Pages are mounted twice, their clean-ups come late, modules are reloaded, handlers panic or are cut off. What is counted are the
//! streams that are open at the server when every page is gone: it asks each of its sockets whether anybody is there.

mod after;
mod before;
mod server;
mod stream;

use endstate::BoxError;
use tokio::sync::Notify;

use self::server::Server;
use crate::{
    dice::Dice,
    experiment::{Progress, Setting},
    measure::{Counts, Measured, named, tally},
    saga::{Saga, Version},
};

/// What a page goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    /// Opened, and left.
    Calm,
    /// Mounted again before it is cleaned up: the first clean-up comes when the second stream is open.
    Remounted,
    /// The module is loaded anew while the page is open.
    Reloaded,
    /// The page's code panics.
    Panics,
    /// The page's code is cut off, by a time-out or a navigation.
    CutOff,
}

/// The live updates of a version, as pages use them.
trait Updates: Clone + Send + 'static {
    /// What a page keeps of its stream.
    type Stream: Send;
    /// Opens a stream of this project's updates.
    fn subscribe(
        &self,
        project: u32,
    ) -> impl Future<Output = Result<Self::Stream, BoxError>> + Send;
    /// The page is done with its stream.
    fn unsubscribe(&self, stream: Self::Stream) -> impl Future<Output = ()> + Send;
    /// The module is loaded anew.
    fn reload(&mut self);
    /// Whether this project still has a live stream, as the page sees it.
    fn is_live(&self, stream: &Self::Stream) -> bool;
}

/// Lets each version serve the same pages, and asks the server who is still there.
///
/// # Errors
///
/// The experiment itself failed.
pub fn measure(
    setting: &Setting,
    version: Version,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let mut dice = Dice::new(setting.seed, Saga::UnownedHandle);
    let mut visit = || {
        dice.one_of(&[
            (12, Visit::Calm),
            (3, Visit::Remounted),
            (3, Visit::Reloaded),
            (1, Visit::Panics),
            (1, Visit::CutOff),
        ])
    };
    let visits: Vec<Visit> = (0..setting.runs).map(|_| visit()).collect();
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match version {
            Version::Plain => {
                let updates = before::Updates::new(server.address());
                browse(&visits, updates, server, progress).await
            }
            Version::Endstate => {
                let updates = after::Updates::new(server.address());
                browse(&visits, updates, server, progress).await
            }
        }
    })
}

async fn browse<U: Updates>(
    visits: &[Visit],
    mut updates: U,
    mut server: Server,
    progress: &impl Progress,
) -> Result<Measured, BoxError> {
    let mut cut_short = 0;
    for (project, &visit) in (0..).zip(visits) {
        cut_short += u64::from(page(&mut updates, project, visit).await?);
        progress.over(1);
    }
    // Everybody is gone, and so is what served them.
    drop(updates);
    let roll_call = move || server.who_is_there();
    let open = tokio::task::spawn_blocking(roll_call).await?;
    let visits = open
        .iter()
        .filter_map(|&project| visits.get(project as usize));
    Ok(Measured {
        counts: Counts {
            open_handles: Some(open.len() as u64),
            ..Counts::default()
        },
        by_fault: tally(visits.map(|visit| visit.name())),
        besides: named([("live streams that were closed under their page", cut_short)]),
    })
}

/// One page, from its opening to its end. Says whether a live stream was closed under it.
async fn page<U: Updates>(updates: &mut U, project: u32, visit: Visit) -> Result<bool, BoxError> {
    match visit {
        Visit::Calm => {
            let stream = updates.subscribe(project).await?;
            updates.unsubscribe(stream).await;
            Ok(false)
        }
        Visit::Remounted => {
            let first = updates.subscribe(project).await?;
            let second = updates.subscribe(project).await?;
            updates.unsubscribe(first).await;
            let is_cut_short = !updates.is_live(&second);
            updates.unsubscribe(second).await;
            Ok(is_cut_short)
        }
        Visit::Reloaded => {
            // The page that held it is gone without a clean-up, as the module's.
            drop(updates.subscribe(project).await?);
            updates.reload();
            let stream = updates.subscribe(project).await?;
            updates.unsubscribe(stream).await;
            Ok(false)
        }
        Visit::Panics | Visit::CutOff => {
            ends_in_the_middle(updates.clone(), project, visit).await;
            Ok(false)
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the page is to panic or be cut off, and the experiment to go on"
)]
async fn ends_in_the_middle<U: Updates>(updates: U, project: u32, visit: Visit) {
    let is_open = std::sync::Arc::new(Notify::new());
    let page = tokio::spawn({
        let is_open = is_open.clone();
        async move {
            let stream = updates.subscribe(project).await;
            is_open.notify_one();
            if visit == Visit::Panics {
                std::panic::resume_unwind(Box::new("the page's bug"));
            }
            std::future::pending::<()>().await;
            if let Ok(stream) = stream {
                updates.unsubscribe(stream).await;
            }
        }
    });
    is_open.notified().await;
    page.abort();
    // It panicked, or was aborted.
    let _ = page.await;
}

impl Visit {
    /// As the report has it.
    fn name(self) -> &'static str {
        match self {
            Self::Calm => "nothing",
            Self::Remounted => "a late clean-up",
            Self::Reloaded => "a reload",
            Self::Panics => "a panic",
            Self::CutOff => "a page cut off",
        }
    }
}
