use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::extract::{Body, Extract, Site};
use crate::form::{Cell, Form, Kind};
use crate::impossible::DebugExpect;

/// A parent's report and those of the bodies under it: its own office, its departments, the governments below.
///
/// Children of another year, and reports of the parent itself among them, are set aside and named in the [`Coverage`]. So are
/// further reports of a child that say the same; where they do not, nobody knows which counts, and none is added up.
///
/// ```
/// use ogi_report::extract::{Body, Extract};
/// use ogi_report::form::Form;
/// use ogi_report::rollup::{Declared, Family};
/// use ogi_report::Report;
///
/// let of = |name: &str| Extract::try_from(&Report::zero(Form::Revised2021).with_agency(name).with_year(2024));
/// let list = ["某县某镇人民政府", "某县财政局"].into_iter().filter_map(Body::new).collect();
/// let family = Family::new(of("某县人民政府")?, [of("某县财政局")?], Declared::Complete(list));
/// let coverage = family.coverage();
/// assert!(!coverage.is_complete());
/// assert_eq!(coverage.missing[0].name(), "某县某镇人民政府");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Family {
    parent: Box<Extract>,
    children: Vec<Extract>,
    aside: Vec<Extract>,
    contradictory: BTreeSet<Body>,
    declared: Declared,
}

/// What is known of the list of children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Some of the children: others may exist.
    Partial,
    /// The children given are all there are.
    All,
    /// These bodies are all there are.
    Complete(Vec<Body>),
}

/// How the children given stand to those declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Declared, and no report given.
    pub missing: Vec<Body>,
    /// Given, and not declared: not added up.
    pub surplus: Vec<Body>,
    /// Given for another year, given again with the same numbers, or the parent's own: not added up.
    pub aside: Vec<Body>,
    /// Given more than once with different numbers: not added up.
    pub contradictory: Vec<Body>,
    /// Whether a complete list was declared at all.
    pub is_declared: bool,
}

impl Coverage {
    /// Whether a complete list is declared and every body on it has its report. Surplus bodies do not matter: they are not
    /// added up.
    pub const fn is_complete(&self) -> bool {
        self.is_declared && self.missing.is_empty() && self.contradictory.is_empty()
    }
}

/// What one child gives to a cell of the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The child's cells: one, or three that its parent prints as one.
    pub sites: Vec<Site>,
    /// Their sum; `None` where one of them has no number or the child's form has none for the cell.
    pub value: Option<i128>,
}

/// What parent and children have of the one cell of money, in yuan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyShares {
    /// The parent's cell.
    pub site: Site,
    /// The parent's amount.
    pub parent: Decimal,
    /// The sum of the children's known amounts.
    pub known: Decimal,
    /// How far apart the two may be because every report rounds to the decimals that it writes: half a unit of the last
    /// decimal for each.
    pub rounding: Decimal,
    /// Whether every child's amount is known.
    pub is_whole: bool,
    /// What each child gives, where that is known.
    pub shares: Vec<(Site, Decimal)>,
}

impl Family {
    /// A parent with its children, in any order.
    pub fn new(parent: Extract, children: impl IntoIterator<Item = Extract>, declared: Declared) -> Self {
        let (of_year, mut aside): (Vec<Extract>, Vec<Extract>) =
            children.into_iter().partition(|child| child.year() == parent.year() && child.body() != parent.body());
        let mut bodies: BTreeMap<Body, Vec<Extract>> = BTreeMap::new();
        for child in of_year {
            bodies.entry(child.body().clone()).or_default().push(child);
        }
        let (mut children, mut contradictory) = (Vec::new(), BTreeSet::new());
        for (body, reports) in bodies {
            let mut reports = reports.into_iter();
            let Some(first) = reports.next().debug_some("a body is there by its report") else { continue };
            let others: Vec<Extract> = reports.collect();
            if others.iter().all(|other| first.agrees(other)) {
                children.push(first);
                aside.extend(others);
            } else {
                contradictory.insert(body);
            }
        }
        Self { parent: Box::new(parent), children, aside, contradictory, declared }
    }

    /// The parent's report.
    pub fn parent(&self) -> &Extract {
        &self.parent
    }

    /// The children that are added up, by name: of the parent's year, and on the list if there is one.
    pub fn children(&self) -> impl Iterator<Item = &Extract> {
        self.children.iter().filter(|child| self.is_listed(child.body()))
    }

    fn is_listed(&self, body: &Body) -> bool {
        match &self.declared {
            Declared::Complete(list) => list.contains(body),
            Declared::Partial | Declared::All => true,
        }
    }

    /// Whether the reports are complete, who is missing, and who is there without being on the list.
    pub fn coverage(&self) -> Coverage {
        let given: BTreeSet<&Body> = self.children.iter().map(Extract::body).collect();
        let list: BTreeSet<&Body> = match &self.declared {
            Declared::Complete(list) => list.iter().collect(),
            Declared::Partial | Declared::All => BTreeSet::new(),
        };
        let is_missing = |body: &Body| !given.contains(body) && !self.contradictory.contains(body);
        let contradictory = self.contradictory.iter().filter(|body| self.is_listed(body));
        let unlisted = self.contradictory.iter().chain(given.iter().copied()).filter(|body| !self.is_listed(body));
        let surplus: BTreeSet<&Body> = unlisted.collect();
        Coverage {
            missing: list.into_iter().filter(|body| is_missing(body)).cloned().collect(),
            surplus: surplus.into_iter().cloned().collect(),
            aside: self.aside.iter().map(|report| report.body().clone()).collect(),
            contradictory: contradictory.cloned().collect(),
            is_declared: self.declared != Declared::Partial,
        }
    }

    /// The form in which parent and children can be compared: the parent's, but where a child prints （六）其他处理 as one
    /// row and the parent as three, the form with the one row.
    pub fn form(&self) -> Form {
        let form = self.parent.form();
        if self.children().all(|child| child.form().is_divided()) { form } else { form.undivided() }
    }

    /// The cells that are sums of the children's: every count of the [form](Family::form) in which they are compared.
    /// Money is compared by its [sum](Family::money).
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        self.form().cells().filter(|cell| !matches!(cell.kind(), Kind::Amount(_)))
    }

    /// The amounts of money, which every form has in one cell; `None` where the parent's is not written or not known in yuan.
    pub fn money(&self) -> Option<MoneyShares> {
        let cell = self.parent.form().cells().find(|cell| matches!(cell.kind(), Kind::Amount(_)))?;
        let parent = self.parent.yuan(cell)?;
        let mut rounding = half_a_unit(&self.parent, cell);
        let (mut known, mut is_whole) = (Decimal::ZERO, true);
        let mut shares = Vec::new();
        for child in self.children() {
            match child.yuan(cell) {
                Some(yuan) => {
                    known = known.checked_add(yuan)?;
                    rounding = rounding.checked_add(half_a_unit(child, cell))?;
                    shares.push((child.site(cell), yuan));
                }
                None => is_whole = false,
            }
        }
        Some(MoneyShares { site: self.parent.site(cell), parent, known, rounding, is_whole, shares })
    }

    /// What the parent has for the cell.
    pub fn total(&self, cell: Cell) -> Contribution {
        contribution(&self.parent, cell)
    }

    /// What each child gives to the cell.
    pub fn contributions(&self, cell: Cell) -> Vec<Contribution> {
        self.children().map(|child| contribution(child, cell)).collect()
    }
}

fn contribution(report: &Extract, cell: Cell) -> Contribution {
    let parts = report.parts(cell);
    let sum: Option<i128> = parts.iter().map(|part| report.count(*part).map(i128::from)).sum();
    Contribution {
        value: sum.filter(|_| !parts.is_empty()),
        sites: parts.into_iter().map(|part| report.site(part)).collect(),
    }
}

/// Half a unit of the last decimal that is written, in yuan.
fn half_a_unit(report: &Extract, cell: Cell) -> Decimal {
    let (Kind::Amount(fixed), Some(amount)) = (cell.kind(), report.amount(cell)) else { return Decimal::ZERO };
    let unit = amount.unit.or(fixed).map_or(Decimal::ZERO, |unit| Decimal::from(unit.in_yuan()));
    // Of an amount with all the decimals that there are, half of one is nothing.
    let half = amount.value.scale().checked_add(1).and_then(|scale| Decimal::try_from_i128_with_scale(5, scale).ok());
    half.and_then(|half| half.checked_mul(unit)).unwrap_or(Decimal::ZERO)
}
