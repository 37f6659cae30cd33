use typestate::typestate;

#[typestate]
mod door {
    #[automaton]
    pub struct Door;

    #[state]
    pub struct Open;
    pub trait Open {
        fn new() -> Open;
        fn shut(self) -> Shut;
    }

    #[state]
    pub struct Shut;
    pub trait Shut {
        fn end(self);
    }

    #[state]
    pub struct LeftOver;
    pub trait LeftOver {
        fn shut(self) -> Shut;
    }
}

fn main() {}
