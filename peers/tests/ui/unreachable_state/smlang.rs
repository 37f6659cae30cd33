#![deny(dead_code)]

mod door {
    use smlang::statemachine;

    statemachine! {
        name: Door,
        transitions: {
            *Open + Pushed = Shut,
            LeftOver + Pushed = Shut,
        }
    }

    pub struct Nothing;

    impl DoorStateMachineContext for Nothing {}

    pub fn push() {
        let mut machine = DoorStateMachine::new_with_state(Nothing, DoorStates::Open);
        let _ = machine.process_event(DoorEvents::Pushed);
        let (Nothing, Nothing) = (machine.context_mut(), DoorStateMachine::new(Nothing).context());
    }
}

fn main() {
    door::push();
}
