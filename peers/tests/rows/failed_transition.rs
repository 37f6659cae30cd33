//! Opening fails, and the caller tries again with the same connection.

use ::statig::prelude::*;
use endstate_peers::{
    Peer, with_plain_enum,
    with_smlang::{ConnectionError, ConnectionEvents, ConnectionStateMachine, ConnectionStates},
    with_state_machines::Connection,
};

#[test]
fn plain_enum() {
    use with_plain_enum::{State, WrongState};

    let mut connection = with_plain_enum::Connection::new(Peer::new(""), "a:1");
    // It fails for another reason than a missing name; what counts is that the connection is still there.
    assert_eq!(connection.close(), Err(WrongState));
    assert!(matches!(connection.state(), State::Connecting { .. }));
    assert!(connection.open().is_ok());
}

#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
mod by_statum {
    use ::statum::{machine, state, transition};

    #[state]
    pub(super) enum LinkState {
        Connecting,
        Open,
    }

    #[machine]
    pub(super) struct Link<LinkState> {
        pub(super) tries: u32,
    }

    #[transition]
    impl Link<Connecting> {
        /// Back to where it was is a transition as well.
        pub(super) fn open(mut self) -> ::statum::Branch<Link<Open>, Link<Connecting>> {
            self.tries += 1;
            if self.tries < 2 {
                return ::statum::Branch::Second(self.again());
            }
            ::statum::Branch::First(self.opened())
        }

        fn again(self) -> Link<Connecting> {
            self.transition()
        }

        fn opened(self) -> Link<Open> {
            self.transition()
        }
    }
}

/// With a branch of two machines, not with an error beside the machine: see `tests/ui/failed_transition/statum.rs`.
#[test]
fn statum() {
    use ::statum::Branch;
    use by_statum::{Connecting, Link};

    let Branch::Second(link) = Link::<Connecting>::builder().tries(0).build().open() else {
        panic!("the first try fails");
    };
    assert!(matches!(link.open(), Branch::First(_)));
}

mod by_typestate {
    use ::typestate::typestate;

    #[typestate]
    pub(super) mod link {
        #[automaton]
        pub struct Link {
            pub tries: u32,
        }

        #[state]
        pub struct Connecting;
        pub trait Connecting {
            fn begin() -> Connecting;
            fn open(self) -> Opening;
        }

        #[state]
        pub struct Open;
        pub trait Open {
            fn close(self);
        }

        pub enum Opening {
            Open,
            Connecting,
        }
    }

    use link::{Connecting, ConnectingState, Link, Open, OpenState, Opening};

    impl ConnectingState for Link<Connecting> {
        fn begin() -> Self {
            Self {
                tries: 0,
                state: Connecting,
            }
        }

        fn open(self) -> Opening {
            let tries = self.tries + 1;
            if tries < 2 {
                return Opening::Connecting(Self {
                    tries,
                    state: Connecting,
                });
            }
            Opening::Open(Link { tries, state: Open })
        }
    }

    impl OpenState for Link<Open> {
        fn close(self) {}
    }
}

/// With an enum of states, not with an error beside the state: see `tests/ui/failed_transition/typestate.rs`.
#[test]
fn typestate() {
    use by_typestate::link::{ConnectingState, Link, OpenState, Opening};

    let Opening::Connecting(link) = Link::begin().open() else {
        panic!("the first try fails");
    };
    let Opening::Open(link) = link.open() else {
        panic!("the second does not");
    };
    link.close();
}

#[test]
fn state_machines() {
    let (connection, error) = Connection::new(Peer::new("")).open().unwrap_err();
    assert_eq!(error.guard, "has_name");
    assert!(!connection.can_open());
}

struct Handlers {
    tries: u32,
}

struct Event;

#[state_machine(initial = "State::connecting()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state]
    fn connecting(&mut self, event: &Event) -> Outcome<State> {
        let Event = event;
        self.tries += 1;
        if self.tries < 2 {
            return Handled;
        }
        Transition(State::open())
    }

    #[state]
    fn open() -> Outcome<State> {
        Super
    }
}

#[test]
fn statig() {
    let mut machine = Handlers { tries: 0 }.state_machine();
    machine.handle(&Event);
    assert_eq!(machine.state(), &State::Connecting {});
    machine.handle(&Event);
    assert_eq!(machine.state(), &State::Open {});
}

#[test]
fn smlang() {
    let mut machine = ConnectionStateMachine::new(Peer::new(""), "a:1".to_owned());
    let failed = machine.process_event(ConnectionEvents::Accepted);
    assert_eq!(failed, Err(ConnectionError::ActionFailed(())));
    assert!(matches!(machine.state(), ConnectionStates::Connecting(_)));
    machine.context_mut().name = "alice".to_owned();
    assert!(machine.process_event(ConnectionEvents::Accepted).is_ok());
}

mod by_endstate {
    use ::endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = Link, fixpoint = Closed)]
    pub(super) enum LinkState {
        #[lifecycle(initial, to(Closed))]
        Connecting,
        #[lifecycle(terminal)]
        Closed,
    }

    impl Link<Connecting> {
        pub(super) fn open(self, route: Option<()>) -> Result<Link<Closed>, (Self, &'static str)> {
            match route {
                Some(()) => Ok(self.to(Closed)),
                None => Err((self, "no route")),
            }
        }
    }
}

#[test]
fn endstate() {
    use by_endstate::{Connecting, Link};

    let mut tries = 0;
    let _ = Link::scope(Connecting).run_sync(|link| {
        tries += 1;
        let (link, error) = link.open(None).err().ok_or("it cannot be open")?;
        assert_eq!(error, "no route");
        tries += 1;
        let closed = link.open(Some(())).map_err(|(_, error)| error)?;
        Ok(closed.exit())
    });
    assert_eq!(tries, 2);
}
