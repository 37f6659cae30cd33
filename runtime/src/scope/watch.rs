//! Who learns how a lifecycle ended.

use core::marker::PhantomData;

use crate::{
    Abandoned, Cause, Lifecycle,
    caught::contained,
    trace::{self, AbandonedCause, ScopeSpan},
};

/// Tells the observer exactly once how a lifecycle ended. Dropped untold, it was cancelled.
pub(crate) struct Watch<L: Lifecycle, O: FnOnce(&L::End)> {
    on_exit: Option<O>,
    span: ScopeSpan,
    lifecycle: PhantomData<fn() -> L>,
}

impl<L: Lifecycle, O: FnOnce(&L::End)> Watch<L, O> {
    #[inline]
    pub(crate) fn new(on_exit: O) -> Self {
        Self {
            on_exit: Some(on_exit),
            span: ScopeSpan::new::<L>(),
            lifecycle: PhantomData,
        }
    }

    #[inline]
    pub(crate) fn span(&self) -> &ScopeSpan {
        &self.span
    }

    /// Lands what a body came to: its end, or why it has none.
    #[inline]
    pub(crate) fn land(mut self, ran: Result<L::End, Cause>) -> L::End {
        match ran {
            Ok(end) => self.reached(end),
            Err(cause) => self.abandoned(cause),
        }
    }

    #[inline]
    fn reached(&mut self, end: L::End) -> L::End {
        self.span.within(|| trace::exit::<L>(&end));
        self.tell(&end);
        end
    }

    fn abandoned(&mut self, cause: Cause) -> L::End {
        // Taken first: should building the fixpoint panic, there is no end to tell anybody.
        let on_exit = self.on_exit.take();
        let abandoned = Abandoned {
            lifecycle: L::GRAPH.name,
            cause,
        };
        let cause = AbandonedCause::of(&abandoned);
        let end = L::End::from(abandoned);
        self.on_exit = on_exit;
        self.span.within(|| cause.exit::<L>(&end));
        self.tell(&end);
        end
    }

    #[inline]
    fn tell(&mut self, end: &L::End) {
        if let Some(on_exit) = self.on_exit.take() {
            // An observer that panics cannot change how the lifecycle ended.
            contained(|| on_exit(end));
        }
    }
}

impl<L: Lifecycle, O: FnOnce(&L::End)> Drop for Watch<L, O> {
    fn drop(&mut self) {
        if self.on_exit.is_some() {
            // A second panic while unwinding would abort the process.
            contained(|| drop(self.abandoned(Cause::Cancelled)));
        }
    }
}
