//! The checks as a contract: the account, policies, selection, waivers, and rules of other crates.

use std::collections::BTreeSet;

use ogi_report::assess::{Checker, Outcome, Policy, Ruling, Selection, Tally, Waiver, WaiverState};
use ogi_report::draft::{Date, Draft, Passage, Place, Prose, State};
use ogi_report::form::{Cell, Edition, Form, Identity, IdentityKind, Lang, Section, Table, cells};
use ogi_report::report::{Applicants, Applications, Count, Figures, Outcomes, Proceedings, Results};
use ogi_report::rules::{
    self, Bilingual, Case, CustomRule, Finding, Gap, InvalidRule, Locus, Numbers, Observation, Observed, Rule, Scope,
    Severity, Standing, Subject,
};
use ogi_report::{Assessment, Report, Verdict, catalogue, check};
use serde_json::Value;

fn draft(changes: &[(&str, i64)]) -> Draft {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_agency("某县人民政府").with_year(2024));
    for (address, n) in changes {
        draft.set(address.parse().unwrap(), State::Count(*n)).unwrap();
    }
    draft
}

fn day(date: &str) -> Date {
    date.parse().unwrap()
}

fn sum(tally: Tally) -> usize {
    tally.passed + tally.failed + tally.not_applicable + tally.not_assessable + tally.not_selected
}

#[test]
fn every_account_adds_up_to_the_rules_and_carries_reasons() {
    let selections = [Selection::All, Selection::Identities, Selection::Only(BTreeSet::from(["balance".to_owned()]))];
    let drafts = rules::of(Scope::Report).flat_map(|r| {
        [r.passing_example().unwrap().into_draft().unwrap(), r.failing_example().unwrap().into_draft().unwrap()]
    });
    for draft in drafts.chain(Form::ALL.map(Draft::new)) {
        for selection in &selections {
            let assessment = Checker::new().with_selection(selection.clone()).check(draft.clone());
            let tally = assessment.tally();
            assert_eq!((tally.rules, sum(tally)), (rules::of(Scope::Report).count(), rules::of(Scope::Report).count()));
            assert_eq!(tally.errors + tally.warnings + tally.notes, assessment.findings().len());
            for (rule, outcome) in assessment.account() {
                let silent = matches!(outcome, Outcome::NotApplicable(_) | Outcome::NotAssessable(_));
                assert_eq!(outcome.reason().is_some(), silent, "{rule}");
                assert_eq!(outcome == Outcome::NotSelected, !selection.takes(rule), "{rule}");
            }
            let json = serde_json::to_value(assessment.spoken(Lang::Zh)).unwrap();
            assert_eq!(json["tally"]["rules"], rules::of(Scope::Report).count());
            assert_eq!(json["rules"].as_object().unwrap().len(), rules::of(Scope::Report).count());
        }
    }
}

/// An assessment as JSON without a language is the same but for its words.
#[test]
fn an_assessment_as_data_differs_from_the_spoken_one_in_words_alone() {
    let mut silent = 0;
    let drafts = rules::of(Scope::Report).map(|r| r.failing_example().unwrap().into_draft().unwrap());
    for draft in drafts.chain(Form::ALL.map(Draft::new)) {
        let assessment = check(draft);
        let mut data = serde_json::to_value(&assessment).unwrap();
        let mut spoken = serde_json::to_value(assessment.spoken(Lang::Zh)).unwrap();
        for list in ["findings", "folded"] {
            for finding in spoken[list].as_array_mut().unwrap() {
                assert!(finding.as_object_mut().unwrap().remove("message").is_some());
            }
        }
        assert!(spoken.as_object_mut().unwrap().remove("unseen").is_some());
        let said = std::iter::zip(data["claims"].as_array_mut().unwrap(), assessment.claims().claims.iter());
        for (claim, of) in said {
            assert_eq!(claim["subject"].take(), serde_json::to_value(of.subject).unwrap());
        }
        spoken["claims"].as_array_mut().unwrap().iter_mut().for_each(|claim| claim["subject"] = Value::Null);
        for (rule, outcome) in assessment.account() {
            let outcome_as_data = data["rules"][rule.code()].take();
            assert_eq!(outcome_as_data, serde_json::to_value(outcome).unwrap(), "{rule}");
            let word =
                outcome_as_data.as_str().or(outcome_as_data.as_object().and_then(|o| Some(o.keys().next()?.as_str())));
            assert_eq!(word, Some(outcome.name()));
            if let Some(why) = outcome.reason() {
                assert_eq!(outcome_as_data[outcome.name()], serde_json::json!({"zh": why.zh, "en": why.en}));
                silent += 1;
            }
            spoken["rules"][rule.code()].take();
        }
        assert_eq!(data, spoken);
    }
    assert!(silent > 100, "{silent}");
}

#[test]
fn what_does_not_apply_says_to_which_edition_or_which_body() {
    let outcome = |assessment: &Assessment, code: &str| assessment.account().find(|(r, _)| r.code() == code).unwrap().1;
    let trial = check(Draft::from(&Report::zero(Form::Trial2019)));
    assert!(matches!(outcome(&trial, "OGI202"), Outcome::NotApplicable(why) if why.en.contains("2019")));
    let province = check(Draft::from(&Report::zero(Form::Revised2021).with_agency("某省人民政府")));
    assert!(matches!(outcome(&province, "OGI201"), Outcome::NotApplicable(why) if why.zh.contains("规章制定权")));
    let nobody = check(Draft::from(&Report::zero(Form::Revised2021)));
    assert!(matches!(outcome(&nobody, "OGI201"), Outcome::NotAssessable(_)));
}

#[test]
fn what_is_held_against_nothing_has_not_passed() {
    let outcome = |draft: Draft, code: &str| check(draft).account().find(|(rule, _)| rule.code() == code).unwrap().1;
    let not_assessable = |draft: Draft, code: &str, why: &str| match outcome(draft, code) {
        Outcome::NotAssessable(said) => assert!(said.en.contains(why), "{code}: {said}"),
        other => panic!("{code}: {other:?}"),
    };
    let silent = || saying(&["按要求开展工作。"]);
    not_assessable(draft(&[]), "OGI502", "no text in the document");
    for code in ["OGI502", "OGI503"] {
        not_assessable(silent(), code, "no quantity in the text to be held against the tables");
    }
    not_assessable(silent(), "OGI501", "no whole with its parts");
    not_assessable(silent(), "OGI504", "no quantity in the text that is surely");
    not_assessable(silent(), "OGI505", "no number of applications received");
    not_assessable(silent(), "OGI506", "no information processing fee");
    let told = || saying(&["2024年收到政府信息公开申请0件。未收取信息处理费。"]);
    for code in ["OGI502", "OGI503", "OGI504", "OGI505", "OGI506"] {
        assert_eq!(outcome(told(), code), Outcome::Passed, "{code}");
    }
    let mut feeless = told();
    feeless.set("disclosure.fees.amount".parse().unwrap(), State::Blank).unwrap();
    not_assessable(feeless, "OGI506", "no number");
    not_assessable(Draft::new(Form::Revised2021), "OGI104", "no number");
    let mut early = draft(&[]);
    early.set_year(2018);
    assert!(matches!(outcome(early, "OGI111"), Outcome::NotApplicable(why) if why.en.contains("before 2019")));
    let mut township = draft(&[]);
    township.set("disclosure.rules.issued".parse().unwrap(), State::Blank).unwrap();
    not_assessable(township, "OGI201", "no number");
    assert!(matches!(outcome(Draft::from(&Report::zero(Form::Trial2019)), "OGI506"), Outcome::NotApplicable(_)));
}

#[test]
fn balancing_checks_only_are_exactly_the_identities_of_the_form() {
    for (form, count) in [(Form::Revised2021, 42), (Form::Trial2019, 40), (Form::Revised2021Undivided, 40)] {
        let draft = Draft::from(&Report::zero(form));
        assert_eq!(rules::identities(&draft).identities().count(), count);
        let kinds: BTreeSet<_> = rules::of(Scope::Report)
            .filter(|r| Selection::Identities.takes(r))
            .map(|r| r.identity().unwrap())
            .collect();
        assert_eq!(draft.form().identities().filter(|i| kinds.contains(&i.kind())).count(), count);
        let assessment = Checker::new().with_selection(Selection::Identities).check(draft.clone());
        assert!(assessment.identities().map(|(i, _)| i).eq(form.identities()), "each once, in the form's order");
        assert!(assessment.identities().all(|(_, standing)| standing == Standing::Holds));
        assert_eq!(assessment.account().filter(|(_, o)| *o != Outcome::NotSelected).count(), kinds.len());
        let json = serde_json::to_value(assessment.spoken(Lang::Zh)).unwrap();
        assert_eq!(json["identities"], serde_json::json!({"checked": count, "holding": count, "broken": 0, "open": 0}));
        let only = Selection::Only(BTreeSet::from(["balance".to_owned()]));
        assert_eq!(Checker::new().with_selection(only).check(draft.clone()).identities().count(), 7);
        // Every identity of the form is run: each one, broken on either side, is found under its rule.
        for identity in form.identities() {
            for cell in identity.left().last().into_iter().chain(identity.right().last()) {
                let mut draft = draft.clone();
                draft.set(cell, State::Count(5)).unwrap();
                let assessment = Checker::new().with_selection(Selection::Identities).check(draft);
                assert!(assessment.identities().any(|(i, standing)| i == identity && standing == Standing::Broken));
                let found = assessment.findings().iter().chain(assessment.folded());
                assert!(found.clone().any(|f| f.identity() == Some(identity)), "{identity} by {cell}");
                assert!(found.clone().all(|f| f.identity().is_some()));
            }
        }
    }
}

#[test]
fn a_policy_decides_what_rejects() {
    let unbalanced = draft(&[("proceedings.reconsideration.total", 1)]);
    let warned = draft(&[("disclosure.normative_documents.issued", 1)]);
    let under = |policy: Policy, draft: &Draft| Checker::new().with_policy(policy).check(draft.clone());
    assert_eq!(under(Policy::default(), &warned).verdict(), Verdict::Accepted);
    let strict = under(Policy::strict(), &warned);
    assert_eq!((strict.verdict(), strict.policy().name()), (Verdict::Rejected, "strict"));
    let refused = strict.accept().unwrap_err();
    assert_eq!(refused.to_string(), "not accepted under the policy \"strict\": rejected by OGI202");
    assert!(refused.faults().is_none(), "the numbers are a report");
    let lenient = Policy::new("own", [Severity::Error]).with("proceedings-total", Ruling::Tolerate);
    let tolerated = under(lenient, &unbalanced);
    assert_eq!(tolerated.verdict(), Verdict::Tolerated);
    let refused = tolerated.accept().unwrap_err();
    assert!(refused.faults().is_some() && std::error::Error::source(&refused).is_some());
    let severe = Policy::default().with("OGI202", Ruling::Reject).with("OGI999", Ruling::Reject);
    let checker = Checker::new().with_policy(severe);
    assert_eq!(checker.check(warned).verdict(), Verdict::Rejected);
    assert_eq!(checker.unknown().collect::<Vec<_>>(), ["OGI999"]);
    let json = serde_json::to_value(checker.check(unbalanced).spoken(Lang::En)).unwrap();
    assert_eq!(json["policy"]["name"], "default");
    assert_eq!(json["policy"]["rules"]["OGI202"], "reject");
}

#[test]
fn an_impossible_period_gives_no_report_though_its_numbers_are_one() {
    let assessment = check(rules::find("OGI112").unwrap().failing_example().unwrap().into_draft().unwrap());
    assert_eq!(assessment.verdict(), Verdict::Accepted, "another year's period is a warning");
    let mut draft = draft(&[]);
    let period = ogi_report::draft::Period { start: day("2024-01-01"), end: day("2023-12-31") };
    draft.set_period(period);
    let assessment = check(draft);
    assert_eq!(assessment.verdict(), Verdict::Rejected);
    assert_eq!(assessment.accept().unwrap_err().rules(), ["OGI112"]);
}

#[test]
fn a_waiver_from_or_until_a_day_that_does_not_exist_never_holds() {
    let wrong = draft(&[("proceedings.reconsideration.total", 1)]);
    let found = check(wrong.clone());
    for (from, until, state) in [
        ("2025-02-28", "2025-06-30", WaiverState::InForce),
        ("2025-02-29", "2025-06-30", WaiverState::Invalid),
        ("2025-02-28", "2025-06-31", WaiverState::Invalid),
        ("2025-03-01", "2025-03-01", WaiverState::InForce),
    ] {
        let waiver = Waiver::new(&found.findings()[0], "已核实", "审核人", day(from), day(until));
        let assessment = Checker::new().with_waivers([waiver], day("2025-03-01")).check(wrong.clone());
        assert_eq!(assessment.waivers()[0].state, state, "{from} to {until}");
    }
}

#[test]
fn a_waiver_holds_for_its_numbers_and_until_its_day() {
    let wrong = draft(&[("proceedings.reconsideration.total", 1)]);
    let found = check(wrong.clone());
    let waiver = Waiver::new(&found.findings()[0], "已核实", "审核人", day("2025-02-01"), day("2025-06-30"));
    let on =
        |today: &str, draft: &Draft| Checker::new().with_waivers([waiver.clone()], day(today)).check(draft.clone());
    let states = [
        ("2025-01-31", WaiverState::NotYet),
        ("2025-02-01", WaiverState::InForce),
        ("2025-06-30", WaiverState::InForce),
        ("2025-07-01", WaiverState::Expired),
    ];
    for (today, state) in states {
        let assessment = on(today, &wrong);
        assert_eq!(assessment.waivers()[0].state, state, "{today}");
        assert_eq!(assessment.findings(), found.findings(), "a waived finding stays listed");
        let let_stand = state == WaiverState::InForce;
        assert_eq!(assessment.tally().waived, usize::from(let_stand));
        assert_eq!(assessment.tally().errors, 1);
        assert_eq!(assessment.verdict() == Verdict::Rejected, !let_stand);
        let json = serde_json::to_value(assessment.spoken(Lang::Zh)).unwrap();
        assert_eq!(json["findings"][0]["waived"]["reason"].as_str(), let_stand.then_some("已核实"));
    }
    let moved = draft(&[("proceedings.reconsideration.total", 2)]);
    assert_eq!(on("2025-03-01", &moved).waivers()[0].state, WaiverState::Stale);
    let right = draft(&[]);
    assert_eq!(on("2025-03-01", &right).waivers()[0].state, WaiverState::Unused);
    let mut other = wrong.clone();
    other.set_year(2023);
    assert_eq!(on("2025-03-01", &other).waivers()[0].state, WaiverState::OtherReport);
    let mut unknown = waiver.clone();
    unknown.locus.rule = "OGI000".to_owned();
    let mut unsigned = waiver.clone();
    unsigned.by = " ".to_owned();
    let states = Checker::new().with_waivers([unknown, unsigned], day("2025-03-01")).check(wrong);
    assert_eq!(
        states.waivers().iter().map(|w| w.state).collect::<Vec<_>>(),
        [WaiverState::UnknownRule, WaiverState::Invalid]
    );
    assert_eq!(states.verdict(), Verdict::Rejected);
    let json = serde_json::to_string(&waiver).unwrap();
    assert_eq!(serde_json::from_str::<Waiver>(&json).unwrap(), waiver);
}

fn saying(texts: &[&str]) -> Draft {
    let mut draft = draft(&[]);
    let passages = texts.iter().map(|t| Passage { text: (*t).to_owned(), place: Place::Nowhere }).collect();
    draft.push_prose(Prose { section: Some(Section::Overview), heading: None, passages, has_table: false });
    draft
}

#[test]
fn a_locus_stays_when_numbers_and_places_move_and_the_digest_does_not() {
    let of = |draft: Draft| -> Vec<(Locus, rules::Digest)> {
        check(draft).findings().iter().map(|f| (f.locus(), f.digest())).collect()
    };
    let one = of(draft(&[("applications.disclosed.total", 1)]));
    let two = of(draft(&[("applications.disclosed.total", 2)]));
    assert_eq!(one.iter().map(|l| &l.0).collect::<Vec<_>>(), two.iter().map(|l| &l.0).collect::<Vec<_>>());
    assert!(one.iter().zip(&two).all(|(a, b)| a.1 != b.1 && a.0.id() == b.0.id()));
    let said = of(saying(&["公开政府信息116条，其中部门文件4条、民政救助104条、其他11条。"]));
    let moved = of(saying(&["概述。", "公开政府信息117条，其中部门文件4条、民政救助104条、其他11条。"]));
    let sums =
        |found: Vec<(Locus, rules::Digest)>| found.into_iter().filter(|(l, _)| l.rule == "OGI501").collect::<Vec<_>>();
    let (said, moved) = (sums(said), sums(moved));
    assert_eq!((said.len(), moved.len()), (1, 1));
    assert_eq!(said[0].0, moved[0].0);
    assert_ne!(said[0].1, moved[0].1);
}

/// The ids are stored by those who keep waivers: they never change.
#[test]
fn the_ids_of_occurrences_are_frozen() {
    // Computed by another implementation from the documentation of `Locus::id` and `Digest`.
    let assessment = check(draft(&[("proceedings.reconsideration.total", 1)]));
    let finding = &assessment.findings()[0];
    assert_eq!(
        finding.locus().to_string(),
        "OGI401 2021 某县人民政府 2024 proceedings.reconsideration.upheld+proceedings.reconsideration.corrected\
         +proceedings.reconsideration.other+proceedings.reconsideration.pending+proceedings.reconsideration.total"
    );
    assert_eq!(finding.locus().id().to_string(), "f40a7fe8783b35abb1c4072c552dbdef");
    assert_eq!(finding.digest().to_string(), "16123ab89780f3e24e8b430a3ccdf231");
}

#[test]
fn no_two_findings_of_an_assessment_have_one_locus() {
    let same = "2024年未发生政府信息公开行政复议案件。";
    let mut twice = saying(&[same, same]);
    twice.set("proceedings.reconsideration.upheld".parse().unwrap(), State::Count(3)).unwrap();
    twice.set("proceedings.reconsideration.total".parse().unwrap(), State::Count(3)).unwrap();
    let drafts = rules::of(Scope::Report)
        .map(|r| r.failing_example().unwrap().into_draft().unwrap())
        .chain(Form::ALL.map(Draft::new))
        .chain([twice]);
    for draft in drafts {
        let assessment = check(draft);
        let all: Vec<Locus> = assessment.findings().iter().chain(assessment.folded()).map(Finding::locus).collect();
        let different: BTreeSet<&Locus> = all.iter().collect();
        assert_eq!(all.len(), different.len(), "{all:?}");
        let ids: BTreeSet<_> = all.iter().map(Locus::id).collect();
        assert_eq!(ids.len(), all.len());
        assert!(all.iter().all(|l| rules::find(&l.rule).is_some()));
    }
}

fn made(code: &str, name: &str) -> Result<CustomRule, InvalidRule> {
    CustomRule::on_report(code, name, Severity::Warning, penalties)
}

fn provincial() -> Rule {
    let rule = made("XX301", "township-without-penalties").unwrap();
    let rule = rule.with_editions([Edition::Revised2021]).with_since("1.2.0");
    rule.with_documentation("乡镇填了行政处罚。\n\nA township has penalties.").into()
}

fn township() -> Draft {
    let mut draft = draft(&[("disclosure.penalties.decisions", 3)]);
    draft.set_agency("某县某镇人民政府");
    draft
}

fn penalties(case: &Case<'_>) -> Observed {
    let none = Gap::NotAssessable(Bilingual { zh: "没有机关名称", en: "no agency" });
    let agency = case.draft().agency().ok_or(none)?;
    let cell = "disclosure.penalties.decisions".parse().unwrap();
    let some = agency.value.ends_with("镇人民政府") && case.draft().count(cell) > Some(0);
    let observed = Observation::new(Bilingual::new("乡镇填了行政处罚", "a township has penalties")).with_cells([cell]);
    Ok(some.then_some(observed).into_iter().collect())
}

#[test]
fn a_rule_of_another_crate_gets_all_that_built_in_ones_have() {
    let rule = provincial();
    assert_eq!(rule.check(&draft(&[])), []);
    let checker = Checker::new().with_rules([&rule]).unwrap();
    let assessment = checker.check(township());
    let finding = assessment.findings().iter().find(|f| f.rule().code() == "XX301").unwrap();
    assert_eq!(finding.message(Lang::Zh), "乡镇填了行政处罚");
    assert!(assessment.account().any(|(r, o)| r.code() == "XX301" && o == Outcome::Failed(1)));
    assert_eq!(assessment.tally().rules, rules::of(Scope::Report).count() + 1);
    let json = serde_json::to_value(assessment.spoken(Lang::En)).unwrap();
    assert_eq!(json["rules"]["XX301"], "failed");
    let trial = checker.check(Draft::from(&Report::zero(Form::Trial2019)));
    assert!(trial.account().any(|(r, o)| r.code() == "XX301" && matches!(o, Outcome::NotApplicable(_))));
    let page = catalogue::reference([&rule]);
    assert!(
        page.contains("| [XX301](#xx301-township-without-penalties) |") && page.contains("A township has penalties.")
    );
    let strict = checker.clone().with_policy(Policy::default().with("XX301", Ruling::Reject));
    assert_eq!(strict.check(township()).verdict(), Verdict::Rejected);
    let waiver = Waiver::new(finding, "授权执法", "审核人", day("2025-02-01"), day("2025-12-31"));
    let lenient = strict.with_waivers([waiver], day("2025-03-01")).check(township());
    assert_eq!(lenient.verdict(), Verdict::Accepted);
    let entry = serde_json::to_value(catalogue::RuleEntry::from(&rule)).unwrap();
    assert_eq!((&entry["since"], &entry["code"]), (&"1.2.0".into(), &"XX301".into()));
}

/// Makes a rule that rejects more than so many penalties.
fn at_most(most: i64) -> Rule {
    let cell = "disclosure.penalties.decisions".parse().unwrap();
    let rule = CustomRule::on_report("XX302", "many-penalties", Severity::Error, move |case| {
        let message = Bilingual::new(format!("多于 {most} 件"), format!("more than {most}"));
        let many = case.draft().count(cell) > Some(most);
        Ok(many
            .then(|| Observation::new(message).with_values([("most".to_owned(), most.into())]).with_cells([cell]))
            .into_iter()
            .collect())
    });
    rule.unwrap().with_settings(most.to_string()).into()
}

#[test]
fn a_waiver_goes_stale_when_the_settings_of_its_rule_change() {
    let checked = |most, waivers: Vec<Waiver>| {
        Checker::new().with_rules([at_most(most)]).unwrap().with_waivers(waivers, day("2025-03-01")).check(township())
    };
    let found = checked(1, Vec::new());
    assert_eq!(found.verdict(), Verdict::Rejected);
    let json = serde_json::to_value(found.findings()[0].spoken(Lang::En)).unwrap();
    assert_eq!((&json["details"]["kind"], &json["details"]["values"]["most"]), (&"custom".into(), &"1".into()));
    let waiver = Waiver::new(&found.findings()[0], "授权执法", "审核人", day("2025-02-01"), day("2025-12-31"));
    assert_eq!(checked(1, vec![waiver.clone()]).verdict(), Verdict::Accepted);
    let moved = checked(2, vec![waiver]);
    assert_eq!((moved.verdict(), moved.waivers()[0].state), (Verdict::Rejected, WaiverState::Stale));
}

/// Rules of another crate look at a series and at a family as the built-in ones do.
#[test]
fn rules_of_another_crate_look_at_several_reports() {
    let told = || Ok(vec![Observation::new(Bilingual::new("已核对", "was looked at"))]);
    let series = CustomRule::on_series("XX601", "any-series", Severity::Note, move |_| told()).unwrap();
    let family = CustomRule::on_family("XX701", "any-family", Severity::Error, move |_| told()).unwrap();
    let checker = Checker::new().with_rules([series, family]).unwrap();
    for (built_in, code) in [("OGI601", "XX601"), ("OGI701", "XX701")] {
        let comparison = match rules::find(built_in).unwrap().passing_example().unwrap() {
            Subject::Series(series) => checker.check_series(&series),
            Subject::Family(family) => checker.check_family(&family),
            other => panic!("{other:?}"),
        };
        let codes: Vec<&str> = comparison.findings().iter().map(|finding| finding.rule().code()).collect();
        assert_eq!(codes, [code]);
        assert!(comparison.findings()[0].reports().len() > 1, "it concerns all reports, where it names none");
        assert_eq!(comparison.is_rejected(), code == "XX701");
    }
    assert!(!check(township()).findings().iter().any(|finding| finding.rule().code().starts_with("XX")));
}

#[test]
fn every_identity_has_a_left_side_and_a_rule() {
    for identity in Form::ALL.into_iter().flat_map(Form::identities) {
        assert!(identity.left().next().is_some(), "{identity}");
        let is_its_own = |rule: &&Rule| rule.identity() == Some(identity.kind());
        assert_eq!(rules::of(Scope::Report).filter(is_its_own).count(), 1, "{identity}");
    }
}

#[test]
fn the_code_of_another_crate_cannot_be_ours_nor_taken_twice() {
    let made = |code, name| made(code, name).map(|_| ());
    for code in ["OGI301", "OGI999", "ogi301", "OGIX1"] {
        assert_eq!(made(code, "x"), Err(InvalidRule::ReservedCode), "{code}");
    }
    for code in ["", "X1", "1234", "xx301", "XX 301", "XX-301", "省X301"] {
        assert_eq!(made(code, "x"), Err(InvalidRule::Code), "{code}");
    }
    for name in ["", "Penalties", "two--hyphens", "ends-", "-begins", "空"] {
        assert_eq!(made("XX301", name), Err(InvalidRule::Name), "{name}");
    }
    assert_eq!(made("XX301", "a-name-2"), Ok(()));
    let twice = Checker::new().with_rules([provincial(), provincial()]).unwrap_err();
    assert_eq!(twice.to_string(), "two rules have the code or the name \"XX301\"");
    assert!(Checker::new().with_rules([self::made("XX301", "balance").unwrap()]).is_err(), "a name of ours");
    assert!(
        Checker::new().with_rules([self::made("XX301", "carry-link").unwrap()]).is_err(),
        "a name of ours, of a rule over several reports"
    );
    let mut undated = Draft::new(Form::Revised2021);
    undated.set_agency("某县某镇人民政府");
    undated.set(cells::disclosure::penalties::DECISIONS, 1).unwrap();
    let found = provincial().check(&undated);
    assert!(!found.is_empty() && found.iter().all(|f| f.rule().code() == "XX301"));
}

#[test]
fn single_checks_run_on_plain_numbers_and_agree_with_the_whole() {
    let mut figures = Figures::zero(Form::Revised2021);
    assert!(rules::identities(&figures).is_valid());
    figures.set("applications.received.natural_person".parse().unwrap(), 3).unwrap();
    assert!(!rules::balance(&figures).is_valid() && !rules::row_total(&figures).is_valid());
    assert!(rules::outcome_total(&figures).is_valid() && rules::proceedings_total(&figures).is_valid());
    let people = |n: u32| Applicants { natural_person: Count::from(n), ..Applicants::ZERO };
    let outcomes = Outcomes { disclosed: people(2), ..Outcomes::default() };
    let applications = Applications::new(people(3), people(0), outcomes, people(1)).unwrap();
    assert!(rules::balance(&applications).is_valid() && rules::identities(&applications).is_valid());
    assert_eq!(rules::balance(&applications).identities().count(), 7);
    let cases = Results { upheld: Count::from(3), ..Results::ZERO };
    assert!(rules::proceedings_total(&Proceedings::new(cases, Results::ZERO, cases).unwrap()).is_valid());
    let (identity, equation) = rules::balance(&figures).first().unwrap();
    assert_eq!(equation.difference(), 3);
    assert_eq!(identity.column().unwrap().part(), "natural_person");
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    draft.set("applications.received.natural_person".parse().unwrap(), State::Count(3)).unwrap();
    let whole: BTreeSet<_> = check(draft).findings().iter().filter_map(Finding::identity).collect();
    assert_eq!(rules::identities(&figures).all().map(|(i, _)| i).collect::<BTreeSet<_>>(), whole);
}

/// The array of a table: its numbers row by row, as the form prints them.
fn rows<const R: usize, const C: usize>(draft: &Draft, table: Table) -> [[i64; C]; R] {
    let cells: Vec<Cell> = draft.form().cells().filter(|c| c.table() == table).collect();
    assert_eq!(cells.len(), R * C);
    std::array::from_fn(|row| std::array::from_fn(|column| draft.count(cells[row * C + column]).unwrap()))
}

/// Checks every identity of a table on an array, with the array's number in each cell in turn.
fn array_agrees<const R: usize, const C: usize>(form: Form, table: Table)
where
    [[i64; C]; R]: Numbers,
{
    let draft = Draft::from(&Report::zero(form));
    let mut numbers: [[i64; C]; R] = rows(&draft, table);
    assert!(rules::identities(&numbers).is_valid());
    for (at, cell) in form.cells().filter(|c| c.table() == table).enumerate() {
        numbers[at / C][at % C] = 7;
        let mut draft = draft.clone();
        draft.set(cell, State::Count(7)).unwrap();
        let broken = |found: Vec<(Identity, rules::Equation)>| -> Vec<(IdentityKind, String)> {
            found.iter().map(|(i, e)| (i.kind(), e.written())).collect()
        };
        let expected = broken(rules::identities(&draft).all().collect());
        assert!(!expected.is_empty());
        assert_eq!(broken(rules::identities(&numbers).all().collect()), expected, "{cell}");
        assert!(!rules::identities(&numbers).is_valid());
        numbers[at / C][at % C] = 0;
    }
}

#[test]
fn single_checks_run_on_numbers_of_any_type_behind_a_reference() {
    let report = Report::zero(Form::Trial2019);
    let array = [[0_i64; 5]; 3];
    let all: [&dyn Numbers; 4] = [&report, &array, report.applications(), report.proceedings()];
    for numbers in all {
        assert!(rules::identities(numbers).is_valid() && rules::balance(numbers).first().is_none());
    }
}

#[test]
fn single_checks_run_on_arrays_of_the_tables_rows() {
    array_agrees::<25, 7>(Form::Revised2021, Table::Applications);
    array_agrees::<23, 7>(Form::Revised2021Undivided, Table::Applications);
    array_agrees::<3, 5>(Form::Revised2021, Table::Proceedings);
    assert!(rules::identities(&[[0_u16; 7]; 25]).is_valid(), "any number that fits");
}

#[test]
fn deciding_allocates_nothing() {
    let mut figures = Figures::zero(Form::Trial2019);
    figures.set("disclosure.licensing.net_change".parse().unwrap(), -3).unwrap();
    let report = Report::zero(Form::Revised2021);
    let draft = Draft::from(&report);
    let (applications, proceedings) = (report.applications(), report.proceedings());
    let array = [[0_u32; 7]; 25];
    let all = |decided: bool| assert!(decided);
    let info = allocation_counter::measure(|| {
        all(figures.is_valid());
        all(rules::identities(&figures).is_valid());
        all(rules::identities(&report).is_valid());
        all(rules::identities(&draft).is_valid());
        all(rules::balance(applications).is_valid());
        all(rules::row_total(applications).is_valid());
        all(rules::outcome_total(&array).is_valid());
        all(rules::proceedings_total(proceedings).is_valid());
    });
    assert_eq!(info.count_total, 0);
}
