//! A table for terminals and rustdoc.

use alloc::{format, string::String, vec::Vec};

use super::{Graph, StateNode, printable};

const HEADER: [&str; 5] = ["State", "Status", "Flags", "Fields", "Leads to"];

impl Graph {
    /// The lifecycle as a plain-text table: a row for every state, and a line for every fixpoint.
    ///
    /// It fits between the fences of a Markdown code block: it holds neither a backtick nor an empty line.
    ///
    /// ```
    /// use endstate::graph::{Edge, Field, Graph, StateNode};
    ///
    /// const GRAPH: Graph = Graph::new("Door", "Shut", &[
    ///     StateNode::new("Open", "open").initial().edges(&[Edge::to("Shut").when("pushed")]),
    ///     StateNode::new("Shut", "shut").terminal().fields(&[Field::new("by", "Person")]),
    /// ]);
    ///
    /// assert_eq!(GRAPH.table(), "\
    /// State  Status  Flags               Fields      Leads to
    /// -----  ------  ------------------  ----------  -------------
    /// Open   open    initial                         Shut (pushed)
    /// Shut   shut    terminal, fixpoint  by: Person
    /// Abandoned in any state that is not terminal: Shut
    /// ");
    /// ```
    #[must_use]
    pub fn table(&self) -> String {
        let rows: Vec<[String; 5]> = self.states.iter().map(|state| self.row(state)).collect();
        let widths: [usize; 5] = core::array::from_fn(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([HEADER[column].len()]).max().unwrap_or(0)
        });
        let mut out = String::new();
        push_row(&mut out, &HEADER, &widths);
        push_row(&mut out, &widths.map(|width| "-".repeat(width)), &widths);
        for row in &rows {
            push_row(&mut out, row, &widths);
        }
        for (name, causes) in self.abandonments() {
            let causes = Self::abandonment_label(&causes);
            let mut chars = causes.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            out.extend(first.into_iter().chain(chars));
            out.extend([" in any state that is not terminal: ", &cell(name), "\n"]);
        }
        out
    }

    fn row(&self, state: &StateNode) -> [String; 5] {
        let fields = state
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.name, field.ty));
        let edges = state.edges.iter().map(|edge| match edge.label {
            Some(label) => format!("{} ({label})", edge.to),
            None => edge.to.into(),
        });
        [
            cell(state.name),
            cell(state.status),
            cell(&self.flags(state).join(", ")),
            cell(&fields.collect::<Vec<_>>().join(", ")),
            cell(&edges.collect::<Vec<_>>().join(", ")),
        ]
    }

    fn flags(&self, state: &StateNode) -> Vec<String> {
        let mut flags = Vec::new();
        if state.initial {
            flags.push("initial".into());
        }
        if state.terminal {
            flags.push("terminal".into());
        }
        if let Some((_, causes)) = self.abandonments().find(|&(name, _)| name == state.name) {
            let causes = Self::abandonment_label(&causes);
            flags.push(if causes == "abandoned" {
                "fixpoint".into()
            } else {
                format!("fixpoint ({causes})")
            });
        }
        if let Some(reason) = state.trap {
            flags.push(format!("trap ({reason})"));
        }
        flags.extend(state.groups.iter().map(|group| format!("group {group}")));
        flags
    }
}

fn push_row<S: AsRef<str>>(out: &mut String, cells: &[S; 5], widths: &[usize; 5]) {
    let mut line = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        line.extend([&format!("{:width$}", cell.as_ref()), "  "]);
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// One line, without the backticks that could end a Markdown code block.
fn cell(text: &str) -> String {
    text.chars()
        .map(|c| if c == '`' { '\'' } else { printable(c) })
        .collect()
}
