//! States that only a bug of this crate can reach: a debug build stops there, a release build goes on with a default.

use std::slice::SliceIndex;

/// `expect` for what cannot be absent: [`debug_assert!`] beside the default.
pub(crate) trait DebugExpect<T>: Sized {
    /// The value itself, asserted to be there.
    fn debug_some(self, why: &str) -> Option<T>;

    #[track_caller]
    fn debug_expect(self, why: &str) -> T
    where
        T: Default,
    {
        self.debug_some(why).unwrap_or_default()
    }
}

impl<T> DebugExpect<T> for Option<T> {
    #[track_caller]
    fn debug_some(self, why: &str) -> Self {
        debug_assert!(self.is_some(), "{why}");
        self
    }
}

impl<T, E: std::fmt::Debug> DebugExpect<T> for Result<T, E> {
    #[track_caller]
    fn debug_some(self, why: &str) -> Option<T> {
        debug_assert!(self.is_ok(), "{why}: {:?}", self.err());
        self.ok()
    }
}

/// A part of a text or a list, between places that were found in it.
pub(crate) trait Cut {
    fn cut<I: SliceIndex<Self, Output = Self>>(&self, at: I) -> &Self;
}

impl Cut for str {
    #[track_caller]
    fn cut<I: SliceIndex<Self, Output = Self>>(&self, at: I) -> &Self {
        self.get(at).debug_expect("a text is cut where something was found in it")
    }
}

impl<T> Cut for [T] {
    #[track_caller]
    fn cut<I: SliceIndex<Self, Output = Self>>(&self, at: I) -> &Self {
        self.get(at).debug_expect("a list is cut where something was found in it")
    }
}
