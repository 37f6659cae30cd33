//! Pages that subscribe to live updates, over real sockets, at a server that knows how many are open.
//!
//! Pages are mounted twice, their clean-ups come late, modules are reloaded, handlers panic or are cut off. What is counted are the
//! streams that are open at the server when every page is gone: it asks each of its sockets whether anybody is there.

mod after;
mod before;
mod page;
mod server;
mod stream;

use endstate::BoxError;

use self::{page::Visit, server::Server};
use crate::{
    dice::Dice,
    experiment::{Progress, Setting},
    measure::{Counts, Measured, named, tally},
    saga::{Saga, Version},
};

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
    let visits: Vec<Visit> = (0..setting.runs)
        .map(|_| Visit::thrown(&mut dice))
        .collect();
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
        cut_short += u64::from(page::open(&mut updates, project, visit).await?);
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
