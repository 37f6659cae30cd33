//! A child as its task: a running scope that tells its parent, whatever becomes of it.

use core::{
    pin::Pin,
    task::{Context, Poll, ready},
};
use std::sync::Arc;

use tokio::sync::oneshot;

use super::live::{Live, Seat};
use crate::{Lifecycle, caught::contained, scope::Running};

type EndOf<R> = <<R as Running>::Lifecycle as Lifecycle>::End;

/// Dropped in this order: the child leaves the nursery when its end has been told.
pub(super) struct Supervised<R: Running> {
    run: Option<R>,
    tell: Option<oneshot::Sender<EndOf<R>>>,
    _place: Place,
}

/// A child's place among the living, given up on drop.
pub(super) struct Place {
    pub(super) live: Arc<Live>,
    pub(super) seat: Seat,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.leave(self.seat);
    }
}

impl<R: Running> Supervised<R> {
    pub(super) fn new(run: R, tell: oneshot::Sender<EndOf<R>>, place: Place) -> Self {
        Self {
            run: Some(run),
            tell: Some(tell),
            _place: place,
        }
    }

    fn tell(&mut self, end: EndOf<R>) {
        if let Some(tell) = self.tell.take() {
            // Nobody may be waiting: the end was told to the scope's observers.
            let _ = tell.send(end);
        }
    }
}

impl<R: Running> Future for Supervised<R> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        if let Some(run) = &mut this.run {
            let end = ready!(Pin::new(run).poll(cx));
            this.run = None;
            this.tell(end);
        }
        Poll::Ready(())
    }
}

// Nothing in here needs to stay in place: a running scope is `Unpin`.
impl<R: Running> Unpin for Supervised<R> {}

impl<R: Running> Drop for Supervised<R> {
    fn drop(&mut self) {
        if let Some(run) = self.run.take() {
            // A second panic while unwinding would abort the process.
            contained(|| {
                if let Some(end) = run.__cancel() {
                    self.tell(end);
                }
            });
        }
    }
}
