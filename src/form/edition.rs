use std::fmt;
use std::ops::RangeInclusive;

use super::facts::{EDITIONS, EditionFacts, FORMS, FormFacts};
use super::{Edition, Form};

impl Edition {
    /// The edition that is in force.
    pub const LATEST: Self = {
        let [.., latest] = Self::ALL;
        latest
    };

    #[expect(
        clippy::indexing_slicing,
        reason = "EDITIONS has one entry a variant, in the variants' order: both come from one macro"
    )]
    const fn facts(self) -> &'static EditionFacts {
        &EDITIONS[self as usize]
    }

    /// As it appears in JSON, such as `"2021"`.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The number of the notice that issued the edition.
    pub const fn document_number(self) -> &'static str {
        self.facts().notice
    }

    /// How a text can cite that notice and no other edition's: by its number, or by words of its title.
    pub(crate) fn citations(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.document_number()).chain(self.facts().alone_called.iter().copied())
    }

    /// The editions before it.
    pub(crate) const fn earlier(self) -> &'static [Self] {
        Self::ALL.split_at(self as usize).0
    }

    /// The years that reports of the edition are about, to the last that a year can be for the one in force.
    pub(crate) fn years(self) -> RangeInclusive<u16> {
        let next = EDITIONS.get(self as usize + 1);
        self.facts().since..=next.map_or(u16::MAX, |next| next.since - 1)
    }

    /// The edition that a report on `year` must use, or `None` before 2019, when there was no such form.
    ///
    /// This is for comparing, never for guessing: a document's edition is read off its table headers.
    ///
    /// ```
    /// use ogi_report::form::Edition;
    /// assert_eq!(Edition::for_year(2020), Some(Edition::Trial2019));
    /// assert_eq!(Edition::for_year(2024), Some(Edition::Revised2021));
    /// assert_eq!(Edition::for_year(2018), None);
    /// ```
    pub fn for_year(year: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.years().contains(&year))
    }

    /// The edition and those after it, for what holds until a later edition ends it.
    pub(crate) const fn and_later(self) -> &'static [Self] {
        Self::ALL.split_at(self as usize).1
    }

    /// The edition's tables as the notice prints them.
    pub const fn form(self) -> Form {
        self.facts().prints
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// As in JSON: `trial2019`, `revised2021`, `revised2021-undivided`.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.facts().name)
    }
}

impl Form {
    #[expect(
        clippy::indexing_slicing,
        reason = "FORMS has one entry a variant, in the variants' order: both come from one macro"
    )]
    const fn facts(self) -> &'static FormFacts {
        &FORMS[self as usize]
    }

    /// The edition that prints this form.
    pub const fn edition(self) -> Edition {
        self.facts().edition
    }

    /// Whether （六）其他处理 has its three rows, and is not one row.
    pub const fn is_divided(self) -> bool {
        self.facts().is_divided
    }

    /// The form of the same edition with （六）其他处理 as one row; the form itself if it is not divided, or if the edition prints no such form.
    ///
    /// ```
    /// use ogi_report::form::Form;
    /// assert_eq!(Form::Revised2021.undivided(), Form::Revised2021Undivided);
    /// assert_eq!(Form::Trial2019.undivided(), Form::Trial2019);
    /// ```
    #[must_use]
    pub fn undivided(self) -> Self {
        let alike = |form: &Self| form.edition() == self.edition() && !form.is_divided();
        Self::ALL.into_iter().find(alike).unwrap_or(self)
    }
}
