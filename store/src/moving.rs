//! A transition of a durable handle, on its way.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use crate::error::Error;

/// The future of a durable handle's `to`, which gives the handle `H` in its next state.
///
/// It can be sent to other threads, as every state of a durable lifecycle can: generic code says so, `N: ReachableFrom<L, S> + Send + Sync`.
///
/// The example is that of [`Row`](crate::Row).
// A type with a name, and not that of an `async fn`: rustc holds the bounds of an `async fn` against the future and its `.await` too,
// and would report an undeclared transition three times.
#[must_use = "the row moves when this is awaited: `handle.to(next).await?`"]
pub struct Moving<'m, H> {
    moved: Pin<Box<dyn Future<Output = Result<H, Error>> + Send + 'm>>,
}

impl<'m, H> Moving<'m, H> {
    pub(crate) fn new(moved: impl Future<Output = Result<H, Error>> + Send + 'm) -> Self {
        Self {
            moved: Box::pin(moved),
        }
    }
}

impl<H> Future for Moving<'_, H> {
    type Output = Result<H, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.moved.as_mut().poll(cx)
    }
}

impl<H> fmt::Debug for Moving<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moving").finish_non_exhaustive()
    }
}
