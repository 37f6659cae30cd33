//! What happens between two steps of the nursery, done on purpose.

use std::{
    future::Future,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
};

use endstate::task::{Nursery, RefusedCause, nursery};

use crate::job::{JobEnd, endless, job};

/// Does something when it is woken.
struct Does(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Wake for Does {
    fn wake(self: Arc<Self>) {
        let does = self.0.lock().expect("no panic").take();
        if let Some(does) = does {
            does();
        }
    }
}

pub(crate) fn when_woken(does: impl FnOnce() + Send + 'static) -> Waker {
    Waker::from(Arc::new(Does(Mutex::new(Some(Box::new(does))))))
}

fn refused(n: &Nursery) -> Option<RefusedCause> {
    n.spawn(job().run(endless))
        .err()
        .map(|refused| refused.cause())
}

#[tokio::test]
async fn a_child_has_ended_where_its_nursery_is_empty() {
    let done = nursery(async |n| {
        let child = n.spawn(job().run(endless))?;
        tokio::task::yield_now().await;
        let (other, (tell, told)) = (n.clone(), tokio::sync::oneshot::channel());
        let mut empty = pin!(n.shutdown(std::time::Duration::MAX));
        let waker = when_woken(move || {
            let _ = tell.send((other.is_empty(), child.has_ended()));
        });
        let polled = empty.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        n.cancel();
        assert_eq!(told.await?, (true, true));
        Ok(())
    });
    assert!(done.await.is_ok());
}

/// The last child has ended and the nursery is about to return: what came in now would be cancelled behind its back.
#[tokio::test]
async fn a_nursery_that_is_about_to_return_takes_no_children() {
    let (tell, told) = std::sync::mpsc::channel();
    let done = nursery(async |n| {
        let other = n.clone();
        let waker = when_woken(move || tell.send(refused(&other)).expect("a test"));
        let mut closing = Box::pin(async move { n.closing().await });
        let polled = closing.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        Ok(closing)
    });
    assert!(done.await.is_ok());
    assert_eq!(told.recv(), Ok(Some(RefusedCause::Closed)));
}

#[tokio::test]
async fn whoever_learns_that_a_nursery_closes_finds_it_closed_and_may_cancel_it() {
    let (tell, told) = std::sync::mpsc::channel();
    let done = nursery(async |n| {
        let other = n.clone();
        let child = n.spawn(job().run(endless))?;
        let waker = when_woken(move || {
            tell.send((refused(&other), other.len())).expect("a test");
            other.cancel();
        });
        let mut closing = pin!(n.closing());
        let polled = closing.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        let shutdown = n.shutdown(std::time::Duration::MAX).await;
        assert!(shutdown.overdue.is_empty());
        Ok(child.await)
    });
    assert!(matches!(done.await, Ok(JobEnd::Cancelled(_))));
    assert_eq!(told.recv(), Ok((Some(RefusedCause::Closed), 1)));
}

/// A metric is told between the moment when a child has a seat and that when its task is spawned.
#[cfg(feature = "metrics")]
mod between_seat_and_task {
    use metrics::{
        Counter, Gauge, GaugeFn, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    };

    use super::*;

    struct Cancels(Mutex<Option<Nursery>>);

    impl GaugeFn for Cancels {
        fn increment(&self, by: f64) {
            let nursery = self.0.lock().expect("no panic").take();
            if let Some(nursery) = nursery.filter(|_| by > 0.0) {
                nursery.cancel();
            }
        }
        fn decrement(&self, _: f64) {}
        fn set(&self, _: f64) {}
    }

    struct Gauges(Arc<Cancels>);

    impl Recorder for Gauges {
        fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
        fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
        fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
        fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
            Counter::noop()
        }
        fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
            Gauge::from_arc(Arc::clone(&self.0))
        }
        fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
            Histogram::noop()
        }
    }

    #[tokio::test]
    async fn a_child_that_is_spawned_while_its_nursery_is_cancelled_is_cancelled_too() {
        let end = nursery(async |n| {
            let cancels = Arc::new(Cancels(Mutex::new(Some(n.clone()))));
            let child =
                metrics::with_local_recorder(&Gauges(cancels), || n.spawn(job().run(endless)))?;
            assert!(!n.is_open());
            Ok(child.await)
        });
        let end = tokio::time::timeout(std::time::Duration::from_secs(10), end).await;
        assert!(matches!(end, Ok(Ok(JobEnd::Cancelled(_)))));
    }
}
