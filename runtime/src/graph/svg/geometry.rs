//! Boxes on a plane; y grows downwards.

pub(super) use dagre::Point;

/// Width and height.
pub(super) type Size = (f64, f64);

#[derive(Clone, Copy, Default)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) fn around(middle: &Point, (width, height): Size) -> Self {
        let (x, y) = (width / 2.0, height / 2.0);
        Self {
            left: middle.x - x,
            top: middle.y - y,
            right: middle.x + x,
            bottom: middle.y + y,
        }
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub(super) fn shift(&mut self, x: f64, y: f64) {
        self.left += x;
        self.right += x;
        self.top += y;
        self.bottom += y;
    }

    pub(super) fn middle(self) -> Point {
        Point::new(
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    pub(super) fn size(self) -> Size {
        (self.right - self.left, self.bottom - self.top)
    }
}
