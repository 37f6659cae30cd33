use typestate::typestate;

#[typestate]
mod job {
    #[automaton]
    pub struct Job;

    #[state]
    pub struct Trying;
    pub trait Trying {
        fn new() -> Trying;
        fn wait(self) -> Waiting;
        fn done(self) -> Done;
    }

    #[state]
    pub struct Waiting;
    pub trait Waiting {
        fn again(self) -> Waiting;
    }

    #[state]
    pub struct Done;
    pub trait Done {
        fn end(self);
    }
}

fn main() {}
