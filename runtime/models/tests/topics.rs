//! Every schedule of a few threads that wait on a topic, announce, come and go: no wake-up is lost.
//!
//! The files of the hub that hold its locks are compiled as they stand. `loom` tries all schedules of two threads; of three,
//! those with up to two preemptions,
//! or with as many as `LOOM_MAX_PREEMPTIONS` says.

#[path = "topics/cases.rs"]
mod cases;
#[path = "../../src/topic/event.rs"]
mod event;
#[path = "../../src/topic/events.rs"]
mod events;
#[path = "../../src/topic/topics.rs"]
mod topics;

use loom::{future::block_on, sync::atomic::AtomicBool, thread};

/// The locks of `loom`, through the door by which the hub gets its own.
mod sync {
    pub(crate) use loom::sync::Mutex;
    use loom::sync::MutexGuard;

    pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().expect("no case panics under a lock")
    }
}

fn explore(threads: usize, case: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    let bound = (threads > 2).then_some(2);
    model.preemption_bound = model.preemption_bound.or(bound);
    model.check(case);
}
