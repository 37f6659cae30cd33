//! The cases of `topics.rs` once more, in schedules drawn at random and without a bound on preemptions, by `shuttle`.

#[path = "topics/cases.rs"]
mod cases;
#[path = "../../src/topic/event.rs"]
mod event;
#[path = "../../src/topic/events.rs"]
mod events;
#[path = "../../src/topic/topics.rs"]
mod topics;

use shuttle::{future::block_on, sync::atomic::AtomicBool, thread};

/// The locks of `shuttle`, through the door by which the hub gets its own.
mod sync {
    pub(crate) use shuttle::sync::Mutex;
    use shuttle::sync::MutexGuard;

    pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().expect("no case panics under a lock")
    }
}

fn explore(_threads: usize, case: impl Fn() + Send + Sync + 'static) {
    shuttle::check_random(case, 1_000);
}

/// More threads than `loom` can take.
#[test]
fn many_waiters_and_many_announcers_all_end() {
    cases::crowd(6, 3);
}
