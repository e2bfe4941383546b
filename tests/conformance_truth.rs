//! What the conformance pack expects, held against the form's own sums: nothing here asks the crate anything.
//!
//! The rows, the columns and the sums are written out by hand below, and everything is computed from the JSON alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

const APPLICANTS: [&str; 6] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_provider",
    "other_organization",
];
const OUTCOMES: [&str; 18] = [
    "disclosed",
    "partly_disclosed",
    "state_secret",
    "forbidden_by_law",
    "security_and_stability",
    "third_party_rights",
    "internal_affairs",
    "process_information",
    "enforcement_case_file",
    "statutory_inquiry",
    "not_held",
    "not_ready_made",
    "still_unclear",
    "petition_or_complaint",
    "duplicate",
    "public_publication",
    "excessive_repetition",
    "confirm_or_reissue",
];
const DIVIDED: [&str; 3] = ["supplement_overdue", "fee_unpaid", "other_handling"];
const BLOCKS: [&str; 3] = ["reconsideration", "direct_litigation", "litigation_after_reconsideration"];
const RESULTS: [&str; 4] = ["upheld", "corrected", "other", "pending"];

/// A cell's number, or none where it is blank or has any other text.
type Numbers = BTreeMap<String, Option<i128>>;

/// Two sides that should have one sum.
struct Sum {
    name: String,
    rule: &'static str,
    left: Vec<String>,
    right: Vec<String>,
}

fn outcomes(form: &str) -> Vec<&'static str> {
    let other = if form == "2021" { DIVIDED.to_vec() } else { vec!["other_handling_undivided"] };
    OUTCOMES.iter().copied().chain(other).collect()
}

fn sums(form: &str) -> Vec<Sum> {
    let cell = |row: &str, column: &str| format!("applications.{row}.{column}");
    let outcomes = outcomes(form);
    let mut sums = Vec::new();
    let around = ["received", "brought_forward", "handled", "carried_forward"];
    for row in around.iter().chain(&outcomes) {
        let right = APPLICANTS.iter().map(|column| cell(row, column)).collect();
        sums.push(Sum { name: format!("row-total {row}"), rule: "OGI301", left: vec![cell(row, "total")], right });
    }
    for column in APPLICANTS.iter().chain(&["total"]) {
        let both = |a: &str, b: &str| vec![cell(a, column), cell(b, column)];
        let (left, right) = (both("received", "brought_forward"), both("handled", "carried_forward"));
        sums.push(Sum { name: format!("balance {column}"), rule: "OGI302", left, right });
        let right = outcomes.iter().map(|row| cell(row, column)).collect();
        sums.push(Sum {
            name: format!("outcome-total {column}"),
            rule: "OGI303",
            left: vec![cell("handled", column)],
            right,
        });
    }
    for block in BLOCKS {
        let cell = |column: &str| format!("proceedings.{block}.{column}");
        let right = RESULTS.iter().map(|column| cell(column)).collect();
        sums.push(Sum { name: format!("proceedings-total {block}"), rule: "OGI401", left: vec![cell("total")], right });
    }
    sums
}

impl Sum {
    /// The left side less the right, and whether either has cells without a number.
    fn sides(&self, numbers: &Numbers) -> (i128, bool, bool) {
        let side = |cells: &[String]| -> (i128, bool) {
            let values: Vec<Option<i128>> = cells.iter().map(|cell| numbers[cell]).collect();
            (values.iter().flatten().sum(), values.contains(&None))
        };
        let ((left, left_open), (right, right_open)) = (side(&self.left), side(&self.right));
        (left - right, left_open, right_open)
    }

    /// Whether nothing from 0 up in the cells without a number makes both sides equal.
    fn is_broken(&self, numbers: &Numbers) -> bool {
        match self.sides(numbers) {
            (difference, false, false) => difference != 0,
            // What is unknown on the left can only add to it.
            (difference, true, false) => difference > 0,
            (difference, false, true) => difference < 0,
            (_, true, true) => false,
        }
    }

    fn holds(&self, numbers: &Numbers) -> bool {
        self.sides(numbers) == (0, false, false)
    }

    fn sign(&self, cell: &str) -> i128 {
        let is_in = |cells: &[String]| i128::from(cells.iter().any(|c| c == cell));
        is_in(&self.left) - is_in(&self.right)
    }
}

fn form_json() -> Value {
    json("form.json")
}

fn json(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A case as the README says to read it: the form's zeros, the base, the case.
fn numbers(form: &Value, pack: &Value, case: &Value) -> (String, Numbers) {
    let base = &pack["bases"][case["base"].as_str().unwrap()];
    let name = base["form"].as_str().unwrap().to_owned();
    let mut numbers: Numbers = form["forms"][&name]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| (cell["cell"].as_str().unwrap().to_owned(), Some(0)))
        .collect();
    for from in [base, case] {
        for (cell, value) in from["set"].as_object().into_iter().flatten() {
            let written = match value {
                Value::Object(entry) => entry["value"].as_i64(),
                other => other.as_i64(),
            };
            numbers.insert(cell.clone(), written.map(i128::from));
        }
    }
    (name, numbers)
}

/// Every case of one report whose tied cells hold plain numbers or none.
fn each(mut run: impl FnMut(&str, &Value, &str, &Numbers)) -> usize {
    let form = form_json();
    let mut count = 0;
    for file in ["written.json", "rules.json", "mutations.json"] {
        let pack = json(file);
        for case in pack["cases"].as_array().unwrap() {
            // Text that was typed needs the numeral grammar, which is not written out here.
            let typed = |(cell, value): (&String, &Value)| value.is_string() && !cell.starts_with("disclosure");
            if case.get("kind").is_some() || case["set"].as_object().into_iter().flatten().any(typed) {
                continue;
            }
            let (name, numbers) = numbers(&form, &pack, case);
            run(&format!("{file}: {}", case["name"]), case, &name, &numbers);
            count += 1;
        }
    }
    count
}

/// The dependent ones are left out where another that implies them is broken.
fn reported(form: &str, broken: &BTreeMap<String, &'static str>) -> BTreeSet<(String, String)> {
    let implied = |name: &str| {
        let (kind, rows): (&str, Vec<&str>) = match name {
            "balance total" => ("balance ", vec!["received", "brought_forward", "handled", "carried_forward"]),
            "outcome-total total" => ("outcome-total ", [outcomes(form), vec!["handled"]].concat()),
            _ => return false,
        };
        let by_column = broken.keys().any(|other| other.starts_with(kind) && other != name);
        by_column || rows.iter().any(|row| broken.contains_key(&format!("row-total {row}")))
    };
    let kept = broken.iter().filter(|(name, _)| !implied(name));
    kept.map(|(name, rule)| (name.clone(), (*rule).to_owned())).collect()
}

#[test]
fn the_forms_have_the_cells_that_the_sums_name_and_as_many_as_the_notices_print() {
    let form = form_json();
    for (name, cells, of_sums) in [("2021", 200, 42), ("2019", 198, 40), ("2021-undivided", 186, 40)] {
        let known: BTreeSet<&str> =
            form["forms"][name].as_array().unwrap().iter().map(|c| c["cell"].as_str().unwrap()).collect();
        assert_eq!((known.len(), sums(name).len()), (cells, of_sums));
        let named: Vec<Sum> = sums(name);
        let tied: BTreeSet<&str> =
            named.iter().flat_map(|s| s.left.iter().chain(&s.right)).map(String::as_str).collect();
        assert!(tied.is_subset(&known));
        assert_eq!(known.difference(&tied).filter(|cell| !cell.starts_with("disclosure.")).count(), 0);
    }
}

#[test]
fn the_broken_identities_that_are_expected_are_those_whose_sums_differ() {
    let run = each(|name, case, form, numbers| {
        let sums = sums(form);
        let broken = sums.iter().filter(|sum| sum.is_broken(numbers)).map(|sum| (sum.name.clone(), sum.rule)).collect();
        let found = case["expected"]["findings"].as_array().unwrap().iter().filter_map(|finding| {
            let identity = finding["identity"].as_str()?.to_owned();
            assert_eq!(finding["severity"], "error", "{name}");
            Some((identity, finding["rule"].as_str()?.to_owned()))
        });
        assert_eq!(found.collect::<BTreeSet<_>>(), reported(form, &broken), "{name}");
    });
    assert!(run >= 100, "{run} cases");
}

/// The cells of one kind of entry of an expectation, with their right numbers.
fn corrected(entries: &Value, key: &str) -> BTreeMap<String, i128> {
    let entries = entries.as_array().unwrap().iter();
    entries.map(|e| (e["cell"].as_str().unwrap().to_owned(), i128::from(e[key].as_i64().unwrap()))).collect()
}

/// The cells a single change of which makes every identity hold, with the number that does: by trying every cell.
fn single_explanations(sums: &[Sum], numbers: &Numbers) -> BTreeSet<(String, i128)> {
    let cells = numbers.iter().filter_map(|(cell, n)| Some((cell, (*n)?)));
    let mended = cells.filter_map(|(cell, found)| {
        let touching = sums.iter().find(|sum| sum.sign(cell) != 0 && sum.sides(numbers).0 != 0)?;
        let right = found - touching.sign(cell) * touching.sides(numbers).0;
        let mut changed = numbers.clone();
        changed.insert(cell.clone(), Some(right));
        (right >= 0 && sums.iter().all(|sum| sum.holds(&changed))).then(|| (cell.clone(), right))
    });
    mended.collect()
}

#[test]
fn every_expected_explanation_mends_the_form_and_no_smaller_one_does() {
    let mut explained = 0;
    each(|name, case, form, numbers| {
        let Some(explanations) = case["expected"]["explanations"].as_array() else { return };
        let sums = sums(form);
        if explanations.is_empty() {
            return;
        }
        explained += 1;
        let sizes: BTreeSet<usize> = explanations.iter().map(|e| e["changes"].as_array().unwrap().len()).collect();
        assert_eq!(sizes.len(), 1, "{name}: all are of the smallest size");
        for explanation in explanations {
            let mut mended = numbers.clone();
            for change in explanation["changes"].as_array().unwrap() {
                let cell = change["cell"].as_str().unwrap();
                assert_eq!(numbers[cell], change["found"].as_i64().map(i128::from), "{name}: {cell}");
                assert_ne!(change["found"], change["expected"], "{name}: {cell}");
            }
            for (cell, right) in corrected(&explanation["changes"], "expected") {
                mended.insert(cell, Some(right));
            }
            for (cell, right) in corrected(&explanation["fills"], "value") {
                assert_eq!(numbers[&cell], None, "{name}: {cell} is filled and had a number");
                mended.insert(cell, Some(right));
            }
            assert!(mended.values().flatten().all(|n| *n >= 0), "{name}");
            let unmended: Vec<&str> = sums.iter().filter(|s| s.is_broken(&mended)).map(|s| s.name.as_str()).collect();
            assert!(unmended.is_empty(), "{name}: {unmended:?}");
        }
        if numbers.iter().any(|(cell, n)| n.is_none() && !cell.starts_with("disclosure.")) {
            return;
        }
        let single = single_explanations(&sums, numbers);
        if sizes.contains(&1) {
            let expected: BTreeSet<(String, i128)> =
                explanations.iter().flat_map(|e| corrected(&e["changes"], "expected")).collect();
            assert_eq!(expected, single, "{name}");
        } else {
            assert!(single.is_empty(), "{name}: {single:?}");
        }
    });
    assert!(explained >= 40, "{explained} cases");
}

/// What was planted is found: the truth is among the explanations, or forced where numbers were lost.
#[test]
fn the_truth_of_every_mutant_is_among_what_is_expected() {
    let mut planted = 0;
    each(|name, case, form, numbers| {
        let Some(truth) = case["truth"].as_object() else { return };
        planted += 1;
        let truth: BTreeMap<String, i128> =
            truth.iter().map(|(cell, n)| (cell.clone(), i128::from(n.as_i64().unwrap()))).collect();
        let mut right = numbers.clone();
        right.extend(truth.iter().map(|(cell, n)| (cell.clone(), Some(*n))));
        assert!(sums(form).iter().all(|sum| sum.holds(&right)), "{name}: the truth is a right form");
        assert!(truth.iter().all(|(cell, n)| numbers[cell] != Some(*n)), "{name}: every cell of the truth was changed");
        let expected = &case["expected"];
        if case["class"] == "garbled" {
            // What is printed there was not read: nothing is put in its place.
            assert_eq!(
                (&expected["verdict"], &expected["forced"]),
                (&"rejected".into(), &Value::Array(Vec::new())),
                "{name}"
            );
            return;
        }
        if truth.keys().all(|cell| numbers[cell].is_none()) {
            assert_eq!(corrected(&expected["forced"], "value"), truth, "{name}: what is lost is forced");
            return;
        }
        assert_eq!(expected["verdict"], "rejected", "{name}");
        let explanations = expected["explanations"].as_array().unwrap();
        let all: Vec<BTreeMap<String, i128>> =
            explanations.iter().map(|e| corrected(&e["changes"], "expected")).collect();
        // Explanations of more than four cells are not looked for; two whole rows are seven and more.
        assert!(
            all.contains(&truth) || (truth.len() > 4 && all.iter().all(|e| e.len() < truth.len())),
            "{name}: {all:?}"
        );
    });
    assert!(planted >= 60, "{planted} mutants");
}

/// What one year carries forward is what the next brings forward, in every column; the total is left out where the
/// columns say the same.
#[test]
fn the_broken_links_that_are_expected_are_the_columns_that_differ() {
    let form = form_json();
    let mut broken = 0;
    for (pack, case) in ["written.json", "several.json"].map(json).iter().flat_map(|pack| {
        let cases = pack["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "series");
        cases.map(move |case| (pack, case))
    }) {
        let mut years: BTreeMap<u64, Vec<Numbers>> = BTreeMap::new();
        for report in case["reports"].as_array().unwrap() {
            years.entry(report["year"].as_u64().unwrap()).or_default().push(numbers(&form, pack, report).1);
        }
        let mut expected = BTreeSet::new();
        for (year, reports) in &years {
            let ([last], Some([this])) = (reports.as_slice(), years.get(&(year + 1)).map(Vec::as_slice)) else {
                continue;
            };
            let at = |numbers: &Numbers, row: &str, column: &str| numbers[&format!("applications.{row}.{column}")];
            let difference =
                |column: &str| at(last, "carried_forward", column).zip(at(this, "brought_forward", column));
            let differing = |column: &&str| difference(column).is_some_and(|(a, b)| a != b);
            let columns: Vec<&str> = APPLICANTS.into_iter().filter(differing).collect();
            let parts: i128 = columns.iter().filter_map(|c| difference(c)).map(|(a, b)| a - b).sum();
            let total = difference("total").is_some_and(|(a, b)| a != b && a - b != parts);
            expected.extend(columns.into_iter().chain(total.then_some("total")).map(|c| (*year, c.to_owned())));
        }
        let found = case["expected"]["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == "OGI601");
        let found: BTreeSet<(u64, String)> = found
            .map(|finding| {
                let cell = &finding["cells"][0];
                let column = cell["cell"].as_str().unwrap().strip_prefix("applications.carried_forward.").unwrap();
                (cell["year"].as_u64().unwrap(), column.to_owned())
            })
            .collect();
        broken += found.len();
        assert_eq!(found, expected, "{}", case["name"]);
    }
    assert!(broken >= 3);
}
