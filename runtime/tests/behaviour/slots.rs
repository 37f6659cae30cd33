//! A lifecycle in a field: stepped with plain code.

use endstate::{AnyHandle, BoxError, Slot};

use crate::job::{AnyJob, JobEnd, Log, job, next, told_as};

#[test]
fn a_slot_is_stepped_to_its_end() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    assert_eq!(format!("{slot:?}"), "Slot<Job>(Queued)");
    assert!(slot.step(next).is_none());
    assert_eq!(format!("{slot:?}"), "Slot<Job>(Running)");
    assert!(slot.step(next).is_none());
    assert_eq!(log.lines(), [""; 0]);
    assert!(matches!(slot.step(next), Some(JobEnd::Done(_))));
    assert_eq!(format!("{slot:?}"), "Slot<Job>(Done)");
    assert_eq!(log.lines(), ["context dropped", "told Done after 1"]);
    assert!(matches!(slot.finish(), Ok(JobEnd::Done(_))));
    assert_eq!(log.lines().len(), 2);
}

#[test]
fn an_error_in_a_step_ends_it_in_its_fixpoint() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    slot.step(next);
    let end = slot.step(|_| Err("jammed".into())).map(told_as);
    assert_eq!(end.as_deref(), Some("told Failed: error jammed"));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: error jammed"]
    );
}

#[cfg(feature = "std")]
#[test]
fn a_panic_in_a_step_ends_it_in_its_fixpoint() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    let end = slot.step(|_| panic!("jammed")).map(told_as);
    assert_eq!(end.as_deref(), Some("told Failed: panic jammed"));
    assert!(matches!(slot.finish(), Ok(JobEnd::Failed(_))));
    assert_eq!(
        log.lines(),
        ["context dropped", "told Failed: panic jammed"]
    );
}

#[test]
fn after_the_end_no_step_is_called() {
    let mut slot = job(&Log::default()).slot();
    slot.step(|_| Err("over".into()));
    let mut called = false;
    let end = slot.step(|any| {
        called = true;
        Ok(any)
    });
    assert!(matches!(end, Some(JobEnd::Failed(_))));
    assert!(!called);
}

#[test]
fn dropped_while_live_it_ends_as_cancelled() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    slot.step(next);
    drop(slot);
    assert_eq!(log.lines(), ["context dropped", "told Failed: cancelled"]);
}

#[test]
fn dropped_after_its_end_it_says_nothing_more() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    slot.step(|_| Err("over".into()));
    drop(slot);
    assert_eq!(log.lines(), ["context dropped", "told Failed: error over"]);
}

#[test]
fn finished_too_early_it_gives_the_slot_back() {
    let log = Log::default();
    let mut slot = job(&log).slot();
    slot.step(next);
    let mut slot = slot.finish().unwrap_err();
    assert_eq!(log.lines(), [""; 0]);
    slot.step(next);
    slot.step(next);
    assert!(matches!(slot.finish(), Ok(JobEnd::Done(_))));
}

#[test]
fn the_handle_can_be_looked_at_and_used_without_a_step() {
    let mut slot = job(&Log::default()).slot();
    assert_eq!(slot.get().map(AnyHandle::name), Some("Queued"));
    assert!(slot.end().is_none());
    slot.step(next);
    if let Some(AnyJob::Running(job)) = slot.get_mut() {
        *job.rounds() = 41;
    }
    slot.step(|any| match any {
        AnyJob::Running(job) => Ok(job.round().into()),
        other => Ok(other),
    });
    slot.step(next);
    assert!(slot.get().is_none() && slot.get_mut().is_none());
    assert!(matches!(slot.end(), Some(JobEnd::Done(done)) if done.rounds == 42));
}

/// Two slots whose handles were exchanged through `get_mut`: each still ends once.
#[test]
fn exchanged_handles_end_in_the_slots_they_were_put_in() {
    let (left_log, right_log) = (Log::default(), Log::default());
    let (mut left, mut right) = (job(&left_log).slot(), job(&right_log).slot());
    left.step(next);
    std::mem::swap(left.get_mut().unwrap(), right.get_mut().unwrap());
    assert_eq!(left.get().map(AnyHandle::name), Some("Queued"));
    drop(left);
    right.step(next);
    right.step(next);
    assert!(matches!(right.finish(), Ok(JobEnd::Done(_))));
    assert_eq!(left_log.lines().len() + right_log.lines().len(), 4);
    assert!(left_log.lines().contains(&"told Failed: cancelled".into()));
    assert!(right_log.lines().contains(&"told Done after 1".into()));
}

#[test]
fn a_terminal_handle_put_in_from_elsewhere_finishes_a_slot() {
    let log = Log::default();
    let mut elsewhere = None;
    let other = job(&Log::default()).run_sync(|job| {
        elsewhere = Some(job.start().finish());
        Err("the handle went elsewhere".into())
    });
    assert!(matches!(other, JobEnd::Failed(_)));
    let mut slot = job(&log).slot();
    *slot.get_mut().unwrap() = elsewhere.unwrap().into();
    assert!(matches!(slot.finish(), Ok(JobEnd::Done(_))));
    assert_eq!(log.lines(), ["context dropped", "told Done after 0"]);
}

/// A device that owns its job.
struct Device<O: FnOnce(&JobEnd)> {
    job: Slot<AnyJob, O>,
}

impl<O: FnOnce(&JobEnd)> Device<O> {
    fn tick(&mut self) -> bool {
        self.job.step(next).is_some()
    }
}

#[test]
fn a_struct_owns_one_in_a_field() {
    let log = Log::default();
    let mut device = Device {
        job: job(&log).slot(),
    };
    assert_eq!([(); 4].map(|()| device.tick()), [false, false, true, true]);
    assert_eq!(log.lines(), ["context dropped", "told Done after 1"]);
}

#[test]
fn a_thousand_in_a_vec_change_state_there() {
    let log = Log::default();
    let mut slots: Vec<_> = (0..1000).map(|_| job(&log).slot()).collect();
    for round in 0..3 {
        for (i, slot) in slots.iter_mut().enumerate() {
            let step = |any| -> Result<AnyJob, BoxError> {
                if i % 10 == round {
                    return Err("every tenth".into());
                }
                next(any)
            };
            slot.step(step);
        }
    }
    let ends: Vec<JobEnd> = slots
        .into_iter()
        .map(|slot| slot.finish().unwrap())
        .collect();
    let done = ends
        .iter()
        .filter(|end| matches!(end, JobEnd::Done(_)))
        .count();
    assert_eq!((ends.len(), done), (1000, 700));
    let told = log
        .lines()
        .into_iter()
        .filter(|line| line.starts_with("told"));
    assert_eq!(told.count(), 1000);
}
