use statum::{machine, state};

#[state]
pub enum LinkState {
    Connecting,
    Open,
}

#[machine]
pub struct Link<'a, LinkState> {
    log: &'a mut Vec<&'static str>,
}

fn main() {}
