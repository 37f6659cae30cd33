//! Public machines with a state that nothing leads to, left over from an older version. That they compile with this lint is a proof.
#![deny(dead_code)]

use rust_fsm::state_machine;
use smlang::statemachine;

/// A plain enum.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// It begins here.
    Open,
    /// It ends here.
    Shut,
    /// Nobody comes here.
    LeftOver,
}

impl State {
    /// What pushing it leads to.
    #[must_use]
    pub fn pushed(self) -> Self {
        match self {
            Self::Open | Self::Shut | Self::LeftOver => Self::Shut,
        }
    }
}

statemachine! {
    name: Table,
    transitions: {
        *Open + Pushed = Shut,
        LeftOver + Pushed = Shut,
    }
}

impl TableStateMachineContext for () {}

state_machine! {
    /// A table of inputs.
    pub door(Open)

    Open(Pushed) => Shut,
    LeftOver(Pushed) => Shut,
}
