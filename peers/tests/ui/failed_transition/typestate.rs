use typestate::typestate;

#[typestate]
mod link {
    #[automaton]
    pub struct Link;

    #[state]
    pub struct Connecting;
    pub trait Connecting {
        fn begin() -> Connecting;
        fn open(self) -> Result<Open, (Connecting, String)>;
    }

    #[state]
    pub struct Open;
    pub trait Open {
        fn close(self);
    }
}

fn main() {}
