//! Rectangles.

/// A rectangle in points, y downwards: `x0 <= x1` and `y0 <= y1`, all finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read) struct Area {
    pub(in crate::read) x0: f32,
    pub(in crate::read) y0: f32,
    pub(in crate::read) x1: f32,
    pub(in crate::read) y1: f32,
}

/// No page is larger: 200 inches are the most that a PDF can have, and units may be scaled.
const MOST: f32 = 1e5;

/// A picture smaller than this in one direction is a bullet, a line or a stamp's rest.
const LEAST_PICTURE: f32 = 24.0;

impl Area {
    /// The rectangle around two points; nothing if they are not on any page.
    pub(in crate::read) fn around(a: (f32, f32), b: (f32, f32)) -> Option<Self> {
        let on_a_page = [a.0, a.1, b.0, b.1].iter().all(|v| v.abs() < MOST);
        on_a_page.then(|| Self { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) })
    }

    pub(in crate::read) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    pub(in crate::read) fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    pub(in crate::read) fn centre(&self) -> (f32, f32) {
        (f32::midpoint(self.x0, self.x1), f32::midpoint(self.y0, self.y1))
    }

    pub(in crate::read) fn holds(&self, (x, y): (f32, f32)) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }

    /// Whether all of the other one is inside, but for `slack` points.
    pub(super) fn encloses(&self, other: &Self, slack: f32) -> bool {
        self.x0 <= other.x0 + slack
            && other.x1 <= self.x1 + slack
            && self.y0 <= other.y0 + slack
            && other.y1 <= self.y1 + slack
    }

    pub(in crate::read) fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether the other one stands on the same line: most of the lower one's height is beside the higher one.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let overlap = self.y1.min(other.y1) - self.y0.max(other.y0);
        overlap > 0.5 * self.height().min(other.height())
    }

    /// Whether a picture is large enough to hold a table or a text.
    pub(super) fn is_large(&self) -> bool {
        self.width() > LEAST_PICTURE && self.height() > LEAST_PICTURE
    }
}

/// The whole number below. Coordinates are far smaller than the type's largest.
#[allow(clippy::cast_possible_truncation)] // an area is on a page
pub(super) fn whole(v: f32) -> i32 {
    v.floor() as i32
}
