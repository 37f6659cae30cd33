//! Pages, and what they go through.

use std::sync::Arc;

use endstate::BoxError;
use tokio::sync::Notify;

use super::Updates;
use crate::dice::Dice;

/// What a page goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
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

impl Visit {
    /// As the dice fall.
    pub(super) fn thrown(dice: &mut Dice) -> Self {
        dice.one_of(&[
            (12, Self::Calm),
            (3, Self::Remounted),
            (3, Self::Reloaded),
            (1, Self::Panics),
            (1, Self::CutOff),
        ])
    }

    /// As the report has it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Calm => "nothing",
            Self::Remounted => "a late clean-up",
            Self::Reloaded => "a reload",
            Self::Panics => "a panic",
            Self::CutOff => "a page cut off",
        }
    }
}

/// One page, from its opening to its end. Says whether a live stream was closed under it.
pub(super) async fn open<U: Updates>(
    updates: &mut U,
    project: u32,
    visit: Visit,
) -> Result<bool, BoxError> {
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
    let is_open = Arc::new(Notify::new());
    let page = tokio::spawn({
        let is_open = Arc::clone(&is_open);
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
