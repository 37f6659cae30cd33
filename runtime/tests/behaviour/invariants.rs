//! A state with an invariant: entered past a check, and never begun in when broken.

use std::sync::atomic::{AtomicU32, Ordering};

use endstate::{Abandoned, BoxError, BrokenInvariant, Cause, Exit, Lifecycle};

use crate::executor::block_on;

/// A tank that must not overflow.
#[derive(Lifecycle)]
#[lifecycle(handle = Tank, fixpoint = Burst, resume)]
enum TankState {
    #[lifecycle(initial, to(Filling, Emptied), invariant = fits)]
    Filling { litres: u32 },
    #[lifecycle(terminal)]
    Emptied,
    #[lifecycle(terminal)]
    Burst { cause: Cause },
}

fn fits(tank: &Filling) -> bool {
    tank.litres <= 10
}

impl From<Abandoned> for Burst {
    fn from(abandoned: Abandoned) -> Self {
        let cause = abandoned.cause;
        Self { cause }
    }
}

fn broken(end: TankEnd) -> BrokenInvariant {
    match end {
        TankEnd::Burst(Burst {
            cause: Cause::Error(error),
        }) => *error.downcast().unwrap(),
        other => panic!("ended in {other:?}"),
    }
}

#[test]
fn a_state_whose_invariant_holds_is_entered() {
    let end = Tank::scope(Filling { litres: 1 }).run_sync(|tank| {
        let tank = tank.try_to(Filling { litres: 10 }).map_err(|_| "full")?;
        assert_eq!(tank.state.litres, 10);
        Ok(tank.to(Emptied).exit())
    });
    assert!(matches!(end, TankEnd::Emptied(_)));
}

#[test]
fn a_rejected_transition_gives_both_handle_and_state_back() {
    let end = Tank::scope(Filling { litres: 1 }).run_sync(|tank| {
        let rejected = tank.try_to(Filling { litres: 11 }).unwrap_err();
        assert_eq!(rejected.state.litres, 11);
        assert_eq!(rejected.handle.state.litres, 1);
        let said = rejected.to_string();
        assert_eq!(
            said,
            "`Tank<Filling>` cannot enter `Filling`: its invariant does not hold"
        );
        Ok(rejected.handle.to(Emptied).exit())
    });
    assert!(matches!(end, TankEnd::Emptied(_)));
}

#[test]
fn a_rejected_transition_can_be_an_error_of_the_body() {
    let end = Tank::scope(Filling { litres: 1 }).run_sync(|tank| {
        let tank = tank
            .try_to(Filling { litres: 99 })
            .map_err(|rejected| rejected.to_string())?;
        Ok(tank.to(Emptied).exit())
    });
    let TankEnd::Burst(Burst { cause }) = end else {
        panic!("ended in {end:?}");
    };
    assert!(cause.to_string().contains("its invariant does not hold"));
}

#[test]
fn a_broken_first_state_ends_in_the_fixpoint_before_the_body_runs() {
    let (told, ran) = (AtomicU32::new(0), AtomicU32::new(0));
    let scope = || {
        Tank::scope(Filling { litres: 11 }).on_exit(|_| {
            told.fetch_add(1, Ordering::Relaxed);
        })
    };
    let count = || ran.fetch_add(1, Ordering::Relaxed);

    let sync = scope().run_sync(|tank| {
        count();
        Ok(tank.to(Emptied).exit())
    });
    let future = block_on(scope().run(async |tank| {
        count();
        Ok(tank.to(Emptied).exit())
    }));
    let mut slot = scope().slot();
    slot.step(|any| {
        count();
        Ok(any)
    });
    let slot = slot.finish().unwrap();

    for end in [sync, future, slot] {
        let broken = broken(end);
        assert_eq!((broken.lifecycle, broken.state), ("Tank", "Filling"));
        assert_eq!(
            broken.to_string(),
            "`Tank` cannot begin in `Filling`: its invariant does not hold"
        );
    }
    assert_eq!((told.into_inner(), ran.into_inner()), (3, 0));
}

#[test]
fn a_broken_stored_state_is_not_resumed() {
    let mut told = 0;
    let end = Tank::resume(TankState::Filling { litres: 12 })
        .on_exit(|_| told += 1)
        .run_sync(|_| -> Result<Exit<TankState>, BoxError> { panic!("the body ran") });
    assert_eq!(broken(end).state, "Filling");
    assert_eq!(told, 1);
}

#[test]
fn a_sound_stored_state_is_resumed() {
    let end = Tank::resume(TankState::Filling { litres: 5 }).run_sync(|any| match any {
        AnyTank::Filling(tank) => Ok(tank.to(Emptied).exit()),
        other => Err(format!("{other:?}").into()),
    });
    assert!(matches!(end, TankEnd::Emptied(_)));
}
