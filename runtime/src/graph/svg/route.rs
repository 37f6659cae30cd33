//! The course of each edge between its boxes.
//!
//! The layout puts one bend into every row that an edge passes. Joined as they are, they would cut the corners of tall
//! boxes beside them. So an edge passes a row upright, and turns only in the gaps between the rows, where nothing stands;
//! and it leaves and enters boxes by their top and bottom, never by a side where a neighbour may be.

use alloc::{vec, vec::Vec};

use super::geometry::{Point, Rect, Size};

/// What an edge keeps from the corners of a box, from the next edge there, and the last bit that it runs upright.
const CORNER: f64 = 14.0;
const APART: f64 = 20.0;
const STUB: f64 = 16.0;

/// An edge as the layout placed it.
pub(super) struct Wire {
    pub(super) from: usize,
    pub(super) to: usize,
    /// One for each row between the ends, label included.
    pub(super) bends: Vec<Point>,
    /// The middle of its label, and the room that it takes.
    pub(super) label: Option<Rect>,
}

#[derive(Default)]
pub(super) struct Route {
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Rect>,
}

impl Route {
    /// What it covers, label included.
    pub(super) fn extent(&self) -> impl Iterator<Item = Rect> {
        self.points
            .iter()
            .map(|point| Rect::around(point, Size::default()))
            .chain(self.label)
    }

    pub(super) fn shift(&mut self, x: f64, y: f64) {
        for point in &mut self.points {
            point.x += x;
            point.y += y;
        }
        if let Some(label) = &mut self.label {
            label.shift(x, y);
        }
    }
}

/// The courses of the wires between these boxes, in the same order. A wire from a box to itself has none.
pub(super) fn routes(boxes: &[Rect], wires: Vec<Wire>) -> Vec<Route> {
    let labels = wires.iter().filter_map(|wire| wire.label);
    let standing: Vec<Rect> = boxes.iter().copied().chain(labels).collect();
    let ports = ports(boxes, &wires);
    wires
        .into_iter()
        .zip(ports)
        .map(|(wire, ports)| wire.course(boxes, &standing, ports))
        .collect()
}

impl Wire {
    fn course(self, boxes: &[Rect], standing: &[Rect], [start, end]: [f64; 2]) -> Route {
        let mut points = Vec::new();
        if self.from != self.to {
            let (from, to) = (boxes[self.from], boxes[self.to]);
            let down = self.leads_down(boxes);
            points.push(Point::new(start, if down { from.bottom } else { from.top }));
            let ends = (
                Point::new(start, from.middle().y),
                Point::new(end, to.middle().y),
            );
            for bend in [&ends.0].into_iter().chain(&self.bends).chain([&ends.1]) {
                let (top, bottom) = row(standing, bend.y);
                let (enter, leave) = if down { (top, bottom) } else { (bottom, top) };
                points.extend([Point::new(bend.x, enter), Point::new(bend.x, leave)]);
            }
            // The ends of the course lie in the rows of its boxes: it begins and stops at their borders instead. The stub
            // lets its head point at the box, however slanted the way there is.
            points.remove(1);
            points.pop();
            if let Some(last) = points.last_mut() {
                last.y += if down { -STUB } else { STUB };
            }
            points.push(Point::new(end, if down { to.top } else { to.bottom }));
            points.dedup_by(|next, last| (next.x - last.x).hypot(next.y - last.y) < 0.5);
        }
        Route {
            points,
            label: self.label,
        }
    }

    fn leads_down(&self, boxes: &[Rect]) -> bool {
        boxes[self.from].middle().y < boxes[self.to].middle().y
    }
}

/// Where the row with that middle begins and ends.
fn row(standing: &[Rect], middle: f64) -> (f64, f64) {
    let members = standing
        .iter()
        .filter(|rect| (rect.middle().y - middle).abs() < 0.5);
    members.fold((middle, middle), |(top, bottom), rect| {
        (top.min(rect.top), bottom.max(rect.bottom))
    })
}

/// Where each wire leaves and enters: as near as it can to where it leads, so that it runs steeply, and apart from the
/// others at that side of the box, in their order, so that they do not cross there.
fn ports(boxes: &[Rect], wires: &[Wire]) -> Vec<[f64; 2]> {
    let mut ends = Vec::new();
    for (index, wire) in wires
        .iter()
        .enumerate()
        .filter(|(_, wire)| wire.from != wire.to)
    {
        let down = wire.leads_down(boxes);
        let (first, last) = (wire.bends.first(), wire.bends.last());
        let (from, to) = (
            first.map_or(0.0, |bend| bend.x),
            last.map_or(0.0, |bend| bend.x),
        );
        ends.push(((wire.from, down), from, (index, 0)));
        ends.push(((wire.to, !down), to, (index, 1)));
    }
    ends.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut ports = vec![[0.0; 2]; wires.len()];
    for side in ends.chunk_by(|a, b| a.0 == b.0) {
        let place = boxes[side[0].0.0];
        let inset = CORNER.min(place.size().0 / 2.0);
        let (left, right) = (place.left + inset, place.right - inset);
        let gaps = side.iter().skip(1).fold(0.0, |sum, _| sum + 1.0_f64);
        let apart = APART.min((right - left) / gaps.max(1.0));
        let mut spots: Vec<f64> = side.iter().map(|end| end.1.clamp(left, right)).collect();
        for index in 1..spots.len() {
            spots[index] = spots[index].max(spots[index - 1] + apart);
        }
        let mut most = right;
        for spot in spots.iter_mut().rev() {
            *spot = spot.min(most);
            most = *spot - apart;
        }
        for (&(_, _, (index, end)), spot) in side.iter().zip(spots) {
            ports[index][end] = spot;
        }
    }
    ports
}
