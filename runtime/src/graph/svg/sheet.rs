//! The layout crate, behind the little that is used of it.

use alloc::{string::ToString, vec::Vec};

use dagre::{EdgeLabel, LayoutOptions, NodeLabel, graph, layout::types::LabelPos};

use super::{
    geometry::{Point, Rect, Size},
    route::Wire,
};

/// Boxes, which are numbers here, and what ties them; then, where they stand.
pub(super) struct Sheet {
    graph: graph::Graph<NodeLabel, EdgeLabel>,
    wires: Vec<(usize, usize)>,
}

impl Sheet {
    pub(super) fn new() -> Self {
        let options = graph::GraphOptions {
            directed: true,
            multigraph: true,
            compound: false,
        };
        Self {
            graph: graph::Graph::with_options(options),
            wires: Vec::new(),
        }
    }

    pub(super) fn place(&mut self, place: usize, (width, height): Size) {
        let node = NodeLabel {
            width,
            height,
            ..NodeLabel::default()
        };
        self.graph.set_node(place.to_string(), Some(node));
    }

    /// An edge that will be drawn, with the room that its label takes. The heavier, the shorter.
    pub(super) fn wire(&mut self, from: usize, to: usize, label: Size, weight: i32) {
        let name = self.wires.len().to_string();
        self.wires.push((from, to));
        self.edge(from, to, &name, label, weight);
    }

    /// Only keeps one box above another.
    pub(super) fn tie(&mut self, above: usize, below: usize) {
        self.edge(above, below, "tie", Size::default(), 0);
    }

    fn edge(&mut self, from: usize, to: usize, name: &str, (width, height): Size, weight: i32) {
        let labelpos = LabelPos::Center;
        let edge = EdgeLabel {
            width,
            height,
            weight,
            labelpos,
            ..EdgeLabel::default()
        };
        self.graph
            .set_edge(from.to_string(), to.to_string(), Some(edge), Some(name));
    }

    /// Where the boxes below that number stand, and the wires in the order in which they came.
    pub(super) fn lay_out(mut self, places: usize) -> (Vec<Rect>, Vec<Wire>) {
        let options = LayoutOptions {
            nodesep: 36.0,
            edgesep: 24.0,
            ranksep: 64.0,
            ..LayoutOptions::default()
        };
        dagre::layout(&mut self.graph, Some(options));
        let boxes = (0..places)
            .map(|place| self.rect(&place.to_string()))
            .collect();
        let wires = self.wires.iter().enumerate();
        let wires = wires
            .map(|(index, &(from, to))| self.placed(from, to, &index.to_string()))
            .collect();
        (boxes, wires)
    }

    fn rect(&self, name: &str) -> Rect {
        let node = self.graph.node(name).cloned().unwrap_or_default();
        let middle = Point::new(node.x.unwrap_or_default(), node.y.unwrap_or_default());
        Rect::around(&middle, (node.width, node.height))
    }

    fn placed(&self, from: usize, to: usize, name: &str) -> Wire {
        let edge = self
            .graph
            .edge(&from.to_string(), &to.to_string(), Some(name));
        let edge = edge.cloned().unwrap_or_default();
        // The first and the last point lie on the borders of the boxes; `route` finds better ones.
        let bends = match &edge.points[..] {
            [_, bends @ .., _] => bends.to_vec(),
            _ => Vec::new(),
        };
        let middle = edge.x.zip(edge.y).filter(|_| edge.width > 0.0);
        let label = middle.map(|(x, y)| Rect::around(&Point::new(x, y), (edge.width, edge.height)));
        Wire {
            from,
            to,
            bends,
            label,
        }
    }
}
