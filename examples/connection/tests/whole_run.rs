//! A few hundred connections at once, as the program runs them.

use std::{cell::RefCell, num::NonZeroUsize, time::Duration};

use connection::{
    faults::Fault,
    report::Report,
    run::run,
    server::Limits,
    tally::{Counts, Outcome},
};
use endstate::permit::{Limiter, Status};
use tokio::time::timeout;

const CLIENTS: u32 = 300;

const LIMITS: Limits = Limits {
    places: NonZeroUsize::new(280).unwrap(),
    wait: Duration::from_secs(1),
    deadline: Duration::from_secs(3),
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_many_end_as_began_and_each_where_it_should() {
    let steps = RefCell::new(0);
    let running = run(CLIENTS, LIMITS, |_| {
        *steps.borrow_mut() += 1;
    });
    let report = timeout(Duration::from_secs(30), running)
        .await
        .unwrap()
        .unwrap();
    let Report {
        clients,
        sessions,
        crowded,
        left,
        ..
    } = &report;
    assert!(report.adds_up(), "{report}");
    assert!(steps.take() > 0, "nothing was said on the way");

    assert_eq!((clients.begun, sessions.begun), (300, 288), "{report}");
    assert_eq!(clients.in_state("Closed"), 300, "{report}");
    let states = ["Finished", "Lost", "TimedOut", "Crashed", "Cancelled"];
    let ended = states.map(|state| sessions.in_state(state));
    assert_eq!(ended, [228, 24, 12, 12, 12], "{report}");
    // Two lists of endings that repeat from run to run, word by word.
    assert_eq!(
        (clients.ended.len(), sessions.ended.len()),
        (5, 6),
        "{report}"
    );
    assert_eq!((crowded.in_flight, crowded.capacity), (276, 280));
    assert_eq!((left.in_flight, left.waiting), (0, 0));
}

#[test]
fn every_fault_strikes_the_same_clients_each_time() {
    for (fault, _) in Fault::ALL {
        let struck: Vec<u32> = (0..CLIENTS)
            .filter(|&number| Fault::of(number) == Some(fault))
            .collect();
        assert_eq!(struck.len(), 12, "{fault:?}");
        assert!(struck.windows(2).all(|pair| pair[1] - pair[0] == 25));
    }
}

#[test]
fn a_lifecycle_that_began_and_did_not_end_is_noticed_on_either_side() {
    let closed = Outcome {
        state: "Closed",
        why: "hung up".into(),
    };
    let whole = Counts {
        begun: 1,
        ended: [(closed, 1)].into(),
    };
    let leaking = Counts {
        begun: 2,
        ..whole.clone()
    };
    let idle = Limiter::new(NonZeroUsize::MIN).status();
    assert!(adds_up(&whole, &whole, idle));
    assert!(!adds_up(&leaking, &whole, idle));
    assert!(!adds_up(&whole, &leaking, idle));
}

#[test]
fn a_place_that_is_still_taken_is_noticed() {
    let places = Limiter::new(NonZeroUsize::MIN);
    let none = Counts::default();
    let place = places.try_acquire();
    assert!(!adds_up(&none, &none, places.status()));
    drop(place);
    assert!(adds_up(&none, &none, places.status()));
}

fn adds_up(clients: &Counts, sessions: &Counts, left: Status) -> bool {
    Report {
        clients: clients.clone(),
        sessions: sessions.clone(),
        crowded: left,
        left,
        overdue: Vec::new(),
    }
    .adds_up()
}
