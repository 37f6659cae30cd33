use statum::{machine, state, validators};

#[state]
pub enum DoorState {
    Shut,
    Open,
}

#[machine]
pub struct Door<DoorState> {}

pub struct Row {
    pub status: String,
}

#[validators(Door)]
impl Row {
    fn is_shut(&self) -> statum::Result<()> {
        if self.status == "shut" { Ok(()) } else { Err(statum::Error::InvalidState) }
    }
}

fn main() {}
