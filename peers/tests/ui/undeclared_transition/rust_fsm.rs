use rust_fsm::state_machine;

state_machine! {
    door(Shut)

    Shut(Push) => Open,
}

fn back(door: &mut door::StateMachine) {
    door.state = door::State::Shut;
}

fn main() {}
