//! Several reports: the registry of the rules over them, real facts, joint localisation, and the laws of sums.
#![cfg(feature = "proptest")]

use std::collections::BTreeSet;
use std::path::Path;

use ogi_report::across::{self, CATALOGUE, check_series};
use ogi_report::draft::{Draft, State};
use ogi_report::extract::{Body, Extract, Resemblance};
use ogi_report::form::{Form, Lang};
use ogi_report::generate::{reports, reports_of};
use ogi_report::report::Report;
use ogi_report::rollup::Rollup;
use ogi_report::rules;
use ogi_report::series::{NotASeries, Series, gather};
use proptest::prelude::*;

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn extract(body: &str, form: Form, year: u16, changes: &[(&str, i64)]) -> Extract {
    let mut draft = Draft::from(&Report::zero(form));
    for (cell, n) in changes {
        assert!(draft.set(cell.parse().unwrap(), State::Count(*n)).is_none());
    }
    Extract::of(Body::new(body).unwrap(), year, &draft)
}

#[test]
fn codes_and_names_are_unique_over_both_catalogues_and_documented() {
    let codes: Vec<&str> = CATALOGUE.iter().map(|r| r.code).collect();
    assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
    let all: BTreeSet<&str> = codes.iter().copied().chain(rules::CATALOGUE.iter().map(|r| r.code)).collect();
    assert_eq!(all.len(), CATALOGUE.len() + rules::CATALOGUE.len());
    let names: BTreeSet<&str> =
        CATALOGUE.iter().map(|r| r.name).chain(rules::CATALOGUE.iter().map(|r| r.name)).collect();
    assert_eq!(names.len(), all.len());
    for rule in CATALOGUE {
        let file = format!("src/across/{}_{}.rs", rule.code.to_lowercase(), rule.name.replace('-', "_"));
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).is_file(), "{file}");
        let page = rule.documentation();
        assert!(page.starts_with(&format!("# {} {}\n", rule.code, rule.name)) && has_han(&page), "{page}");
        assert!(has_han(rule.basis.zh) && has_han(rule.formula.zh) && !rule.formula.en.is_empty());
    }
}

#[test]
fn every_rule_passes_its_passing_example_and_finds_something_in_the_failing_one() {
    for rule in CATALOGUE {
        assert_eq!(rule.check(&rule.passing_example()), [], "{}", rule.code);
        let found = rule.check(&rule.failing_example());
        assert!(!found.is_empty(), "{}", rule.code);
        for finding in found {
            let (zh, en) = (finding.message(Lang::Zh), finding.message(Lang::En));
            assert!(has_han(zh) && !en.is_empty(), "{zh} {en}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "{zh} {en}");
            assert!(!finding.reports().is_empty());
        }
    }
}

const STOCK: &str = "disclosure.normative_documents.in_force";
const ISSUED: &str = "disclosure.normative_documents.issued";
const REPEALED: &str = "disclosure.normative_documents.repealed";

#[test]
fn the_normative_documents_of_pingtan_do_not_roll_forward_and_it_is_a_warning() {
    let year = |year, changes| extract("平潭综合实验区", Form::Revised2021, year, changes);
    let series = Series::new([year(2021, &[(STOCK, 698)]), year(2022, &[(STOCK, 470), (ISSUED, 77), (REPEALED, 132)])]);
    let found = across::find("OGI602").unwrap();
    let findings = found.check(&across::Example::Series(series.unwrap()));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity(), rules::Severity::Warning);
    assert!(findings[0].message(Lang::Zh).contains("698 + 制发 77 − 废止 132 = 643，写作 470，相差 -173"));
    assert_eq!(findings[0].equation().unwrap().difference(), -173);
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
    let codes: Vec<&str> = check_series(&series).iter().map(|f| f.rule().code).collect();
    assert!(!codes.contains(&"OGI601") && !codes.contains(&"OGI602"), "{codes:?}");
}

#[test]
fn the_link_holds_over_the_change_of_edition() {
    let [forward, brought] = ["carried_forward", "brought_forward"].map(|r| format!("applications.{r}.total"));
    let first = extract("某局", Form::Trial2019, 2020, &[(&forward, 4)]);
    for (form, n, broken) in [(Form::Revised2021, 4, 0), (Form::Revised2021Undivided, 5, 1)] {
        let series = Series::new([first.clone(), extract("某局", form, 2021, &[(&brought, n)])]).unwrap();
        let found = check_series(&series);
        assert_eq!(found.iter().filter(|f| f.rule().code == "OGI601").count(), broken);
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
    assert!(check_series(&series).iter().any(|f| f.rule().code == "OGI601"));
    let diagnosis = series.locate();
    let [part] = diagnosis.parts() else { panic!("one part is wrong") };
    let [only] = part.explanations.as_slice() else { panic!("one cell explains all") };
    let change = &only.changes[0];
    assert_eq!((change.site.report.year, change.found, change.expected), (2024, 21, Some(12)));
    assert_eq!(change.site.cell.to_string(), "applications.brought_forward.natural_person");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

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
