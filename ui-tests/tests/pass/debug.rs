//! `Debug` prints names, whatever the payloads are.

use endstate::{Abandoned, Lifecycle};

/// Not `Debug`.
struct Opaque;

#[derive(Lifecycle)]
#[lifecycle(handle = Door, context = Opaque, fixpoint = Shut, derive(Clone))]
enum DoorState<T: Clone> {
    #[lifecycle(initial, to(Shut))]
    Ajar { held: T },
    #[lifecycle(terminal)]
    Shut { by: Option<T> },
}

impl<T: Clone> From<Abandoned> for Shut<T> {
    fn from(_: Abandoned) -> Self {
        Self { by: None }
    }
}

impl Clone for Opaque {
    fn clone(&self) -> Self {
        Self
    }
}

#[test]
fn handle_any_token_exit_and_end_print_the_state() {
    let scope = Door::scope(Ajar { held: Opaque }, Opaque);
    assert_eq!(format!("{scope:?}"), "Scope<Door>");
    let end = scope.run_sync(|door| {
        assert_eq!(format!("{door:?}"), "Door<Ajar>");
        assert_eq!(format!("{:?}", door.token), "Token<Door, Ajar>");
        let any = AnyDoor::from(door);
        assert_eq!(format!("{any:?}"), "AnyDoor::Ajar");
        let AnyDoor::Ajar(door) = any else {
            panic!("{any:?}")
        };
        let by = Some(door.state.held.clone());
        let exit = door.to(Shut { by }).exit();
        assert_eq!(format!("{exit:?}"), "Exit<Door, Shut>");
        Ok(exit)
    });
    assert_eq!(format!("{end:?}"), "DoorEnd::Shut");
}

#[test]
fn the_runtime_traits_tell_names_and_statuses() {
    use endstate::{AnyHandle as _, End as _, State};

    assert_eq!(<Ajar<u8> as State<DoorState<u8>>>::NAME, "Ajar");
    assert_eq!(<Shut<u8> as State<DoorState<u8>>>::STATUS, "shut");
    let mut slot = Door::scope(Ajar { held: 1_u8 }, Opaque).slot();
    assert_eq!(slot.get().map(|any| any.state().status), Some("ajar"));
    slot.step(|any| {
        assert_eq!(any.name(), "Ajar");
        Err("left open".into())
    });
    assert_eq!(
        slot.end().map(|end| (end.name(), end.status())),
        Some(("Shut", "shut"))
    );
}
