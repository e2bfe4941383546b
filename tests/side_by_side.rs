//! Two documents side by side: what is equal, what differs and what breaks, each exactly.

use ogi_report::assess::Checker;
use ogi_report::draft::{Amount, Draft, Passage, Place, Prose, State};
use ogi_report::extract::{CellPair, Extract};
use ogi_report::form::cells::disclosure::{fees, penalties};
use ogi_report::form::cells::proceedings::reconsideration;
use ogi_report::form::{Cell, Form, Lang, Row, Section, Unit};
use ogi_report::generate;
use ogi_report::rules::{Details, Finding};
use ogi_report::series::Series;
use ogi_report::side_by_side::side_by_side;
use ogi_report::{Report, check};
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule().code()).collect()
}

fn with_text(mut draft: Draft, sentences: &[String]) -> Draft {
    let passages = vec![Passage { text: sentences.concat(), place: Place::Nowhere }];
    draft.push_prose(Prose { section: Some(Section::Overview), heading: None, passages, has_table: false });
    draft
}

fn zero(year: u16) -> Draft {
    Draft::from(&Report::zero(Form::Revised2021).with_agency("某县某局").with_year(year))
}

fn named(report: Report) -> Draft {
    Draft::from(&report.with_agency("某县某局").with_year(2024))
}

fn number(draft: &Draft, cell: Cell) -> Decimal {
    match draft.state(cell) {
        State::Count(n) => Decimal::from(*n),
        State::Amount(amount) => amount.value,
        state => panic!("{cell}: {state:?}"),
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(&["公开信息", "举办培训", "答复来信", "更新指南"][..]);
    (words, 0..4_u32).prop_map(|(words, n)| format!("全年{words}{n}次。"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_copy_of_a_report_does_not_differ_from_it(
        report in generate::reports(), sentences in prop::collection::vec(sentence(), 0..8),
    ) {
        let draft = with_text(named(report), &sentences);
        let both = side_by_side(&draft, &draft);
        prop_assert!(both.is_of_copies() && both.is_same());
        prop_assert_eq!((both.cells.len(), both.breaks.len(), both.sentences.kept), (0, 0, sentences.len()));
        let twice = [&draft, &draft].map(|draft| Extract::try_from(draft).unwrap());
        prop_assert!(!codes(Checker::new().check_series(&Series::new(twice).unwrap()).findings()).contains(&"OGI610"));
    }

    #[test]
    fn a_cell_that_differs_between_copies_is_found_alone_with_both_numbers(
        report in generate::reports(), at in any::<Index>(), by in 1..1_000_i64,
    ) {
        let first = named(report);
        let cells: Vec<Cell> = first.form().cells().collect();
        let cell = *at.get(&cells);
        let mut second = first.clone();
        match first.state(cell).clone() {
            State::Count(n) => second.set(cell, n + by).unwrap(),
            State::Amount(amount) => second.set(cell, Amount { value: amount.value + Decimal::from(by), ..amount }).unwrap(),
            state => panic!("{state:?}"),
        }
        let both = side_by_side(&first, &second);
        prop_assert_eq!(both.cells.len(), 1);
        let pair = &both.cells[0];
        prop_assert_eq!((pair.cell, pair.change()), (cell, Some(Decimal::from(by))));
        prop_assert_eq!(pair.numbers, [&first, &second].map(|draft| Some(number(draft, cell))));
        let copies = [&first, &second].map(|draft| Extract::try_from(draft).unwrap());
        let found = Checker::new().check_series(&Series::new(copies).unwrap());
        prop_assert_eq!(codes(found.findings()), ["OGI607", "OGI610"]);
        let Details::Copies { cells } = found.findings()[1].details() else { panic!("{:?}", found.findings()) };
        prop_assert_eq!(cells, &both.cells);
    }

    #[test]
    fn years_whose_links_hold_break_nothing_and_each_cell_has_its_change(reports in generate::series()) {
        let drafts: Vec<Draft> = reports.iter().map(Draft::from).collect();
        for years in drafts.windows(2) {
            let [before, after] = years else { panic!("windows of two") };
            let both = side_by_side(after, before);
            prop_assert_eq!(both.years, [before, after].map(|draft| draft.year().map(|year| year.value)), "the earlier first");
            prop_assert_eq!(&both.breaks, &[]);
            prop_assert!(both.cells.iter().all(|pair| !pair.is_zero()));
            let shared = |cell: &Cell| cell.is_in(before.form()) && cell.is_in(after.form());
            for cell in before.form().cells().filter(shared) {
                let numbers = [before, after].map(|draft| number(draft, cell));
                let pair = both.cells.iter().find(|pair| pair.cell == cell);
                let is_zero = numbers.iter().all(Decimal::is_zero);
                if let Some(pair) = pair {
                    prop_assert_eq!(pair.change(), Some(pair.numbers[1].unwrap() - pair.numbers[0].unwrap()));
                    prop_assert_eq!(pair.percentage().is_some(), pair.numbers[0].unwrap() > Decimal::ZERO);
                } else {
                    // An amount whose unit is not known beside one whose unit is.
                    prop_assert!(is_zero || cell == ogi_report::form::cells::disclosure::procurement::TOTAL_VALUE, "{}", cell);
                }
            }
        }
    }

    #[test]
    fn a_broken_link_is_among_the_breaks(reports in generate::series_of(2), by in 1..50_i64) {
        let [before, after] = reports.as_slice() else { panic!("two years") };
        let (before, mut after) = (Draft::from(before), Draft::from(after));
        for row in [Row::BroughtForward, Row::CarriedForward] {
            for column in [ogi_report::form::Column::NaturalPerson, ogi_report::form::Column::Total] {
                let cell = Cell::new(row, column).unwrap();
                after.set(cell, after.count(cell).unwrap() + by).unwrap();
            }
        }
        let found = side_by_side(&before, &after).breaks;
        prop_assert!(!found.is_empty() && found.iter().all(|finding| finding.rule().code() == "OGI601"), "{:?}", found);
    }

    #[test]
    fn every_sentence_is_kept_changed_gone_or_new_exactly_once(
        first in prop::collection::vec(sentence(), 0..12), second in prop::collection::vec(sentence(), 0..12),
    ) {
        let both = side_by_side(&with_text(zero(2023), &first), &with_text(zero(2024), &second)).sentences;
        prop_assert_eq!(both.kept + both.changed.len() + both.gone.len(), first.len());
        prop_assert_eq!(both.kept + both.changed.len() + both.new.len(), second.len());
        for [before, after] in &both.changed {
            let wording = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
            prop_assert!(before != after && wording(before) == wording(after));
        }
        prop_assert!(both.gone.iter().all(|sentence| !both.new.contains(sentence)), "it would be kept");
    }
}

#[test]
fn one_row_of_other_handling_is_compared_with_three() {
    let three = generate_three();
    let mut one = Draft::new(Form::Revised2021Undivided);
    for cell in one.form().cells().collect::<Vec<_>>() {
        if cell.row() == Row::OtherHandlingUndivided {
            one.set(cell, if cell.column().is_total() { 6 } else { 0 }).unwrap();
        } else {
            one.set(cell, three.state(cell).clone()).unwrap();
        }
    }
    one.set_agency("某县某局");
    one.set_year(2024);
    let [a, b] = [&three, &one].map(|draft| Extract::try_from(draft).unwrap());
    let totals = |pair: &CellPair| pair.cell.row() == Row::OtherHandlingUndivided && pair.cell.column().is_total();
    let pairs: Vec<CellPair> = a.beside(&b).collect();
    assert_eq!(pairs.len(), Form::Revised2021Undivided.cells().count());
    assert_eq!(pairs.iter().find(|pair| totals(pair)).unwrap().numbers, [Some(6.into()), Some(6.into())]);
    assert!(b.beside(&a).map(|pair| pair.cell).eq(pairs.iter().map(|pair| pair.cell)));
}

/// A report whose three rows of 其他处理 have totals of 1, 2 and 3.
fn generate_three() -> Draft {
    let mut draft = zero(2024);
    for (row, n) in [(Row::SupplementOverdue, 1), (Row::FeeUnpaid, 2), (Row::OtherHandling, 3)] {
        draft.set(Cell::new(row, ogi_report::form::Column::Total).unwrap(), n).unwrap();
    }
    draft
}

#[test]
fn amounts_are_compared_in_one_unit_and_not_without_one() {
    let with = |value: i64, unit: Option<Unit>| {
        let mut draft = zero(2024);
        draft.set(fees::AMOUNT, Amount { value: Decimal::from(value), unit }).unwrap();
        draft
    };
    assert!(side_by_side(&with(12, None), &with(120_000, Some(Unit::Yuan))).is_same());
    let both = side_by_side(&with(12, None), &with(12, Some(Unit::Yuan)));
    assert_eq!(both.cells[0].numbers, [Some(120_000.into()), Some(12.into())]);
}

#[test]
fn a_blank_is_not_a_zero() {
    let mut second = zero(2024);
    second.set(penalties::DECISIONS, State::Blank).unwrap();
    let both = side_by_side(&zero(2024), &second);
    assert_eq!(both.cells[0].numbers, [Some(Decimal::ZERO), None]);
    assert_eq!((both.cells[0].change(), both.cells[0].percentage()), (None, None));
}

#[test]
fn what_differs_is_told_in_both_languages_and_in_json() {
    let of = |year, upheld: i64, text: &[&str]| {
        let mut draft = zero(year);
        draft.set(reconsideration::UPHELD, upheld).unwrap();
        draft.set(reconsideration::TOTAL, upheld).unwrap();
        with_text(draft, &text.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    };
    let before = of(2023, 4, &["因政府信息公开被申请行政复议4件。", "加强培训。", "完善制度。"]);
    let after = of(2024, 3, &["因政府信息公开被申请行政复议3件。", "加强培训。", "优化平台。"]);
    assert_eq!(codes(check(after.clone()).findings()).iter().filter(|code| code.starts_with("OGI5")).count(), 0);
    let both = side_by_side(&before, &after);
    let zh = both.display(Lang::Zh).to_string();
    for line in [
        "某县某局 2023年度 → 某县某局 2024年度\n",
        "  四、行政复议 · 结果维持：4 → 3（-1，-25%）\n",
        "文中",
        "  文字：相同 1 句，只改数字 1 句，删去 1 句，新增 1 句\n",
        "    - 完善制度。\n",
        "    + 优化平台。\n",
    ] {
        assert!(zh.contains(line), "{line:?} in {zh}");
    }
    let en = both.display(Lang::En).to_string();
    assert!(
        en.contains("4 → 3 (-1, -25%)") && en.contains("sentences kept: 1, with other numbers: 1, gone: 1, new: 1"),
        "{en}"
    );
    let json = serde_json::to_value(&both).unwrap();
    assert_eq!(json["years"], serde_json::json!([2023, 2024]));
    assert_eq!(
        json["cells"][0],
        serde_json::json!({"cell": "proceedings.reconsideration.upheld", "numbers": ["4", "3"], "change": "-1", "percentage": "-25"})
    );
    assert_eq!(json["statements"][0]["values"], serde_json::json!([["4"], ["3"]]));
    assert_eq!(json["sentences"]["new"], serde_json::json!(["优化平台。"]));
}
