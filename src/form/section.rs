use std::fmt;

use serde::{Deserialize, Serialize};

use super::Lang;

/// One of the three statistical tables, the first part of a cell's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Table {
    /// Section 二, 主动公开政府信息情况: proactive disclosure under article 20.
    Disclosure,
    /// Section 三, 收到和处理政府信息公开申请情况: applications received and handled.
    Applications,
    /// Section 四, 政府信息公开行政复议、行政诉讼情况: reconsideration and litigation.
    Proceedings,
}

impl Table {
    /// The three tables, in the form's order.
    pub const ALL: [Self; 3] = [Self::Disclosure, Self::Applications, Self::Proceedings];

    /// The table's part of an address.
    pub const fn part(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::Applications => "applications",
            Self::Proceedings => "proceedings",
        }
    }

    /// The section of the report that holds the table.
    pub const fn section(self) -> Section {
        match self {
            Self::Disclosure => Section::Disclosure,
            Self::Applications => Section::Applications,
            Self::Proceedings => Section::Proceedings,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.part())
    }
}

/// One of the six sections of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 一、总体情况: the overview, in text.
    Overview,
    /// 二、主动公开政府信息情况: a table.
    Disclosure,
    /// 三、收到和处理政府信息公开申请情况: a table.
    Applications,
    /// 四、政府信息公开行政复议、行政诉讼情况: a table.
    Proceedings,
    /// 五、存在的主要问题及改进情况: text.
    Problems,
    /// 六、其他需要报告的事项: text.
    OtherMatters,
}

impl Section {
    /// The six sections, in order.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Disclosure, Self::Applications, Self::Proceedings, Self::Problems, Self::OtherMatters];

    /// The section's number as the form prints it: 一 to 六.
    pub const fn numeral(self) -> &'static str {
        match self {
            Self::Overview => "一",
            Self::Disclosure => "二",
            Self::Applications => "三",
            Self::Proceedings => "四",
            Self::Problems => "五",
            Self::OtherMatters => "六",
        }
    }

    /// The statistical table in the section, if it has one.
    pub const fn table(self) -> Option<Table> {
        match self {
            Self::Disclosure => Some(Table::Disclosure),
            Self::Applications => Some(Table::Applications),
            Self::Proceedings => Some(Table::Proceedings),
            Self::Overview | Self::Problems | Self::OtherMatters => None,
        }
    }
}

/// A text printed in a table that names no row and no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Caption {
    /// As the form prints it.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// The table that prints it.
    pub table: Table,
}

impl Caption {
    /// The text in one of the languages.
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}
