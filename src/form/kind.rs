use std::fmt;

use serde::{Deserialize, Serialize};

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A whole number, 0 or more.
    Count,
    /// A whole number with a sign: 本年增/减 of the 2019 edition.
    SignedCount,
    /// An amount of money, decimal, 0 or more, with the unit that the form fixes, if it does.
    Amount(Option<Unit>),
}

/// A unit of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Unit {
    /// 元, one yuan.
    #[serde(rename = "元")]
    Yuan,
    /// 万元, ten thousand yuan.
    #[serde(rename = "万元")]
    TenThousandYuan,
    /// 亿元, a hundred million yuan.
    #[serde(rename = "亿元")]
    HundredMillionYuan,
}

impl Unit {
    /// All units of money, smallest first.
    pub const ALL: [Self; 3] = [Self::Yuan, Self::TenThousandYuan, Self::HundredMillionYuan];

    /// The unit as it is written: 元, 万元 or 亿元.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }

    /// How many yuan one unit is.
    pub const fn in_yuan(self) -> u32 {
        match self {
            Self::Yuan => 1,
            Self::TenThousandYuan => 10_000,
            Self::HundredMillionYuan => 100_000_000,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.symbol())
    }
}
