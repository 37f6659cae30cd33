#![deny(dead_code)]

enum State {
    Open,
    Shut,
    LeftOver,
}

fn main() {
    for state in [State::Open, State::Shut] {
        match state {
            State::Open | State::Shut | State::LeftOver => {}
        }
    }
}
