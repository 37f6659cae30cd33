//! Edges as paths.

use alloc::{format, string::String};
use core::fmt::{self, Write};

use super::geometry::{Point, Rect, Size};

const CORNER: f64 = 36.0;
/// How far a self-loop reaches out of its box; the layout leaves a little more before the label.
const LOOP: f64 = 26.0;

/// A line through the points, with its corners rounded: it stays inside the room that the layout gave it.
pub(super) fn path(points: &[Point]) -> String {
    let mut out = String::new();
    let _ = write_path(&mut out, points); // writing to a `String` does not fail
    out
}

fn write_path(out: &mut String, points: &[Point]) -> fmt::Result {
    let [first, .., last] = points else {
        return Ok(());
    };
    write!(out, "M{:.1} {:.1}", first.x, first.y)?;
    for corner in points.windows(3) {
        let [before, at, after] = corner else {
            continue;
        };
        let (enter, leave) = (towards(at, before), towards(at, after));
        write!(out, " L{:.1} {:.1}", enter.x, enter.y)?;
        write!(
            out,
            " Q{:.1} {:.1} {:.1} {:.1}",
            at.x, at.y, leave.x, leave.y
        )?;
    }
    write!(out, " L{:.1} {:.1}", last.x, last.y)
}

/// The point on the way from one to the other where the rounding of a corner begins.
fn towards(from: &Point, to: &Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y);
    let part = if length > 2.0 * CORNER {
        CORNER / length
    } else {
        0.5
    };
    Point::new(from.x + x * part, from.y + y * part)
}

/// A loop at the right side of a box, and the room for a label of that size beside it.
///
/// The layout keeps that side free, but the course that it proposes starts in the corners, where other edges are.
pub(super) fn self_loop(state: Rect, label: Size) -> (String, Rect) {
    let (x, y) = (state.right, state.middle().y);
    let (top, bottom, out) = (y - 9.0, y + 9.0, x + LOOP * 1.2);
    let path = format!(
        "M{x:.1} {top:.1} C{out:.1} {:.1} {out:.1} {:.1} {x:.1} {bottom:.1}",
        top - 9.0,
        bottom + 9.0
    );
    (
        path,
        Rect::around(&Point::new(x + LOOP + label.0 / 2.0, y), label),
    )
}
