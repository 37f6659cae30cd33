//! Without `std` a panic cannot be caught: it passes through, and the lifecycle ends as cancelled on its way.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    executor::{block_on, yield_now},
    job::{Body, Log, job},
};

const CANCELLED: [&str; 2] = ["context dropped", "told Failed: cancelled"];

fn passes_through(f: impl FnOnce()) {
    let payload = catch_unwind(AssertUnwindSafe(f)).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"out of paper"));
}

#[test]
fn a_panic_passes_through_run_sync() {
    let log = Log::default();
    passes_through(|| drop(job(&log).run_sync(|_| -> Body { panic!("out of paper") })));
    assert_eq!(log.lines(), CANCELLED);
}

#[test]
fn a_panic_passes_through_run() {
    let log = Log::default();
    let run = job(&log).run(async |_| -> Body {
        yield_now().await;
        panic!("out of paper")
    });
    passes_through(|| drop(block_on(run)));
    assert_eq!(log.lines(), CANCELLED);
}

#[test]
fn a_panic_passes_through_a_step_and_leaves_no_hole() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    passes_through(|| {
        slot.step(|_| panic!("out of paper"));
    });
    assert_eq!(log.lines(), CANCELLED);
    assert!(slot.finish().is_ok());
}
