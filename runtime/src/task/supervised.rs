//! A child as its task: a running scope whose end its parent learns, whatever becomes of it.

use core::{
    any::Any,
    pin::Pin,
    task::{Context, Poll},
};
use std::{boxed::Box, sync::Arc};

use super::live::{Live, Seat};
use crate::{Lifecycle, caught::contained, scope::Running};

type EndOf<R> = <<R as Running>::Lifecycle as Lifecycle>::End;

/// The task's output is the end. A task that is aborted has no output: then the end is left with the nursery.
///
/// Dropped in this order: a child leaves the nursery when its lifecycle has ended.
pub(super) struct Supervised<R: Running> {
    run: Option<R>,
    /// Erases the type of an end, which this may not do itself: a `Drop` has no bounds of its own.
    erase: fn(EndOf<R>) -> Box<dyn Any + Send>,
    place: Place,
}

/// A child's place among the living, given up on drop.
struct Place {
    live: Arc<Live>,
    seat: Seat,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.leave(self.seat);
    }
}

impl<R: Running> Supervised<R> {
    pub(super) fn new(run: R, live: &Arc<Live>, seat: Seat) -> Self
    where
        EndOf<R>: Send + 'static,
    {
        Self {
            run: Some(run),
            erase: |end| Box::new(end),
            place: Place {
                live: Arc::clone(live),
                seat,
            },
        }
    }
}

impl<R: Running> Future for Supervised<R> {
    type Output = EndOf<R>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<EndOf<R>> {
        let Some(run) = &mut self.run else {
            panic!("a child was polled after it had ended")
        };
        Pin::new(run).poll(cx)
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
                    let Place { live, seat } = &self.place;
                    live.keep_end(*seat, (self.erase)(end));
                }
            });
        }
    }
}
