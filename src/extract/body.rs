use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::shown::clipped;

/// A body by its name, as its report gives it, without spaces.
///
/// Two names are the same body only if they are the same name. "X市人民政府" reports on its whole territory and
/// "X市人民政府办公室" on one office: they are different bodies, and nothing here takes one for the other. Names that are
/// close are shown by [`Body::resembles`], for a person to decide.
///
/// ```
/// use ogi_report::extract::{Body, Resemblance};
///
/// let city = Body::new("广州市人民政府").unwrap();
/// let office = Body::new("广州市人民政府 办公厅").unwrap();
/// assert_ne!(city, office);
/// assert_eq!(city.resembles(&office), Some(Resemblance::Office));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Body(Arc<str>);

/// Why two names may be taken for one body, and may not be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Resemblance {
    /// One is the office of the other: 某市人民政府 and 某市人民政府办公室. These are different bodies.
    Office,
    /// One leaves out what kind of body it is: 某县某镇 and 某县某镇人民政府.
    Short,
    /// One leaves out where it is: 某镇人民政府 and 某县某镇人民政府.
    Territory,
}

const OFFICES: [&str; 4] = ["办公室", "办公厅", "党政办公室", "党政综合办公室"];
const KINDS: [&str; 3] = ["人民政府", "政府", "办事处"];

/// Shorter names than this, in characters, are the ends of many others.
const TELLING: usize = 4;

impl Body {
    /// The body with this name, or `None` if nothing is left of the name without spaces.
    pub fn new(name: &str) -> Option<Self> {
        Some(Self::spelled(name)).filter(|body| !body.0.is_empty())
    }

    /// A name that is not empty.
    pub(crate) fn spelled(name: &str) -> Self {
        let kept = name.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}' && *c != '\u{feff}');
        Self(kept.collect::<String>().into())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// How the two names, which are not the same, resemble each other.
    pub fn resembles(&self, other: &Self) -> Option<Resemblance> {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        longer(short, long)
    }

    /// The names whose body this may be, each shorter than this name.
    fn shorter(&self) -> impl Iterator<Item = &str> {
        let ends = OFFICES.into_iter().chain(KINDS).filter_map(|end| self.0.strip_suffix(end));
        let starts = self.0.char_indices().skip(1).filter_map(|(at, _)| self.0.get(at..));
        ends.chain(starts)
    }
}

fn longer(short: &Body, long: &Body) -> Option<Resemblance> {
    let rest = |ends: &[&str]| long.0.strip_prefix(short.name()).is_some_and(|rest| ends.contains(&rest));
    if rest(&OFFICES) {
        Some(Resemblance::Office)
    } else if rest(&KINDS) {
        Some(Resemblance::Short)
    } else if short != long && long.0.ends_with(short.name()) && short.0.chars().count() >= TELLING {
        Some(Resemblance::Territory)
    } else {
        None
    }
}

/// The pairs of bodies whose names resemble each other, so that a person can say which of them are one.
pub fn resemblances<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Vec<(&'a Body, &'a Body, Resemblance)> {
    let bodies: BTreeSet<&Body> = bodies.into_iter().collect();
    let mut pairs = BTreeSet::new();
    for long in &bodies {
        let known = long.shorter().filter_map(|name| bodies.get(&Body::new(name)?).copied());
        pairs.extend(known.map(|short| (short, *long)));
    }
    pairs.into_iter().filter_map(|(short, long)| Some((short, long, longer(short, long)?))).collect()
}

/// The name as it is [shown](crate::render::clipped) in messages: [`Body::name`] is the name itself.
impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&clipped(&self.0))
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(&name).ok_or_else(|| D::Error::custom("the name of a body is empty"))
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
