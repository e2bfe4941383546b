//! A sum as JSON holds it: a number, or text where it is too large for one.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::report::NetChange;

/// An integer of 128 bits.
#[derive(Clone, Copy)]
pub(super) struct Wide(pub(super) i128);

impl Serialize for Wide {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match NetChange::try_from(self.0) {
            Ok(n) => n.serialize(serializer),
            Err(_) => serializer.collect_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WideVisitor;

        impl Visitor<'_> for WideVisitor {
            type Value = Wide;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an integer, as a string where it is large")
            }

            fn visit_i64<E: Error>(self, n: i64) -> Result<Wide, E> {
                Ok(Wide(n.into()))
            }

            fn visit_u64<E: Error>(self, n: u64) -> Result<Wide, E> {
                Ok(Wide(n.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Wide, E> {
                text.parse().map(Wide).map_err(E::custom)
            }
        }

        deserializer.deserialize_any(WideVisitor)
    }
}
