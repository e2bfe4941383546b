use std::fmt;

use super::Lang;

/// Where a row comes from in the law, and how sure that is.
///
/// The printed rows of section 三 carry no article numbers: most of their bases are the crate's reading of the
/// Regulation (政府信息公开条例, Decree 711, 2019 revision) and are marked so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Basis {
    zh: &'static str,
    en: &'static str,
    reading: Reading,
}

/// How a [`Basis`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reading {
    /// The form itself, or the article's own text, says so.
    Stated,
    /// The commentary on 法释〔2025〕8号 (the Supreme People's Court's interpretation) says so.
    Commentary,
    /// Our reading: no source at hand says it in so many words.
    Ours,
}

impl Basis {
    pub(super) const fn stated(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en, reading: Reading::Stated }
    }

    pub(super) const fn commentary(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en, reading: Reading::Commentary }
    }

    pub(super) const fn reading(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en, reading: Reading::Ours }
    }

    /// The citation, such as 条例第三十七条 or "Regulation, art. 37".
    pub const fn cite(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// How the basis is known.
    pub const fn how_known(&self) -> Reading {
        self.reading
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}
