use std::fmt;

use serde::{Deserialize, Serialize};

/// An edition of the format, named for the year of the notice that issued it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, the trial format (试行): report years 2019 and 2020.
    #[serde(rename = "2019")]
    Trial2019,
    /// 国办公开办函〔2021〕30号: report years from 2021 on.
    #[serde(rename = "2021")]
    Revised2021,
}

impl Edition {
    /// Both editions, oldest first.
    pub const ALL: [Self; 2] = [Self::Trial2019, Self::Revised2021];

    /// `"2019"` or `"2021"`, as it appears in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trial2019 => "2019",
            Self::Revised2021 => "2021",
        }
    }

    /// The number of the notice that issued the edition.
    pub const fn document_number(self) -> &'static str {
        match self {
            Self::Trial2019 => "国办公开办函〔2019〕60号",
            Self::Revised2021 => "国办公开办函〔2021〕30号",
        }
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
    pub const fn for_year(year: u16) -> Option<Self> {
        match year {
            0..=2018 => None,
            2019..=2020 => Some(Self::Trial2019),
            _ => Some(Self::Revised2021),
        }
    }

    /// The edition's tables as the notice prints them.
    pub const fn form(self) -> Form {
        match self {
            Self::Trial2019 => Form::Trial2019,
            Self::Revised2021 => Form::Revised2021,
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The tables as printed: an edition, and for 2021 whether （六）其他处理 has its three rows.
///
/// The notice of 2021 divides （六）其他处理 into three rows. Real reports of that edition also print it as the one row
/// of the trial edition; that is a form of its own, with its own cells and identities, and not a fault of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The trial edition: 198 cells (22 + 161 + 15), 40 identities.
    Trial2019,
    /// The 2021 edition: 200 cells (10 + 175 + 15), 42 identities.
    Revised2021,
    /// The 2021 edition with （六）其他处理 as one row: 186 cells (10 + 161 + 15), 40 identities.
    Revised2021Undivided,
}

/// As in JSON: `trial2019`, `revised2021`, `revised2021-undivided`.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Trial2019 => "trial2019",
            Self::Revised2021 => "revised2021",
            Self::Revised2021Undivided => "revised2021-undivided",
        })
    }
}

impl Form {
    /// All printed forms.
    pub const ALL: [Self; 3] = [Self::Trial2019, Self::Revised2021, Self::Revised2021Undivided];

    /// The edition that prints this form.
    pub const fn edition(self) -> Edition {
        match self {
            Self::Trial2019 => Edition::Trial2019,
            Self::Revised2021 | Self::Revised2021Undivided => Edition::Revised2021,
        }
    }
}
