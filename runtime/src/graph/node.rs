//! One state of a graph, what it carries and where it leads.

/// One state of a [`Graph`](super::Graph).
///
/// ```
/// use endstate::graph::{Edge, Field, StateNode};
///
/// const WAITING: StateNode = StateNode::new("WaitingForUser", "waiting")
///     .initial()
///     .groups(&["Live"])
///     .fields(&[Field::new("question", "String")])
///     .edges(&[Edge::to("Answered").when("the answer came")]);
/// const ANSWERED: StateNode = StateNode::new("Answered", "answered").terminal();
/// const BROKEN: StateNode = StateNode::new("Broken", "broken").trap("somebody has to look at it");
///
/// assert!(WAITING.initial && ANSWERED.terminal);
/// assert_eq!(WAITING.edges[0].to, ANSWERED.name);
/// assert_eq!(BROKEN.trap, Some("somebody has to look at it"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateNode {
    /// The variant's name, such as `Open`.
    pub name: &'static str,
    /// The name it is stored under, such as `open`.
    pub status: &'static str,
    /// Whether a lifecycle may begin here.
    pub initial: bool,
    /// Whether the lifecycle is over here.
    pub terminal: bool,
    /// Why no terminal state can be reached from here, where that is declared.
    pub trap: Option<&'static str>,
    /// The groups it belongs to.
    pub groups: &'static [&'static str],
    /// What it carries, in the order of the variant.
    pub fields: &'static [Field],
    /// The transitions it declares, in the order of `to(..)`.
    pub edges: &'static [Edge],
}

/// One value that a state carries.
///
/// ```
/// use endstate::graph::Field;
///
/// const QUESTION: Field = Field::new("question", "String");
/// assert_eq!((QUESTION.name, QUESTION.ty), ("question", "String"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// The field's name; its position where the variant is a tuple.
    pub name: &'static str,
    /// Its type, as written.
    pub ty: &'static str,
}

/// One declared transition.
///
/// ```
/// use endstate::graph::Edge;
///
/// const ANSWER: Edge = Edge::to("Answered").when("the answer came");
/// assert_eq!((ANSWER.to, ANSWER.label), ("Answered", Some("the answer came")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edge {
    /// The name of the state it leads to.
    pub to: &'static str,
    /// The `when ".."` of the annotation.
    pub label: Option<&'static str>,
}

impl StateNode {
    /// A state that carries nothing and leads nowhere yet.
    #[must_use]
    pub const fn new(name: &'static str, status: &'static str) -> Self {
        Self {
            name,
            status,
            initial: false,
            terminal: false,
            trap: None,
            groups: &[],
            fields: &[],
            edges: &[],
        }
    }

    /// A lifecycle may begin here.
    #[must_use]
    pub const fn initial(mut self) -> Self {
        self.initial = true;
        self
    }

    /// The lifecycle is over here.
    #[must_use]
    pub const fn terminal(mut self) -> Self {
        self.terminal = true;
        self
    }

    /// No terminal state can be reached from here, for the reason given.
    #[must_use]
    pub const fn trap(mut self, reason: &'static str) -> Self {
        self.trap = Some(reason);
        self
    }

    /// The groups it belongs to.
    #[must_use]
    pub const fn groups(mut self, groups: &'static [&'static str]) -> Self {
        self.groups = groups;
        self
    }

    /// What it carries.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [Field]) -> Self {
        self.fields = fields;
        self
    }

    /// Where it leads.
    #[must_use]
    pub const fn edges(mut self, edges: &'static [Edge]) -> Self {
        self.edges = edges;
        self
    }
}

impl Field {
    /// A field by name and type.
    #[must_use]
    pub const fn new(name: &'static str, ty: &'static str) -> Self {
        Self { name, ty }
    }
}

impl Edge {
    /// A transition without a label.
    #[must_use]
    pub const fn to(state: &'static str) -> Self {
        Self {
            to: state,
            label: None,
        }
    }

    /// The same transition with a label.
    #[must_use]
    pub const fn when(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }
}
