//! Where everything stands.

use alloc::vec::Vec;

use super::{
    geometry::{Rect, Size},
    route::{Route, routes},
    sheet::Sheet,
};
use crate::graph::Graph;

const MARGIN: f64 = 28.0;
const FRAME: f64 = 16.0;
const DOT: Size = (12.0, 12.0);

/// The room that each part takes, in the order of the graph.
pub(super) struct Sizes {
    pub(super) states: Vec<Size>,
    pub(super) solid: Vec<Size>,
    pub(super) dashed: Vec<Size>,
    pub(super) any: Size,
}

/// The places of all parts, in the same order.
pub(super) struct Plan {
    pub(super) size: Size,
    pub(super) states: Vec<Rect>,
    pub(super) dots: Vec<Rect>,
    pub(super) starts: Vec<Route>,
    pub(super) solid: Vec<Route>,
    pub(super) dashed: Vec<Route>,
    /// The words that dashed edges leave from, and the frame around them and what they stand for.
    pub(super) any: Option<(Rect, Rect)>,
}

impl Plan {
    pub(super) fn new(graph: &Graph, sizes: &Sizes) -> Self {
        let mut above: Vec<usize> = graph.bottom().collect();
        loop {
            let plan = Self::attempt(graph, sizes, &above);
            let Some((any, _)) = plan.any else {
                return plan;
            };
            // The frame can only be drawn around the live states if none of them slid below `any`. Every turn ties at
            // least one more, so this ends.
            let slid = |index: &usize| {
                !graph.states[*index].terminal
                    && plan.states[*index].bottom > any.top
                    && !above.contains(index)
            };
            let slid: Vec<usize> = (0..graph.states.len()).filter(slid).collect();
            if slid.is_empty() {
                return plan;
            }
            above.extend(slid);
        }
    }

    fn attempt(graph: &Graph, sizes: &Sizes, above: &[usize]) -> Self {
        // Boxes are numbers: a state is its index, its dot is `dot(index)`, and `any` comes last.
        let count = graph.states.len();
        let dot = |index: usize| count + index;
        let any = 2 * count;
        let initial: Vec<usize> = (0..count)
            .filter(|&index| graph.states[index].initial)
            .collect();
        let dashed = graph.dashed();

        let mut sheet = Sheet::new();
        // The dots come first: the layout breaks cycles on its way from the first box.
        for &index in &initial {
            sheet.place(dot(index), DOT);
        }
        for (index, &size) in sizes.states.iter().enumerate() {
            sheet.place(index, size);
        }
        for &index in &initial {
            sheet.wire(dot(index), index, Size::default(), 2);
        }
        for ((from, to, _), &size) in graph.solid().zip(&sizes.solid) {
            sheet.wire(from, to, size, 2);
        }
        if !dashed.is_empty() {
            sheet.place(any, sizes.any);
            for ((to, _), &size) in dashed.iter().zip(&sizes.dashed) {
                sheet.wire(any, *to, size, 1);
            }
            for &index in above {
                sheet.tie(index, any);
            }
            let fixpoint = |index| dashed.iter().any(|&(to, _)| to == index);
            for index in
                (0..count).filter(|&index| graph.states[index].terminal && !fixpoint(index))
            {
                sheet.tie(any, index);
            }
        }
        let (boxes, wires) = sheet.lay_out(any + 1);

        let mut courses = routes(&boxes, wires).into_iter();
        let mut plan = Self {
            size: Size::default(),
            states: boxes[..count].to_vec(),
            dots: initial.iter().map(|&index| boxes[dot(index)]).collect(),
            starts: courses.by_ref().take(initial.len()).collect(),
            solid: courses.by_ref().take(sizes.solid.len()).collect(),
            dashed: courses.collect(),
            any: None,
        };
        if !dashed.is_empty() {
            plan.any = Some((boxes[any], plan.frame(graph, boxes[any])));
        }
        plan.crop();
        plan
    }

    /// Around the live states, and around all that runs between them.
    fn frame(&self, graph: &Graph, any: Rect) -> Rect {
        let live = self
            .states
            .iter()
            .zip(graph.states)
            .filter(|(_, state)| !state.terminal);
        let lines = self.solid.iter().flat_map(Route::extent);
        let inside = live
            .map(|(rect, _)| *rect)
            .chain(lines.filter(|rect| rect.bottom <= any.bottom));
        let hull = inside.fold(any, Rect::union);
        Rect {
            bottom: any.bottom + FRAME / 2.0,
            ..hull.grown(FRAME)
        }
    }

    /// Moves everything so that the drawing begins at its margin, and measures it.
    fn crop(&mut self) {
        let lines = self
            .solid
            .iter()
            .chain(&self.dashed)
            .flat_map(Route::extent);
        let frame = self.any.map(|(_, frame)| frame);
        let parts = self
            .states
            .iter()
            .chain(&self.dots)
            .copied()
            .chain(frame)
            .chain(lines);
        let hull = parts.reduce(Rect::union).unwrap_or_default().grown(MARGIN);
        self.size = hull.size();
        let (x, y) = (-hull.left, -hull.top);
        let any = self.any.iter_mut().flat_map(|(any, frame)| [any, frame]);
        self.states
            .iter_mut()
            .chain(&mut self.dots)
            .chain(any)
            .for_each(|rect| rect.shift(x, y));
        let lines = self
            .starts
            .iter_mut()
            .chain(&mut self.solid)
            .chain(&mut self.dashed);
        lines.for_each(|route| route.shift(x, y));
    }
}
