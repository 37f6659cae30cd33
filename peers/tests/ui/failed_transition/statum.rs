use statum::{machine, state, transition};

#[state]
pub enum LinkState {
    Connecting,
    Open,
}

#[machine]
pub struct Link<LinkState> {}

#[transition]
impl Link<Connecting> {
    pub fn open(self) -> Result<Link<Open>, (Link<Connecting>, String)> {
        Err((self, "no route".to_owned()))
    }
}

fn main() {}
