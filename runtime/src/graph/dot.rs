//! Graphviz DOT.

use alloc::{
    format,
    string::{String, ToString},
};
use core::fmt;

use super::{Graph, printable};

// The node that dashed edges leave from; a space, which no identifier has, keeps it apart from every state.
const ANCHOR: &str = "\"any of these\"";

struct Dot<'a>(&'a Graph);

impl fmt::Display for Dot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_dot(f)
    }
}

impl Graph {
    /// The lifecycle in the DOT language of [Graphviz](https://graphviz.org).
    ///
    /// Terminal states have a double border. Abandonment leaves the frame, which stands for every state in it, by a
    /// dashed edge to the fixpoint.
    ///
    /// ```
    /// use endstate::graph::{Edge, Graph, StateNode};
    ///
    /// const GRAPH: Graph = Graph::new("Door", "Shut", &[
    ///     StateNode::new("Open", "open").initial().edges(&[Edge::to("Shut").when("pushed")]),
    ///     StateNode::new("Shut", "shut").terminal(),
    /// ]);
    ///
    /// assert!(GRAPH.dot().contains(r#""Open" -> "Shut" [label=" pushed "]"#));
    /// ```
    #[must_use]
    pub fn dot(&self) -> String {
        Dot(self).to_string()
    }

    fn write_dot(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "digraph {} {{", quote(self.name))?;
        out.write_str("  graph [rankdir=TB, fontname=\"sans-serif\", nodesep=0.5]\n")?;
        out.write_str("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"]\n")?;
        out.write_str("  edge [fontname=\"sans-serif\", fontsize=11]\n")?;
        let dashed = self.dashed();
        if self.states.iter().any(|state| !state.terminal) {
            out.write_str(
                "  subgraph cluster_live {\n    style=\"rounded,dashed\"\n    color=gray60\n",
            )?;
            for index in self.indices(false) {
                writeln!(out, "    {}", self.dot_node(index))?;
            }
            if !dashed.is_empty() {
                writeln!(
                    out,
                    "    {ANCHOR} [shape=plaintext, style=\"\", fontsize=11, fontcolor=gray35]"
                )?;
            }
            out.write_str("  }\n")?;
        }
        for index in self.indices(true) {
            writeln!(out, "  {}", self.dot_node(index))?;
        }
        for (index, state) in self
            .states
            .iter()
            .enumerate()
            .filter(|(_, state)| state.initial)
        {
            let start = format!("\"start {index}\"");
            writeln!(
                out,
                "  {start} [shape=circle, style=filled, fillcolor=black, label=\"\", width=0.15]"
            )?;
            writeln!(out, "  {start} -> {}", quote(state.name))?;
        }
        for (from, to, edge) in self.solid() {
            let (from, to) = (quote(self.states[from].name), quote(self.states[to].name));
            let label = edge
                .label
                .map(|label| format!(" [label={}]", spaced(label)))
                .unwrap_or_default();
            writeln!(out, "  {from} -> {to}{label}")?;
        }
        if !dashed.is_empty() {
            // Invisible, so that the anchor lies below the states of the frame and above the terminal ones.
            for index in self.bottom() {
                writeln!(
                    out,
                    "  {} -> {ANCHOR} [style=invis, weight=0]",
                    quote(self.states[index].name)
                )?;
            }
            for index in self
                .indices(true)
                .filter(|index| dashed.iter().all(|(to, _)| to != index))
            {
                writeln!(
                    out,
                    "  {ANCHOR} -> {} [style=invis, weight=0]",
                    quote(self.states[index].name)
                )?;
            }
        }
        for (to, label) in dashed {
            let (to, label) = (quote(self.states[to].name), spaced(&label));
            writeln!(
                out,
                "  {ANCHOR} -> {to} [label={label}, style=dashed, color=gray45, fontcolor=gray35]"
            )?;
        }
        out.write_str("}\n")
    }

    fn dot_node(&self, index: usize) -> String {
        let state = &self.states[index];
        let mut label = escape(state.name);
        let mut looks = String::new();
        if state.terminal {
            looks.push_str(", peripheries=2");
        }
        // Said in words too: colour alone would tell some readers nothing.
        if self.fixpoints.contains(state.name) {
            label.push_str("\\nfixpoint");
            looks.push_str(", fillcolor=\"#fde3c4\", color=\"#b35900\"");
        } else if state.trap.is_some() {
            label.push_str("\\ntrap");
            looks.push_str(", fillcolor=\"#f7d4d7\", color=\"#b42332\"");
        }
        format!("{} [label=\"{label}\"{looks}]", quote(state.name))
    }

    fn indices(&self, terminal: bool) -> impl Iterator<Item = usize> {
        (0..self.states.len()).filter(move |&index| self.states[index].terminal == terminal)
    }
}

/// A name as a quoted identifier.
fn quote(name: &str) -> String {
    format!("\"{}\"", escape(name))
}

/// A label of an edge, with room to the line beside it.
fn spaced(label: &str) -> String {
    format!("\" {} \"", escape(label))
}

/// The text for between two quotes. Graphviz reads a backslash as the start of an escape, and `&` as that of an entity.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(printable) {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
