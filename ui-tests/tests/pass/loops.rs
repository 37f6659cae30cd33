//! Transitions into the same state, cycles, and a declared trap.

use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = Worker, fixpoint = Stopped)]
enum WorkerState {
    #[lifecycle(initial, to(Idle, Busy, Stuck when "no work ever comes"))]
    Idle,
    #[lifecycle(to(Busy when "the next piece", Idle, Stopped))]
    Busy { pieces: u32 },
    #[lifecycle(to(Stuck), trap = "waits for an operator, who restarts the process")]
    Stuck,
    #[lifecycle(terminal)]
    Stopped,
}

#[test]
fn a_state_may_lead_to_itself() {
    let end = Worker::scope(Idle).run_sync(|worker| {
        let mut worker = worker.to(Idle).to(Busy { pieces: 0 });
        while worker.state.pieces < 5 {
            let pieces = worker.state.pieces + 1;
            worker = worker.to(Busy { pieces });
        }
        let worker = worker.to(Idle).to(Busy { pieces: 0 });
        Ok(worker.to(Stopped).exit())
    });
    assert!(matches!(end, WorkerEnd::Stopped(Stopped)));
}

#[test]
fn a_trap_is_left_by_abandonment_alone() {
    let end = Worker::scope(Idle).run_sync(|worker| {
        let worker = worker.to(Stuck).to(Stuck);
        Err(format!("{worker:?}").into())
    });
    assert!(matches!(end, WorkerEnd::Stopped(Stopped)));
    let stuck = &WorkerState::GRAPH.states[2];
    assert_eq!(
        stuck.trap,
        Some("waits for an operator, who restarts the process")
    );
}
