//! Laws of several reports: what holds is never reported, and what does not is always found and named.

use std::collections::BTreeSet;

use ogi_report::assess::Checker;
use ogi_report::draft::{Amount, Draft, State};
use ogi_report::extract::{Body, Extract};
use ogi_report::form::{Cell, Column, Form, Kind, Row, Table, Unit};
use ogi_report::generate::{reports, reports_of, series, series_of};
use ogi_report::report::Report;
use ogi_report::rollup::{Declared, Family, Rollup};
use ogi_report::rules::{Finding, Severity};
use ogi_report::series::Series;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

fn check_series(series: &Series) -> Vec<Finding> {
    Checker::new().check_series(series).into_findings()
}

fn check_family(family: &Family) -> Vec<Finding> {
    Checker::new().check_family(family).into_findings()
}

fn extracts(reports: &[Report]) -> Vec<Extract> {
    reports.iter().map(|report| Extract::try_from(report).unwrap()).collect()
}

fn of(reports: &[Report]) -> Series {
    Series::new(extracts(reports)).unwrap()
}

/// The report with some cells changed, whatever that makes of it.
fn altered(report: &Report, changes: &[(Cell, i64)]) -> Extract {
    let mut draft = Draft::from(report);
    for (cell, by) in changes {
        let n = draft.count(*cell).unwrap();
        assert!(draft.set(*cell, State::Count(n + by)).is_ok());
    }
    Extract::try_from(&draft).unwrap()
}

/// The series with one report put in another's place.
fn with(reports: &[Report], at: usize, other: Extract) -> Series {
    let mut extracts = extracts(reports);
    extracts[at] = other;
    Series::new(extracts).unwrap()
}

fn cell(row: Row, column: Column) -> Cell {
    Cell::new(row, column).unwrap()
}

/// The seven columns of section 三.
fn columns() -> impl Strategy<Value = Column> {
    let all: Vec<Column> = Column::all().filter(|c| Cell::new(Row::BroughtForward, *c).is_some()).collect();
    assert_eq!(all.len(), 7);
    prop::sample::select(all)
}

fn by_rule<'a>(findings: &'a [Finding], code: &'a str) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(move |finding| finding.rule().code() == code)
}

/// The cells that a finding names, with their years.
fn sites(finding: &Finding) -> Vec<(u16, Cell)> {
    finding.sites().iter().map(|site| (site.report.year, site.cell)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_consistent_series_raises_nothing(reports in series()) {
        let series = of(&reports);
        prop_assert_eq!(check_series(&series), []);
        prop_assert!(series.locate().is_empty());
        prop_assert_eq!((series.gaps().count(), series.repeated().count()), (0, 0));
        prop_assert_eq!(series.links().count(), reports.len() - 1);
    }

    /// On either side of the link, in each of the seven columns, also where the edition changes between the two.
    #[test]
    fn a_link_altered_by_any_amount_is_found_and_named(
        reports in series(), at in any::<Index>(), column in columns(), by in -1_000_000..1_000_000_i64, earlier: bool,
    ) {
        prop_assume!(by != 0);
        let at = at.index(reports.len() - 1);
        let (row, at_side) = if earlier { (Row::CarriedForward, at) } else { (Row::BroughtForward, at + 1) };
        let wrong = altered(&reports[at_side], &[(cell(row, column), by)]);
        let findings = check_series(&with(&reports, at_side, wrong));
        let found: Vec<&Finding> = by_rule(&findings, "OGI601").collect();
        let [only] = found.as_slice() else { panic!("{found:?}") };
        let [last, this] = [&reports[at], &reports[at + 1]].map(|r| r.year().unwrap());
        prop_assert_eq!(sites(only), [(last, cell(Row::CarriedForward, column)), (this, cell(Row::BroughtForward, column))]);
        prop_assert_eq!(only.equation().unwrap().difference(), i128::from(if earlier { by } else { -by }));
        prop_assert_eq!(only.severity(), Severity::Error);
    }

    /// A total that only adds up a wrong part is not said again; one that differs by something else is.
    #[test]
    fn the_total_of_a_broken_link_is_named_only_if_it_says_more(
        reports in series(), at in any::<Index>(), by in 1..500_i64, of_total in -500..500_i64,
    ) {
        let at = at.index(reports.len() - 1) + 1;
        let changes = [Column::NaturalPerson, Column::Total].map(|column| cell(Row::BroughtForward, column));
        let wrong = altered(&reports[at], &[(changes[0], by), (changes[1], of_total)]);
        let findings = check_series(&with(&reports, at, wrong));
        prop_assert_eq!(by_rule(&findings, "OGI601").count(), if of_total == by || of_total == 0 { 1 } else { 2 });
    }

    #[test]
    fn documents_in_force_that_do_not_roll_forward_are_found_by_how_much(
        reports in series(), at in any::<Index>(), by in 1..10_000_i64,
    ) {
        let at = at.index(reports.len() - 1) + 1;
        let stock = cell(Row::NormativeDocuments, Column::InForce);
        prop_assume!(stock.is_in(reports[at].form()));
        let findings = check_series(&with(&reports, at, altered(&reports[at], &[(stock, by)])));
        let found: Vec<i128> = by_rule(&findings, "OGI602").map(|f| f.equation().unwrap().difference()).collect();
        // The year after is off by as much the other way; the first year with such a cell has none before it.
        let mut expected = Vec::new();
        expected.extend(stock.is_in(reports[at - 1].form()).then_some(i128::from(by)));
        expected.extend((at + 1 < reports.len()).then_some(-i128::from(by)));
        prop_assert_eq!(found, expected);
        prop_assert!(by_rule(&findings, "OGI602").all(|f| f.severity() == Severity::Warning));
    }

    #[test]
    fn items_of_the_trial_edition_that_do_not_follow_are_found(reports in series(), by in 1..50_i64, of_change: bool) {
        prop_assume!(reports[0].year() == Some(2019));
        let (at, column) = if of_change { (0, Column::NetChange) } else { (1, Column::ItemsLastYear) };
        for row in [Row::Licensing, Row::Penalties, Row::Coercion, Row::OtherExternalServices, Row::Fees] {
            let findings = check_series(&with(&reports, at, altered(&reports[at], &[(cell(row, column), by)])));
            let found: Vec<&Finding> = by_rule(&findings, "OGI603").collect();
            prop_assert_eq!(found.len(), 1, "{:?}", row);
            prop_assert_eq!(found[0].equation().unwrap().difference(), i128::from(if of_change { -by } else { by }));
            prop_assert!(sites(found[0]).contains(&(2020, cell(row, Column::ItemsLastYear))));
        }
    }

    #[test]
    fn a_table_of_another_year_is_found(reports in series(), from in any::<Index>(), to in any::<Index>()) {
        let (from, to) = (from.index(reports.len()), to.index(reports.len()));
        prop_assume!(from != to && reports[from].form() == reports[to].form());
        let mut draft = Draft::from(&reports[to]);
        let cells = reports[from].cells().filter(|(cell, _)| cell.table() == Table::Proceedings);
        let mut flows = 0;
        for (cell, value) in cells {
            draft.set(cell, State::from(value)).unwrap();
            flows += usize::from(!cell.column().is_total() && value.count().is_some_and(|n| n.get() != 0));
        }
        let findings = check_series(&with(&reports, to, Extract::try_from(&draft).unwrap()));
        let found: Vec<&Finding> = by_rule(&findings, "OGI604").collect();
        prop_assert_eq!(found.len(), usize::from(flows > 0));
        for finding in found {
            let years: BTreeSet<u16> = finding.reports().iter().map(|report| report.year).collect();
            prop_assert_eq!(years, [from, to].map(|at| reports[at].year().unwrap()).into());
            prop_assert_eq!(finding.severity(), if flows < 3 { Severity::Note } else { Severity::Warning });
            prop_assert_eq!(finding.sites().len(), 2 * flows);
        }
    }

    /// Against the definition in other words: the larger has at least three digits and ends where the smaller with a zero begins.
    #[test]
    fn a_jump_is_a_factor_of_ten_and_a_hundred_or_more(small in 0..3000_i64, large in 0..30_000_i64, turned: bool) {
        let (small, large) = (small.min(large), small.max(large));
        let [first, second] = if turned { [large, small] } else { [small, large] };
        let year = |year, n| {
            let report = Report::zero(Form::Revised2021).with_agency("某局").with_year(year);
            altered(&report, &[(cell(Row::Penalties, Column::Decisions), n)])
        };
        let findings = check_series(&Series::new([year(2023, first), year(2024, second)]).unwrap());
        let expected = small > 0 && large > 99 && large / small >= 10;
        prop_assert_eq!(by_rule(&findings, "OGI605").count(), usize::from(expected));
        prop_assert!(by_rule(&findings, "OGI605").all(|f| f.severity() == Severity::Note));
    }

    #[test]
    fn years_left_out_are_gaps_and_years_given_again_are_said(
        reports in series(), kept in prop::collection::vec(0..3_usize, 8), differ: bool,
    ) {
        let mut given = Vec::new();
        for (report, times) in reports.iter().zip(&kept) {
            let licences = cell(Row::Licensing, Column::Decisions);
            let again = if differ { altered(report, &[(licences, 1)]) } else { Extract::try_from(report).unwrap() };
            given.extend([Extract::try_from(report).unwrap(), again].into_iter().take(*times));
        }
        prop_assume!(!given.is_empty());
        let years: Vec<u16> = given.iter().map(Extract::year).collect();
        let expected: Vec<u16> = (years[0]..=years[years.len() - 1]).filter(|year| !years.contains(year)).collect();
        let twice: Vec<u16> = years.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        let series = Series::new(given).unwrap();
        prop_assert_eq!(series.gaps().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(series.repeated().map(|(year, _)| year).collect::<Vec<_>>(), twice.clone());
        let findings = check_series(&series);
        let said: BTreeSet<u16> = by_rule(&findings, "OGI606")
            .flat_map(|f| f.reports()[0].year + 1..f.reports()[1].year)
            .collect();
        prop_assert_eq!(said, expected.into_iter().collect());
        let repeated: Vec<(u16, Severity)> = by_rule(&findings, "OGI607").map(|f| (f.reports()[0].year, f.severity())).collect();
        let severity = if differ { Severity::Warning } else { Severity::Note };
        prop_assert_eq!(repeated, twice.iter().map(|year| (*year, severity)).collect::<Vec<_>>());
        // A year of which nobody knows which report counts is linked to none; one given again in the same words is.
        let links = series.links().flat_map(|(a, b)| [a.year(), b.year()]).collect::<BTreeSet<_>>();
        prop_assert!(!differ || twice.iter().all(|year| !links.contains(year)));
        prop_assert_eq!(by_rule(&findings, "OGI601").count(), 0);
    }

    /// A ratio of from a third of ten thousand to three times that; computed here in whole numbers.
    #[test]
    fn fees_ten_thousandfold_are_a_slip_whatever_the_unit(
        digits in 1..5_000_000_i64, ratio in 1..60_000_i64, scale in 0..4_u32, turned: bool, units in prop::bool::ANY,
    ) {
        let year = |year, digits: i64, yuan: bool| {
            let report = Report::zero(Form::Revised2021).with_agency("某局").with_year(year);
            let mut draft = Draft::from(&report);
            let (digits, unit) = if yuan { (i128::from(digits) * 10_000, Some(Unit::Yuan)) } else { (digits.into(), None) };
            let value = Decimal::try_from_i128_with_scale(digits, scale).unwrap();
            draft.set(cell(Row::Fees, Column::Amount), State::Amount(Amount { value, unit })).unwrap();
            Extract::try_from(&draft).unwrap()
        };
        let [first, second] = if turned { [digits * ratio, digits] } else { [digits, digits * ratio] };
        let findings = check_series(&Series::new([year(2023, first, units), year(2024, second, false)]).unwrap());
        let expected = 3 * ratio >= 10_000 && ratio <= 30_000;
        prop_assert_eq!(by_rule(&findings, "OGI608").count(), usize::from(expected));
    }

    /// Bodies that the caller takes as one are linked, and what is broken between them is a warning.
    #[test]
    fn what_is_broken_between_bodies_taken_as_one_is_a_warning(reports in series(), at in any::<Index>(), by in 1..9_i64) {
        let at = at.index(reports.len() - 1) + 1;
        let mut extracts = extracts(&reports);
        extracts[at] = altered(&reports[at], &[(cell(Row::BroughtForward, Column::NaturalPerson), by)]);
        let renamed = Body::new("改名后的机关").unwrap();
        let renamed: Vec<Extract> = extracts.iter().enumerate().map(|(n, extract)| {
            let mut draft = Draft::new(extract.form());
            for (cell, n) in extract.counts() {
                draft.set(cell, State::Count(n)).unwrap();
            }
            let body = if n < at { extract.body().clone() } else { renamed.clone() };
            Extract::of(body, extract.year(), &draft)
        }).collect();
        prop_assert!(Series::new(renamed.clone()).is_err());
        let series = Series::taken_as_one(renamed.into_iter().rev()).unwrap();
        prop_assert!(series.is_taken_as_one());
        prop_assert_eq!(series.body(), extracts[0].body());
        let findings = check_series(&series);
        let found: Vec<Severity> = by_rule(&findings, "OGI601").map(Finding::severity).collect();
        prop_assert_eq!(found, [Severity::Warning]);
        prop_assert!(!of(&reports).is_taken_as_one());
    }
}

/// One wrong outcome in every year of a set.
fn slips(reports: &[Report], at: &[Index], by: i64) -> (Vec<Extract>, BTreeSet<(u16, Cell)>) {
    let mut extracts = extracts(reports);
    let mut truth = BTreeSet::new();
    for at in at {
        let at = at.index(reports.len());
        let wrong = cell(Row::Disclosed, Column::NaturalPerson);
        extracts[at] = altered(&reports[at], &[(wrong, by)]);
        truth.insert((reports[at].year().unwrap(), wrong));
    }
    (extracts, truth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However many years are wrong in themselves, each is explained: a search of twenty years as a whole would find none.
    #[test]
    fn in_twenty_years_every_wrong_cell_is_located(
        reports in series_of(20), at in prop::collection::vec(any::<Index>(), 1..20), by in 1..100_i64,
    ) {
        let (extracts, truth) = slips(&reports, &at, by);
        let diagnosis = Series::new(extracts).unwrap().locate();
        let found: Vec<_> = diagnosis.iter().flat_map(|part| {
            assert!(part.complete && part.explanations.len() == 1, "{part:?}");
            part.explanations[0].changes.iter().map(|change| (change.site.report.year, change.site.cell))
        }).collect();
        prop_assert_eq!(found.len(), truth.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), truth);
    }

    /// Both sides of a link wrong by the same: the link holds, and only the two years together say what is wrong.
    #[test]
    fn a_number_copied_wrongly_into_two_years_is_located_in_both(reports in series(), at in any::<Index>(), by in 1..50_i64) {
        let at = at.index(reports.len() - 1);
        let [forward, brought] = [Row::CarriedForward, Row::BroughtForward].map(|row| cell(row, Column::NaturalPerson));
        let mut extracts = extracts(&reports);
        extracts[at] = altered(&reports[at], &[(forward, by)]);
        extracts[at + 1] = altered(&reports[at + 1], &[(brought, by)]);
        let series = Series::new(extracts).unwrap();
        prop_assert_eq!(by_rule(&check_series(&series), "OGI601").count(), 0);
        let diagnosis = series.locate();
        let [part] = diagnosis.as_slice() else { panic!("{diagnosis:?}") };
        let [only] = part.explanations.as_slice() else { panic!("{part:?}") };
        let found: Vec<_> = only.changes.iter().map(|change| (change.site.report.year, change.site.cell)).collect();
        prop_assert_eq!(found, [(reports[at].year().unwrap(), forward), (reports[at + 1].year().unwrap(), brought)]);
        prop_assert!(only.changes.iter().all(|change| change.expected == Some((change.found - by).into())));
    }
}

/// Each search has its bound: without one, this would take longer than anybody waits.
#[test]
fn twelve_years_of_nonsense_come_to_an_end() {
    let mut noise = 7_u64;
    let extracts = (2021..2033_u16).map(|year| {
        let mut draft = Draft::new(Form::Revised2021);
        for cell in Form::Revised2021.cells().filter(|cell| cell.kind() == Kind::Count) {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            draft.set(cell, State::Count(i64::try_from(noise >> 40).unwrap())).unwrap();
        }
        Extract::of(Body::new("某局").unwrap(), year, &draft)
    });
    let diagnosis = Series::new(extracts).unwrap().locate();
    assert!(!diagnosis.is_empty());
    assert!(diagnosis.iter().all(|part| part.at_least > 1 || part.complete));
}

const CHILDREN: [&str; 4] = ["某县财政局", "某县公安局", "某县东风镇人民政府", "某县人民政府办公室"];

fn extract(name: &str, report: &Report) -> Extract {
    Extract::of(Body::new(name).unwrap(), 2024, &Draft::from(report))
}

fn named(reports: &[Report]) -> Vec<Extract> {
    CHILDREN.iter().zip(reports).map(|(name, report)| extract(name, report)).collect()
}

fn list() -> Declared {
    Declared::Complete(CHILDREN.iter().filter_map(|name| Body::new(name)).collect())
}

/// The sum of reports as a report: amounts are given in 万元, so that every sum has one.
fn parent(reports: &[Report]) -> Option<Report> {
    Report::try_from(&reports.iter().sum::<Rollup>()).ok()
}

fn four() -> impl Strategy<Value = Vec<Report>> {
    let form = prop::sample::select(&Form::ALL[..]);
    form.prop_flat_map(|form| prop::collection::vec(reports_of(form), 4))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_parent_that_is_the_sum_of_its_children_raises_nothing(reports in four()) {
        let parent = parent(&reports);
        prop_assume!(parent.is_some());
        let parent = extract("某县人民政府", &parent.unwrap());
        for declared in [Declared::All, list(), Declared::Partial] {
            let family = Family::new(parent.clone(), named(&reports), declared);
            prop_assert_eq!(check_family(&family), []);
        }
        // Fewer children than there are: the parent may have more.
        let family = Family::new(parent, named(&reports[..2]), list());
        prop_assert_eq!(check_family(&family), []);
        let missing = family.coverage().missing;
        prop_assert_eq!(missing.iter().map(Body::name).collect::<BTreeSet<_>>(), CHILDREN[2..].iter().copied().collect());
    }

    #[test]
    fn any_cell_of_a_parent_that_is_no_sum_is_named_with_the_difference(
        reports in four(), at in any::<Index>(), by in -1_000_i64..1_000,
    ) {
        let sum = parent(&reports);
        prop_assume!(sum.is_some() && by != 0);
        let sum = sum.unwrap();
        let counted: Vec<Cell> = sum.form().cells().filter(|cell| !matches!(cell.kind(), Kind::Amount(_))).collect();
        let wrong = *at.get(&counted);
        let mut draft = Draft::from(&sum);
        draft.set(wrong, State::Count(draft.count(wrong).unwrap() + by)).unwrap();
        let parent = Extract::of(Body::new("某县人民政府").unwrap(), 2024, &draft);
        let family = Family::new(parent.clone(), named(&reports), list());
        let findings = check_family(&family);
        let [only] = findings.as_slice() else { panic!("{findings:?}") };
        prop_assert_eq!((only.rule().code(), only.severity()), ("OGI701", Severity::Warning));
        prop_assert_eq!(only.equation().unwrap().difference(), i128::from(by));
        let expected: Vec<_> = std::iter::once("某县人民政府").chain(CHILDREN).map(|name| (name.to_owned(), wrong)).collect();
        let mut named_sites: Vec<_> = only.sites().iter().map(|s| (s.report.body.name().to_owned(), s.cell)).collect();
        named_sites[1..].sort_by_key(|(name, _)| CHILDREN.iter().position(|child| child == name));
        prop_assert_eq!(named_sites, expected);
        // Of a partial list only too little is wrong, and no stock and no change is looked at.
        let family = Family::new(parent, named(&reports), Declared::Partial);
        let flow = wrong.kind() == Kind::Count
            && !matches!(wrong.column(), Column::InForce | Column::TotalPublished | Column::ItemsLastYear);
        let found = check_family(&family);
        let codes: Vec<&str> = found.iter().map(|f| f.rule().code()).collect();
        prop_assert_eq!(codes, if by < 0 && flow { vec!["OGI702"] } else { vec![] });
    }

    /// The part and its total are wrong by the same: the total is not said again. By something else: it is.
    #[test]
    fn a_total_is_said_only_if_its_parts_do_not_say_it(reports in four(), by in 1..50_i64, more in 0..2_i64) {
        let sum = parent(&reports);
        prop_assume!(sum.is_some());
        let changes = [(Column::NaturalPerson, by), (Column::Total, by + more)]
            .map(|(column, by)| (cell(Row::Disclosed, column), by));
        let mut draft = Draft::from(&sum.unwrap());
        for (cell, by) in changes {
            draft.set(cell, State::Count(draft.count(cell).unwrap() + by)).unwrap();
        }
        let parent = Extract::of(Body::new("某县人民政府").unwrap(), 2024, &draft);
        let findings = check_family(&Family::new(parent, named(&reports), Declared::All));
        prop_assert_eq!(findings.len(), if more == 0 { 1 } else { 2 }, "{:?}", findings);
    }

    /// Three rows of a parent against the one row of children, and the reverse.
    #[test]
    fn other_handling_is_compared_across_forms(
        divided in reports_of(Form::Revised2021), undivided in reports_of(Form::Revised2021Undivided), by in 0..2_i64,
    ) {
        let of_three: i64 = [Row::SupplementOverdue, Row::FeeUnpaid, Row::OtherHandling].into_iter().map(|row| {
            Draft::from(&divided).count(cell(row, Column::NaturalPerson)).unwrap()
        }).sum();
        let one = cell(Row::OtherHandlingUndivided, Column::NaturalPerson);
        let of_one = Draft::from(&undivided).count(one).unwrap();
        let check = |parent: &Report, children: [&Report; 2], changed: Cell| {
            let mut draft = Draft::from(parent);
            draft.set(changed, State::Count(draft.count(changed).unwrap() + by)).unwrap();
            let parent = Extract::of(Body::new("某县人民政府").unwrap(), 2024, &draft);
            let children = CHILDREN.into_iter().zip(children).map(|(name, report)| extract(name, report));
            let family = Family::new(parent, children, Declared::All);
            assert_eq!(family.form(), Form::Revised2021Undivided);
            let counted: Vec<Option<i128>> = family.contributions(one).into_iter().map(|c| c.value).collect();
            let other = counted.iter().flatten().sum::<i128>();
            (check_family(&family).into_iter().filter(|f| f.rule().code() == "OGI701" && f.equation().is_some()).collect::<Vec<_>>(), other)
        };
        let both = [&divided, &undivided];
        // The parent prints one row.
        if let Ok(parent) = Report::try_from(&(&divided + &undivided)) {
            let (findings, sum) = check(&parent, both, one);
            prop_assert_eq!(sum, i128::from(of_three + of_one));
            prop_assert_eq!(findings.len(), usize::from(by > 0), "{:?}", findings);
        }
        // The parent prints three rows, and the sum of the one row stands in the last of them.
        let sum = &divided + &undivided;
        let mut draft = Draft::new(Form::Revised2021);
        for cell in Form::Revised2021.cells().filter(|cell| !matches!(cell.kind(), Kind::Amount(_))) {
            let n = match cell.row() {
                Row::SupplementOverdue | Row::FeeUnpaid => Some(0),
                Row::OtherHandling => sum.count(Cell::new(Row::OtherHandlingUndivided, cell.column()).unwrap()),
                _ => sum.count(cell),
            };
            draft.set(cell, State::Count(i64::try_from(n.unwrap()).unwrap())).unwrap();
        }
        let wrong = cell(Row::FeeUnpaid, Column::NaturalPerson);
        draft.set(wrong, State::Count(by)).unwrap();
        let parent = Extract::of(Body::new("某县人民政府").unwrap(), 2024, &draft);
        let children = CHILDREN.into_iter().zip(both).map(|(name, report)| extract(name, report));
        let family = Family::new(parent, children, Declared::All);
        let findings = check_family(&family);
        prop_assert_eq!(findings.len(), usize::from(by > 0), "{:?}", findings);
        prop_assert!(findings.iter().all(|f| f.sites().iter().any(|site| site.cell == wrong) && f.sites().iter().any(|site| site.cell == one)));
    }

    /// Against sums in yuan with fourteen decimals, computed here as whole numbers: six of an amount, in units of up to eight zeros.
    #[test]
    fn sums_of_money_are_exact_over_units(reports in prop::collection::vec(reports(), 1..6)) {
        let fees = cell(Row::Fees, Column::Amount);
        let micro = |value: Decimal, unit: Option<Unit>| {
            let yuan = i128::from(unit.unwrap_or(Unit::TenThousandYuan).in_yuan());
            value.mantissa() * yuan * 10_i128.pow(14 - value.scale())
        };
        let sum: Rollup = reports.iter().sum();
        let by_hand = reports.iter().filter_map(|report| match report.get(fees)? {
            ogi_report::report::Value::Money(money) => Some(micro(money.value(), money.unit())),
            _ => None,
        }).sum::<i128>();
        if let Some(money) = sum.money(fees) {
            let (value, unit) = money.total().unwrap();
            prop_assert_eq!(micro(value, unit), by_hand);
        } else {
            prop_assert!(reports.iter().any(|report| report.form() == Form::Trial2019));
        }
    }

    #[test]
    fn fees_of_a_parent_are_compared_in_yuan_but_for_rounding(
        shares in prop::collection::vec((0..9_000_000_i64, 0..3_u32, any::<bool>()), 2..5), by in -40_000_i64..40_000,
    ) {
        let fees = cell(Row::Fees, Column::Amount);
        let of = |name: &str, value: Decimal, unit| {
            let mut draft = Draft::from(&Report::zero(Form::Revised2021));
            draft.set(fees, State::Amount(Amount { value, unit })).unwrap();
            Extract::of(Body::new(name).unwrap(), 2024, &draft)
        };
        // In yuan, and half a unit of the last decimal for each; all times 2000.
        let (mut sum, mut rounding) = (0_i64, 0_i64);
        let mut children = Vec::new();
        for ((digits, scale, in_yuan), name) in shares.iter().zip(CHILDREN) {
            let unit = if *in_yuan { 1 } else { 10_000 };
            let step = 2000 * unit / 10_i64.pow(*scale);
            sum += digits * step;
            rounding += step / 2;
            let value = Decimal::try_from_i128_with_scale((*digits).into(), *scale).unwrap();
            children.push(of(name, value, in_yuan.then_some(Unit::Yuan)));
        }
        // The parent writes yuan without decimals, as near as it can and then off by some.
        let yuan = sum / 2000 + by;
        prop_assume!(yuan >= 0);
        rounding += 1000;
        let parent = of("某县人民政府", Decimal::from(yuan), Some(Unit::Yuan));
        let difference = yuan * 2000 - sum;
        let found = |declared| check_family(&Family::new(parent.clone(), children.clone(), declared));
        let all = found(Declared::All);
        prop_assert_eq!(all.len(), usize::from(difference.abs() > rounding), "{:?}", all);
        prop_assert!(all.iter().all(|f| f.rule().code() == "OGI701" && f.sites().len() == children.len() + 1));
        let some = found(Declared::Partial);
        prop_assert_eq!(some.len(), usize::from(-difference > rounding), "{:?}", some);
    }

    /// In whatever order children come, and whoever comes twice or is of another year.
    #[test]
    fn coverage_says_who_is_missing_surplus_aside_and_contradictory(
        parent in reports_of(Form::Revised2021),
        given in prop::collection::vec((0..6_usize, 0..4_u8), 0..10).prop_shuffle(),
    ) {
        let names = [CHILDREN[0], CHILDREN[1], CHILDREN[2], CHILDREN[3], "某县外的机关", "某县人民政府"];
        let children = given.iter().map(|(who, how)| {
            let mut draft = Draft::from(&parent);
            if *how == 1 {
                draft.set(cell(Row::Penalties, Column::Decisions), State::Count(77_777_777)).unwrap();
            }
            Extract::of(Body::new(names[*who]).unwrap(), if *how == 2 { 2023 } else { 2024 }, &draft)
        });
        let family = Family::new(extract("某县人民政府", &parent), children, list());
        let coverage = family.coverage();
        let ways = |who: usize, how: &[u8]| given.iter().filter(|(w, h)| *w == who && how.contains(h)).count();
        let pick = |is: &dyn Fn(usize) -> bool, among: std::ops::Range<usize>| -> BTreeSet<&str> {
            among.filter(|who| is(*who)).map(|who| names[who]).collect()
        };
        let set = |bodies: &[Body]| -> BTreeSet<String> { bodies.iter().map(|body| body.name().to_owned()).collect() };
        let owned = |names: BTreeSet<&str>| -> BTreeSet<String> { names.into_iter().map(str::to_owned).collect() };
        let disputed = |who: usize| ways(who, &[1]) > 0 && ways(who, &[0, 3]) > 0;
        prop_assert_eq!(set(&coverage.missing), owned(pick(&|who| ways(who, &[0, 1, 3]) == 0, 0..4)));
        prop_assert_eq!(set(&coverage.contradictory), owned(pick(&disputed, 0..4)));
        prop_assert_eq!(set(&coverage.surplus), owned(pick(&|who| ways(who, &[0, 1, 3]) > 0, 4..5)));
        let counted: BTreeSet<String> = family.children().map(|child| child.body().name().to_owned()).collect();
        prop_assert_eq!(counted, owned(pick(&|who| ways(who, &[0, 1, 3]) > 0 && !disputed(who), 0..4)));
        prop_assert_eq!(coverage.is_complete(), coverage.missing.is_empty() && coverage.contradictory.is_empty());
        prop_assert!(coverage.is_declared);
        let other_years = given.iter().filter(|(who, how)| *how == 2 || *who == 5).count();
        prop_assert!(coverage.aside.len() >= other_years);
    }
}
