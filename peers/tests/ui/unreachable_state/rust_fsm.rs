#![deny(dead_code)]

use rust_fsm::state_machine;

state_machine! {
    door(Open)

    Open(Pushed) => Shut,
    LeftOver(Pushed) => Shut,
}

fn main() {
    let mut machine = door::StateMachine::new();
    machine.consume(&door::Input::Pushed).unwrap();
}
