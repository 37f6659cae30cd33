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

struct Mermaid<'a>(&'a Graph);

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_mermaid(f)
    }
}

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
    /// assert!(diagram.contains("any -.->|\"abandoned\"| Shut"));
    /// ```
    // A flowchart, since a `stateDiagram-v2` has no dashed edges: there, abandonment would look like a transition that
    // somebody declared. The start and end circles of a state diagram are drawn as nodes.
    #[must_use]
    pub fn mermaid(&self) -> String {
        Mermaid(self).to_string()
    }

    fn write_mermaid(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "flowchart TD\n  accTitle: {}", escape(self.name))?;
        let (live, ended): (Vec<_>, Vec<_>) =
            (0..self.states.len()).partition(|&index| !self.states[index].terminal);
        if !live.is_empty() {
            out.write_str("  subgraph live[\" \"]\n")?;
            for &index in &live {
                let state = &self.states[index];
                writeln!(
                    out,
                    "    {}(\"{}\")",
                    self.mermaid_id(index),
                    self.mermaid_label(state)
                )?;
            }
            out.write_str("    any[\"any of these\"]\n  end\n")?;
        }
        for &index in &ended {
            let state = &self.states[index];
            writeln!(
                out,
                "  {}([\"{}\"])",
                self.mermaid_id(index),
                self.mermaid_label(state)
            )?;
        }
        for (index, _) in self
            .states
            .iter()
            .enumerate()
            .filter(|(_, state)| state.initial)
        {
            writeln!(
                out,
                "  start{index}((\" \")):::start --> {}",
                self.mermaid_id(index)
            )?;
        }
        for (from, to, edge) in self.solid() {
            let label = edge
                .label
                .map(|label| format!("|\"{}\"|", escape(label)))
                .unwrap_or_default();
            writeln!(
                out,
                "  {} -->{label} {}",
                self.mermaid_id(from),
                self.mermaid_id(to)
            )?;
        }
        let drawn = self.states.iter().filter(|state| state.initial).count() + self.solid().count();
        for (number, (to, label)) in self.dashed().into_iter().enumerate() {
            writeln!(
                out,
                "  any -.->|\"{}\"| {}",
                escape(&label),
                self.mermaid_id(to)
            )?;
            writeln!(
                out,
                "  linkStyle {} stroke:#8b949e,stroke-dasharray:6 4",
                drawn + number
            )?;
        }
        if !live.is_empty() {
            // Invisible, so that `any` lies below the states that it stands for, and above the terminal ones.
            for index in self.bottom() {
                writeln!(out, "  {} ~~~ any", self.mermaid_id(index))?;
            }
            for &index in ended
                .iter()
                .filter(|&&index| !self.fixpoints.contains(self.states[index].name))
            {
                writeln!(out, "  any ~~~ {}", self.mermaid_id(index))?;
            }
        }
        out.write_str(CLASSES)?;
        if !live.is_empty() {
            out.write_str("  class live live\n  class any any\n")?;
        }
        for (index, state) in self.states.iter().enumerate() {
            let class = match state {
                state if self.fixpoints.contains(state.name) => "fixpoint",
                StateNode { terminal: true, .. } => "terminal",
                StateNode { trap: Some(_), .. } => "trap",
                _ => continue,
            };
            writeln!(out, "  class {} {class}", self.mermaid_id(index))?;
        }
        Ok(())
    }

    /// The name itself where that is safe: the words of Mermaid's own are lower case, or a direction such as `TD`.
    fn mermaid_id(&self, index: usize) -> Cow<'static, str> {
        let name = self.states[index].name;
        let camel = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().any(|c| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        // Two states share a name only in a graph that was written by hand.
        if camel && self.index(name) == Some(index) {
            Cow::Borrowed(name)
        } else {
            Cow::Owned(format!("s{index}"))
        }
    }

    fn mermaid_label(&self, state: &StateNode) -> String {
        let mut label = escape(state.name);
        // Said in words too: colour alone would tell some readers nothing.
        if self.fixpoints.contains(state.name) {
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
