//! What one walk is going to do: drawn by proptest.

use proptest::prelude::*;
use walks::lifecycles;

#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) lifecycle: usize,
    /// Which way in, of those that the lifecycle has.
    pub(crate) way: usize,
    pub(crate) by: By,
    /// Which transition is taken at each step.
    pub(crate) choices: Vec<usize>,
    pub(crate) fault: Fault,
    /// The step before which the fault happens, and another walk is taken.
    pub(crate) at: usize,
    pub(crate) inner: Option<Box<Plan>>,
}

/// How the lifecycle is driven.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum By {
    RunSync,
    Run,
    Slot,
    SlotAsync,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    None,
    Error,
    Panic,
    /// What drives it drops it: while pending, or while live in a slot.
    Dropped,
    /// It waits for ever, and the walk around it is dropped.
    DroppedWithTheOuter,
    Deadline,
    /// The future is dropped before its first poll.
    NeverPolled,
}

impl By {
    pub(crate) fn is_async(self) -> bool {
        matches!(self, Self::Run | Self::SlotAsync)
    }
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let by = prop_oneof![
        Just(By::RunSync),
        Just(By::Run),
        Just(By::Run),
        Just(By::Slot),
        Just(By::SlotAsync)
    ];
    let fault = prop_oneof![
        2 => Just(Fault::None),
        1 => Just(Fault::Error),
        1 => Just(Fault::Panic),
        1 => Just(Fault::Dropped),
        1 => Just(Fault::DroppedWithTheOuter),
        1 => Just(Fault::Deadline),
        1 => Just(Fault::NeverPolled),
    ];
    let choices = prop::collection::vec(0..60_usize, 0..16);
    // Mostly an initial state: those are the first ways in.
    let way = prop_oneof![2 => 0..2_usize, 1 => any::<usize>()];
    let one = (0..lifecycles::COUNT, way, by, choices, fault, 0..4_usize);
    let one = one.prop_map(|(lifecycle, way, by, choices, fault, at)| Plan {
        lifecycle,
        way,
        by,
        choices,
        fault,
        at,
        inner: None,
    });
    let nested = (
        one.clone(),
        prop::option::of(one.clone()),
        prop::option::of(one),
    );
    nested.prop_map(|(mut outer, middle, inner)| {
        outer.inner = middle.map(|mut middle| {
            middle.inner = inner.map(Box::new);
            Box::new(middle)
        });
        outer
    })
}
