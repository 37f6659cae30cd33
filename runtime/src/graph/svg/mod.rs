//! An SVG that needs nothing but itself.

mod card;
mod draw;
mod element;
mod geometry;
mod layout;
mod line;
mod route;
mod sheet;
mod style;

use alloc::string::{String, ToString};

use self::draw::Drawing;
use super::Graph;

impl Graph {
    /// The lifecycle as a self-contained SVG: no scripts, no fonts to load, light and dark by the reader's preference.
    ///
    /// Boxes are states with what they carry, and terminal ones have a double border. Declared transitions are solid.
    /// Abandonment leaves the frame, which stands for every state in it, by a dashed edge to the fixpoint. The same graph
    /// gives the same bytes. In a page, a state is the group with its status as `data-status`, so that a rule of style can light the
    /// current one. Needs the feature `svg`, and with it Rust 1.88.
    ///
    /// ```
    /// use endstate::graph::{Edge, Graph, StateNode};
    ///
    /// const GRAPH: Graph = Graph::new("Door", "Shut", &[
    ///     StateNode::new("Open", "open").initial().edges(&[Edge::to("Shut").when("pushed")]),
    ///     StateNode::new("Shut", "shut").terminal(),
    /// ]);
    ///
    /// let picture = GRAPH.svg();
    /// assert!(picture.starts_with("<svg xmlns="));
    /// assert!(picture.contains("<title>Open to Shut: pushed</title>"));
    /// assert!(picture.contains(r#"data-status="shut""#));
    /// ```
    #[must_use]
    pub fn svg(&self) -> String {
        Drawing::new(self).to_string()
    }
}
