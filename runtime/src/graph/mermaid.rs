//! Mermaid, for READMEs and wikis.

use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use super::{Graph, StateNode, printable};

// The fills are pale and the text on them is set dark, so that a box reads the same on a light and on a dark page.
const CLASSES: &str =
    "  classDef terminal fill:#e6e8eb,stroke:#57606a,stroke-width:3px,color:#1f2328
  classDef fixpoint fill:#fde3c4,stroke:#b35900,stroke-width:3px,color:#1f2328
  classDef trap fill:#f7d4d7,stroke:#b42332,color:#1f2328
  classDef start fill:#8b949e,stroke:#8b949e,font-size:6px
  classDef any fill:none,stroke:none
  classDef live fill:none,stroke:#8b949e,stroke-dasharray:6 4
";

impl Graph {
    /// The lifecycle as a [Mermaid](https://mermaid.js.org) diagram.
    ///
    /// Declared transitions are solid. Abandonment leaves the frame, which stands for every state in it, by a dashed
    /// edge to the fixpoint.
    ///
    /// ```
    /// use endstate::graph::{Edge, Graph, StateNode};
    ///
    /// const GRAPH: Graph = Graph::new("Door", "Shut", &[
    ///     StateNode::new("Open", "open").initial().edges(&[Edge::to("Shut").when("pushed")]),
    ///     StateNode::new("Shut", "shut").terminal(),
    /// ]);
    ///
    /// let diagram = GRAPH.mermaid();
    /// assert!(diagram.contains("Open -->|\"pushed\"| Shut"));
    /// assert!(diagram.contains("any -..->|\"abandoned\"| Shut"));
    /// ```
    // A flowchart, since a `stateDiagram-v2` has no dashed edges: there, abandonment would look like a transition that
    // somebody declared. The start and end circles of a state diagram are drawn as nodes.
    #[must_use]
    pub fn mermaid(&self) -> String {
        Mermaid {
            graph: self,
            dashed: self.dashed(),
        }
        .to_string()
    }
}

struct Mermaid<'a> {
    graph: &'a Graph,
    dashed: Vec<(usize, String)>,
}

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "flowchart TD\n  accTitle: The lifecycle of {}",
            escape(self.graph.name)
        )?;
        self.write_states(f)?;
        self.write_solid(f)?;
        self.write_dashed(f)?;
        self.write_classes(f)
    }
}

impl Mermaid<'_> {
    fn write_states(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.indices(false).next().is_some() {
            f.write_str("  subgraph live[\" \"]\n")?;
            for index in self.indices(false) {
                writeln!(f, "    {}(\"{}\")", self.id(index), self.label(index))?;
            }
            if !self.dashed.is_empty() {
                f.write_str("    any[\"any of these\"]\n")?;
            }
            f.write_str("  end\n")?;
        }
        for index in self.indices(true) {
            writeln!(f, "  {}([\"{}\"])", self.id(index), self.label(index))?;
        }
        Ok(())
    }

    fn write_solid(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for index in self.initial() {
            writeln!(f, "  start{index}((\" \")):::start --> {}", self.id(index))?;
        }
        for (from, to, edge) in self.graph.solid() {
            let label = edge.label.map(escape).unwrap_or_default();
            // Mermaid takes no empty label.
            let label = if label.trim().is_empty() {
                String::new()
            } else {
                format!("|\"{label}\"|")
            };
            writeln!(f, "  {} -->{label} {}", self.id(from), self.id(to))?;
        }
        Ok(())
    }

    fn write_dashed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Edges are styled by number.
        let drawn = self.initial().count() + self.graph.solid().count();
        for (number, (to, label)) in self.dashed.iter().enumerate() {
            // One dot, or one tilde, more than needed is the length: it puts the terminal states below the frame.
            writeln!(f, "  any -..->|\"{}\"| {}", escape(label), self.id(*to))?;
            writeln!(
                f,
                "  linkStyle {} stroke:#8b949e,stroke-dasharray:6 4",
                drawn + number
            )?;
        }
        if !self.dashed.is_empty() {
            // Invisible, so that `any` lies below the states that it stands for, and above the terminal ones.
            for index in self.graph.bottom() {
                writeln!(f, "  {} ~~~ any", self.id(index))?;
            }
            for index in self.indices(true).filter(|&index| !self.fixpoint(index)) {
                writeln!(f, "  any ~~~~ {}", self.id(index))?;
            }
        }
        Ok(())
    }

    fn write_classes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(CLASSES)?;
        if self.indices(false).next().is_some() {
            f.write_str("  class live live\n")?;
        }
        if !self.dashed.is_empty() {
            f.write_str("  class any any\n")?;
        }
        for (index, state) in self.graph.states.iter().enumerate() {
            let class = match state {
                _ if self.fixpoint(index) => "fixpoint",
                StateNode { terminal: true, .. } => "terminal",
                StateNode { trap: Some(_), .. } => "trap",
                _ => continue,
            };
            writeln!(f, "  class {} {class}", self.id(index))?;
        }
        Ok(())
    }

    fn indices(&self, terminal: bool) -> impl Iterator<Item = usize> {
        (0..self.graph.states.len())
            .filter(move |&index| self.graph.states[index].terminal == terminal)
    }

    fn initial(&self) -> impl Iterator<Item = usize> {
        (0..self.graph.states.len()).filter(|&index| self.graph.states[index].initial)
    }

    fn fixpoint(&self, index: usize) -> bool {
        self.graph.fixpoints.contains(self.graph.states[index].name)
    }

    /// The name itself where that is safe: Mermaid's own words are lower case, or a direction such as `TD`, and what is
    /// not a state here is lower case too.
    fn id(&self, index: usize) -> Cow<'static, str> {
        let name = self.graph.states[index].name;
        let camel = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().any(|c| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        // Two states share a name only in a graph that was written by hand.
        if camel && self.graph.index(name) == Some(index) {
            Cow::Borrowed(name)
        } else {
            Cow::Owned(format!("s{index}"))
        }
    }

    fn label(&self, index: usize) -> String {
        let state = &self.graph.states[index];
        let mut label = escape(state.name);
        // Said in words too: colour alone would tell some readers nothing.
        if self.fixpoint(index) {
            label.push_str("<br/>fixpoint");
        } else if state.trap.is_some() {
            label.push_str("<br/>trap");
        }
        label
    }
}

/// The text for between two quotes: whatever Mermaid, Markdown or HTML could take for its own becomes a character code.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(printable) {
        let plain =
            c.is_alphanumeric() || matches!(c, ' ' | ',' | '_') || (c == '-' && !out.is_empty());
        if plain || !c.is_ascii() {
            out.push(c);
        } else {
            out.extend(["#", &u32::from(c).to_string(), ";"]);
        }
    }
    out
}
