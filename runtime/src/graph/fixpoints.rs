//! Where an abandoned lifecycle ends, as data.

/// The terminal states that a lifecycle falls to when nobody moves it forward, by name.
///
/// ```
/// use endstate::graph::{Graph, StateNode};
///
/// const GRAPH: Graph = Graph::new("Job", "Failed", &[StateNode::new("Failed", "failed").terminal()]);
/// assert_eq!(GRAPH.fixpoints.timed_out, "Failed");
/// assert!(GRAPH.fixpoints.contains("Failed") && !GRAPH.fixpoints.contains("Done"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixpoints {
    /// After an error, and after every cause that has no fixpoint of its own.
    pub default: &'static str,
    /// After a cancellation.
    pub cancelled: &'static str,
    /// After a deadline.
    pub timed_out: &'static str,
    /// After a panic.
    pub panicked: &'static str,
}

impl Fixpoints {
    pub(super) const fn all(fixpoint: &'static str) -> Self {
        Self {
            default: fixpoint,
            cancelled: fixpoint,
            timed_out: fixpoint,
            panicked: fixpoint,
        }
    }

    pub(super) const CAUSES: usize = 4;

    pub(super) const fn causes(&self) -> [(&'static str, &'static str); Self::CAUSES] {
        [
            ("error", self.default),
            ("cancelled", self.cancelled),
            ("timed out", self.timed_out),
            ("panicked", self.panicked),
        ]
    }

    /// Whether any cause ends in the state of that name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        [self.default, self.cancelled, self.timed_out, self.panicked].contains(&name)
    }
}
