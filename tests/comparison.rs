//! Rules over several reports stand under the same policy, selection, waivers and account as those of one.

use std::collections::BTreeSet;

use ogi_report::assess::{Checker, Comparison, Outcome, Policy, Ruling, Selection, Waiver, WaiverState};
use ogi_report::draft::Date;
use ogi_report::form::Lang;
use ogi_report::rules::{self, Finding, Locus, Rule, Scope, Subject};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn over_several() -> impl Iterator<Item = &'static Rule> {
    rules::of(Scope::Series).chain(rules::of(Scope::Family))
}

fn compare(checker: &Checker, subject: &Subject<'_>) -> Comparison {
    match subject {
        Subject::Series(series) => checker.check_series(series),
        Subject::Family(family) => checker.check_family(family),
        other => panic!("{other:?}"),
    }
}

fn waiver(finding: &Finding) -> Waiver {
    Waiver::new(finding, "核实无误", "审核人", day("2025-02-01"), day("2025-12-31"))
}

#[test]
fn every_account_adds_up_to_the_rules_of_the_scope() {
    for rule in over_several() {
        for subject in [rule.passing_example().unwrap(), rule.failing_example().unwrap()] {
            let found = compare(&Checker::new(), &subject);
            let codes: Vec<&str> = found.account().map(|(rule, _)| rule.code()).collect();
            assert_eq!(codes, rules::of(rule.scope()).map(Rule::code).collect::<Vec<_>>());
            let tally = found.tally();
            let sum = tally.passed + tally.failed + tally.not_applicable + tally.not_assessable + tally.not_selected;
            assert_eq!((tally.rules, sum), (codes.len(), codes.len()));
            assert_eq!(tally.errors + tally.warnings + tally.notes, found.findings().len());
            for (of, outcome) in found.account() {
                let own = found.findings().iter().filter(|finding| finding.rule().code() == of.code()).count();
                assert_eq!(outcome == Outcome::Failed(own), own > 0, "{of}");
                assert_eq!(own, of.check(&subject).len(), "{of}");
            }
            let mut gravity = found.findings().iter().map(|finding| std::cmp::Reverse(finding.severity()));
            assert!(gravity.by_ref().is_sorted());
        }
        assert!(
            rule.gap(rule.passing_example().unwrap()).is_none(),
            "{rule} cannot be assessed on its passing example"
        );
    }
}

#[test]
fn a_rule_is_selected_judged_and_left_out_by_its_code_and_by_its_name() {
    for rule in over_several() {
        let subject = rule.failing_example().unwrap();
        for name in [rule.code(), rule.name()] {
            let names = BTreeSet::from([name.to_owned()]);
            let only = compare(&Checker::new().with_selection(Selection::Only(names.clone())), &subject);
            assert!(!only.findings().is_empty() && only.findings().iter().all(|f| f.rule().code() == rule.code()));
            let others = compare(&Checker::new().with_selection(Selection::Except(names.clone())), &subject);
            assert!(others.findings().iter().all(|f| f.rule().code() != rule.code()));
            for (ruling, rejects) in [(Ruling::Reject, true), (Ruling::Tolerate, false)] {
                let checker = Checker::new().with_selection(Selection::Only(names.clone()));
                let checker = checker.with_policy(Policy::default().with(name, ruling));
                assert_eq!(checker.unknown().count(), 0);
                assert_eq!(compare(&checker, &subject).is_rejected(), rejects, "{name}");
            }
        }
    }
}

#[test]
fn each_finding_has_a_locus_of_its_own_and_a_waiver_holds_for_its_numbers() {
    let strict = Policy::new("all", [rules::Severity::Note, rules::Severity::Warning, rules::Severity::Error]);
    for rule in over_several() {
        let subject = rule.failing_example().unwrap();
        let found = compare(&Checker::new(), &subject);
        let loci: BTreeSet<Locus> = found.findings().iter().map(Finding::locus).collect();
        assert_eq!(loci.len(), found.findings().len(), "{rule}");
        let waivers: Vec<Waiver> = found.findings().iter().map(waiver).collect();
        let checker = Checker::new().with_policy(strict.clone());
        assert!(compare(&checker, &subject).is_rejected());
        let waived = compare(&checker.clone().with_waivers(waivers.clone(), day("2025-03-01")), &subject);
        assert!(waived.waivers().iter().all(|used| used.state == WaiverState::InForce), "{:?}", waived.waivers());
        assert!(!waived.is_rejected(), "{rule}");
        assert_eq!(waived.tally().waived, waived.findings().len());
        // As data alone it is the same without a message.
        let mut first = serde_json::to_value(waived.spoken(&waived.findings()[0], Lang::En)).unwrap();
        first.as_object_mut().unwrap().remove("message");
        let data = serde_json::to_value(&waived).unwrap();
        assert_eq!(data["findings"][0], first);
        assert_eq!(data["rules"].as_object().unwrap().len(), waived.account().len());
        let json = serde_json::to_value(waived.spoken(&waived.findings()[0], Lang::En)).unwrap();
        assert_eq!(json["waived"]["by"], "审核人");
        let back: Locus = serde_json::from_value(json["locus"].clone()).unwrap();
        assert_eq!(back, waived.findings()[0].locus());
        let moved = waivers.iter().map(|waiver| Waiver { digest: rules::Digest::of(b"other"), ..waiver.clone() });
        let moved = compare(&checker.clone().with_waivers(moved, day("2025-03-01")), &subject);
        assert!(moved.waivers().iter().all(|used| used.state == WaiverState::Stale) && moved.is_rejected());
        // Beside the check of one report they are of something else.
        let draft = rules::find("OGI301").unwrap().failing_example().unwrap().into_draft().unwrap();
        let alone = Checker::new().with_waivers(waivers, day("2025-03-01")).check(draft);
        assert!(alone.waivers().iter().all(|used| used.state == WaiverState::OtherReport));
    }
}

#[test]
fn the_digest_moves_with_the_numbers_and_the_locus_does_not() {
    use ogi_report::draft::{Draft, State};
    use ogi_report::extract::{Body, Extract};
    use ogi_report::form::Form;
    use ogi_report::report::Report;
    use ogi_report::series::Series;

    let of = |year: u16, row: &str, n: i64| {
        let mut draft = Draft::from(&Report::zero(Form::Revised2021));
        let _ = draft.set(format!("applications.{row}.natural_person").parse().unwrap(), State::Count(n));
        Extract::of(Body::new("某局").unwrap(), year, &draft)
    };
    let link = |carried: i64, brought: i64| {
        let series = Series::new([of(2023, "carried_forward", carried), of(2024, "brought_forward", brought)]).unwrap();
        let found = rules::find("OGI601").unwrap().check(&series);
        let [finding] = found.as_slice() else { panic!("{found:?}") };
        (finding.locus(), finding.digest())
    };
    let (first, second) = (link(3, 2), link(3, 1));
    assert_eq!(first.0, second.0);
    assert_ne!(first.1, second.1);
    assert_eq!(first, link(3, 2));
}
