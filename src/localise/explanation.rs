//! Explanations: changes of values in one part of a system, at its variables, at cells or at the cells of several reports.

use serde::{Serialize, Serializer};

use super::mechanism::Mechanism;
use crate::form::Cell;

/// What was found in one connected part of a system. In a form that is section 三 as a whole, or one block of section 四.
///
/// A site is where a value stands: a [`Cell`], or a cell of one of several reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "S: SiteKeys"))]
#[non_exhaustive]
pub struct Explained<S = Cell> {
    /// The part's sites, in order.
    #[serde(skip)]
    pub sites: Vec<S>,
    /// How many equations tie them together.
    #[serde(skip)]
    pub equations: usize,
    /// How many values must change at least: proved, also where the search stopped. 0 where the equations hold, or can
    /// hold by a choice of the unknown values.
    pub at_least: usize,
    /// Whether the answer is whole: the explanations are all there are with [`at_least`](Self::at_least) changes, or there
    /// is none up to the limit. If not, the search met its bound, or a question about whole numbers that it could not decide.
    pub complete: bool,
    /// The explanations with the fewest changes, the most plausible first. None if the part needs no change, or more
    /// changes than the limit.
    pub explanations: Vec<Explanation<S>>,
}

/// A smallest set of changes that makes every equation hold, with the unknown values it determines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "S: SiteKeys"))]
pub struct Explanation<S = Cell> {
    /// The wrong values, in order within each part.
    pub changes: Vec<Change<S>>,
    /// The unknown values, in order within each part, with what this explanation leaves them.
    pub fills: Vec<Fill<S>>,
    /// How implausible the mechanisms are that it supposes; see [`Mechanism`]. Only for comparing.
    #[serde(skip)]
    pub cost: u32,
}

/// One value that is wrong in an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "S: SiteKeys"))]
pub struct Change<S = Cell> {
    /// Where it stands.
    #[serde(flatten, serialize_with = "SiteKeys::serialize_keys")]
    pub site: S,
    /// The value that was found.
    pub found: i64,
    /// What it must be, or `None` if more than one value would do. In JSON also null beyond the range of an `i64`.
    #[serde(serialize_with = "in_range")]
    pub expected: Option<i128>,
    /// How the one may have become the other.
    pub mechanism: Mechanism,
}

/// One unknown value in an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "S: SiteKeys"))]
pub struct Fill<S = Cell> {
    /// Where it stands.
    #[serde(flatten, serialize_with = "SiteKeys::serialize_keys")]
    pub site: S,
    /// What it must be, or `None` if more than one value would do. In JSON also null beyond the range of an `i64`.
    #[serde(serialize_with = "in_range")]
    pub value: Option<i128>,
}

/// A site as keys of a JSON object.
pub trait SiteKeys {
    /// Writes the keys.
    fn serialize_keys<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl SiteKeys for Cell {
    fn serialize_keys<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("cell", self)])
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn in_range<S: Serializer>(value: &Option<i128>, serializer: S) -> Result<S::Ok, S::Error> {
    value.and_then(|value| i64::try_from(value).ok()).serialize(serializer)
}

impl<S> Explained<S> {
    /// Whether one equation is all there is: its failure shows an error and cannot show where.
    pub fn is_single_equation(&self) -> bool {
        self.equations == 1
    }

    /// The same at other sites.
    pub(crate) fn at<T>(self, site: impl Fn(S) -> T) -> Explained<T> {
        let explanations = self.explanations.into_iter().map(|explanation| explanation.at(&site)).collect();
        let Self { sites, equations, at_least, complete, .. } = self;
        Explained { sites: sites.into_iter().map(site).collect(), equations, at_least, complete, explanations }
    }
}

impl<S: Clone + PartialEq> Explained<S> {
    /// The changes that all explanations share: so much is certain, if as few values as possible are wrong. The value
    /// is given where it is the same in all. Nothing is certain of an incomplete answer.
    pub fn certain(&self) -> Vec<(S, Option<i128>)> {
        let Some((first, others)) = self.explanations.split_first().filter(|_| self.complete) else {
            return Vec::new();
        };
        let shared = first.changes.iter().filter_map(|change| {
            let mut same = change.expected;
            for other in others {
                let change = other.changes.iter().find(|other| other.site == change.site)?;
                same = same.filter(|_| change.expected == same);
            }
            Some((change.site.clone(), same))
        });
        shared.collect()
    }
}

impl<S> Explanation<S> {
    fn at<T>(self, site: impl Fn(S) -> T) -> Explanation<T> {
        let change =
            |Change { site: at, found, expected, mechanism }| Change { site: site(at), found, expected, mechanism };
        let changes = self.changes.into_iter().map(change).collect();
        let fills = self.fills.into_iter().map(|Fill { site: at, value }| Fill { site: site(at), value }).collect();
        Explanation { changes, fills, cost: self.cost }
    }
}
