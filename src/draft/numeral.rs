//! The numeral grammar.

/// The largest count.
pub const MAX_COUNT: i64 = (1 << 53) - 1;
