//! The valid report: every way in refuses what is wrong, in every cell of every printed form.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;

use ogi_report::draft::{Amount, Draft, State, Unreadable};
use ogi_report::form::{Cell, Column, Edition, Form, Kind, Lang, Row, Table, Unit};
use ogi_report::report::{
    Applicants, Applications, Builder, Count, Disclosure, Fault, Figures, InvalidReport, Money, NetChange,
    OtherHandling, Outcomes, Proceedings, Report, Results, Value,
};
use serde_json::{Value as Json, json};

#[track_caller]
fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

fn is_derived(cell: Cell) -> bool {
    cell.column().is_total() || cell.row() == Row::Handled
}

/// A valid report with a different number in nearly every cell, made without the crate's arithmetic.
fn numbers(form: Form) -> BTreeMap<Cell, i64> {
    let mut numbers = BTreeMap::new();
    let of = |numbers: &BTreeMap<Cell, i64>, row, column| numbers[&Cell::new(row, column).unwrap()];
    for (n, cell) in (1..).zip(form.cells().filter(|c| !is_derived(*c))) {
        numbers.insert(cell, if cell.kind() == Kind::SignedCount { -n } else { n });
    }
    for cell in form.cells().filter(|c| c.row() == Row::Handled && !c.column().is_total()) {
        let outcomes = form.cells().filter(|c| c.row().is_outcome() && c.column() == cell.column());
        let handled = outcomes.map(|c| numbers[&c]).sum();
        numbers.insert(cell, handled);
        let carried_forward = of(&numbers, Row::CarriedForward, cell.column());
        let brought_forward = of(&numbers, Row::BroughtForward, cell.column());
        let received = handled + carried_forward - brought_forward;
        numbers.insert(Cell::new(Row::Received, cell.column()).unwrap(), received);
    }
    for total in form.cells().filter(|c| c.column().is_total()) {
        let row = form.cells().filter(|c| c.row() == total.row() && !c.column().is_total());
        let sum = row.map(|c| numbers[&c]).sum();
        numbers.insert(total, sum);
    }
    numbers
}

fn builder(form: Form, numbers: &BTreeMap<Cell, i64>) -> Builder {
    let mut builder = Report::builder(form);
    for (cell, n) in numbers {
        builder.set(*cell, *n);
    }
    builder.agency("某县").year(2024);
    builder
}

fn report(form: Form) -> Report {
    builder(form, &numbers(form)).build().unwrap()
}

/// The whole number in a cell.
fn whole(value: Value) -> i64 {
    match value {
        Value::Count(n) => i64::try_from(n.get()).unwrap(),
        Value::NetChange(n) => n.get(),
        Value::Money(money) => money.value().try_into().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_cell_of_every_form_comes_back_as_it_was_given() {
    for form in Form::ALL {
        let (numbers, report) = (numbers(form), report(form));
        assert_eq!(report.form(), form);
        assert_eq!(report.cells().map(|(cell, value)| (cell, whole(value))).collect::<BTreeMap<_, _>>(), numbers);
        assert!(report.cells().map(|(cell, _)| cell).eq(form.cells()), "in the form's order");
        for cell in Cell::all() {
            assert_eq!(report.get(cell).map(whole), numbers.get(&cell).copied(), "{cell}");
        }
    }
}

#[test]
fn fields_are_named_as_addresses_are() {
    let report = report(Form::Revised2021);
    let applications = report.applications();
    let at = |address: &str| Count::new(whole(report.get(cell(address)).unwrap()).try_into().unwrap()).unwrap();
    assert_eq!(applications.received().natural_person, at("applications.received.natural_person"));
    assert_eq!(
        applications.brought_forward().legal_service_provider,
        at("applications.brought_forward.legal_service_provider")
    );
    assert_eq!(applications.outcomes().not_held.other_organization, at("applications.not_held.other_organization"));
    assert_eq!(applications.handled().research_institution, at("applications.handled.research_institution"));
    assert_eq!(applications.handled().total(), at("applications.handled.total").get());
    let OtherHandling::Divided { fee_unpaid, .. } = applications.outcomes().other_handling else { panic!() };
    assert_eq!(fee_unpaid.natural_person, at("applications.fee_unpaid.natural_person"));
    let Disclosure::Revised2021(lines) = report.disclosure() else { panic!() };
    assert_eq!(lines.rules.in_force, at("disclosure.rules.in_force"));
    assert_eq!(lines.coercion.decisions, at("disclosure.coercion.decisions"));
    assert_eq!(report.proceedings().direct_litigation().pending, at("proceedings.direct_litigation.pending"));
}

#[test]
fn a_report_can_be_put_together_from_its_parts() {
    for form in Form::ALL {
        let whole = report(form);
        let parts = whole.applications();
        let applications =
            Applications::new(*parts.received(), *parts.brought_forward(), *parts.outcomes(), *parts.carried_forward());
        let cases = whole.proceedings();
        let proceedings = Proceedings::new(
            *cases.reconsideration(),
            *cases.direct_litigation(),
            *cases.litigation_after_reconsideration(),
        );
        let again = Report::new(*whole.disclosure(), applications.unwrap(), proceedings.unwrap()).unwrap();
        assert_eq!(again.with_agency("某县").with_year(2024), whole);
    }
}

#[test]
fn the_trial_edition_has_other_handling_in_one_row_only() {
    let trial = *report(Form::Trial2019).disclosure();
    let divided = *report(Form::Revised2021).applications();
    let error = Report::new(trial, divided, Proceedings::default()).unwrap_err();
    assert_eq!(error.faults().len(), 21);
    assert!(error.faults().iter().all(|fault| matches!(fault, Fault::NotInForm { .. })));
}

#[test]
fn totals_may_be_left_out_of_a_builder_and_nothing_else() {
    for form in Form::ALL {
        let (all, report) = (numbers(form), report(form));
        let mut given = all.clone();
        given.retain(|cell, _| !is_derived(*cell));
        assert_eq!(builder(form, &given).build().unwrap(), report);

        for left_out in form.cells() {
            let mut given = all.clone();
            given.remove(&left_out);
            let built = builder(form, &given).build();
            if is_derived(left_out) {
                assert_eq!(built.unwrap(), report);
            } else {
                assert_eq!(built.unwrap_err().faults(), [Fault::Missing { cell: left_out }], "{left_out}");
            }
        }
    }
}

#[test]
fn a_cell_of_another_form_is_refused() {
    for form in Form::ALL {
        let mut valid = builder(form, &numbers(form));
        for alien in Cell::all().filter(|cell| !cell.is_in(form)) {
            let builder = &mut valid;
            let error = builder.set(alien, 0).build().unwrap_err();
            assert_eq!(error.faults(), [Fault::NotInForm { cell: alien }]);
            assert!(builder.set(alien, State::Blank).build().is_ok(), "what is not there does no harm");
        }
    }
}

#[test]
fn one_altered_number_is_named_by_the_faults() {
    for form in Form::ALL {
        let valid = numbers(form);
        for altered in form.cells().filter(|cell| cell.table() != Table::Disclosure) {
            for by in [1, -1, 1_000_003] {
                let mut numbers = valid.clone();
                *numbers.get_mut(&altered).unwrap() += by;
                let error = builder(form, &numbers).build().unwrap_err();
                assert!(error.faults().iter().any(|fault| fault.cells().contains(&altered)), "{altered}");
                for fault in error.faults() {
                    let Fault::Broken { identity, left, right } = fault else { continue };
                    let sum = |cells: &mut dyn Iterator<Item = Cell>| -> i64 { cells.map(|c| numbers[&c]).sum() };
                    assert_eq!(*left, sum(&mut identity.left()).into());
                    assert_eq!(*right, sum(&mut identity.right()).into());
                    assert_eq!(fault.difference().unwrap().abs(), i128::from(by).abs());
                    assert!(!identity.is_dependent(), "said by the others");
                }
            }
        }
    }
}

#[test]
fn numbers_out_of_range_are_refused_in_every_cell() {
    for form in Form::ALL {
        let valid = numbers(form);
        for altered in form.cells() {
            for wrong in [-1, 1 << 53, i64::MAX, i64::MIN] {
                let mut numbers = valid.clone();
                numbers.insert(altered, wrong);
                let refused = builder(form, &numbers).build();
                match altered.kind() {
                    Kind::Amount(_) if wrong > 0 => assert!(refused.is_ok()),
                    Kind::Amount(_) => assert!(
                        matches!(refused.unwrap_err().faults(), [Fault::NegativeAmount { cell, .. }] if *cell == altered)
                    ),
                    Kind::SignedCount if wrong == -1 => assert!(refused.is_ok()),
                    _ => assert!(
                        refused.unwrap_err().faults().contains(&Fault::OutOfRange { cell: altered, value: wrong }),
                        "{altered}: {wrong}"
                    ),
                }
            }
        }
    }
}

#[test]
fn the_largest_numbers_overflow_nothing() {
    let most = Count::MAX;
    let row = Applicants {
        natural_person: most,
        commercial_enterprise: most,
        research_institution: most,
        public_interest_organization: most,
        legal_service_provider: most,
        other_organization: most,
    };
    assert_eq!(row.total(), 6 * most.get());
    assert_eq!(row.get(Column::Total), None);
    let outcomes = Outcomes {
        disclosed: row,
        partly_disclosed: row,
        other_handling: OtherHandling::Undivided(row),
        ..Outcomes::default()
    };
    let error = Applications::new(row, row, outcomes, row).unwrap_err();
    assert!(error.faults().iter().any(|fault| matches!(fault, Fault::OutOfRange { .. })));
    assert!(
        Proceedings::new(
            Results { upheld: most, pending: Count::from(1), ..Results::ZERO },
            Results::ZERO,
            Results::ZERO
        )
        .is_err()
    );

    for extreme in [i64::MIN, i64::MAX] {
        for form in Form::ALL {
            let mut figures = Figures::zero(form);
            for cell in form.cells() {
                figures.set(cell, extreme).unwrap();
            }
            assert!(!figures.is_valid());
            assert!(!figures.check().unwrap_err().faults().is_empty());
        }
    }

    // One application more than the largest count is refused, the largest count itself is not.
    let one = Applicants { natural_person: most, ..Applicants::ZERO };
    let all = Outcomes { disclosed: one, ..Outcomes::default() };
    assert_eq!(Applications::new(one, Applicants::ZERO, all, Applicants::ZERO).unwrap().handled().total(), most.get());
    let more = Outcomes { not_held: Applicants { natural_person: Count::from(1), ..Applicants::ZERO }, ..all };
    assert!(Applications::new(one, more.not_held, more, Applicants::ZERO).is_err());
}

#[test]
fn is_valid_does_not_allocate() {
    for form in Form::ALL {
        let figures = Figures::from(&report(form));
        let measured = allocation_counter::measure(|| assert!(figures.is_valid()));
        assert_eq!(measured.count_total, 0);
    }
}

#[test]
fn a_draft_must_be_complete() {
    for form in Form::ALL {
        let complete = Draft::from(&report(form));
        assert_eq!(Report::try_from(&complete).unwrap(), report(form));
        for altered in form.cells() {
            for state in [State::Blank, State::NotApplicable, State::Absent] {
                let mut draft = complete.clone();
                draft.set(altered, state).unwrap();
                assert_eq!(Report::try_from(&draft).unwrap_err().faults(), [Fault::Missing { cell: altered }]);
            }
            let mut draft = complete.clone();
            draft.set(altered, State::Unreadable(Unreadable::NotANumber)).unwrap();
            assert_eq!(Report::try_from(&draft).unwrap_err().faults(), [Fault::Unreadable { cell: altered }]);
        }
    }
}

#[test]
fn a_failed_construction_says_all_that_is_wrong() {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    draft.set(cell("disclosure.rules.issued"), State::Blank).unwrap();
    draft
        .set(
            cell("disclosure.penalties.decisions"),
            State::from(Amount { value: "1.5".parse().unwrap(), unit: Some(Unit::Yuan) }),
        )
        .unwrap();
    draft
        .set(cell("disclosure.fees.amount"), State::from(Amount { value: "-2.50".parse().unwrap(), unit: None }))
        .unwrap();
    draft.set(cell("applications.not_held.natural_person"), State::Unreadable(Unreadable::Spaced)).unwrap();
    draft.set(cell("applications.carried_forward.total"), State::Count(-3)).unwrap();
    draft.set(cell("proceedings.reconsideration.total"), State::Count(7)).unwrap();
    let error = Report::try_from(&draft).unwrap_err();
    assert_eq!(
        error.describe(Lang::Zh),
        "二、规章 · 本年制发件数：缺数\n\
         二、行政处罚 · 本年处理决定数量：应为整数，不是金额\n\
         二、行政事业性收费 · 本年收费金额（单位：万元）：金额 -2.50 为负\n\
         三、（四）无法提供 1.本机关不掌握相关政府信息 · 自然人：不是数\n\
         三、四、结转下年度继续办理 · 总计：-3 不在 0 至 9007199254740991 之间\n\
         三、四、结转下年度继续办理：总计 = 各栏之和：-3 ≠ 0\n\
         四、行政复议：总计 = 各栏之和：7 ≠ 0"
    );
    assert_eq!(error.describe(Lang::En).lines().count(), 7);
    assert_eq!(
        error.to_string(),
        format!("not a valid report, 7 faults: {}", error.describe(Lang::En).replace('\n', "; "))
    );
    assert_eq!(error.form(), Form::Revised2021);
}

#[test]
fn the_last_value_of_a_cell_counts() {
    let mut builder = builder(Form::Revised2021, &numbers(Form::Revised2021));
    let fees = cell("disclosure.fees.amount");
    builder.set(fees, State::Unreadable(Unreadable::NotANumber));
    assert!(builder.build().is_err());
    builder
        .set(fees, Amount { value: "12.50".parse().unwrap(), unit: None })
        .set(cell("disclosure.procurement.total_value"), 9);
    assert!(builder.build().is_err());
    builder.set(cell("disclosure.procurement.total_value"), State::Blank);
    assert_eq!(builder.build().unwrap().get(fees).unwrap().to_string(), "12.50");
}

// ---- JSON

fn json_of(form: Form) -> Json {
    serde_json::to_value(report(form)).unwrap()
}

#[track_caller]
fn refused(json: &Json) -> String {
    serde_json::from_value::<Report>(json.clone()).unwrap_err().to_string()
}

#[test]
fn json_is_nested_by_the_parts_of_the_addresses() {
    for form in Form::ALL {
        let (json, report) = (json_of(form), report(form));
        assert_eq!(json["edition"], form.edition().name());
        assert_eq!((&json["agency"], &json["year"]), (&json!("某县"), &json!(2024)));
        let mut cells = 0;
        for table in Table::ALL {
            for (row, columns) in json[table.part()].as_object().unwrap() {
                for (column, value) in columns.as_object().unwrap() {
                    let cell = cell(&format!("{table}.{row}.{column}"));
                    let expected = report.get(cell).unwrap();
                    match expected {
                        Value::Money(_) => assert_eq!(value.as_str().unwrap(), expected.to_string()),
                        _ => assert_eq!(value.as_i64().unwrap(), whole(expected)),
                    }
                    cells += 1;
                }
            }
        }
        assert_eq!(cells, form.cells().count());
    }
    assert_eq!(
        serde_json::to_string(&Report::zero(Form::Revised2021)).unwrap().get(..110).unwrap(),
        r#"{"edition":"2021","disclosure":{"rules":{"issued":0,"repealed":0,"in_force":0},"normative_documents":{"issued""#
    );
}

#[test]
fn json_comes_back_in_any_order_with_and_without_totals() {
    for form in Form::ALL {
        let in_order = serde_json::to_string(&report(form)).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&in_order).unwrap(), report(form));
        assert_eq!(serde_json::from_reader::<_, Report>(in_order.as_bytes()).unwrap(), report(form));
        let mut json = json_of(form);
        assert_eq!(serde_json::from_value::<Report>(json.clone()).unwrap(), report(form), "keys sorted");
        json["applications"].as_object_mut().unwrap().remove("handled");
        for table in ["applications", "proceedings"] {
            for row in json[table].as_object_mut().unwrap().values_mut() {
                row.as_object_mut().unwrap().remove("total");
            }
        }
        assert_eq!(serde_json::from_value::<Report>(json).unwrap(), report(form), "no totals");
    }
}

#[test]
fn json_goes_through_the_checks() {
    for form in Form::ALL {
        let valid = json_of(form);
        for altered in form.cells().filter(|cell| cell.table() != Table::Disclosure) {
            let (table, row, column) = (altered.table().part(), altered.row().part(), altered.column().part());
            let mut json = valid.clone();
            json[table][row][column] = json!(999_999);
            assert!(refused(&json).starts_with("not a valid report"), "{altered}");
            let mut json = valid.clone();
            json[table][row].as_object_mut().unwrap().remove(column);
            assert_eq!(serde_json::from_value::<Report>(json).is_ok(), is_derived(altered), "{altered}");
        }
    }
}

#[test]
fn json_that_is_not_of_the_format_is_refused_where_it_stands() {
    let cases = [
        (r#"{"edition":"2021","profit":1}"#, "unknown key \"profit\" in the report at line 1 column 26"),
        (r#"{"applications":{"profit":{}}}"#, "unknown key \"profit\" in applications at line 1 column 25"),
        (r#"{"applications":{"received":{"upheld":1}}}"#, "unknown key \"upheld\" in received at line 1 column 37"),
        (r#"{"proceedings":{"received":{}}}"#, "unknown key \"received\" in proceedings at line 1 column 26"),
        (r#"{"disclosure":{"rules":{"decisions":1}}}"#, "unknown key \"decisions\" in rules at line 1 column 35"),
        (r#"{"edition":"2021","edition":"2021"}"#, "duplicate field `edition` at line 1 column 35"),
        (r#"{"proceedings":{},"proceedings":{}}"#, "duplicate field `proceedings` at line 1 column 35"),
        (
            r#"{"applications":{"received":{},"received":{}}}"#,
            "duplicate key \"received\" in applications at line 1 column 41",
        ),
        (
            r#"{"applications":{"received":{"total":1,"total":1}}}"#,
            "duplicate key \"total\" in received at line 1 column 46",
        ),
        (r#"{"disclosure":{}}"#, "missing field `edition` at line 1 column 17"),
        (r#"{"edition":"2020"}"#, "unknown variant `2020`, expected `2019` or `2021` at line 1 column 17"),
        (r#"{"edition":2021}"#, "expected value at line 1 column 12"),
        (
            r#"{"applications":{"received":{"total":1.5}}}"#,
            "invalid type: floating point `1.5`, expected i64 at line 1 column 40",
        ),
        (
            r#"{"disclosure":{"fees":{"amount":1.5}}}"#,
            "invalid type: floating point `1.5`, expected an amount of money as a decimal string, such as \"12.50\" \
             at line 1 column 35",
        ),
        ("[]", "invalid type: sequence, expected a report as a map at line 1 column 0"),
        (
            r#"{"applications":[]}"#,
            "invalid type: sequence, expected applications as a map of rows at line 1 column 16",
        ),
        (
            r#"{"applications":{"received":0}}"#,
            "invalid type: integer `0`, expected received as a map of columns at line 1 column 29",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(serde_json::from_str::<Report>(text).unwrap_err().to_string(), message, "{text}");
    }
}

#[test]
fn json_with_several_faults_lists_them_all() {
    let mut json = json_of(Form::Revised2021);
    json["disclosure"].as_object_mut().unwrap().remove("fees");
    json["applications"]["received"]["natural_person"] = json!(-1);
    json["applications"]["other_handling_undivided"] = json!({"natural_person": 0});
    json["proceedings"]["reconsideration"]["total"] = json!(0);
    let message = refused(&json);
    for part in [
        "not a valid report, 6 faults: ",
        "section 二, Administrative fees, amount charged this year (10,000 yuan): no number",
        "section 三, 1. Applications received this year, natural persons: -1 is not in 0..=9007199254740991",
        "section 三, 3(6) Other handling (undivided), natural persons: the printed form has no such cell",
        "section 三, 1. Applications received this year: total = sum of its columns: ",
        "section 三, natural persons: received + brought forward = handled + carried forward: ",
        "section 四, Administrative reconsideration: total = sum of its columns: 0 ≠ ",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn the_rows_of_other_handling_decide_the_printed_form() {
    let mut json = json_of(Form::Revised2021Undivided);
    assert_eq!(serde_json::from_value::<Report>(json.clone()).unwrap().form(), Form::Revised2021Undivided);
    json["applications"].as_object_mut().unwrap().remove("other_handling_undivided");
    // Neither: the edition's own form lacks the leaves of its three rows.
    let error = refused(&json);
    assert_eq!(error.matches("no number").count(), 18, "{error}");
    json["edition"] = json!("2019");
    assert!(refused(&json).contains("the printed form has no such cell"));
}

#[test]
fn amounts_keep_their_decimals_and_units() {
    let mut json = json_of(Form::Revised2021);
    for (written, value, unit) in [
        ("0", "0", None),
        ("24252.311082", "24252.311082", None),
        ("18.8710", "18.8710", None),
        ("251000元", "251000", Some(Unit::Yuan)),
        ("160.5964万元", "160.5964", Some(Unit::TenThousandYuan)),
        ("0.50亿元", "0.50", Some(Unit::HundredMillionYuan)),
    ] {
        json["disclosure"]["fees"]["amount"] = json!(written);
        let report: Report = serde_json::from_value(json.clone()).unwrap();
        let Some(Value::Money(money)) = report.get(cell("disclosure.fees.amount")) else { panic!() };
        assert_eq!((money.value().to_string().as_str(), money.unit()), (value, unit));
        assert_eq!(serde_json::to_value(&report).unwrap(), json);
        assert_eq!(
            Report::try_from(&Draft::from(&report)).unwrap().get(cell("disclosure.fees.amount")).unwrap().to_string(),
            written
        );
    }
    json["disclosure"]["fees"]["amount"] = json!(12);
    let report: Report = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(report.get(cell("disclosure.fees.amount")).unwrap().to_string(), "12");
    for wrong in [
        "",
        "-1",
        "+1",
        ".5",
        "5.",
        "1,000",
        "1_000",
        "1e3",
        "１",
        "1 元",
        "元",
        "1元元",
        "1.2.3",
        "99999999999999999999999999999999",
    ] {
        json["disclosure"]["fees"]["amount"] = json!(wrong);
        assert!(refused(&json).starts_with("not an amount of money"), "{wrong}");
    }
    json["disclosure"]["fees"]["amount"] = json!(-1);
    assert!(refused(&json).starts_with("invalid value"));
}

#[test]
fn a_body_and_a_year_may_be_unknown() {
    let report = Report::zero(Form::Trial2019);
    let mut json = serde_json::to_value(&report).unwrap();
    assert!(json.get("agency").is_none() && json.get("year").is_none());
    json["agency"] = Json::Null;
    json["year"] = Json::Null;
    assert_eq!(serde_json::from_value::<Report>(json).unwrap(), report);
}

#[test]
fn other_self_describing_formats_work_alike() {
    for form in Form::ALL {
        let mut bytes = Vec::new();
        ciborium::into_writer(&report(form), &mut bytes).unwrap();
        assert_eq!(ciborium::from_reader::<Report, _>(bytes.as_slice()).unwrap(), report(form));
    }
}

#[test]
fn numbers_alone_keep_to_their_ranges() {
    assert_eq!(serde_json::from_str::<Count>("9007199254740991").unwrap(), Count::MAX);
    assert!(serde_json::from_str::<Count>("9007199254740992").is_err());
    assert!(serde_json::from_str::<Count>("-1").is_err());
    assert_eq!(serde_json::from_str::<NetChange>("-9007199254740991").unwrap().get(), -9_007_199_254_740_991);
    assert!(serde_json::from_str::<NetChange>("-9007199254740992").is_err());
    assert_eq!(
        Count::try_from(1_u64 << 53).unwrap_err().to_string(),
        "not a count: expected a whole number from 0 to 9007199254740991"
    );
    assert!(Money::new("-0.1".parse().unwrap(), None).is_none());
    assert_eq!(Money::new("-0.0".parse().unwrap(), None).unwrap().to_string(), "0.0");
}

#[test]
fn types_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<(Report, Builder, Figures, InvalidReport, Fault, Money, Value)>();
    assert_eq!(Edition::ALL.len(), 2);
}

/// Integers around the bounds of every integer type and of a count.
fn integers() -> Vec<i128> {
    let bounds = [0, 1 << 7, 1 << 8, 1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 53, 1 << 63, 1 << 64, i128::MAX];
    bounds.into_iter().flat_map(|n| [-n, -n + 1, n - 1, n]).collect()
}

#[test]
fn an_integer_is_a_count_or_a_change_if_and_only_if_it_is_in_range() {
    const MOST: i128 = (1 << 53) - 1;
    macro_rules! is_converted {
        ($($type:ty)*) => {$(
            for n in integers() {
                let Some(whole) = <$type>::try_from(n).ok() else { continue };
                match Count::try_from(whole) {
                    Ok(count) => assert_eq!((i128::from(count), (0..=MOST).contains(&n)), (n, true)),
                    Err(_) => assert!(!(0..=MOST).contains(&n), "{n}"),
                }
                match NetChange::try_from(whole) {
                    Ok(change) => assert_eq!((i128::from(change), (-MOST..=MOST).contains(&n)), (n, true)),
                    Err(_) => assert!(!(-MOST..=MOST).contains(&n), "{n}"),
                }
            }
        )*};
    }
    is_converted!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    let count = Count::from(7);
    assert_eq!(
        (u64::from(count), i64::from(count), u128::from(count), NetChange::from(count)),
        (7, 7, 7, NetChange::from(7))
    );
    assert_eq!(
        NetChange::try_from(i64::MIN).unwrap_err().to_string(),
        "not a net change: expected a whole number from -9007199254740991 to 9007199254740991"
    );
}

#[test]
fn values_add_up_by_value_and_by_reference() {
    let counts = [Count::MAX; 1000];
    assert_eq!(counts.iter().sum::<u128>(), 1000 * u128::from(Count::MAX));
    assert_eq!(counts.into_iter().sum::<u128>(), counts.iter().sum());
    let changes = [3, -5].map(NetChange::from);
    assert_eq!(changes.iter().sum::<i128>(), -2);
    assert_eq!(changes.into_iter().sum::<i128>(), -2);
}

#[test]
fn collections_are_iterated_by_reference() {
    for form in Form::ALL {
        let report = report(form);
        assert!((&report).into_iter().eq(form.cells().map(|cell| (cell, report.get(cell).unwrap()))));
        let draft = Draft::from(&report);
        assert!((&draft).into_iter().eq(form.cells().map(|cell| (cell, draft.entry(cell)))));
        assert!((&report).into_iter().fold(0, |n, _| n + 1) <= (&report).into_iter().size_hint().1.unwrap());
        let received = report.applications().received();
        let sum: u128 = received.into_iter().map(|(_, n)| n).sum();
        assert_eq!(sum, received.total().into());
        assert!(received.into_iter().eq(received.iter()));
    }
}

#[test]
fn a_draft_by_value_is_the_report_that_it_is_by_reference() {
    for form in Form::ALL {
        let mut draft = Draft::from(&report(form));
        assert_eq!(Report::try_from(draft.clone()), Report::try_from(&draft));
        draft.set(form.cells().next().unwrap(), -1).unwrap();
        assert_eq!(Report::try_from(&draft).unwrap_err(), Report::try_from(draft).unwrap_err());
    }
}

#[test]
fn values_and_cells_are_made_in_constants() {
    const FEES: Money = Money::new(rust_decimal::Decimal::from_parts(1250, 0, 0, false, 2), None).unwrap();
    const RECEIVED: Applicants = Applicants { natural_person: Count::new(3).unwrap(), ..Applicants::ZERO };
    const CHANGE: NetChange = NetChange::new(-4).unwrap();
    const TOTAL: Cell = Cell::new(Row::Received, Column::Total).unwrap();
    assert_eq!((FEES.to_string().as_str(), RECEIVED.total(), CHANGE.get()), ("12.50", 3, -4));
    assert_eq!(TOTAL, ogi_report::form::cells::applications::received::TOTAL);
    let negative_zero = -rust_decimal::Decimal::new(0, 2);
    assert_eq!(Money::new(negative_zero, None).unwrap().to_string(), "0.00");
}
