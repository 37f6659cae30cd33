//! The graph as data that a running program can read, for tests, diagrams and docs.

use endstate_peers::{with_endstate, with_state_machines, with_statum};

#[test]
fn statum() {
    let graph = &with_statum::connection::GRAPH;
    assert_eq!(graph.states.len(), 3);
    assert_eq!(graph.transitions.iter().count(), 3);
}

#[test]
fn state_machines() {
    let graph = with_state_machines::Connection::<with_state_machines::Open>::schema();
    assert_eq!(graph.states.len(), 3);
    assert!(graph.to_mermaid().contains("Connecting"));
}

/// With the ends, the fixpoint and the labels.
#[test]
fn endstate() {
    let graph = <with_endstate::ConnectionState as ::endstate::Lifecycle>::GRAPH;
    assert_eq!(graph.states.len(), 3);
    assert!(graph.mermaid().contains("accepted"));
}
