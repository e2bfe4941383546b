//! Transformations of the plane.

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Matrix {
    pub(in crate::read) a: f32,
    pub(in crate::read) b: f32,
    pub(in crate::read) c: f32,
    pub(in crate::read) d: f32,
    pub(in crate::read) e: f32,
    pub(in crate::read) f: f32,
}

impl Matrix {
    pub(in crate::read) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(in crate::read) const fn new(six: [f32; 6]) -> Self {
        Self { a: six[0], b: six[1], c: six[2], d: six[3], e: six[4], f: six[5] }
    }

    pub(in crate::read) const fn moved(x: f32, y: f32) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This transformation, then the other one.
    pub(in crate::read) fn then(&self, next: &Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    pub(in crate::read) fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// By how much it makes lengths larger, on average.
    pub(in crate::read) fn scale(&self) -> f32 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}
