//! What a rule found, as data: every message is rendered from it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Bilingual, Equation, Term};
use crate::draft::{Date, Place, State, StrayKind, Unreadable};
use crate::extract::{Body, CellPair};
use crate::form::{Cell, Edition, Identity, Section, Table};
use crate::narrative::{Contradiction, Quantity};

/// What is wrong, as data. The cells and the reports that it concerns stand beside it in the
/// [`Finding`](super::Finding).
///
/// As JSON it is one object with the variant's name as its `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Details {
    /// The text of a cell, or of several cells that run together, is not a number.
    Unreadable {
        /// The text, clipped.
        raw: String,
        /// Why it is not a number.
        reason: Unreadable,
    },
    /// The cells have no number.
    NoNumber {
        /// The state of all of them: blank, not applicable or absent.
        #[serde(serialize_with = "name_of_state")]
        state: State,
    },
    /// A count or an amount is below 0.
    Negative {
        /// The number.
        value: Decimal,
    },
    /// A unit stands beside a number, or the header has another unit than the form.
    Unit {
        /// The text of the cell, clipped.
        raw: String,
        /// The unit, clipped.
        unit: String,
    },
    /// Something in the document that belongs to no cell of the form.
    Stray {
        /// What it is.
        stray: StrayKind,
        /// The label of its row, clipped.
        label: String,
        /// The values between spaces, clipped.
        values: String,
        /// How many values there are.
        count: usize,
    },
    /// The tables are not of the edition for the report year.
    Edition {
        /// The report year.
        year: u16,
        /// The edition of the tables.
        used: Edition,
    },
    /// The statistical period is not the report year.
    Period {
        /// Its first day.
        start: Date,
        /// Its last day.
        end: Date,
        /// The period as the document has it, clipped; empty where it was given as data.
        raw: String,
        /// What is wrong with it.
        fault: PeriodFault,
    },
    /// A section is not as the form has it.
    Section {
        /// The section.
        #[serde(serialize_with = "numeral_of_section")]
        section: Section,
        /// What is wrong with it.
        fault: SectionFault,
    },
    /// The text cites a notice whose tables are not those of the report.
    Notice {
        /// The edition that the cited notice is of.
        cited: Edition,
        /// The edition of the tables.
        used: Edition,
    },
    /// The text cites the Regulation by a number that it does not have.
    Citation {
        /// The words that cite it, clipped.
        quote: String,
        /// The number in them.
        citation: Citation,
    },
    /// The text names the year before the report year, and never the report year.
    StaleYear {
        /// The report year.
        year: u16,
        /// The year that the text names.
        named: u16,
        /// How many times it does.
        times: usize,
    },
    /// The document has several reports.
    Reports {
        /// The one that is checked.
        checked: Heading,
        /// The others.
        others: Vec<Heading>,
    },
    /// The report is older than the form.
    BeforeTheForm,
    /// The report has text in place of its tables.
    NoTables,
    /// A body that cannot make rules reports rules.
    Power {
        /// The body, clipped.
        agency: String,
        /// What it reports.
        values: Vec<Term>,
    },
    /// The report was published late.
    Late {
        /// The day of publication.
        published: Date,
        /// The day by which it was due.
        due: Date,
        /// Whose date that is.
        deadline: Deadline,
    },
    /// More documents were issued in the year than are in force and were repealed.
    Documents {
        /// Issued in the year.
        issued: i64,
        /// Repealed in the year.
        repealed: i64,
        /// In force at its end.
        in_force: i64,
    },
    /// Two numbers of a row of section 二 of the trial edition do not go together.
    TrialRow {
        /// Which, and how.
        fault: TrialFault,
    },
    /// More applications are carried forward than were received.
    OpenOverReceived {
        /// Received in the year.
        received: i64,
        /// Carried forward to the next.
        carried_forward: i64,
    },
    /// An identity of the form does not hold.
    Identity {
        /// The identity.
        #[serde(serialize_with = "kind_of_identity")]
        identity: Identity,
        /// The identity with the numbers of the report.
        equation: Equation,
    },
    /// Identities that can hold one by one, and that no numbers in the unknown cells make hold together.
    Clash {
        /// The identities.
        identities: Vec<Clashing>,
    },
    /// Parts that the text lists do not add up to their whole.
    List {
        /// The words of the text, clipped.
        quote: String,
        /// The whole.
        whole: Decimal,
        /// The parts.
        parts: Vec<Decimal>,
        /// The sum of the parts.
        sum: Decimal,
    },
    /// A statement of the text disagrees with a table.
    Statement {
        /// The words of the text, clipped.
        quote: String,
        /// The quantity that the text states.
        subject: Quantity,
        /// The number in the text.
        value: Decimal,
        /// The number in the table, in the unit of the form.
        table: Decimal,
        /// How the two disagree.
        relation: Contradiction,
    },
    /// The text states a quantity twice, with different numbers.
    Repeat {
        /// The words that state it first, clipped.
        first: String,
        /// The number there.
        first_value: Decimal,
        /// The words that state it later, clipped.
        second: String,
        /// The number there.
        second_value: Decimal,
    },
    /// The numbers of two years do not go together.
    Years {
        /// How they should.
        relation: YearRelation,
        /// The numbers.
        equation: Equation,
    },
    /// Two years have the same table.
    SameTable {
        /// The table.
        table: Table,
        /// How many of its numbers count what happened in the year and are not 0.
        flows: usize,
    },
    /// The fees of two years differ by about the factor between the units.
    FeeUnit {
        /// The amount of the earlier year, as printed.
        before: Decimal,
        /// The amount of the later year, as printed.
        after: Decimal,
    },
    /// Some years have no report.
    MissingYears {
        /// The first of them.
        first: u16,
        /// The last of them.
        last: u16,
    },
    /// There are several reports of one year.
    RepeatedYear {
        /// How many.
        reports: usize,
        /// In how many cells they differ.
        differing: usize,
    },
    /// Two copies of one report differ.
    Copies {
        /// The cells that do, with the numbers of both.
        cells: Vec<CellPair>,
    },
    /// A parent's number does not go with those of its children.
    Rollup {
        /// The cell.
        cell: Cell,
        /// What the parent's number should be.
        relation: RollupRelation,
        /// The parent's number.
        parent: i128,
        /// The sum of the children's.
        children: i128,
        /// The children whose number is not 0, the largest first.
        shares: Vec<Share<i128>>,
        /// The cells that were added up.
        equation: Equation,
    },
    /// A parent's fees do not go with those of its children; all in yuan.
    RollupFees {
        /// The cell.
        cell: Cell,
        /// What the parent's amount should be.
        relation: RollupRelation,
        /// The parent's amount.
        parent: Decimal,
        /// The sum of the children's.
        children: Decimal,
        /// The children whose amount is not 0, the largest first.
        shares: Vec<Share<Decimal>>,
    },
    /// More findings of the rule, which are not listed one by one.
    Unlisted {
        /// How many.
        count: usize,
    },
    /// What a rule of another crate found.
    Custom {
        /// Its message.
        message: Bilingual<String>,
        /// Its numbers, by name.
        values: BTreeMap<String, Decimal>,
    },
}

/// What is wrong with a statistical period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PeriodFault {
    /// The day does not exist.
    NoSuchDay {
        /// The day.
        day: Date,
    },
    /// It ends before it starts.
    EndsBeforeStart,
    /// It is not the report year.
    NotTheYear {
        /// The report year.
        year: u16,
    },
}

/// Which date a report was due by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Deadline {
    /// 31 January: departments of governments at county level or above.
    Department,
    /// 31 March: local governments at county level or above.
    Government,
    /// The date that the caller gave.
    Given,
}

/// A number by which the text cites the Regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Citation {
    /// 国务院令第…号: the decree that promulgated it.
    Decree {
        /// The number.
        number: u64,
        /// The decrees that promulgated and revised it.
        decrees: [u64; 2],
    },
    /// 第…条: an article of it.
    Article {
        /// The number.
        number: u64,
        /// How many articles it has.
        articles: u64,
    },
}

/// How two numbers of a row of section 二 of the trial edition do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TrialFault {
    /// More was newly published than is published in all.
    PublishedOverTotal {
        /// Newly published in the year.
        newly_published: i64,
        /// Published in all.
        total_published: i64,
    },
    /// The items of the last year with their change are below 0.
    ItemsBelowZero {
        /// Items of the last year.
        items_last_year: i64,
        /// Their change in the year.
        net_change: i64,
    },
    /// Procurement projects without a sum, or a sum without projects.
    HalfProcurement {
        /// The projects.
        projects: i64,
        /// The sum, as printed.
        total_value: Decimal,
    },
}

/// What is wrong with a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SectionFault {
    /// The document does not have it.
    Missing,
    /// Nothing stands under its heading.
    Empty,
    /// It is there twice.
    Repeated,
    /// It stands before a section that it should follow.
    OutOfOrder,
}

/// A report as its document names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Heading {
    /// Its title, clipped; empty where it has none.
    pub title: String,
    /// Where the report begins.
    pub place: Place,
}

/// One of several identities that clash, with the numbers of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Clashing {
    /// The identity.
    #[serde(serialize_with = "kind_of_identity")]
    pub identity: Identity,
    /// Its two sides.
    pub equation: Equation,
}

/// What two years should have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum YearRelation {
    /// Carried forward in one year, brought forward in the next.
    CarriedForward,
    /// In force and repealed this year: in force last year and issued this year.
    Stock,
    /// Items last year: those of the year before with their change.
    Items,
    /// Numbers of one order of magnitude.
    Jump,
}

/// What a parent's number should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RollupRelation {
    /// The sum of its children.
    Sum,
    /// At least the sum of those of its children that are known.
    AtLeast,
}

/// What one child has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Share<N> {
    /// The child.
    pub agency: Body,
    /// Its number.
    pub value: N,
}

impl Details {
    /// The identity of the form that does not hold, where it is one.
    pub const fn identity(&self) -> Option<Identity> {
        match self {
            Self::Identity { identity, .. } => Some(*identity),
            _ => None,
        }
    }

    /// The equation that does not hold, with its numbers.
    pub const fn equation(&self) -> Option<&Equation> {
        match self {
            Self::Identity { equation, .. } | Self::Years { equation, .. } | Self::Rollup { equation, .. } => {
                Some(equation)
            }
            _ => None,
        }
    }
}

fn name_of_state<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn numeral_of_section<S: Serializer>(section: &Section, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(section.numeral())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn kind_of_identity<S: Serializer>(identity: &Identity, serializer: S) -> Result<S::Ok, S::Error> {
    identity.kind().serialize(serializer)
}
