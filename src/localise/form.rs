//! The form as a system: its cells are the variables, its identities the equations. Nothing is listed here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::explain::Limits;
use super::explanation::{Explained, Explanation};
use super::fill::{Consistency, ForcedValue};
use super::record::Record;
use super::system::{Domain, Equation, Place, System};
use crate::form::{Cell, Edition, Form, Identity, Kind, Lang};
use crate::impossible::DebugExpect;

/// How many combinations of the explanations of several parts are listed at most.
const COMBINATIONS: usize = 100;

/// The identities of a printed form as a system.
#[derive(Debug)]
struct Locator {
    form: Form,
    /// The cells of sections 三 and 四 in the form's order: the variables.
    cells: Vec<Cell>,
    /// The equations.
    identities: Vec<Identity>,
    system: System,
}

/// Locates the errors in a report, given the number in each cell, or `None` where there is none.
///
/// What no identity can see stays unseen: two whole rows of outcomes exchanged, four cells at the corners of a
/// rectangle off by the same amount in turn, numbers that are wrong and balanced. Only the register of
/// applications behind the table shows those.
///
/// ```
/// use ogi_report::form::{Form, cells::applications::not_held};
/// use ogi_report::localise::locate;
///
/// let (wrong, total) = (not_held::NATURAL_PERSON, not_held::TOTAL);
/// // Everything is 0 but one cell.
/// let diagnosis = locate(Form::Revised2021, |cell| Some(if cell == wrong { 7 } else { 0 }));
/// let [only] = diagnosis.explanations() else { panic!("one wrong cell of section 三 is located") };
/// assert_eq!((only.changes[0].site, only.changes[0].expected), (wrong, Some(0)));
///
/// // A blank that the identities fill.
/// let diagnosis = locate(Form::Revised2021, |cell| (cell != total).then_some(0));
/// assert_eq!(diagnosis.forced()[0].to_string(), "applications.not_held.total must be 0, since □ = 0 + 0 + 0 + 0 + 0 + 0");
/// ```
pub fn locate(form: Form, count: impl Fn(Cell) -> Option<i64>) -> Diagnosis {
    Locator::of(form).locate(count)
}

/// The diagnosis of one report by its identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    form: Form,
    identities: usize,
    consistency: Consistency,
    parts: Vec<Explained>,
    explanations: Vec<Explanation>,
    complete: bool,
    forced: Vec<Forced>,
    clashes: Vec<Vec<Identity>>,
}

/// A cell without a number whose value the identities force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Forced {
    /// The cell.
    pub cell: Cell,
    /// Its only possible value.
    pub value: i64,
    /// The identities that force it; one, if it follows from that alone.
    pub identities: Vec<Identity>,
    /// The numbers of the first of them, cell by cell from the left.
    numbers: Vec<Option<i64>>,
}

impl Forced {
    /// The first of the identities with its numbers, the cell shown as □ and other unknowns as ○: `7 = 4 + □ + 0`.
    pub fn since(&self) -> String {
        let first = self.identities.first();
        let Some(identity) = first.debug_some("an identity forces the value") else { return String::new() };
        let mut numbers = self.numbers.iter();
        let mut side = |cells: &mut dyn Iterator<Item = Cell>| {
            let term = |(cell, number): (Cell, &Option<i64>)| match number {
                Some(number) => number.to_string(),
                None if cell == self.cell => "□".to_owned(),
                None => "○".to_owned(),
            };
            cells.zip(numbers.by_ref()).map(term).collect::<Vec<_>>().join(" + ")
        };
        format!("{} = {}", side(&mut identity.left()), side(&mut identity.right()))
    }

    /// The value in words, with its reason.
    pub fn words(&self, edition: Edition, lang: Lang) -> String {
        let (name, value, since) = (self.cell.name(edition, lang), self.value, self.since());
        match lang {
            Lang::Zh => format!("{name} 必为 {value}，因为 {since}"),
            Lang::En => format!("{name} must be {value}, since {since}"),
        }
    }
}

/// With `cell`, `value` and `since`.
impl Serialize for Forced {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("cell", &self.cell)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("since", &self.since())?;
        map.end()
    }
}

impl std::fmt::Display for Forced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} must be {}, since {}", self.cell, self.value, self.since())
    }
}

/// The cells that the identities of a form tie together, in the form's order.
pub(crate) fn tied_cells(form: Form) -> Vec<Cell> {
    let mut cells: Vec<Cell> = form.identities().flat_map(Identity::terms).map(|(cell, _)| cell).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

impl From<Kind> for Domain {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::SignedCount => Self::Signed,
            Kind::Count | Kind::Amount(_) => Self::NonNegative,
        }
    }
}

impl Locator {
    #[expect(clippy::indexing_slicing, reason = "there is one for each form, in the variants' order")]
    fn of(form: Form) -> &'static Self {
        static ALL: LazyLock<[Locator; Form::ALL.len()]> = LazyLock::new(|| Form::ALL.map(Locator::made));
        &ALL[form as usize]
    }

    fn made(form: Form) -> Self {
        let identities: Vec<Identity> = form.identities().collect();
        let cells = tied_cells(form);
        let variables: BTreeMap<Cell, usize> = cells.iter().enumerate().map(|(at, &cell)| (cell, at)).collect();
        let equations = identities.iter().map(|identity| {
            let variable =
                |cell: Cell| variables.get(&cell).copied().debug_expect("each cell of an identity is a variable");
            let terms = identity.terms().map(|(cell, sign)| (variable(cell), i32::from(sign)));
            Equation::new(terms, 0)
        });
        let domains = cells.iter().map(|cell| cell.kind().into());
        let places = number(cells.iter().map(|cell| cell.row()))
            .zip(number(cells.iter().map(|cell| cell.column())))
            .map(|(row, column)| Place { row, column })
            .enumerate()
            .collect::<Vec<_>>();
        let system = System::of(domains.collect(), equations.collect()).with_places(places);
        Self { form, cells, identities, system }
    }

    fn locate(&self, count: impl Fn(Cell) -> Option<i64>) -> Diagnosis {
        let values = self.cells.iter().map(|&cell| count(cell)).collect();
        let record = Record::of(&self.system, values);
        let blanks = record.fill();
        let parts: Vec<Explained> = std::iter::zip(self.system.parts(), &blanks.parts)
            .map(|(part, verdict)| record.explain_part(part, *verdict, Limits::default()).at(|at| self.cell(at)))
            .collect();
        let (explanations, complete) = combine(&parts);
        Diagnosis {
            form: self.form,
            identities: self.identities.len(),
            consistency: blanks.consistency,
            explanations,
            complete,
            forced: self.forced(&record, &blanks.forced),
            clashes: blanks.clashes.iter().map(|clash| self.identities_of(clash)).collect(),
            parts,
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the equations of the system are made from this list, one for one")]
    fn identities_of(&self, equations: &[usize]) -> Vec<Identity> {
        equations.iter().map(|&at| self.identities[at]).collect()
    }

    #[expect(clippy::indexing_slicing, reason = "the variables of the system are made from this list, one for one")]
    fn cell(&self, variable: usize) -> Cell {
        self.cells[variable]
    }

    /// The forced values with their derivations, in which those forced before count as known.
    fn forced(&self, record: &Record<'_>, all: &[ForcedValue]) -> Vec<Forced> {
        let mut known: Vec<Option<i64>> = (0..self.cells.len()).map(|at| record.value(at)).collect();
        let mut cells = Vec::with_capacity(all.len());
        for ForcedValue { variable, value, equations } in all {
            let Ok(value) = i64::try_from(*value) else { continue };
            let (cell, identities) = (self.cell(*variable), self.identities_of(equations));
            let number = |other: Cell| self.cells.binary_search(&other).ok().and_then(|at| *known.get(at)?);
            let first = identities.first().into_iter();
            let numbers = first.flat_map(|identity| identity.left().chain(identity.right())).map(number).collect();
            if let Some(place) = known.get_mut(*variable) {
                *place = Some(value);
            }
            cells.push(Forced { cell, value, identities, numbers });
        }
        cells
    }
}

/// Numbers things by their order, equal ones alike.
fn number<T: Ord + Copy>(things: impl Iterator<Item = T> + Clone) -> impl Iterator<Item = u32> {
    let numbers: BTreeMap<T, u32> = {
        let mut sorted: Vec<T> = things.clone().collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.into_iter().zip(0..).collect()
    };
    things.map(move |thing| numbers.get(&thing).copied().debug_expect("each thing has its number"))
}

/// The explanations of the whole: one of each part that needs one, the most plausible combinations first. The second
/// value is whether these are all.
fn combine(parts: &[Explained]) -> (Vec<Explanation>, bool) {
    let broken: Vec<&Explained> = parts.iter().filter(|part| part.at_least > 0).collect();
    let mut complete = parts.iter().all(|part| part.complete);
    if broken.is_empty() || broken.iter().any(|part| part.explanations.is_empty()) {
        return (Vec::new(), complete);
    }
    let mut combined = vec![Explanation { changes: Vec::new(), fills: Vec::new(), cost: 0 }];
    for part in broken {
        let pairs = combined.iter().flat_map(|first| part.explanations.iter().map(move |second| (first, second)));
        let mut next: Vec<Explanation> = pairs
            .map(|(first, second)| Explanation {
                changes: [first.changes.as_slice(), second.changes.as_slice()].concat(),
                fills: [first.fills.as_slice(), second.fills.as_slice()].concat(),
                cost: first.cost.saturating_add(second.cost),
            })
            .collect();
        // Stable, so equal costs keep the order of the parts.
        next.sort_by_key(|explanation| explanation.cost);
        complete &= next.len() <= COMBINATIONS;
        // The cheapest combinations of the whole are made of the cheapest of the parts.
        next.truncate(COMBINATIONS);
        combined = next;
    }
    (combined, complete)
}

impl Diagnosis {
    /// The printed form.
    pub fn form(&self) -> Form {
        self.form
    }

    /// How many identities the form has.
    pub fn identities(&self) -> usize {
        self.identities
    }

    /// Whether the numbers found can be right as they are, the cells without a number being filled in freely.
    pub fn consistency(&self) -> Consistency {
        self.consistency
    }

    /// Section 三 and each block of section 四, in the form's order.
    pub fn parts(&self) -> &[Explained] {
        &self.parts
    }

    /// The smallest sets of changes with which every identity of the form holds, the most plausible first. None if no
    /// change is needed, or if a part has no explanation within the limits.
    pub fn explanations(&self) -> &[Explanation] {
        &self.explanations
    }

    /// Whether [`explanations`](Self::explanations) are all there are of that size, up to four wrong cells in each
    /// part.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// For each part that no numbers in the unknown cells can put right: identities that cannot hold together.
    pub fn clashes(&self) -> &[Vec<Identity>] {
        &self.clashes
    }

    /// The cells without a number that can have only one, each after those it follows from.
    pub fn forced(&self) -> &[Forced] {
        &self.forced
    }
}
