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
    // The observer is told in one place: two copies of a caught call are over the inliner's threshold.
    #[inline]
    pub(crate) fn land(mut self, ran: Result<L::End, Cause>) -> L::End {
        // Taken first: should building the fixpoint panic, there is no end to tell anybody.
        let on_exit = self.on_exit.take();
        let end = match ran {
            Ok(end) => {
                self.span.within(|| trace::exit::<L>(&end));
                end
            }
            Err(cause) => self.fixpoint(cause),
        };
        if let Some(on_exit) = on_exit {
            // An observer that panics cannot change how the lifecycle ended.
            contained(|| on_exit(&end));
        }
        end
    }

    #[inline]
    fn fixpoint(&self, cause: Cause) -> L::End {
        let lifecycle = L::GRAPH.name;
        let abandoned = Abandoned { lifecycle, cause };
        let cause = AbandonedCause::of(&abandoned);
        let end = L::End::from(abandoned);
        self.span.within(|| cause.exit::<L>(&end));
        end
    }

    /// Cold, so that a scope that ran to its end compiles to its body alone.
    #[cold]
    fn cancelled(&mut self) {
        // A second panic while unwinding would abort the process.
        contained(|| {
            if let Some(on_exit) = self.on_exit.take() {
                on_exit(&self.fixpoint(Cause::Cancelled));
            }
        });
    }
}

impl<L: Lifecycle, O: FnOnce(&L::End)> Drop for Watch<L, O> {
    #[inline]
    fn drop(&mut self) {
        if self.on_exit.is_some() {
            self.cancelled();
        }
    }
}
