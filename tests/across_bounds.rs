//! Several reports at the bounds of their rules: one step to either side of each.

use ogi_report::assess::Checker;
use ogi_report::draft::{Amount, Draft, State};
use ogi_report::extract::{Body, Extract};
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::report::{Figures, Report};
use ogi_report::rollup::{Declared, Family, Rollup};
use ogi_report::rules::{Finding, Severity};
use ogi_report::series::Series;
use rust_decimal::Decimal;

fn check_series(series: &Series) -> Vec<Finding> {
    Checker::new().check_series(series).into_findings()
}

fn check_family(family: &Family) -> Vec<Finding> {
    Checker::new().check_family(family).into_findings()
}

fn extract(body: &str, form: Form, year: u16, changes: &[(&str, i64)]) -> Extract {
    let mut draft = Draft::from(&Report::zero(form));
    for (cell, n) in changes {
        assert!(draft.set(cell.parse().unwrap(), State::Count(*n)).is_ok());
    }
    Extract::of(Body::new(body).unwrap(), year, &draft)
}

/// What the rule finds between the reports on 2023 and on 2024, or on the first two years of the trial edition.
fn between(code: &str, form: Form, first: &[(&str, i64)], second: &[(&str, i64)]) -> Vec<Finding> {
    let year = if form == Form::Trial2019 { 2019 } else { 2023 };
    let series = Series::new([extract("某局", form, year, first), extract("某局", form, year + 1, second)]).unwrap();
    check_series(&series).into_iter().filter(|finding| finding.rule().code() == code).collect()
}

#[test]
fn a_jump_begins_at_tenfold_and_at_a_hundred() {
    let at = "disclosure.penalties.decisions";
    for (small, large, found) in
        [(10, 100, true), (9, 100, true), (9, 99, false), (11, 110, true), (11, 109, false), (0, 1_000, false)]
    {
        for (first, second) in [(small, large), (large, small)] {
            let findings = between("OGI605", Form::Revised2021, &[(at, first)], &[(at, second)]);
            assert_eq!(findings.len(), usize::from(found), "{first} and {second}");
        }
    }
}

#[test]
fn items_that_do_not_follow_are_told_with_the_sign_of_the_change() {
    let [stock, change] = ["disclosure.licensing.items_last_year", "disclosure.licensing.net_change"];
    for (moved, sum) in [(-2, "12 − 2 = 10"), (0, "12 + 0 = 12"), (3, "12 + 3 = 15")] {
        let findings = between("OGI603", Form::Trial2019, &[(stock, 12), (change, moved)], &[(stock, 20)]);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        for lang in [Lang::Zh, Lang::En] {
            assert!(finding.message(lang).contains(sum), "{}", finding.message(lang));
            assert!(finding.message(lang).contains(&format!("{:+}", 8 - moved)), "{}", finding.message(lang));
        }
        assert!(between("OGI603", Form::Trial2019, &[(stock, 12), (change, moved)], &[(stock, 12 + moved)]).is_empty());
    }
}

#[test]
fn a_year_given_again_is_told_with_how_often_and_in_how_many_cells_it_differs() {
    let [licences, penalties] = ["disclosure.licensing.decisions", "disclosure.penalties.decisions"];
    let same: &[(&str, i64)] = &[(licences, 4)];
    for (reports, severity, zh, en) in [
        (vec![same, same], Severity::Note, "有 2 份，数字相同", "is there twice, with the same numbers"),
        (vec![same; 3], Severity::Note, "有 3 份，数字相同", "is there 3 times, with the same numbers"),
        (vec![same, &[(licences, 5)]], Severity::Warning, "有 2 份，有 1 格不同", "is there twice, 1 cell differs"),
        // One that differs is enough, whichever it is.
        (vec![same, same, &[]], Severity::Warning, "有 3 份，有 1 格不同", "is there 3 times, 1 cell differs"),
        (vec![same, &[(penalties, 1)], same], Severity::Warning, "有 3 份，有 2 格不同", "3 times, 2 cells differ"),
    ] {
        let series = Series::new(reports.into_iter().map(|changes| extract("某局", Form::Revised2021, 2024, changes)));
        let findings = check_series(&series.unwrap());
        let [finding, where_they_differ @ ..] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.rule().code(), finding.severity()), ("OGI607", severity));
        assert!(where_they_differ.iter().all(|finding| finding.rule().code() == "OGI610"));
        assert_eq!(where_they_differ.is_empty(), severity == Severity::Note);
        assert!(finding.message(Lang::Zh).contains(zh) && finding.message(Lang::En).contains(en), "{finding}");
    }
}

/// Children that write tenths of 万元 and a parent that writes whole ones are apart by no more than 6,000 yuan by rounding.
#[test]
fn fees_may_be_apart_by_all_that_is_rounded_away_and_by_no_more() {
    let fees: Cell = "disclosure.fees.amount".parse().unwrap();
    let of = |name: &str, tenths: i64, scale: u32| {
        let mut draft = Draft::from(&Report::zero(Form::Revised2021));
        draft.set(fees, State::Amount(Amount { value: Decimal::new(tenths, scale), unit: None })).unwrap();
        Extract::of(Body::new(name).unwrap(), 2024, &draft)
    };
    // The parent has 2: from 1.4 to 2.6 is rounding. Only what is too much can be told where children may be missing.
    for (tenths, all, some) in [(13, true, false), (14, false, false), (26, false, false), (27, true, true)] {
        for (declared, code, found) in [(Declared::All, "OGI701", all), (Declared::Partial, "OGI702", some)] {
            let children = [of("某县财政局", 10, 1), of("某县司法局", tenths - 10, 1)];
            let findings = check_family(&Family::new(of("某县人民政府", 2, 0), children, declared));
            let codes: Vec<&str> = findings.iter().map(|finding| finding.rule().code()).collect();
            assert_eq!(codes, if found { vec![code] } else { vec![] }, "{tenths}");
        }
    }
}

#[test]
fn fees_are_no_sum_where_one_child_has_none() {
    let fees: Cell = "disclosure.fees.amount".parse().unwrap();
    let of = |name: &str, state: State| {
        let mut draft = Draft::from(&Report::zero(Form::Revised2021));
        draft.set(fees, state).unwrap();
        Extract::of(Body::new(name).unwrap(), 2024, &draft)
    };
    let amount = |n: i64| State::Amount(Amount { value: n.into(), unit: None });
    let children = [of("某县财政局", amount(1)), of("某县司法局", State::Blank)];
    assert!(check_family(&Family::new(of("某县人民政府", amount(9)), children, Declared::All)).is_empty());
}

/// A report of the form with this number of licences and, where the form has fees as an amount, this amount.
fn licensed(form: Form, n: i64) -> Report {
    let mut figures = Figures::zero(form);
    figures.set("disclosure.licensing.decisions".parse().unwrap(), n).unwrap();
    if form != Form::Trial2019 {
        figures.set_amount(Amount { value: n.into(), unit: None });
    }
    Report::try_from(&figures).unwrap()
}

#[test]
fn adding_in_place_adds_reports_numbers_and_money() {
    let [licences, fees]: [Cell; 2] =
        ["disclosure.licensing.decisions", "disclosure.fees.amount"].map(|cell| cell.parse().unwrap());
    let mut sum = Rollup::new();
    sum += &licensed(Form::Revised2021, 2);
    let mut more = Rollup::new();
    more += &licensed(Form::Revised2021, 3);
    more += &licensed(Form::Revised2021, 40);
    sum += more;
    assert_eq!((sum.reports(), sum.count(licences), sum.form()), (3, Some(45), Some(Form::Revised2021)));
    assert_eq!(sum.money(fees).unwrap().total().unwrap().0, 45.into());
    sum += Rollup::from(&licensed(Form::Revised2021Undivided, 1));
    assert_eq!((sum.reports(), sum.form()), (4, Some(Form::Revised2021Undivided)));
    sum += Rollup::from(&licensed(Form::Trial2019, 500));
    assert_eq!((sum.reports(), sum.count(licences), sum.form()), (5, Some(546), None));
}

#[test]
fn a_sum_has_the_form_that_all_its_reports_fit() {
    assert_eq!(Rollup::new().form(), None);
    for a in Form::ALL {
        assert_eq!(Rollup::from(licensed(a, 1)).form(), Some(a));
        for b in Form::ALL {
            let form = if a == b {
                Some(a)
            } else if [a, b].contains(&Form::Trial2019) {
                None
            } else {
                Some(Form::Revised2021Undivided)
            };
            assert_eq!((licensed(a, 1) + licensed(b, 2)).form(), form, "{a} and {b}");
        }
    }
}
