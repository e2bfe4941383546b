//! A rule as the catalogue lists it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Bilingual, Rule};

/// A rule as the exported catalogue has it: everything but its code in Rust.
///
/// ```
/// use ogi_report::rules::{CATALOGUE, Entry};
///
/// let catalogue = serde_json::to_value(CATALOGUE.iter().copied().map(Entry).collect::<Vec<_>>())?;
/// let balance = catalogue.as_array().unwrap().iter().find(|rule| rule["code"] == "OGI302").unwrap();
/// assert_eq!(balance["severity"], "error");
/// assert_eq!(balance["editions"], serde_json::json!(["2019", "2021"]));
/// assert_eq!(balance["formula"]["zh"], "一 + 二 = （七）总计 + 四");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a>(pub &'a Rule);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rule = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", rule.code)?;
        map.serialize_entry("name", rule.name)?;
        map.serialize_entry("severity", &rule.severity)?;
        map.serialize_entry("editions", rule.editions)?;
        map.serialize_entry("identity", &rule.identity.is_some())?;
        map.serialize_entry("since", rule.since)?;
        map.serialize_entry("basis", &rule.basis)?;
        map.serialize_entry("formula", &rule.formula)?;
        map.serialize_entry("documentation", &rule.documentation())?;
        map.end()
    }
}

impl Bilingual {
    /// Both, Chinese first, as in titles.
    pub(crate) fn both(&self) -> String {
        format!("{} / {}", self.zh, self.en)
    }
}
