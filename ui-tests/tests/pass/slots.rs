//! Lifecycles in fields and in vectors.

use std::{cell::RefCell, rc::Rc};

use endstate::{Abandoned, Lifecycle, Slot};

#[derive(Lifecycle)]
#[lifecycle(handle = Timer, fixpoint = Stopped)]
enum TimerState {
    #[lifecycle(initial, to(Ticking))]
    Set,
    #[lifecycle(to(Ticking when "not yet", Rung))]
    Ticking { left: u32 },
    #[lifecycle(terminal)]
    Rung,
    #[lifecycle(terminal)]
    Stopped { why: String },
}

impl From<Abandoned> for Stopped {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

impl AnyTimer {
    fn tick(self, n: u32) -> Result<Self, endstate::BoxError> {
        Ok(match self {
            Self::Set(timer) => timer.to(Ticking { left: n % 3 }).into(),
            Self::Ticking(timer) => match timer.state.left.checked_sub(1) {
                Some(left) => timer.to(Ticking { left }).into(),
                None if n.is_multiple_of(7) => return Err("jammed".into()),
                None => timer.to(Rung).into(),
            },
            over => over,
        })
    }
}

/// The type of a slot can be written down.
struct Clock {
    timers: Vec<Slot<AnyTimer>>,
}

#[test]
fn a_thousand_slots_change_state_where_they_are() {
    let mut clock = Clock {
        timers: (0..1000).map(|_| Timer::scope(Set).slot()).collect(),
    };
    for _ in 0..6 {
        for (n, timer) in (0..).zip(&mut clock.timers) {
            timer.step(|any| any.tick(n));
        }
    }
    let (mut rung, mut stopped) = (0, 0);
    for timer in clock.timers {
        match timer.finish() {
            Ok(TimerEnd::Rung(Rung)) => rung += 1,
            Ok(TimerEnd::Stopped(end)) => {
                assert_eq!(end.why, "jammed");
                stopped += 1;
            }
            Err(live) => panic!("{live:?}"),
        }
    }
    assert_eq!((rung, stopped), (857, 143));
}

#[test]
fn a_live_slot_can_be_looked_at_and_is_given_back_by_finish() {
    let mut slot = Timer::scope(Set).slot();
    assert!(slot.step(|any| any.tick(2)).is_none());
    if let Some(AnyTimer::Ticking(timer)) = slot.get_mut() {
        timer.state.left = 0;
    }
    assert!(matches!(slot.get(), Some(AnyTimer::Ticking(timer)) if timer.state.left == 0));
    let mut slot = slot.finish().expect_err("still ticking");
    assert!(matches!(
        slot.step(|any| any.tick(1)),
        Some(TimerEnd::Rung(_))
    ));
    assert!(slot.get().is_none());
    assert!(matches!(slot.finish(), Ok(TimerEnd::Rung(_))));
}

#[test]
fn a_slot_that_is_dropped_live_ends_as_cancelled() {
    let told = Rc::new(RefCell::new(Vec::new()));
    let slot = Timer::scope(Set)
        .on_exit(|end: &TimerEnd| told.borrow_mut().push(format!("{end:?}")))
        .slot();
    drop(slot);
    assert_eq!(*told.borrow(), ["TimerEnd::Stopped"]);
}
