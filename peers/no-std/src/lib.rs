//! A door with each of the peers, for a target that has no standard library: `ci/no-std` builds each feature alone.
#![no_std]

#[cfg(feature = "endstate")]
pub mod with_endstate {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = Door, fixpoint = Shut)]
    pub enum DoorState {
        #[lifecycle(initial, to(Shut))]
        Open,
        #[lifecycle(terminal)]
        Shut,
    }

    pub fn walk() -> DoorEnd {
        Door::scope(Open).run_sync(|door| Ok(door.to(Shut).exit()))
    }
}

#[cfg(feature = "rust-fsm")]
pub mod with_rust_fsm {
    rust_fsm::state_machine! {
        pub door(Open)

        Open(Pushed) => Shut,
    }

    pub fn walk() -> bool {
        let mut door = door::StateMachine::new();
        door.consume(&door::Input::Pushed).is_ok()
    }
}

#[cfg(feature = "smlang")]
pub mod with_smlang {
    smlang::statemachine! {
        transitions: {
            *Open + Pushed = Shut,
        }
    }

    pub struct Nothing;

    impl StateMachineContext for Nothing {}

    pub fn walk() -> bool {
        StateMachine::new(Nothing)
            .process_event(Events::Pushed)
            .is_ok()
    }
}

#[cfg(feature = "state-machines")]
pub mod with_state_machines {
    state_machines::state_machine! {
        name: Door,
        initial: Open,
        states: [Open, Shut],
        events {
            push {
                transition: { from: Open, to: Shut }
            }
        }
    }

    pub fn walk() -> bool {
        Door::new(()).push().is_ok()
    }
}

#[cfg(feature = "statig")]
pub mod with_statig {
    use statig::prelude::*;

    pub struct Door;

    pub struct Pushed;

    #[state_machine(initial = "State::open()", visibility = "pub")]
    impl Door {
        #[state]
        fn open(event: &Pushed) -> Outcome<State> {
            let Pushed = event;
            Transition(State::shut())
        }

        #[state]
        fn shut() -> Outcome<State> {
            Super
        }
    }

    pub fn walk() -> bool {
        let mut door = Door.state_machine();
        door.handle(&Pushed);
        matches!(door.state(), State::Shut {})
    }
}

#[cfg(feature = "statum")]
pub mod with_statum {
    use statum::{machine, state, transition};

    #[state]
    pub enum DoorState {
        Open,
        Shut,
    }

    #[machine]
    pub struct Door<DoorState> {}

    #[transition]
    impl Door<Open> {
        pub fn push(self) -> Door<Shut> {
            self.transition()
        }
    }

    pub fn walk() -> Door<Shut> {
        Door::<Open>::builder().build().push()
    }
}

#[cfg(feature = "typestate")]
pub mod with_typestate {
    use typestate::typestate;

    #[typestate]
    pub mod door {
        #[automaton]
        pub struct Door;

        #[state]
        pub struct Open;
        pub trait Open {
            fn new() -> Open;
            fn push(self) -> Shut;
        }

        #[state]
        pub struct Shut;
        pub trait Shut {
            fn end(self);
        }
    }

    use door::{Door, Open, OpenState, Shut, ShutState};

    impl OpenState for Door<Open> {
        fn new() -> Self {
            Self { state: Open }
        }

        fn push(self) -> Door<Shut> {
            Door { state: Shut }
        }
    }

    impl ShutState for Door<Shut> {
        fn end(self) {}
    }

    pub fn walk() {
        Door::new().push().end();
    }
}
