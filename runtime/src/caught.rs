//! A panic as one more cause. Without `std` a panic cannot be caught and passes through.

use crate::Cause;

#[cfg(feature = "std")]
#[inline]
pub(crate) fn caught<T>(f: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    // Unwind safe: whoever calls this drops everything that `f` could have left half done.
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(result) => result,
        Err(payload) => Err(panicked(payload)),
    }
}

#[cfg(not(feature = "std"))]
#[inline]
pub(crate) fn caught<T>(f: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
    f()
}

/// Runs what must not disturb its caller: a panic goes no further.
#[inline]
pub(crate) fn contained(f: impl FnOnce()) {
    let _ = caught(|| {
        f();
        Ok(())
    });
}

/// The output of `future`, or what it panicked with.
#[cfg(feature = "tokio")]
pub(crate) async fn unwinding<Fut: Future>(future: Fut) -> std::thread::Result<Fut::Output> {
    use core::{future::poll_fn, pin::pin, task::Poll};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    let mut future = pin!(future);
    poll_fn(|cx| {
        // Unwind safe: a future that panicked is not polled again.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Cold, so that a scope whose body cannot panic compiles to the body alone.
#[cfg(feature = "std")]
#[cold]
pub(crate) fn panicked(payload: std::boxed::Box<dyn core::any::Any + Send>) -> Cause {
    use alloc::string::String;

    let message = match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => {
            let text = payload.downcast_ref::<&str>();
            let message = text
                .map_or("a value that is not a string", |text| text)
                .into();
            // A payload may panic in its own destructor.
            contained(|| drop(payload));
            message
        }
    };
    Cause::Panicked(message)
}
