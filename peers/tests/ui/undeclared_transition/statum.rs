use statum::{machine, state, transition};

#[state]
pub enum DoorState {
    Shut,
    Open,
}

#[machine]
pub struct Door<DoorState> {}

#[transition]
impl Door<Shut> {
    pub fn open(self) -> Door<Open> {
        self.transition()
    }
}

impl Door<Open> {
    pub fn back(self) -> Door<Shut> {
        self.transition()
    }
}

fn main() {}
