//! The rows of section 三: units laid along the form's rows in order, their values proven by the sums of rows and columns.

use super::units::Unit;
use super::ways::{Way, ways};
use super::{Found, add_up, celled, direct, entries, number, readings, spanned, stray};
use crate::draft::{Entry, State, Stray, StrayKind};
use crate::form::{Cell, Column, Edition, Group, Lang, Row, Table};
use crate::impossible::DebugExpect;
use crate::read::reading::Loose;

/// The most units that are laid along the rows; the form has 25.
const MAX_UNITS: usize = 200;

/// Fewer rows than this without the table's headers can be a list in prose.
const ROWS_WITHOUT_HEADER: usize = 6;

/// The fewest rows that are a table.
const LEAST_ROWS: usize = 2;

/// The most choices of ways that are tried together.
const MAX_CHOICES: u32 = 20_000;

/// How a unit came to its row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Label,
    /// By its place between its neighbours, or by a label that is only near: the sums must prove it.
    Order,
}

struct Placed<'a, 'u> {
    row: Row,
    unit: &'u Unit<'a>,
    by: By,
    values: Values,
}

/// What is known of the values of a row.
enum Values {
    Read(Vec<Entry>),
    /// Several ways, or one that only the sums of the columns prove.
    Open(Vec<Way>),
    Refused,
}

pub(super) fn read(units: &[Unit<'_>], begins: bool) -> Option<Found> {
    let units = table(units)?;
    let (rows, loose) = place(units);
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let is_divided = rows.iter().any(|p| is_of_three(p.0));
    let mut placed: Vec<Placed<'_, '_>> =
        rows.into_iter().map(|(row, unit, by)| Placed { row, unit, by, values: Values::Refused }).collect();
    read_values(&mut placed, begins);
    let is_complete = loose.is_empty() && {
        let all = || Row::all().filter(|row| row.table() == Table::Applications);
        let is_there = |row: Row| placed.iter().any(|p| p.row == row);
        let printed = |row: &Row| match row {
            Row::OtherHandlingUndivided => !is_divided,
            row => is_divided || !is_of_three(*row),
        };
        all().filter(printed).all(is_there)
    };
    prove(&mut placed, is_complete);
    let mut found = Found::new(Table::Applications);
    placed.iter().map(|p| p.unit).chain(loose.iter().copied()).for_each(|unit| found.used.add(unit));
    let lost = !loose.is_empty() || placed.iter().any(|p| matches!(p.values, Values::Refused | Values::Open(_)));
    for placed in placed {
        let cells = cells_of(placed.row);
        match placed.values {
            // Where values could not be placed, they may be those of a row without any.
            Values::Read(_) if placed.unit.values.is_empty() && lost => {}
            Values::Read(row) if placed.by == By::Order => {
                found.strays.push(label_by_sums(placed.unit, cells.clone()));
                found.readings.extend(readings(&cells, row, None));
            }
            Values::Read(row) => found.readings.extend(readings(&cells, row, None)),
            Values::Open(_) | Values::Refused => found.strays.push(stray(placed.unit, cells)),
        }
    }
    found.strays.extend(loose.into_iter().map(|unit| {
        let mut loose = stray(unit, Vec::new());
        loose.home = Some((Table::Applications, None));
        loose
    }));
    (!found.readings.is_empty()).then_some(found)
}

fn label_by_sums(unit: &Unit<'_>, near: Vec<Cell>) -> Loose {
    let (label, place) = (unit.label.clone(), unit.place.clone());
    Loose { stray: Stray { kind: StrayKind::LabelBySums, label, values: Vec::new(), place, near }, home: None }
}

fn cells_of(row: Row) -> Vec<Cell> {
    Column::all().filter_map(|column| Cell::new(row, column)).collect()
}

/// Whether it is one of the three rows of （六）其他处理, where that is not a row itself.
fn is_of_three(row: Row) -> bool {
    row.group() == Some(Group::OtherHandling)
}

fn is_here(row: Row) -> bool {
    row.table() == Table::Applications
}

/// The units of the one stretch of the document that holds the table.
fn table<'a, 'u>(units: &'u [Unit<'a>]) -> Option<&'u [Unit<'a>]> {
    let runs = || units.chunk_by(|a, b| a.run == b.run);
    let score = |run: &[Unit<'_>]| {
        run.iter().filter(|unit| !unit.values.is_empty() && unit.exact.iter().copied().any(is_here)).count()
    };
    let is_headed = |run: &[Unit<'_>]| run.iter().any(|unit| unit.names(Column::NaturalPerson));
    let best = runs().max_by_key(|run| score(run))?;
    let is_table = score(best) >= ROWS_WITHOUT_HEADER || (is_headed(best) && score(best) >= LEAST_ROWS);
    let others = runs().filter(|run| !std::ptr::eq(*run, best)).any(|run| score(run) >= ROWS_WITHOUT_HEADER);
    (is_table && !others).then_some(best)
}

/// A unit's row, and how it came to it.
type Rows<'a, 'u> = Vec<(Row, &'u Unit<'a>, By)>;

/// Lays the units along the rows. Also gives the units with values among them that belong to no row.
fn place<'a, 'u>(units: &'u [Unit<'a>]) -> (Rows<'a, 'u>, Vec<&'u Unit<'a>>) {
    let rows: Vec<Row> = Row::all().filter(|row| is_here(*row)).collect();
    let at = |unit: &Unit<'_>| unit.exact.iter().chain(&unit.near).copied().any(is_here) && !unit.names(Column::Upheld);
    let (Some(first), Some(last)) = (units.iter().position(at), units.iter().rposition(at)) else {
        return (Vec::new(), Vec::new());
    };
    // The neighbours of the first and of the last row can be rows whose label is not known.
    let from = first.saturating_sub(1);
    let Some(units) = units.get(from..(last + 2).min(units.len())).filter(|units| units.len() <= MAX_UNITS) else {
        return (Vec::new(), Vec::new());
    };
    let mut of_unit = chain(units, &rows);
    trust_unique_labels(units, &mut of_unit);
    fill_by_order(units, &rows, &mut of_unit);
    let mut placed: Rows<'a, 'u> = Vec::new();
    let mut loose: Vec<&'u Unit<'a>> = Vec::new();
    let is_outside = |at: usize| (at == 0 && first > 0) || at + from > last;
    for (at, (unit, row)) in units.iter().zip(of_unit).enumerate() {
        match row {
            Some((row, by)) => placed.push((row, unit, by)),
            // Values without any label can have been torn from a row of the table.
            None if unit.values.is_empty() || (is_outside(at) && !unit.label.is_empty()) => {}
            None => loose.push(unit),
        }
    }
    // A label that occurs twice: one of the two is another row's.
    let twice = |unit: &&Unit<'_>| unit.exact.iter().any(|row| placed.iter().any(|p| p.0 == *row));
    let doubted: Vec<Row> = loose.iter().filter(|u| twice(u)).flat_map(|unit| unit.exact.iter().copied()).collect();
    let (doubtful, placed): (Rows<'a, 'u>, Rows<'a, 'u>) = placed.into_iter().partition(|p| doubted.contains(&p.0));
    loose.extend(doubtful.into_iter().map(|p| p.1).filter(|unit| !unit.values.is_empty()));
    (placed, loose)
}

/// The best chain of units and rows, both in their order.
fn chain(units: &[Unit<'_>], rows: &[Row]) -> Vec<Option<(Row, By)>> {
    let width = rows.len() + 1;
    let fits = |unit: &Unit<'_>, row: &Row| {
        let likely = if unit.values.is_empty() { 1 } else { 4 };
        if unit.names(Column::Upheld) {
            // 总计 is a header of section 四 too.
            0
        } else if unit.exact.contains(row) {
            3 * likely
        } else if unit.near.contains(row) && !unit.values.is_empty() {
            likely
        } else {
            0
        }
    };
    // best[u][r]: of the units from u on and the rows from r on.
    let mut best = vec![0_u32; (units.len() + 1) * width];
    let get = |best: &[u32], u: usize, r: usize| best.get(u * width + r).copied().debug_expect("a place");
    for (u, unit) in units.iter().enumerate().rev() {
        for (r, row) in rows.iter().enumerate().rev() {
            let fit = fits(unit, row);
            let taken = if fit > 0 { fit + get(&best, u + 1, r + 1) } else { 0 };
            let value = taken.max(get(&best, u + 1, r)).max(get(&best, u, r + 1));
            if let Some(slot) = best.get_mut(u * width + r).debug_some("a place") {
                *slot = value;
            }
        }
    }
    let mut r = 0;
    let mut chosen = Vec::with_capacity(units.len());
    for (u, unit) in units.iter().enumerate() {
        let here = (r..rows.len()).find_map(|at| {
            let row = rows.get(at)?;
            let fit = fits(unit, row);
            (fit > 0 && fit + get(&best, u + 1, at + 1) == get(&best, u, r)).then_some((at, *row))
        });
        chosen.push(here.map(|(at, row)| {
            r = at + 1;
            (row, if unit.exact.contains(&row) { By::Label } else { By::Order })
        }));
    }
    chosen
}

/// A row that stands elsewhere in the table is known by its label.
fn trust_unique_labels(units: &[Unit<'_>], of_unit: &mut [Option<(Row, By)>]) {
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.values.is_empty()) {
        let [row] = unit.exact.as_slice() else { continue };
        let is_general = matches!(row, Row::OtherHandling | Row::Handled | Row::OtherHandlingUndivided);
        let taken = of_unit.iter().flatten().any(|(taken, _)| taken == row);
        if let Some(slot) = of_unit.get_mut(at).filter(|slot| slot.is_none())
            && is_here(*row)
            && !taken
            && !is_general
        {
            *slot = Some((*row, By::Label));
        }
    }
}

/// Units between two neighbours that are as many as the rows that are missing there.
fn fill_by_order(units: &[Unit<'_>], rows: &[Row], of_unit: &mut [Option<(Row, By)>]) {
    let is_taken: Vec<Row> = of_unit.iter().flatten().map(|(row, _)| *row).collect();
    let is_divided = is_taken.iter().any(|row| is_of_three(*row));
    let is_missing = |row: &&Row| {
        let other_form = if is_of_three(**row) {
            is_taken.contains(&Row::OtherHandlingUndivided)
        } else {
            **row == Row::OtherHandlingUndivided && is_divided
        };
        !other_form && !is_taken.contains(*row)
    };
    let mut from = 0;
    let mut above: Option<Row> = None;
    while from < units.len() {
        let until = (from..units.len()).find(|at| of_unit.get(*at).is_some_and(Option::is_some)).unwrap_or(units.len());
        let below = of_unit.get(until).copied().flatten().map(|(row, _)| row);
        let missing: Vec<Row> = rows
            .iter()
            .filter(|row| above.is_none_or(|above| **row > above) && below.is_none_or(|below| **row < below))
            .filter(is_missing)
            .copied()
            .collect();
        let unknown: Vec<usize> = (from..until)
            .filter(|at| units.get(*at).is_some_and(|unit| !unit.values.is_empty() && unit.exact.is_empty()))
            .collect();
        // （六）其他处理 is one row or three.
        let readings = [
            missing.iter().copied().filter(|row| *row != Row::OtherHandlingUndivided).collect::<Vec<Row>>(),
            missing.iter().copied().filter(|row| !is_of_three(*row)).collect(),
        ];
        if let Some(missing) = readings.into_iter().find(|missing| missing.len() == unknown.len()) {
            for (at, row) in unknown.into_iter().zip(missing) {
                if let Some(slot) = of_unit.get_mut(at).debug_some("a unit has its row") {
                    *slot = Some((row, By::Order));
                }
            }
        }
        above = below.or(above);
        from = until + 1;
    }
}

/// Gives each row its values, or the ways to read them.
fn read_values(placed: &mut [Placed<'_, '_>], begins: bool) {
    let width = |row: Row| cells_of(row).len();
    let celled_rows = || placed.iter().filter(|p| p.unit.is_celled() && !p.unit.values.is_empty());
    let fits = celled_rows().all(|p| p.unit.cells().len() <= width(p.row));
    let is_whole = |p: &Placed<'_, '_>| {
        let laid = p.unit.cells();
        laid.len() == width(p.row) && laid.first().is_some_and(Option::is_some)
    };
    let first = celled_rows().filter_map(|p| p.unit.cells().iter().position(Option::is_some)).min();
    let last = celled_rows().map(|p| p.unit.cells().len()).max();
    let spans_all = first == Some(0) && celled_rows().next().is_some_and(|p| last == Some(width(p.row)));
    let begins_at_label = fits && (celled_rows().any(is_whole) || spans_all || begins);
    let following: Vec<Option<char>> = (0..placed.len())
        .map(|at| {
            let next = placed.get(at + 1)?;
            let label = next.row.label(Edition::LATEST, Lang::Zh);
            label.chars().next().filter(char::is_ascii_digit)
        })
        .collect();
    for (p, following) in placed.iter_mut().zip(following) {
        let cells = cells_of(p.row);
        let unit = p.unit;
        p.values = if unit.values.is_empty() {
            Values::Read(entries(&cells, &vec![None; cells.len()], &unit.place))
        } else if unit.is_celled() {
            let whole = spanned(&cells, unit);
            // A row that lacks a cell can lack any; of zeros all are the same.
            let is_safe =
                |row: &Vec<Entry>| !unit.ends_before(cells.len()) || row.iter().all(|entry| number(entry) == Some(0));
            match whole.or_else(|| celled(&cells, unit).filter(|row| begins_at_label && is_safe(row))) {
                Some(row) => Values::Read(row),
                None => Values::Refused,
            }
        } else {
            open(&cells, unit, following)
        };
    }
}

/// The values of a row whose blank cells are not seen.
fn open(cells: &[Cell], unit: &Unit<'_>, following: Option<char>) -> Values {
    let texts: Vec<&str> = unit.values.iter().map(|value| value.text.as_str()).collect();
    let numbering = unit.values.last().filter(|value| value.may_number).and(following);
    let without = numbering.and_then(|number| {
        let (last, before) = texts.split_last()?;
        let last = last.strip_suffix(number)?;
        Some(before.iter().copied().chain(Some(last).filter(|last| !last.is_empty())).collect::<Vec<&str>>())
    });
    let width = cells.len();
    let mut all: Vec<Way> = Vec::new();
    for texts in [Some(texts.clone()), without.clone()].into_iter().flatten() {
        match ways(&texts, 1, width, true) {
            Some(ways) => all.extend(ways),
            None if texts.len() == width => {}
            None => return Values::Refused,
        }
    }
    all.dedup();
    if without.is_none() && texts.len() == width {
        let Some(row) = direct(cells, unit) else { return Values::Refused };
        let is_read = row.iter().all(|entry| !matches!(entry.state(), State::Unreadable(_)));
        // With as many values as columns nothing was cut, unless another cut is right and this is not.
        return match all.as_slice() {
            [] if is_read => Values::Read(row),
            [_] if is_read && add_up(cells, &row) => Values::Read(row),
            _ => Values::Open(all),
        };
    }
    let Some(place) = unit.values.first().map(|value| &value.place) else { return Values::Refused };
    match all.as_slice() {
        [] => Values::Refused,
        [way] if way.iter().all(Option::is_some) => Values::Read(entries(cells, way, place)),
        _ => Values::Open(all),
    }
}

/// How a row counts in the sums of the columns: 1 for what came in, -1 for what went out; and in those of the outcomes.
fn signs(row: Row) -> (i128, i128) {
    match row {
        Row::Handled => (-1, -1),
        Row::CarriedForward => (-1, 0),
        row if row.is_inflow() => (1, 0),
        _ => (0, 1),
    }
}

/// Chooses among the ways of the rows those with which the columns add up, where they leave one choice. Rows that came to
/// their place by order alone are refused where the columns do not prove them.
fn prove(placed: &mut [Placed<'_, '_>], is_complete: bool) {
    let is_open = |p: &Placed<'_, '_>| matches!(p.values, Values::Open(_));
    let needs_proof = placed.iter().any(|p| is_open(p) || p.by == By::Order);
    if !needs_proof {
        return;
    }
    let choice = is_complete.then(|| choose(placed)).flatten();
    let hold = is_complete.then(|| columns(placed)).flatten();
    let mut choice = choice.map(Vec::into_iter);
    for p in placed.iter_mut() {
        let chosen = choice.as_mut().and_then(Iterator::next);
        match (&p.values, chosen) {
            (Values::Open(ways), Some(Some(at))) => {
                let place = p.unit.values.first().map_or(&p.unit.place, |value| &value.place);
                p.values = match ways.get(at) {
                    Some(way) => Values::Read(entries(&cells_of(p.row), way, place)),
                    None => Values::Refused,
                };
            }
            (Values::Open(_), _) => p.values = Values::Refused,
            (Values::Read(row), chosen) if p.by == By::Order => {
                let is_proven = chosen.is_some() || hold.is_some_and(|hold| hold.prove(p.row));
                if !(is_proven && add_up(&cells_of(p.row), row)) {
                    p.values = Values::Refused;
                }
            }
            _ => {}
        }
    }
}

/// Which sums hold in every column.
#[derive(Clone, Copy)]
struct Hold {
    balance: bool,
    outcomes: bool,
}

impl Hold {
    /// Whether the sums in which the row stands hold.
    fn prove(self, row: Row) -> bool {
        let (flow, outcome) = signs(row);
        (flow == 0 || self.balance) && (outcome == 0 || self.outcomes)
    }
}

/// Whether the columns add up, where every row is read.
fn columns(placed: &[Placed<'_, '_>]) -> Option<Hold> {
    let width = placed.first().map(|p| cells_of(p.row).len())?;
    let mut sums = vec![(0_i128, 0_i128); width];
    for p in placed {
        let Values::Read(row) = &p.values else { return None };
        let (flow, outcome) = signs(p.row);
        for (sum, entry) in sums.iter_mut().zip(row) {
            let n = i128::from(number(entry)?);
            *sum = (sum.0 + flow * n, sum.1 + outcome * n);
        }
    }
    Some(Hold { balance: sums.iter().all(|sum| sum.0 == 0), outcomes: sums.iter().all(|sum| sum.1 == 0) })
}

/// For each row the way that is chosen; `None` inside for a row that is read already, or whose ways differ only in which of
/// its zeros are blank.
fn choose(placed: &[Placed<'_, '_>]) -> Option<Vec<Option<usize>>> {
    let width = placed.first().map(|p| cells_of(p.row).len())?;
    let mut sums = vec![(0_i128, 0_i128); width];
    let mut open: Vec<(usize, Row, &[Way])> = Vec::new();
    for (at, p) in placed.iter().enumerate() {
        let (flow, outcome) = signs(p.row);
        match &p.values {
            Values::Refused => return None,
            Values::Read(row) => {
                for (sum, entry) in sums.iter_mut().zip(row) {
                    let n = i128::from(number(entry)?);
                    *sum = (sum.0 + flow * n, sum.1 + outcome * n);
                }
            }
            Values::Open(ways) if ways.iter().flatten().all(|n| n.unwrap_or(0) == 0) => {}
            Values::Open(ways) => open.push((at, p.row, ways)),
        }
    }
    let mut search = Choices { open: &open, sums, taken: Vec::new(), found: None, is_unique: true, steps: MAX_CHOICES };
    search.next();
    let found = search.found.filter(|_| search.is_unique && search.steps > 0)?;
    let mut choice = vec![None; placed.len()];
    for ((at, ..), way) in open.iter().zip(found) {
        if let Some(slot) = choice.get_mut(*at).debug_some("a row has its choice") {
            *slot = Some(way);
        }
    }
    Some(choice)
}

struct Choices<'a> {
    open: &'a [(usize, Row, &'a [Way])],
    /// For each column, what came in less what went out, and the outcomes less their total.
    sums: Vec<(i128, i128)>,
    taken: Vec<usize>,
    found: Option<Vec<usize>>,
    is_unique: bool,
    steps: u32,
}

impl Choices<'_> {
    fn next(&mut self) {
        if self.steps == 0 || !self.is_unique {
            return;
        }
        self.steps -= 1;
        let Some((_, row, ways)) = self.open.get(self.taken.len()).copied() else {
            if self.sums.iter().all(|sum| *sum == (0, 0)) {
                self.is_unique = self.found.is_none();
                self.found = Some(self.taken.clone());
            }
            return;
        };
        for (at, way) in ways.iter().enumerate() {
            self.add(row, way, 1);
            self.taken.push(at);
            self.next();
            self.taken.pop();
            self.add(row, way, -1);
        }
    }

    fn add(&mut self, row: Row, way: &Way, sign: i128) {
        let (flow, outcome) = signs(row);
        for (sum, n) in self.sums.iter_mut().zip(way) {
            let n = sign * i128::from(n.unwrap_or(0));
            *sum = (sum.0 + flow * n, sum.1 + outcome * n);
        }
    }
}
