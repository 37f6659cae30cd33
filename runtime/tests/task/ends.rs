//! The end of a child reaches whoever asks for it, once; what nobody asks for is not kept.

#![expect(
    clippy::disallowed_methods,
    reason = "a raw task catches the panic of who asks"
)]

use std::{
    cell::{Cell, RefCell},
    future::pending,
};

use endstate::{
    Abandoned, BoxError, Exit, Lifecycle,
    task::{Child, Nursery, nursery},
};

use crate::job::{Job, JobEnd, Told, endless, job};

/// Its end can be counted, and asks its nursery something when it is dropped.
#[derive(Lifecycle)]
#[lifecycle(handle = Parcel, fixpoint = Lost)]
enum ParcelState {
    #[lifecycle(initial, to(Lost))]
    Sent,
    #[lifecycle(terminal)]
    Lost(Witness),
}

thread_local! {
    static WITNESSES: Cell<usize> = const { Cell::new(0) };
    static ASKED: RefCell<Option<Nursery>> = const { RefCell::new(None) };
}

struct Witness;

impl From<Abandoned> for Lost {
    fn from(_: Abandoned) -> Self {
        WITNESSES.set(WITNESSES.get() + 1);
        Lost(Witness)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        WITNESSES.set(WITNESSES.get() - 1);
        // Under a lock of the nursery's this would not return.
        assert!(ASKED.with_borrow(|asked| asked.as_ref().is_some_and(Nursery::is_open)));
    }
}

fn parcel(n: &Nursery) -> Child<ParcelEnd> {
    ASKED.set(Some(n.clone()));
    n.spawn(Parcel::scope(Sent).run(async |_| pending::<Ended<_>>().await))
        .expect("an open nursery")
}

type Ended<L> = Result<Exit<L>, BoxError>;

async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_nobody_asks_for_is_not_kept_while_the_nursery_lives() {
    let done = nursery(async |n| {
        for ended_first in [false, true, false, true] {
            let child = parcel(&n);
            settle().await;
            child.cancel();
            if ended_first {
                settle().await;
                assert_eq!((child.has_ended(), WITNESSES.get()), (true, 1));
            }
            drop(child);
            settle().await;
            assert_eq!(WITNESSES.get(), 0);
        }
        Ok(())
    });
    assert!(done.await.is_ok());
}

#[tokio::test]
async fn what_was_asked_for_is_not_kept_either() {
    let done = nursery(async |n| {
        let child = parcel(&n);
        child.cancel();
        let ParcelEnd::Lost(lost) = child.await;
        assert_eq!(WITNESSES.get(), 1);
        drop(lost);
        assert_eq!(WITNESSES.get(), 0);
        Ok(())
    });
    assert!(done.await.is_ok());
}

/// The seat of a child that has ended is another's: to be dropped by its parent must not touch that other.
#[tokio::test]
async fn a_child_that_is_dropped_late_takes_nothing_from_who_has_its_seat_now() {
    let end = nursery(async |n| {
        let first = n.spawn(job().run(async |j| Ok(j.done().exit())))?;
        settle().await;
        assert!(first.has_ended() && n.is_empty());
        let second = n.spawn(job().run(endless))?;
        assert!(first.id() < second.id());
        drop(first);
        settle().await;
        second.cancel();
        Ok(second.await)
    });
    assert!(matches!(end.await, Ok(JobEnd::Cancelled(_))));
}

#[tokio::test]
async fn a_child_outlives_its_nursery_and_still_tells() {
    let child = nursery(async |n| {
        let child = n.spawn(job().run(endless))?;
        n.cancel();
        Ok(child)
    });
    let child = child.await.unwrap();
    assert!(child.has_ended());
    assert!(matches!(child.await, JobEnd::Cancelled(_)));
}

#[tokio::test]
async fn a_child_that_is_cancelled_before_its_first_poll_has_an_end() {
    let told = Told::default();
    let observer = told.clone();
    let end = nursery(async |n| {
        let scope = job().on_exit(move |_| observer.one());
        let child = n.spawn(scope.run(async |_| panic!("it began")))?;
        child.cancel();
        Ok(child.await)
    });
    assert!(matches!(end.await, Ok(JobEnd::Cancelled(_))));
    assert_eq!(told.count(), 1);
}

struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("it cannot be closed")
    }
}

#[tokio::test]
async fn a_child_whose_destructor_panics_when_it_is_cancelled_has_an_end() {
    let told = Told::default();
    let observer = told.clone();
    let end = nursery(async |n| {
        let scope = job().on_exit(move |_| observer.one());
        let child = n.spawn(scope.run(async |_: Job<_>| {
            let _kept = Panics;
            pending::<Ended<_>>().await
        }))?;
        settle().await;
        child.cancel();
        Ok(child.await)
    });
    assert!(matches!(end.await, Ok(JobEnd::Cancelled(_))));
    assert_eq!(told.count(), 1);
}

/// Its fixpoint cannot be built.
#[derive(Lifecycle)]
#[lifecycle(handle = Cursed, fixpoint = Never)]
enum CursedState {
    #[lifecycle(initial, to(Never))]
    Begun,
    #[lifecycle(terminal)]
    Never(()),
}

impl From<Abandoned> for Never {
    fn from(_: Abandoned) -> Self {
        panic!("there is no such state")
    }
}

#[tokio::test]
async fn a_child_without_an_end_panics_in_who_asks_and_leaves_the_nursery() {
    for cancelled in [false, true] {
        let done = nursery(async |n| {
            let child = n.spawn(Cursed::scope(Begun).run(async move |_| {
                if cancelled {
                    pending::<()>().await;
                }
                Err("it breaks".into())
            }))?;
            settle().await;
            child.cancel();
            let asked = tokio::spawn(async move { drop(child.await) }).await;
            let panic = asked.err().ok_or("it has an end")?.into_panic();
            let message = panic.downcast::<String>().expect("a message");
            assert!(message.starts_with("`Cursed` has no end"), "{message}");
            assert!(n.is_empty());
            Ok(())
        });
        assert!(done.await.is_ok());
    }
}

#[tokio::test]
async fn a_child_cancelled_before_its_first_poll_whose_destructor_panics_has_an_end() {
    let told = Told::default();
    let observer = told.clone();
    let end = nursery(async |n| {
        let scope = job().on_exit(move |_| observer.one());
        let kept = Panics;
        let child = n.spawn(scope.run(async move |_: Job<_>| {
            let _kept = kept;
            pending::<Ended<_>>().await
        }))?;
        child.cancel();
        Ok(child.await)
    });
    assert!(matches!(end.await, Ok(JobEnd::Cancelled(_))));
    assert_eq!(told.count(), 1);
}
