//! A context that borrows: a log which the caller keeps.

use ::smlang::statemachine;
use ::state_machines::state_machine as typed;
use ::statig::prelude::*;

#[test]
fn plain_enum() {
    struct Connection<'a> {
        log: &'a mut Vec<&'static str>,
        open: bool,
    }
    let mut log = Vec::new();
    let connection = Connection {
        log: &mut log,
        open: true,
    };
    connection
        .log
        .push(if connection.open { "open" } else { "closed" });
    assert_eq!(log, ["open"]);
}

#[allow(unsafe_code, reason = "statum's graph is put together by the linker")]
mod by_statum {
    use ::statum::{machine, state, transition};

    #[state]
    pub(super) enum LinkState {
        Connecting,
        Closed,
    }

    #[machine]
    pub(super) struct Link<LinkState, C> {
        pub(super) log: C,
    }

    #[transition]
    impl<C> Link<Connecting, C> {
        pub(super) fn close(self) -> Link<Closed, C> {
            self.transition()
        }
    }

    pub(super) fn closed(log: &mut Vec<&str>) {
        let link = Link::<Connecting, &mut Vec<&str>>::builder()
            .log(log)
            .build();
        link.close().log.push("closed");
    }
}

/// As a type parameter; a lifetime of the machine's own is refused: see `tests/ui/borrowed_context/statum.rs`.
#[test]
fn statum() {
    let mut log = Vec::new();
    by_statum::closed(&mut log);
    assert_eq!(log, ["closed"]);
}

mod by_typestate {
    use ::typestate::typestate;

    #[typestate]
    pub(super) mod link {
        #[automaton]
        pub struct Link<'a> {
            pub log: &'a mut Vec<String>,
        }

        #[state]
        pub struct Connecting;
        pub trait Connecting {
            fn begin(log: &mut Vec<String>) -> Connecting;
            fn close(self);
        }
    }

    use link::{Connecting, ConnectingState, Link};

    impl ConnectingState for Link<'_, Connecting> {
        fn begin(log: &mut Vec<String>) -> Link<'_, Connecting> {
            Link {
                log,
                state: Connecting,
            }
        }

        fn close(self) {
            self.log.push("closed".to_owned());
        }
    }
}

#[test]
fn typestate() {
    use by_typestate::link::{ConnectingState, Link};

    let mut log = Vec::new();
    Link::begin(&mut log).close();
    assert_eq!(log, ["closed"]);
}

typed! {
    name: Typed,
    initial: Connecting,
    states: [Connecting, Open],
    events {
        open {
            transition: { from: Connecting, to: Open }
        }
    }
}

/// The machine is generic over one context. What uses it is not told more about its type.
#[test]
fn state_machines() {
    let mut log = vec!["connecting"];
    assert!(Typed::new(&mut log).open().is_ok());
    log.push("over");
    assert_eq!(log.len(), 2);
}

struct Handlers<'a> {
    log: &'a mut Vec<&'static str>,
}

struct Event;

#[state_machine(initial = "State::connecting()", state(derive(Debug)))]
impl Handlers<'_> {
    #[state]
    fn connecting(&mut self, event: &Event) -> Outcome<State> {
        let Event = event;
        self.log.push("open");
        Transition(State::open())
    }

    #[state]
    fn open() -> Outcome<State> {
        Super
    }
}

#[test]
fn statig() {
    let mut log = Vec::new();
    let mut machine = Handlers { log: &mut log }.state_machine();
    machine.handle(&Event);
    assert_eq!(log, ["open"]);
}

statemachine! {
    name: Table,
    transitions: {
        *Connecting + Accepted / open = Open,
    }
}

struct Log<'a>(&'a mut Vec<&'static str>);

impl TableStateMachineContext for Log<'_> {
    fn open(&mut self) -> Result<(), ()> {
        self.0.push("open");
        Ok(())
    }
}

#[test]
fn smlang() {
    let mut log = Vec::new();
    let mut machine = TableStateMachine::new(Log(&mut log));
    machine.process_event(TableEvents::Accepted).unwrap();
    assert_eq!(log, ["open"]);
}

mod by_endstate {
    use ::endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = Link<'a>, context = &'a mut Vec<&'static str>, fixpoint = Closed)]
    pub(super) enum LinkState {
        #[lifecycle(initial, to(Closed))]
        Connecting,
        #[lifecycle(terminal)]
        Closed,
    }

    impl<'a> Link<'a, Connecting> {
        pub(super) fn close(self) -> Link<'a, Closed> {
            self.context.push("closed");
            self.to(Closed)
        }
    }
}

#[test]
fn endstate() {
    use by_endstate::{Connecting, Link};

    let mut log = Vec::new();
    let _ = Link::scope(Connecting, &mut log).run_sync(|link| Ok(link.close().exit()));
    assert_eq!(log, ["closed"]);
}
