//! Several reports: the registry of the rules over them, real facts, joint localisation, and the laws of sums.
#![cfg(feature = "proptest")]

use std::collections::{BTreeSet, HashSet};

use ogi_report::assess::Checker;
use ogi_report::draft::{Draft, State};
use ogi_report::extract::{Body, Extract, Resemblance};
use ogi_report::form::{Cell, Column, Form, Kind, Lang, Row};
use ogi_report::generate::{reports, reports_of};
use ogi_report::localise::{Change, Explanation, Mechanism};
use ogi_report::report::Report;
use ogi_report::rollup::Rollup;
use ogi_report::rules::{self, Equation, Finding, Term};
use ogi_report::series::{NotASeries, Series, gather};
use proptest::prelude::*;

fn extract(body: &str, form: Form, year: u16, changes: &[(&str, i64)]) -> Extract {
    let mut draft = Draft::from(&Report::zero(form));
    for (cell, n) in changes {
        assert!(draft.set(cell.parse().unwrap(), State::Count(*n)).is_ok());
    }
    Extract::of(Body::new(body).unwrap(), year, &draft)
}

fn check_series(series: &Series) -> Vec<Finding> {
    Checker::new().check_series(series).into_findings()
}

const STOCK: &str = "disclosure.normative_documents.in_force";
const ISSUED: &str = "disclosure.normative_documents.issued";
const REPEALED: &str = "disclosure.normative_documents.repealed";

#[test]
fn the_normative_documents_of_pingtan_do_not_roll_forward_and_it_is_a_warning() {
    let years = [(698, 0, 0), (470, 77, 132), (440, 62, 33), (546, 58, 45)];
    let reports = (2021..).zip(years).map(|(year, (stock, issued, repealed))| {
        extract("平潭综合实验区", Form::Revised2021, year, &[(STOCK, stock), (ISSUED, issued), (REPEALED, repealed)])
    });
    let findings = check_series(&Series::new(reports).unwrap());
    let found: Vec<_> = findings.iter().filter(|f| f.rule().code() == "OGI602").collect();
    assert!(found.iter().all(|finding| finding.severity() == rules::Severity::Warning));
    let said = [
        "698 + 制发 77 − 废止 132 = 643，写作 470，相差 -173",
        "470 + 制发 62 − 废止 33 = 499，写作 440，相差 -59",
        "440 + 制发 58 − 废止 45 = 453，写作 546，相差 +93",
    ];
    assert_eq!(found.len(), said.len());
    for ((finding, said), difference) in found.iter().zip(said).zip([-173, -59, 93]) {
        let message = finding.message(Lang::Zh);
        assert!(message.contains(said), "{message}");
        assert!(["失效", "清理", "机构改革"].iter().all(|reason| message.contains(reason)), "{message}");
        assert_eq!(finding.equation().unwrap().difference(), difference);
    }
}

#[test]
fn suqian_2023_to_2024_holds() {
    fn of(year: u16, changes: &[(&str, i64)]) -> Extract {
        extract("宿迁市人民政府", Form::Revised2021, year, changes)
    }
    let [forward, forward_all] = ["natural_person", "total"].map(|c| format!("applications.carried_forward.{c}"));
    let [brought, brought_all] = ["natural_person", "total"].map(|c| format!("applications.brought_forward.{c}"));
    let first = of(2023, &[(STOCK, 597), (&forward, 121), (&forward_all, 121)]);
    let second = of(2024, &[(STOCK, 420), (ISSUED, 50), (REPEALED, 227), (&brought, 121), (&brought_all, 121)]);
    let series = Series::new([first, second]).unwrap();
    let found = check_series(&series);
    let codes: Vec<&str> = found.iter().map(|f| f.rule().code()).collect();
    assert!(!codes.contains(&"OGI601") && !codes.contains(&"OGI602"), "{codes:?}");
}

#[test]
fn all_seven_columns_link_over_the_change_of_edition() {
    let columns: Vec<Column> = Column::all().filter(|c| Cell::new(Row::CarriedForward, *c).is_some()).collect();
    assert_eq!(columns.len(), 7);
    for column in columns {
        let [forward, brought] =
            [Row::CarriedForward, Row::BroughtForward].map(|row| Cell::new(row, column).unwrap().to_string());
        let first = extract("某局", Form::Trial2019, 2020, &[(&forward, 4)]);
        for (form, n, broken) in
            [(Form::Revised2021, 4, 0), (Form::Revised2021Undivided, 5, 1), (Form::Revised2021, 0, 1)]
        {
            let series = Series::new([first.clone(), extract("某局", form, 2021, &[(&brought, n)])]).unwrap();
            let findings = check_series(&series);
            let found: Vec<_> = findings.iter().filter(|f| f.rule().code() == "OGI601").collect();
            assert_eq!(found.len(), broken, "{forward}");
            let sites =
                found.iter().flat_map(|finding| finding.sites()).map(|site| (site.report.year, site.cell.to_string()));
            let named = [(2020, forward.clone()), (2021, brought.clone())];
            assert!(sites.eq(named.into_iter().filter(|_| broken == 1)), "{forward}");
        }
    }
}

#[test]
fn a_government_and_its_office_are_never_linked_silently() {
    let of = |body, year| extract(body, Form::Revised2021, year, &[]);
    let refused = Series::new([of("某市人民政府", 2023), of("某市人民政府办公室", 2024)]);
    assert!(matches!(refused, Err(NotASeries::DifferentBodies { .. })));
    let gathered = gather([of("某市人民政府办公室", 2024), of("某市人民政府", 2023)]);
    assert_eq!(gathered.series.len(), 2);
    assert!(matches!(gathered.unlinked.as_slice(), [(_, _, Resemblance::Office)]));
}

#[test]
fn one_wrong_cell_behind_a_broken_link_is_named_with_its_year() {
    let rows = |rows: &[(&str, i64)]| -> Vec<(String, i64)> {
        let columns = ["natural_person", "total"];
        rows.iter().flat_map(|(row, n)| columns.map(|c| (format!("applications.{row}.{c}"), *n))).collect()
    };
    let of = |year, cells: &[(String, i64)]| {
        let changes: Vec<(&str, i64)> = cells.iter().map(|(cell, n)| (cell.as_str(), *n)).collect();
        extract("某局", Form::Revised2021, year, &changes)
    };
    let first = rows(&[("received", 15), ("disclosed", 3), ("handled", 3), ("carried_forward", 12)]);
    let mut second = rows(&[("brought_forward", 12), ("disclosed", 12), ("handled", 12)]);
    second[0].1 = 21;
    let series = Series::new([of(2023, &first), of(2024, &second)]).unwrap();
    assert!(check_series(&series).iter().any(|f| f.rule().code() == "OGI601"));
    let diagnosis = series.locate();
    let [part] = diagnosis.as_slice() else { panic!("one part is wrong") };
    let [only] = part.explanations.as_slice() else { panic!("one cell explains all") };
    let change = &only.changes[0];
    assert_eq!((change.site.report.year, change.found, change.expected), (2024, 21, Some(12)));
    assert_eq!(change.site.cell.to_string(), "applications.brought_forward.natural_person");
}

#[test]
fn names_that_resemble_each_other_are_said_and_linked_to_none() {
    let names = [
        "某市人民政府",
        "某市人民政府办公室",
        "某市人民政府办公厅",
        "某市",
        "某市某镇人民政府",
        "某镇人民政府",
        "某市某街道办事处",
        "某市某街道",
        "某市财政局",
    ];
    let years = [2023, 2024];
    let reports = names.into_iter().flat_map(|name| years.map(|year| extract(name, Form::Revised2021, year, &[])));
    let gathered = gather(reports);
    let bodies: BTreeSet<&str> = gathered.series.iter().map(|series| series.body().name()).collect();
    assert_eq!(bodies, names.into_iter().collect());
    assert!(gathered.series.iter().all(|series| series.links().count() == 1));
    let found: HashSet<(&str, &str, Resemblance)> =
        gathered.unlinked.iter().map(|(a, b, how)| (a.name(), b.name(), *how)).collect();
    let expected = [
        ("某市", "某市人民政府", Resemblance::Short),
        ("某市人民政府", "某市人民政府办公厅", Resemblance::Office),
        ("某市人民政府", "某市人民政府办公室", Resemblance::Office),
        ("某市某街道", "某市某街道办事处", Resemblance::Short),
        ("某镇人民政府", "某市某镇人民政府", Resemblance::Territory),
    ];
    assert_eq!(found, expected.into());
    // Whatever the caller gives as one body, the names have to be the same for it to be one without a word.
    for a in names {
        for b in names.into_iter().filter(|b| *b != a) {
            let two = [(a, 2023), (b, 2024)].map(|(name, year)| extract(name, Form::Revised2021, year, &[]));
            assert!(Series::new(two).is_err(), "{a} {b}");
        }
    }
}

#[test]
fn types_over_several_reports_go_between_threads() {
    const fn holds<T: Send + Sync + std::fmt::Debug + Clone>() {}
    const _: () = holds::<(Body, Extract, Resemblance)>();
    const _: () =
        holds::<(Series, ogi_report::series::Gathered, ogi_report::localise::Explained<ogi_report::extract::Site>)>();
    const _: () = holds::<(ogi_report::rollup::Family, ogi_report::rollup::Coverage, ogi_report::rollup::MoneySum)>();
    const _: () = holds::<(Finding, Equation, Term)>();
    const fn sends<T: Send + Sync + std::fmt::Debug>() {}
    const _: () = sends::<(Rollup, NotASeries, ogi_report::rollup::NotReportable, ogi_report::extract::Unplaced)>();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_extract_has_the_counts_of_its_draft(report in reports(), n in any::<i64>(), at in any::<prop::sample::Index>()) {
        let mut draft = Draft::from(&report);
        let cells: Vec<Cell> = draft.form().cells().filter(|c| draft.count(*c).is_some()).collect();
        let (large, blank) = (*at.get(&cells), cells[(at.index(cells.len()) + 1) % cells.len()]);
        draft.set(large, State::Count(n)).unwrap();
        draft.set(blank, State::Blank).unwrap();
        let extract = Extract::of(Body::new("某局").unwrap(), 2024, &draft);
        for cell in Cell::all() {
            prop_assert_eq!(extract.count(cell), draft.count(cell).filter(|_| cell.is_in(draft.form())), "{}", cell);
        }
    }

    #[test]
    fn a_sum_of_reports_keeps_every_identity_and_is_exact(reports in prop::collection::vec(reports(), 1..5)) {
        let sum: Rollup = reports.iter().sum();
        prop_assert_eq!(sum.reports(), reports.len() as u64);
        // Sections 三 and 四 add up in any mixture; where editions are mixed, as the undivided form prints them.
        for identity in sum.form().unwrap_or(Form::Revised2021Undivided).identities() {
            let side = |cells: &mut dyn Iterator<Item = _>| cells.map(|c| sum.count(c)).sum::<Option<i128>>();
            let left = side(&mut identity.left());
            prop_assert!(left.is_some());
            prop_assert_eq!(left, side(&mut identity.right()), "{}", identity);
        }
        for (cell, total) in sum.counts() {
            let by_hand: i128 = reports.iter().map(|report| {
                let draft = Draft::from(report);
                let extract = Extract::of(Body::new("某局").unwrap(), 2024, &draft);
                extract.parts(cell).into_iter().map(|part| i128::from(draft.count(part).unwrap())).sum::<i128>()
            }).sum();
            prop_assert_eq!(total, by_hand, "{}", cell);
        }
    }

    #[test]
    fn adding_is_commutative_and_associative(a in reports(), b in reports(), c in reports()) {
        prop_assert_eq!(&a + &b, &b + &a);
        prop_assert_eq!((&a + &b) + &c, &a + (&b + &c));
        prop_assert_eq!(Rollup::new() + &a, Rollup::from(&a));
    }

    #[test]
    fn a_sum_of_one_form_in_range_is_a_report(a in reports_of(Form::Revised2021)) {
        let back = Report::try_from(&Rollup::from(&a)).unwrap();
        prop_assert_eq!(back.applications(), a.applications());
        prop_assert_eq!(back.proceedings(), a.proceedings());
        prop_assert!(Report::try_from(&(&a + &a)).is_ok());
    }
}

#[test]
fn a_finding_is_told_in_either_language() {
    let rule = rules::find("OGI606").unwrap();
    let findings = rule.check(rule.failing_example().unwrap());
    let told = |lang| findings[0].display(lang).to_string();
    assert!(told(Lang::Zh).starts_with("提示 OGI606（missing-year）："), "{}", told(Lang::Zh));
    assert!(told(Lang::En).starts_with("note OGI606 (missing-year): "), "{}", told(Lang::En));
    assert_eq!(findings[0].to_string(), told(Lang::En));
}

#[test]
fn two_sound_years_that_do_not_link_are_searched_together() {
    let cells = ["received", "carried_forward"]
        .map(|row| ["natural_person", "total"].map(|c| format!("applications.{row}.{c}")));
    let changes: Vec<(&str, i64)> = cells.iter().flatten().map(|cell| (cell.as_str(), 1)).collect();
    let [first, second] = [(2023, changes.as_slice()), (2024, &[])]
        .map(|(year, changes)| extract("某局", Form::Revised2021, year, changes));
    let alone = |report: &Extract| Series::new([report.clone()]).unwrap().locate();
    assert!(alone(&first).is_empty() && alone(&second).is_empty());
    let diagnosis = Series::new([first, second]).unwrap().locate();
    let [part] = diagnosis.as_slice() else { panic!("{diagnosis:?}") };
    assert_eq!((part.at_least, part.complete, part.explanations.is_empty()), (4, true, false));
}

#[test]
fn two_wrong_years_with_more_wrong_cells_than_are_looked_for_are_searched_apart_where_they_link() {
    let wrong = ["disclosed.natural_person", "not_held.commercial_enterprise", "duplicate.research_institution"]
        .map(|cell| format!("applications.{cell}"));
    let year = |year: u16, wrong: &[String]| {
        let changes: Vec<(&str, i64)> = wrong.iter().zip(1..).map(|(cell, n)| (cell.as_str(), n)).collect();
        extract("某局", Form::Revised2021, year, &changes)
    };
    let diagnosis = Series::new([year(2023, &wrong), year(2024, &wrong[..2])]).unwrap().locate();
    let found: Vec<Vec<(u16, String)>> = diagnosis
        .iter()
        .map(|part| {
            let [only] = part.explanations.as_slice() else { panic!("{part:?}") };
            only.changes.iter().map(|change| (change.site.report.year, change.site.cell.to_string())).collect()
        })
        .collect();
    let of = |year: u16, wrong: &[String]| wrong.iter().map(|cell| (year, cell.clone())).collect::<Vec<_>>();
    assert_eq!(found, [of(2023, &wrong), of(2024, &wrong[..2])]);
}

#[test]
fn the_changes_of_an_explanation_are_told_with_report_cell_and_reason() {
    let cell: Cell = "applications.received.total".parse().unwrap();
    let site = extract("某局", Form::Revised2021, 2024, &[]).site(cell);
    let change = |found, expected| Change { site: site.clone(), found, expected, mechanism: Mechanism::DigitAdded };
    let explanation = Explanation { changes: vec![change(31, Some(3)), change(7, None)], fills: Vec::new(), cost: 0 };
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| cell.name(ogi_report::form::Edition::Revised2021, lang));
    assert_eq!(
        explanation.words(Lang::Zh),
        format!(
            "某局2024年报告 {zh} 应为 3，而非 31（多写一位数字）；某局2024年报告 {zh} 不应为 7，但应为何数不能唯一确定"
        )
    );
    assert_eq!(
        explanation.words(Lang::En),
        format!(
            "某局, 2024, {en} should be 3, not 31: a digit added; 某局, 2024, {en} should not be 7, and more than one number would do"
        )
    );
}

#[test]
fn an_equation_over_reports_is_known_if_every_number_is() {
    let site = extract("某局", Form::Revised2021, 2024, &[]).site("applications.received.total".parse().unwrap());
    let terms = |values: &[Option<i64>]| -> Vec<Term> {
        let report = || Some(site.report.clone());
        values.iter().map(|&value| Term { report: report(), cell: site.cell, value }).collect()
    };
    let known = |left, right| Equation { left: terms(left), right: terms(right) }.is_known();
    assert!(known(&[Some(1), Some(0)], &[Some(2)]));
    assert!(!known(&[Some(1), None], &[Some(2)]));
    assert!(!known(&[Some(1), Some(0)], &[None]));
    assert!(!known(&[None], &[None]));
}

#[test]
fn a_link_to_a_blank_cell_is_not_broken() {
    let cell = |row: &str| format!("applications.{row}.total").parse::<Cell>().unwrap();
    let mut last = Draft::from(&Report::zero(Form::Revised2021));
    last.set(cell("carried_forward"), State::Count(3)).unwrap();
    let mut this = Draft::from(&Report::zero(Form::Revised2021));
    let body = || Body::new("某局").unwrap();
    for (state, broken) in [(State::Blank, 0), (State::Count(3), 0), (State::Count(0), 1)] {
        this.set(cell("brought_forward"), state.clone()).unwrap();
        let series = Series::new([Extract::of(body(), 2023, &last), Extract::of(body(), 2024, &this)]).unwrap();
        assert_eq!(check_series(&series).iter().filter(|f| f.rule().code() == "OGI601").count(), broken, "{state:?}");
    }
}

#[test]
fn a_cell_has_a_sum_if_every_report_has_it_or_its_parts() {
    for cell in Cell::all() {
        assert_eq!(Rollup::new().count(cell), None, "no report has {cell}");
    }
    // Each form is in the sum or not.
    for chosen in 1..1 << Form::ALL.len() {
        let forms = Form::ALL.into_iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).map(|(_, form)| form);
        let forms: Vec<Form> = forms.collect();
        let sum: Rollup = forms.iter().map(|form| Report::zero(*form)).sum();
        for cell in Cell::all() {
            let undivided = cell.row() == Row::OtherHandlingUndivided;
            let in_all = forms.iter().all(|form| cell.is_in(*form) || undivided);
            let is_counted = !matches!(cell.kind(), Kind::Amount(_));
            assert_eq!(sum.count(cell), (in_all && is_counted).then_some(0), "{cell} of {forms:?}");
            assert_eq!(sum.money(cell).is_some(), in_all && !is_counted, "{cell} of {forms:?}");
        }
    }
}
