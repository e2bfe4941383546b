use std::borrow::Cow;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facts::{
    BlockFacts, CAPTIONS, COLUMNS, ColumnFacts, ColumnRole, DISCLOSURE, Forms, GROUPS, GroupFacts, ROWS, Role,
    RowFacts, SECTIONS, SectionFacts, TABLES,
};
use super::{Basis, Caption, Column, Edition, Form, Group, Kind, Lang, Row, Section, Table};

impl Section {
    #[expect(clippy::indexing_slicing, reason = "SECTIONS has one entry a variant, in the variants' order")]
    fn facts(self) -> &'static SectionFacts {
        &SECTIONS[self as usize]
    }

    /// The heading with its number, as the edition in force prints it.
    pub fn heading(self, lang: Lang) -> &'static str {
        self.facts().labels.of(Edition::LATEST, lang)
    }

    /// Every Chinese heading met for the section: all editions' and the variants seen in published reports.
    pub fn known_headings(self) -> impl Iterator<Item = &'static str> {
        self.facts().labels.known()
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.heading(Lang::Zh))
    }
}

/// Captions printed in the tables that belong to no row and no column, such as 申请人情况, with their tables.
///
/// ```
/// let first = ogi_report::form::captions().iter().find(|caption| caption.en == "Applicants").unwrap();
/// assert_eq!(first.zh, "申请人情况");
/// ```
pub fn captions() -> &'static [Caption] {
    CAPTIONS
}

impl Row {
    /// All rows of all printed forms, in the form's order.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        ROWS.iter().map(|f| f.row)
    }

    /// The row that comes next in the order of [`Row::all`].
    pub(crate) fn following(self) -> Option<Self> {
        ROWS.get(self as usize + 1).map(|f| f.row)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "ROWS has one entry a variant, in the variants' order: both come from one macro"
    )]
    pub(super) const fn facts(self) -> &'static RowFacts {
        &ROWS[self as usize]
    }

    /// The row's part of an address, such as `received`.
    pub const fn part(self) -> &'static str {
        self.facts().part
    }

    /// The table that the row stands in.
    pub const fn table(self) -> Table {
        match self.facts().role {
            Role::line => Table::Disclosure,
            Role::instance => Table::Proceedings,
            _ => Table::Applications,
        }
    }

    /// The heading that the row stands under, where rows of one name must be told apart.
    pub const fn group(self) -> Option<Group> {
        self.facts().group
    }

    /// The official label in the given edition.
    pub const fn label(self, edition: Edition, lang: Lang) -> &'static str {
        self.facts().labels.of(edition, lang)
    }

    /// Every Chinese label met for the row: all editions' and the variants seen in published reports.
    pub fn known_labels(self) -> impl Iterator<Item = &'static str> {
        self.facts().labels.known()
    }

    /// The article that the row rests on, or `None` where no article names it.
    pub const fn basis(self) -> Option<Basis> {
        self.facts().basis
    }

    /// Whether the printed form has the row.
    pub const fn is_in(self, form: Form) -> bool {
        self.forms().has(form)
    }

    /// Whether the row is one of the outcomes （一） to （六） of section 三 that （七）总计 adds up.
    pub const fn is_outcome(self) -> bool {
        matches!(self.facts().role, Role::outcome | Role::undivided | Role::divided)
    }

    /// Whether the row counts applications that came in: 一 and 二 of section 三.
    pub const fn is_inflow(self) -> bool {
        matches!(self.facts().role, Role::inflow)
    }
}

/// Rows and columns are written and read by their part of an address.
macro_rules! by_part {
    ($($type:ident)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.part())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.part())
            }
        }
    )*};
}

by_part! { Row Column }

impl Column {
    /// All columns of all printed forms.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        COLUMNS.iter().map(|f| f.column)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "COLUMNS has one entry a variant, in the variants' order: both come from one macro"
    )]
    pub(super) const fn facts(self) -> &'static ColumnFacts {
        &COLUMNS[self as usize]
    }

    /// The column's part of an address, such as `natural_person`.
    pub const fn part(self) -> &'static str {
        self.facts().part
    }

    /// The official label in the given edition.
    pub const fn label(self, edition: Edition, lang: Lang) -> &'static str {
        self.facts().labels.of(edition, lang)
    }

    /// Every Chinese label met for the column: all editions' and the variants seen in published reports.
    pub fn known_labels(self) -> impl Iterator<Item = &'static str> {
        self.facts().labels.known()
    }

    /// What the column's cells hold.
    pub const fn kind(self) -> Kind {
        self.facts().kind
    }

    /// Whether the column is the sum of the others in its row.
    pub const fn is_total(self) -> bool {
        matches!(self.facts().role, ColumnRole::total)
    }

    /// The table that the column stands in; `None` for 总计, which two of them have.
    pub const fn table(self) -> Option<Table> {
        match self.facts().role {
            ColumnRole::figure => Some(Table::Disclosure),
            ColumnRole::applicant => Some(Table::Applications),
            ColumnRole::result => Some(Table::Proceedings),
            ColumnRole::total => None,
        }
    }
}

impl Group {
    /// All groups, in the form's order.
    pub fn all() -> impl Iterator<Item = Self> {
        GROUPS.iter().map(|f| f.group)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "GROUPS has one entry a variant, in the variants' order: both come from one macro"
    )]
    const fn facts(self) -> &'static GroupFacts {
        &GROUPS[self as usize]
    }

    /// The heading as the form prints it.
    pub const fn label(self, lang: Lang) -> &'static str {
        self.facts().labels.of(Edition::LATEST, lang)
    }

    /// Every Chinese heading met for the group.
    pub fn known_labels(self) -> impl Iterator<Item = &'static str> {
        self.facts().labels.known()
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(Lang::Zh))
    }
}

/// A rectangle of cells as the form prints it: rows by columns under one heading.
#[derive(Clone, Copy)]
pub struct Panel(&'static BlockFacts);

impl Panel {
    /// The table that the block is a part of.
    pub const fn table(&self) -> Table {
        self.0.table
    }

    /// The heading over the block, such as 第二十条第（一）项.
    pub const fn heading(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0.zh,
            Lang::En => self.0.en,
        }
    }

    /// The rows of the block in the given printed form.
    pub fn rows(&self, form: Form) -> impl Iterator<Item = Row> + use<> {
        self.0.rows.iter().copied().filter(move |r| r.is_in(form))
    }

    /// The columns of the block.
    pub const fn columns(&self) -> &'static [Column] {
        self.0.columns
    }
}

impl fmt::Debug for Panel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panel").field("table", &self.0.table).field("heading", &self.0.zh).finish_non_exhaustive()
    }
}

impl PartialEq for Panel {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Panel {}

fn blocks() -> impl Iterator<Item = &'static BlockFacts> {
    DISCLOSURE.iter().copied().flatten().chain(TABLES)
}

impl Forms {
    /// The forms with a block of exactly these columns, in which the row stands if one is given.
    pub(crate) fn printing(columns: &[Column], row: Option<Row>) -> Option<Self> {
        let has_row = |block: &BlockFacts| row.is_none_or(|row| block.rows.contains(&row));
        blocks().filter(|b| b.columns == columns && has_row(b)).map(|b| b.forms).reduce(Self::or)
    }
}

impl Form {
    /// The blocks of the printed form, in its order.
    pub fn panels(self) -> impl Iterator<Item = Panel> {
        blocks().filter(move |b| b.forms.has(self)).map(Panel)
    }
}
