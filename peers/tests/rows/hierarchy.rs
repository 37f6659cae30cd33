//! `Open` and `Draining` are both live: what is said about live states once holds in each of them.

use ::smlang::statemachine;
use ::state_machines::state_machine as typed;
use ::statig::prelude::*;

/// A pattern, wherever it is needed.
#[test]
fn plain_enum() {
    enum State {
        Open,
        Draining,
        Closed,
    }
    let live = |state: &State| matches!(state, State::Open | State::Draining);
    assert!(live(&State::Open) && live(&State::Draining) && !live(&State::Closed));
}

typed! {
    name: Typed,
    initial: Open,
    states: [
        superstate Live {
            state Open,
            state Draining,
        },
        Closed,
    ],
    events {
        drain {
            transition: { from: Open, to: Draining }
        }
        hang_up {
            transition: { from: Live, to: Closed }
        }
    }
}

#[test]
fn state_machines() {
    assert!(Typed::new(()).hang_up().is_ok());
    assert!(Typed::new(()).drain().unwrap().hang_up().is_ok());
}

struct Handlers {
    log: Vec<&'static str>,
}

enum Event {
    Drain,
    HangUp,
}

/// States defer to their superstate, which has actions of its own on entry and on exit.
#[state_machine(initial = "State::open()", state(derive(Debug, PartialEq)))]
impl Handlers {
    #[state(superstate = "live")]
    fn open(event: &Event) -> Outcome<State> {
        match event {
            Event::Drain => Transition(State::draining()),
            Event::HangUp => Super,
        }
    }

    #[state(superstate = "live")]
    fn draining() -> Outcome<State> {
        Super
    }

    #[superstate(entry_action = "came_alive", exit_action = "died")]
    fn live(event: &Event) -> Outcome<State> {
        match event {
            Event::HangUp => Transition(State::closed()),
            Event::Drain => Super,
        }
    }

    #[state]
    fn closed() -> Outcome<State> {
        Super
    }

    #[action]
    fn came_alive(&mut self) {
        self.log.push("alive");
    }

    #[action]
    fn died(&mut self) {
        self.log.push("dead");
    }
}

#[test]
fn statig() {
    let mut machine = Handlers { log: Vec::new() }.state_machine();
    machine.handle(&Event::Drain);
    machine.handle(&Event::HangUp);
    assert_eq!(machine.state(), &State::Closed {});
    assert_eq!(machine.inner().log, ["alive", "dead"]);
}

statemachine! {
    name: Table,
    transitions: {
        *Open + Drain = Draining,
        Open | Draining + HangUp = Closed,
    }
}

struct Nothing;

impl TableStateMachineContext for Nothing {}

/// A pattern in the table.
#[test]
fn smlang() {
    let mut machine = TableStateMachine::new(Nothing);
    machine.process_event(TableEvents::Drain).unwrap();
    let state = machine.process_event(TableEvents::HangUp);
    assert!(matches!(state, Ok(TableStates::Closed)));
}

mod by_statum {
    use ::statum::{machine, state};

    #[state]
    pub(super) enum LinkState {
        Open,
        Draining,
    }

    #[machine]
    pub(super) struct Link<LinkState> {}

    /// A trait of one's own, on the states that it is about.
    pub(super) trait Live: LinkStateTrait {}
    impl Live for Open {}
    impl Live for Draining {}

    impl<S: Live> Link<S> {
        #[expect(clippy::unused_self, reason = "it is about which states have it")]
        pub(super) fn ping(&self) -> &'static str {
            "pong"
        }
    }
}

#[test]
fn statum() {
    use by_statum::{Draining, Link, Open};

    assert_eq!(Link::<Open>::builder().build().ping(), "pong");
    assert_eq!(Link::<Draining>::builder().build().ping(), "pong");
}

/// As with statum, a trait of one's own.
#[test]
fn typestate() {
    use endstate_peers::with_typestate::{
        Connecting, ConnectingState, Connection, ConnectionState, Open,
    };

    trait Live: ConnectionState {}
    impl Live for Connecting {}
    impl Live for Open {}
    fn ping<S: Live>(connection: &Connection<S>) -> &str {
        &connection.peer.name
    }

    let connecting = Connection::new(crate::alice(), "a:1");
    assert_eq!(ping(&connecting), "alice");
    assert_eq!(ping(&connecting.open()), "alice");
}

mod by_endstate {
    use ::endstate::Lifecycle;

    /// A group shares operations. It has no transitions and no actions of its own.
    #[derive(Lifecycle)]
    #[lifecycle(handle = Link, fixpoint = Closed)]
    pub(super) enum LinkState {
        #[lifecycle(initial, to(Draining), group(Live))]
        Open,
        #[lifecycle(to(Closed), group(Live))]
        Draining,
        #[lifecycle(terminal)]
        Closed,
    }

    impl<S> Link<S> {
        #[expect(clippy::unused_self, reason = "it is about which states have it")]
        pub(super) fn ping(&self) -> &'static str
        where
            S: Live,
        {
            "pong"
        }
    }

    pub(super) fn pings() -> Vec<&'static str> {
        let mut pings = Vec::new();
        let _ = Link::scope(Open).run_sync(|link| {
            pings.push(link.ping());
            let link = link.to(Draining);
            pings.push(link.ping());
            Ok(link.to(Closed).exit())
        });
        pings
    }
}

#[test]
fn endstate() {
    assert_eq!(by_endstate::pings(), ["pong", "pong"]);
}
