//! A lifecycle as data: what [`Lifecycle::GRAPH`](crate::Lifecycle::GRAPH) holds, and the pictures it renders.
//!
//! [`Graph`] has an example.

mod dot;
mod fixpoints;
mod mermaid;
mod node;
#[cfg(feature = "svg")]
mod svg;
mod table;

use alloc::{string::String, vec::Vec};

pub use self::{
    fixpoints::Fixpoints,
    node::{Edge, Field, StateNode},
};

/// The states and the declared transitions of one lifecycle, written by the derive as a constant.
///
/// ```
/// use endstate::{Graph, Lifecycle, graph::{Edge, StateNode}};
///
/// #[derive(Lifecycle)]
/// #[lifecycle(handle = Job, fixpoint = Failed, cancelled = Stopped)]
/// enum JobState {
///     #[lifecycle(initial, to(Done))]
///     InProgress,
///     #[lifecycle(terminal)]
///     Done,
///     #[lifecycle(terminal)]
///     Failed,
///     #[lifecycle(terminal)]
///     Stopped,
/// }
///
/// assert!(JobState::GRAPH.declares("InProgress", "Done"));
/// assert!(JobState::GRAPH.state("Done").is_some_and(|state| state.terminal));
/// assert!(JobState::GRAPH.status("in_progress").is_some_and(|state| state.initial));
/// assert!(JobState::GRAPH.mermaid().starts_with("flowchart"));
///
/// // The same by hand.
/// const GRAPH: Graph = Graph::new("Job", "Failed", &[
///     StateNode::new("InProgress", "in_progress").initial().edges(&[Edge::to("Done")]),
///     StateNode::new("Done", "done").terminal(),
///     StateNode::new("Failed", "failed").terminal(),
///     StateNode::new("Stopped", "stopped").terminal(),
/// ])
/// .by_cause("Stopped", "Failed", "Failed");
/// assert_eq!(*JobState::GRAPH, GRAPH);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Graph {
    /// The handle's name, such as `Connection`.
    pub name: &'static str,
    /// Every state, in the order of the enum.
    pub states: &'static [StateNode],
    /// Where an abandoned lifecycle ends.
    pub fixpoints: Fixpoints,
}

impl Graph {
    /// A graph of these states; every fixpoint is `fixpoint` until [`by_cause`](Self::by_cause) says otherwise.
    #[must_use]
    pub const fn new(
        name: &'static str,
        fixpoint: &'static str,
        states: &'static [StateNode],
    ) -> Self {
        Self {
            name,
            states,
            fixpoints: Fixpoints::all(fixpoint),
        }
    }

    /// The same graph with a fixpoint for each cause.
    #[must_use]
    pub const fn by_cause(
        mut self,
        cancelled: &'static str,
        timed_out: &'static str,
        panicked: &'static str,
    ) -> Self {
        self.fixpoints.cancelled = cancelled;
        self.fixpoints.timed_out = timed_out;
        self.fixpoints.panicked = panicked;
        self
    }

    /// The state of that name.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<&'static StateNode> {
        self.states.iter().find(|state| state.name == name)
    }

    /// The state that is stored under that status.
    #[must_use]
    pub fn status(&self, status: &str) -> Option<&'static StateNode> {
        self.states.iter().find(|state| state.status == status)
    }

    /// Every fixpoint once, and the causes that end there, in the order error, cancelled, timed out, panicked.
    ///
    /// Each is the target of an implicit edge from every state that is not terminal. The renderers draw these edges as
    /// one dashed edge per fixpoint, from a frame around those states.
    ///
    /// ```
    /// use endstate::graph::{Graph, StateNode};
    ///
    /// const GRAPH: Graph = Graph::new("Job", "Failed", &[
    ///     StateNode::new("Running", "running").initial(),
    ///     StateNode::new("Failed", "failed").terminal(),
    ///     StateNode::new("Stopped", "stopped").terminal(),
    /// ])
    /// .by_cause("Stopped", "Failed", "Failed");
    ///
    /// let mut ends = GRAPH.abandonments();
    /// assert_eq!(ends.next(), Some(("Failed", vec!["error", "timed out", "panicked"])));
    /// assert_eq!(ends.next(), Some(("Stopped", vec!["cancelled"])));
    /// assert_eq!(ends.next(), None);
    /// ```
    pub fn abandonments(&self) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        let causes = self.fixpoints.causes();
        (0..causes.len()).filter_map(move |first| {
            let (_, end) = causes[first];
            let earlier = causes[..first].iter().any(|&(_, other)| other == end);
            let here = causes
                .iter()
                .filter(|&&(_, other)| other == end)
                .map(|&(cause, _)| cause);
            (!earlier).then(|| (end, here.collect()))
        })
    }

    /// What a renderer writes on a dashed edge: the causes, or one word where they all end in the same state.
    fn abandonment_label(causes: &[&str]) -> String {
        if causes.len() == Fixpoints::CAUSES {
            "abandoned".into()
        } else {
            causes.join(", ")
        }
    }

    /// The dashed edges that can be drawn: each index of a terminal state, and its label. The derive lets no other
    /// state be a fixpoint; in a graph that was written by hand it would lie inside the frame that its edge leaves.
    fn dashed(&self) -> Vec<(usize, String)> {
        if self.states.iter().all(|state| state.terminal) {
            return Vec::new();
        }
        self.abandonments()
            .filter_map(|(name, causes)| {
                let index = self.index(name)?;
                self.states[index]
                    .terminal
                    .then(|| (index, Self::abandonment_label(&causes)))
            })
            .collect()
    }

    /// The declared edges that can be drawn: from and to as indices. A target that is no state (only in a graph that
    /// was written by hand) has nowhere to be drawn.
    fn solid(&self) -> impl Iterator<Item = (usize, usize, &'static Edge)> {
        self.states
            .iter()
            .enumerate()
            .flat_map(move |(from, state)| {
                state
                    .edges
                    .iter()
                    .filter_map(move |edge| Some((from, self.index(edge.to)?, edge)))
            })
    }

    /// The live states that lead to no later live state: what has to lie above the node that dashed edges leave from.
    fn bottom(&self) -> impl Iterator<Item = usize> {
        let live = |index: usize| !self.states[index].terminal;
        (0..self.states.len()).filter(move |&index| {
            live(index)
                && !self
                    .solid()
                    .any(|(from, to, _)| from == index && to > index && live(to))
        })
    }

    /// Where the state of that name stands among the states.
    fn index(&self, name: &str) -> Option<usize> {
        self.states.iter().position(|state| state.name == name)
    }

    /// Whether `from` declares a transition to `to`, both by name.
    #[must_use]
    pub fn declares(&self, from: &str, to: &str) -> bool {
        self.state(from)
            .is_some_and(|state| state.edges.iter().any(|edge| edge.to == to))
    }
}

/// The character as it may stand in a line of output: control characters and line breaks of any kind become a space, so
/// that no label can end the line it stands on, and no output holds what XML forbids.
fn printable(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    }
}
