use std::collections::BTreeSet;

use crate::extract::{Body, Extract, Site};
use crate::form::{Cell, Form, Kind, Row};

/// A parent's report and those of the bodies under it: its own office, its departments, the governments below.
///
/// Children of another year, and reports of the parent itself among them, are set aside and named in the [`Coverage`].
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
    parent: Extract,
    children: Vec<Extract>,
    aside: Vec<Extract>,
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
    /// Given for another year, given twice, or the parent's own: not added up.
    pub aside: Vec<Body>,
    /// Whether a complete list was declared at all.
    pub is_declared: bool,
}

impl Coverage {
    /// Whether a complete list is declared and every body on it has its report.
    pub fn is_complete(&self) -> bool {
        self.is_declared && self.missing.is_empty()
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

impl Family {
    /// A parent with its children, in any order.
    pub fn new(parent: Extract, children: impl IntoIterator<Item = Extract>, declared: Declared) -> Self {
        let mut seen = BTreeSet::new();
        let (children, aside) = children.into_iter().partition(|child: &Extract| {
            child.year() == parent.year() && child.body() != parent.body() && seen.insert(child.body().clone())
        });
        Self { parent, children, aside, declared }
    }

    /// The parent's report.
    pub const fn parent(&self) -> &Extract {
        &self.parent
    }

    /// The children that are added up: of the parent's year, and on the list if there is one.
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
        let list: &[Body] = match &self.declared {
            Declared::Complete(list) => list,
            Declared::Partial | Declared::All => &[],
        };
        Coverage {
            missing: list.iter().filter(|body| !given.contains(body)).cloned().collect(),
            surplus: given.into_iter().filter(|body| !self.is_listed(body)).cloned().collect(),
            aside: self.aside.iter().map(|report| report.body().clone()).collect(),
            is_declared: self.declared != Declared::Partial,
        }
    }

    /// The parent's cells that are sums of the children's: every count. Where a child prints （六）其他处理 as one row and
    /// the parent as three, only the one row can be compared.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let undivided = |report: &Extract| Row::OtherHandlingUndivided.is_in(report.form());
        let form = match self.parent.form() {
            Form::Revised2021 if self.children().any(undivided) => Form::Revised2021Undivided,
            form => form,
        };
        form.cells().filter(|cell| !matches!(cell.kind(), Kind::Amount(_)))
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
