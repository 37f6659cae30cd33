//! From a handle to the enum, to a handle again: nothing is lost on the way, whatever the shape of the state.

use endstate::{Abandoned, Lifecycle};

#[derive(Debug, Clone, PartialEq, Lifecycle)]
#[lifecycle(handle = Trip, context = &'static str, fixpoint = Lost, resume)]
enum TripState<T> {
    #[lifecycle(initial, to(Packed))]
    Planned,
    #[lifecycle(to(Under))]
    Packed(T, u8),
    #[lifecycle(to(Home))]
    Under { way: Vec<T>, left: u8 },
    #[lifecycle(terminal)]
    Home(T),
    #[lifecycle(terminal)]
    Lost { why: String },
}

impl From<Abandoned> for Lost {
    fn from(abandoned: Abandoned) -> Self {
        Self {
            why: abandoned.to_string(),
        }
    }
}

fn every_state() -> [TripState<char>; 5] {
    [
        TripState::Planned,
        TripState::Packed('a', 1),
        TripState::Under {
            way: vec!['b', 'c'],
            left: 2,
        },
        TripState::Home('d'),
        TripState::Lost {
            why: "fog".to_owned(),
        },
    ]
}

#[test]
fn a_live_state_comes_back_as_it_was() {
    for state in every_state().into_iter().take(3) {
        let mut seen = None;
        let end = Trip::resume(state.clone(), "map").run_sync(|any| {
            seen = Some(TripState::from(any));
            Err("stored".into())
        });
        assert_eq!(seen, Some(state));
        assert!(matches!(end, TripEnd::Lost(lost) if lost.why == "stored"));
    }
}

#[test]
fn a_terminal_state_is_its_end_and_runs_nothing() {
    for state in every_state().into_iter().skip(3) {
        let end = Trip::resume(state.clone(), "map").run_sync(|_| Err("the body ran".into()));
        let ended: TripState<char> = match end {
            TripEnd::Home(home) => home.into(),
            TripEnd::Lost(lost) => lost.into(),
        };
        assert_eq!(ended, state);
    }
}

#[test]
fn a_resumed_handle_is_typed_and_goes_on() {
    let [_, packed, ..] = every_state();
    let end = Trip::resume(packed, "map").run_sync(|any| match any {
        AnyTrip::Packed(trip) => {
            assert_eq!(trip.context, "map");
            let Packed(first, left) = trip.state;
            let (context, token) = (trip.context, trip.token.to());
            let way = vec![first];
            let trip = Trip {
                state: Under { way, left },
                context,
                token,
            };
            Ok(trip.to(Home('z')).exit())
        }
        other => Err(format!("{other:?}").into()),
    });
    assert!(matches!(end, TripEnd::Home(Home('z'))));
}

#[test]
fn a_slot_may_be_resumed_in_any_state() {
    let slots = every_state().map(|state| Trip::resume(state, "map").slot());
    let names = slots.map(|slot| format!("{slot:?}"));
    assert_eq!(
        names,
        [
            "Slot<Trip>(Planned)",
            "Slot<Trip>(Packed)",
            "Slot<Trip>(Under)",
            "Slot<Trip>(Home)",
            "Slot<Trip>(Lost)"
        ]
    );
}
