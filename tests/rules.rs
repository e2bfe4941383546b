//! The registry of rules, and laws over what the rules find.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use ogi_report::check;
use ogi_report::draft::{Amount, Draft, Place, State, Stray, StrayKind};
use ogi_report::form::{Cell, Edition, Form, IdentityKind, Kind, Lang};
use ogi_report::rules::{self, CATALOGUE, Equation, Rule, Scope, Severity, Standing};
use proptest::prelude::*;

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<&str> = CATALOGUE.iter().map(Rule::code).collect();
    assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
    let names: BTreeSet<&str> = CATALOGUE.iter().map(Rule::name).collect();
    assert_eq!(names.len(), CATALOGUE.len());
    for rule in CATALOGUE {
        let digits = rule.code().strip_prefix("OGI").unwrap();
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.code());
        assert!(rule.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.name());
        assert_eq!(rules::find(rule.code()).map(Rule::code), Some(rule.code()));
        assert_eq!(rules::find(rule.name()).map(Rule::code), Some(rule.code()));
    }
}

#[test]
fn the_fixed_rules_have_their_fixed_names_and_severities() {
    use Severity::{Error, Note, Warning};
    for (code, name, severity) in [
        ("OGI101", "unreadable-cell", Error),
        ("OGI102", "blank-cell", Warning),
        ("OGI103", "not-applicable-mark", Warning),
        ("OGI104", "negative-count", Error),
        ("OGI105", "unit-in-cell", Note),
        ("OGI106", "surplus-cell", Warning),
        ("OGI107", "absent-cell", Warning),
        ("OGI111", "edition-mismatch", Warning),
        ("OGI112", "period-mismatch", Warning),
        ("OGI113", "missing-section", Warning),
        ("OGI114", "superseded-basis", Note),
        ("OGI201", "rule-making-power", Warning),
        ("OGI202", "issued-not-in-force", Warning),
        ("OGI301", "row-total", Error),
        ("OGI302", "balance", Error),
        ("OGI303", "outcome-total", Error),
        ("OGI401", "proceedings-total", Error),
        ("OGI501", "breakdown-sum", Warning),
        ("OGI502", "narrative-table", Warning),
        ("OGI503", "narrative-zero", Warning),
    ] {
        let rule = rules::find(code).unwrap();
        assert_eq!((rule.name(), rule.severity()), (name, severity), "{code}");
    }
}

/// A rule stands in the folder of its scope; one that needs facts from outside the report, in a folder of such rules.
fn folder(rule: &Rule) -> &'static str {
    match rule.scope() {
        Scope::Report if rule.code().starts_with("OGI8") => "outside",
        Scope::Report => "report",
        Scope::Series => "series",
        Scope::Family => "family",
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_rule_lives_in_one_file_with_its_page_of_documentation() {
    for rule in CATALOGUE {
        let file = format!("{}_{}.rs", rule.code().to_lowercase(), rule.name().replace('-', "_"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").join(folder(rule)).join(&file);
        assert!(path.is_file(), "{file} is not there");
        let page = rule.documentation();
        assert!(page.starts_with(&format!("# {} {}\n", rule.code(), rule.name())), "{page}");
        let paragraphs: Vec<&str> = page.split("\n\n").skip(1).collect();
        assert!(paragraphs.iter().any(|p| has_han(p)), "{} is not described in Chinese", rule.code());
        assert!(
            paragraphs.iter().any(|p| p.is_ascii() || !p.starts_with(has_han_start)),
            "{} not in English",
            rule.code()
        );
        for text in [Rule::basis, Rule::formula] {
            assert!(has_han(text(rule, Lang::Zh)) && !text(rule, Lang::En).is_empty(), "{}", rule.code());
        }
        assert!(!rule.editions().is_empty());
    }
}

fn has_han_start(c: char) -> bool {
    has_han(&c.to_string())
}

#[test]
fn every_rule_passes_its_passing_example_and_finds_something_in_the_failing_one() {
    for rule in CATALOGUE {
        let passing = rule.passing_example().unwrap();
        assert_eq!(rule.check(&passing), [], "{}", rule.code());
        assert!(rule.gap(&passing).is_none(), "{} cannot be assessed on its passing example", rule.code());
        let found = rule.check(rule.failing_example().unwrap());
        assert!(!found.is_empty(), "{}", rule.code());
        for finding in found {
            let (zh, en) = (finding.message(Lang::Zh), finding.message(Lang::En));
            assert!(has_han(&zh), "{}: {zh}", rule.code());
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "{}: a message ends without a full stop", rule.code());
            assert!(!en.contains("Error") && !en.is_empty(), "{}: {en}", rule.code());
            assert_eq!(finding.rule().code(), rule.code());
        }
    }
}

/// The whole numbers in a text.
fn numbers(text: &str) -> Vec<String> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    digits.map(str::to_owned).collect()
}

/// Every number of a message is data, or follows from the two sides of an equation.
#[test]
fn no_number_stands_only_in_a_message() {
    let mut kinds = BTreeSet::new();
    for rule in CATALOGUE {
        for finding in rule.check(rule.failing_example().unwrap()) {
            let json = serde_json::to_value(finding.spoken(Lang::En)).unwrap();
            // As data alone it is the same without a message.
            let mut without = json.clone();
            assert!(without.as_object_mut().unwrap().remove("message").is_some_and(|message| message.is_string()));
            assert_eq!(serde_json::to_value(&finding).unwrap(), without);
            kinds.insert(json["details"]["kind"].as_str().unwrap().to_owned());
            let mut known = numbers(&format!("{} {} {}", json["details"], json["reports"], finding.place()));
            if let Some(equation) = finding.equation() {
                let sums = [equation.left_sum(), equation.right_sum(), equation.difference()];
                known.extend(sums.map(|n| n.unsigned_abs().to_string()));
                // What a stock should be is one side without what was repealed.
                let last = equation.left.last().and_then(|term| term.value).unwrap_or_default();
                known.push((equation.right_sum() - i128::from(last)).to_string());
            }
            // A number of the words: how many, what is not 0, a section's number, the days of a year, the edition's document, the factor between the units.
            known.extend([finding.cells().len(), finding.reports().len(), 1, 31, 10, 2019].map(|n| n.to_string()));
            known.extend(Edition::ALL.iter().flat_map(|edition| numbers(edition.document_number())));
            known.extend(["000", "0", "2", "3", "4", "5", "6"].map(str::to_owned));
            for number in numbers(&finding.message(Lang::En)) {
                assert!(known.contains(&number), "{number} of {finding} is not in {json}");
            }
        }
    }
    assert_eq!(kinds.len(), 30, "{kinds:?}");
}

#[test]
fn every_rule_is_accounted_for_and_findings_are_counted() {
    for rule in rules::of(Scope::Report) {
        let assessment = check(rule.failing_example().unwrap().into_draft().unwrap());
        let codes: Vec<&str> = assessment.account().map(|(r, _)| r.code()).collect();
        assert_eq!(codes, rules::of(Scope::Report).map(Rule::code).collect::<Vec<_>>());
        let failed: usize = assessment
            .account()
            .map(|(_, outcome)| if let ogi_report::assess::Outcome::Failed(n) = outcome { n } else { 0 })
            .sum();
        assert_eq!(failed, assessment.findings().len() + assessment.folded().len(), "{}", rule.code());
    }
}

#[test]
fn a_rule_of_one_edition_is_not_applied_to_the_other() {
    let rule = rules::find("OGI202").unwrap();
    assert!(rule.holds_for(Edition::Revised2021) && !rule.holds_for(Edition::Trial2019));
    assert_eq!(rule.check(&Draft::new(Form::Trial2019)), []);
}

/// Drafts with small numbers, so that identities hold and break in many ways, and with unknown cells.
fn drafts() -> impl Strategy<Value = Draft> {
    let form = prop_oneof![Just(Form::Trial2019), Just(Form::Revised2021), Just(Form::Revised2021Undivided)];
    (form, proptest::collection::vec(0..40_i64, Cell::COUNT)).prop_map(|(form, numbers)| {
        let mut draft = Draft::new(form);
        for (cell, n) in form.cells().zip(numbers) {
            let state = match (cell.kind(), n) {
                (_, 39) => State::Blank,
                (Kind::Amount(_), n) => State::Amount(Amount { value: n.into(), unit: None }),
                (_, n) => State::Count((n - 30).max(0)),
            };
            draft.set(cell, state).unwrap();
        }
        draft
    })
}

proptest! {
    #[test]
    fn a_finding_can_be_recomputed_from_itself_and_from_the_draft(draft in drafts()) {
        for finding in check(draft.clone()).findings() {
            let Some(equation) = finding.equation() else { continue };
            let sum = |terms: &[rules::Term]| terms.iter().filter_map(|t| t.value).map(i128::from).sum::<i128>();
            prop_assert_eq!(equation.difference(), sum(&equation.left) - sum(&equation.right));
            prop_assert_ne!(equation.difference(), 0);
            prop_assert_eq!(equation.standing(), Standing::Broken);
            for term in equation.left.iter().chain(&equation.right) {
                prop_assert_eq!(term.value, draft.count(term.cell));
            }
            let mut cells: Vec<Cell> = equation.left.iter().chain(&equation.right).map(|t| t.cell).collect();
            cells.sort_unstable();
            prop_assert_eq!(finding.cells(), cells);
            let identity = finding.identity().unwrap();
            prop_assert_eq!(&Equation::of(identity, &draft), equation);
        }
    }

    /// The identities written out by hand, as the header of the table and the column headings have them.
    #[test]
    fn the_identities_agree_with_the_form_written_out_by_hand(draft in drafts()) {
        let number = |row: &str, column: &str| draft.count(format!("applications.{row}.{column}").parse().unwrap());
        let parts = ["natural_person", "commercial_enterprise", "research_institution",
            "public_interest_organization", "legal_service_provider", "other_organization"];
        let rows: Vec<String> = draft.form().cells().map(|c| c.to_string())
            .filter_map(|a| a.strip_prefix("applications.")?.strip_suffix(".total").map(str::to_owned)).collect();
        let outcomes = &rows[2..rows.len() - 2];
        let sum = |values: Vec<Option<i64>>| values.into_iter().sum::<Option<i64>>();
        let broken = |a: Option<i64>, b: Option<i64>| a.is_some() && b.is_some() && a != b;
        let mut expected: BTreeSet<(IdentityKind, String)> = BTreeSet::new();
        for row in &rows {
            if broken(number(row, "total"), sum(parts.iter().map(|p| number(row, p)).collect())) {
                expected.insert((IdentityKind::RowTotal, row.clone()));
            }
        }
        for column in parts.iter().chain(&["total"]) {
            let incoming = sum(vec![number("received", column), number("brought_forward", column)]);
            let outgoing = sum(vec![number("handled", column), number("carried_forward", column)]);
            if broken(incoming, outgoing) {
                expected.insert((IdentityKind::Balance, (*column).to_owned()));
            }
            if broken(number("handled", column), sum(outcomes.iter().map(|r| number(r, column)).collect())) {
                expected.insert((IdentityKind::OutcomeTotal, (*column).to_owned()));
            }
        }
        for block in ["reconsideration", "direct_litigation", "litigation_after_reconsideration"] {
            let number = |column: &str| draft.count(format!("proceedings.{block}.{column}").parse().unwrap());
            let results = sum(["upheld", "corrected", "other", "pending"].iter().map(|c| number(c)).collect());
            if broken(number("total"), results) {
                expected.insert((IdentityKind::ProceedingsTotal, block.to_owned()));
            }
        }
        let assessment = check(draft.clone());
        let all_known = |f: &&rules::Finding| f.equation().is_some_and(|e| e.left.iter().chain(&e.right).all(|t| t.value.is_some()));
        let found: BTreeSet<(IdentityKind, String)> = assessment.findings().iter().chain(assessment.folded()).filter(all_known)
            .filter_map(rules::Finding::identity)
            .map(|i| (i.kind(), i.row().map_or_else(|| i.column().unwrap().part(), |r| r.part()).to_owned()))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_is_folded_follows_from_what_stands(draft in drafts()) {
        let assessment = check(draft);
        for folded in assessment.folded() {
            prop_assert!(folded.identity().unwrap().is_dependent());
            prop_assert!(assessment.findings().iter().any(|f| f.identity().is_some()));
        }
    }
}

/// Of 1,500 unknown rows 999 are listed; the last finding counts the rest, and its digest moves with each of them.
#[test]
fn findings_past_the_limit_are_counted_in_one() {
    let found = |last: &str| {
        let mut draft = Draft::new(Form::Revised2021);
        for row in 0..1_500 {
            let value = if row == 1_499 { last.to_owned() } else { row.to_string() };
            let (kind, label) = (StrayKind::UnknownRow, "其他文件".to_owned());
            draft.push_stray(Stray { kind, label, values: vec![value], place: Place::Nowhere, near: Vec::new() });
        }
        rules::find("OGI108").unwrap().check(&draft)
    };
    let findings = found("1499");
    assert_eq!(findings.len(), 1_000);
    let rest = findings.last().unwrap();
    assert!(rest.message(Lang::En).starts_with("501 more findings"), "{}", rest.message(Lang::En));
    assert_eq!(rest.severity(), rules::find("OGI108").unwrap().severity());
    let moved = found("0");
    assert_eq!(moved.last().unwrap().locus(), rest.locus());
    assert_ne!(moved.last().unwrap().digest(), rest.digest());
    let loci: HashSet<_> = findings.iter().map(rules::Finding::locus).collect();
    assert_eq!(loci.len(), findings.len());
}
