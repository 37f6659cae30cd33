//! The SVG itself.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

use super::{
    card::{self, Card, HEAD, LINE, PAD_X, PAD_Y},
    element,
    geometry::{Point, Rect},
    layout::{Plan, Sizes},
    line,
    style::STYLE,
};
use crate::graph::{Graph, StateNode};

const ANY: &str = "any of these";

/// A graph with the text of its parts and their places; it displays as SVG.
pub(super) struct Drawing<'a> {
    graph: &'a Graph,
    cards: Vec<Card>,
    solid: Vec<Vec<String>>,
    dashed: Vec<Vec<String>>,
    plan: Plan,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(graph: &'a Graph) -> Self {
        let cards: Vec<_> = graph
            .states
            .iter()
            .map(|state| Card::new(graph, state))
            .collect();
        let solid: Vec<_> = graph
            .solid()
            .map(|(_, _, edge)| card::wrap(edge.label.unwrap_or("")))
            .collect();
        let dashed: Vec<_> = graph
            .dashed()
            .iter()
            .map(|(_, label)| card::wrap(label))
            .collect();
        let any = card::label_size(&card::wrap(ANY));
        let sizes = Sizes {
            states: cards.iter().map(Card::size).collect(),
            solid: solid.iter().map(|lines| card::label_size(lines)).collect(),
            dashed: dashed.iter().map(|lines| card::label_size(lines)).collect(),
            any: (any.0, any.1 + 6.0),
        };
        let plan = Plan::new(graph, &sizes);
        Self {
            graph,
            cards,
            solid,
            dashed,
            plan,
        }
    }
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.plan.size;
        let (width, height) = (width.ceil(), height.ceil());
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"endstate\" role=\"img\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
        )?;
        writeln!(
            f,
            "<title>{}</title>",
            element::escape(&format!("The lifecycle of {}", self.graph.name))
        )?;
        writeln!(f, "<desc>{}</desc>", element::escape(&self.describe()))?;
        f.write_str(STYLE)?;
        writeln!(
            f,
            "<rect class=\"page\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>"
        )?;
        self.write_abandonment(f)?;
        self.write_starts(f)?;
        self.write_edges(f)?;
        for ((state, card), rect) in self
            .graph
            .states
            .iter()
            .zip(&self.cards)
            .zip(&self.plan.states)
        {
            self.write_state(f, state, card, *rect)?;
        }
        f.write_str("</svg>\n")
    }
}

impl Drawing<'_> {
    fn describe(&self) -> String {
        let named = |wanted: fn(&StateNode) -> bool| {
            let states = self.graph.states.iter().filter(|state| wanted(state));
            states
                .map(|state| state.name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let (initial, terminal) = (named(|state| state.initial), named(|state| state.terminal));
        let count = self.graph.states.len();
        let mut text = format!("{count} states. It begins in: {initial}. It ends in: {terminal}.");
        for (name, causes) in self.graph.abandonments() {
            let causes = Graph::abandonment_label(&causes);
            text.extend([" ", &causes, ": it ends in ", name, "."]);
        }
        text
    }

    fn write_abandonment(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((any, frame)) = self.plan.any else {
            return Ok(());
        };
        element::rect(f, "frame", frame, 12.0)?;
        let Point { x, y } = any.middle();
        element::text(f, "any", (x, y + 4.0), ANY)?;
        for (((to, label), route), lines) in self
            .graph
            .dashed()
            .iter()
            .zip(&self.plan.dashed)
            .zip(&self.dashed)
        {
            let title = format!(
                "{label}: any state in the frame to {}",
                self.graph.states[*to].name
            );
            element::edge(f, "dashed", &title, &line::path(&route.points))?;
            element::label(f, "label quiet", lines, route.label)?;
            f.write_str("</g>\n")?;
        }
        Ok(())
    }

    fn write_starts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let initial = self.graph.states.iter().filter(|state| state.initial);
        for ((state, route), dot) in initial.zip(&self.plan.starts).zip(&self.plan.dots) {
            element::edge(
                f,
                "solid",
                &format!("begins in {}", state.name),
                &line::path(&route.points),
            )?;
            let Point { x, y } = dot.middle();
            writeln!(
                f,
                "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/></g>"
            )?;
        }
        Ok(())
    }

    fn write_edges(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let routes = self.plan.solid.iter().zip(&self.solid);
        for ((from, to, edge), (route, lines)) in self.graph.solid().zip(routes) {
            let mut title = format!(
                "{} to {}",
                self.graph.states[from].name, self.graph.states[to].name
            );
            if let Some(label) = edge.label {
                title.push_str(": ");
                title.push_str(label);
            }
            let (path, label) = if from == to {
                let (path, label) =
                    line::self_loop(self.plan.states[from], card::label_size(lines));
                (path, Some(label))
            } else {
                (line::path(&route.points), route.label)
            };
            element::edge(f, "solid", &title, &path)?;
            element::label(f, "label", lines, label)?;
            f.write_str("</g>\n")?;
        }
        Ok(())
    }

    fn write_state(
        &self,
        f: &mut fmt::Formatter<'_>,
        state: &StateNode,
        card: &Card,
        rect: Rect,
    ) -> fmt::Result {
        let class = match state {
            state if self.graph.fixpoints.contains(state.name) => "state fixpoint",
            StateNode { trap: Some(_), .. } => "state trap",
            _ => "state",
        };
        writeln!(
            f,
            "<g class=\"{class}\" data-status=\"{}\"><title>{}</title>",
            element::escape(state.status),
            element::escape(&card::tooltip(state))
        )?;
        element::rect(f, "box", rect, 10.0)?;
        if state.terminal {
            element::rect(f, "inner", rect.grown(-3.5), 7.0)?;
        }
        let x = rect.middle().x;
        let mut y = rect.top + PAD_Y + HEAD - 6.0;
        element::text(f, "name", (x, y), &card.name)?;
        for note in card.notes() {
            y += LINE;
            element::text(f, "note", (x, y), note)?;
        }
        if !card.fields.is_empty() {
            let (left, right, at) = (rect.left + PAD_X, rect.right - PAD_X, y + PAD_Y);
            writeln!(
                f,
                "<path class=\"rule\" d=\"M{left:.1} {at:.1} H{right:.1}\"/>"
            )?;
            y += PAD_Y;
        }
        for field in &card.fields {
            y += LINE;
            let left = rect.left + PAD_X;
            element::text(f, "field", (left, y), field)?;
        }
        f.write_str("</g>\n")
    }
}
