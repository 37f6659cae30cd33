//! Random walks with random faults through random lifecycles: every begun scope ends once, where it has to.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure here is a message to a developer"
)]

mod body;
mod by_future;
mod by_slot;
mod drive;
mod plan;
mod tally;

use std::{cell::RefCell, panic, rc::Rc};

use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestError, TestRunner},
};
use tokio::runtime::Builder;

use crate::{
    body::PLANNED,
    drive::walk,
    plan::plan,
    tally::{Tally, Total},
};

/// Panics that are part of a plan are not worth a message.
fn silence_planned_panics() {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if info.payload_as_str() != Some(PLANNED) {
            loud(info);
        }
    }));
}

#[test]
fn every_begun_scope_ends_once() {
    silence_planned_panics();
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let total = RefCell::new(Total::default());
    let config = ProptestConfig {
        cases: 8000,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let run = TestRunner::new(config).run(&plan(), |plan| {
        let tally = Rc::new(Tally::default());
        runtime.block_on(walk(&plan, &tally, None));
        let complaints = tally.complaints();
        prop_assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        total.borrow_mut().add(&tally);
        Ok(())
    });
    if let Err(TestError::Fail(reason, plan)) = run {
        panic!("{reason}\nin {plan:#?}");
    }
    assert!(run.is_ok(), "{run:?}");
    // So that a mistake in what draws the plans cannot empty the test.
    let total = total.into_inner();
    assert!(total.is_varied(), "{total:?}");
}
