//! They go together: a lifecycle holds a machine as the data of a state, and ends if the machine says so.

use ::endstate::{Abandoned, Lifecycle};
use ::statig::prelude::*;

/// What a user presses.
struct Pressed;

struct Panel;

#[state_machine(
    initial = "State::ready()",
    state(derive(Debug)),
    visibility = "pub(super)"
)]
impl Panel {
    #[state]
    fn ready(event: &Pressed) -> Outcome<State> {
        let Pressed = event;
        Transition(State::off())
    }

    #[state]
    fn off() -> Outcome<State> {
        Super
    }
}

#[derive(Lifecycle)]
#[lifecycle(handle = Device, fixpoint = Gone)]
enum DeviceState {
    #[lifecycle(initial, to(Gone))]
    On { panel: StateMachine<Panel> },
    #[lifecycle(terminal)]
    Gone { how: String },
}

impl From<Abandoned> for Gone {
    fn from(abandoned: Abandoned) -> Self {
        let how = abandoned.to_string();
        Self { how }
    }
}

#[test]
fn statig_in_a_state_of_endstate() {
    let panel = Panel.state_machine();
    let DeviceEnd::Gone(gone) = Device::scope(On { panel }).run_sync(|mut device| {
        device.state.panel.handle(&Pressed);
        let how = format!("{:?}", device.state.panel.state());
        Ok(device.to(Gone { how }).exit())
    });
    assert_eq!(gone.how, "Off");
}
