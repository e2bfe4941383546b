use std::fmt;

use serde::Serialize;

use crate::form::Lang;

/// A text in both languages: a constant, or made with numbers and names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Bilingual<T = &'static str> {
    /// In Chinese.
    pub zh: T,
    /// In English.
    pub en: T,
}

impl Bilingual<String> {
    /// A text that is made.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl<T: AsRef<str>> Bilingual<T> {
    /// The text in one of the languages.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(self.zh.as_ref(), self.en.as_ref())
    }
}

/// In English.
impl<T: AsRef<str>> fmt::Display for Bilingual<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.en.as_ref())
    }
}
