//! Correct prose made of many templates and the numbers of random reports: whatever is found in it is false. And the same
//! prose with one number changed: most of it must be found.
//!
//! The templates are data, `narrative/templates.txt`. They are also read several to a paragraph, because what one
//! sentence says of year, body and topic reaches into the next.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests; all numbers are small"
)]

use std::collections::BTreeMap;
use std::fmt::Write;

use ogi_report::draft::{Amount, Draft, Passage, Place, Prose, State};
use ogi_report::form::{Form, Section};
use ogi_report::narrative::{Contradiction, broken_sums, claims, mismatches, repeats};
use rust_decimal::Decimal;

/// A small generator of numbers, the same in every run (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    /// A number in `0..end`.
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn within(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from + 1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(i64::try_from(all.len()).unwrap())).unwrap()]
    }
}

struct Template {
    bodies: &'static str,
    needs: Vec<&'static str>,
    text: &'static str,
}

fn templates() -> Vec<Template> {
    let lines = include_str!("narrative/templates.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let mut parts = line.splitn(3, '|');
            let mut part = || parts.next().unwrap();
            Template { bodies: part(), needs: part().split_whitespace().collect(), text: part() }
        })
        .collect()
}

/// A body with the numbers of its report, by the names of the templates.
struct Body {
    kind: char,
    agency: &'static str,
    own: &'static [&'static str],
    year: i64,
    numbers: BTreeMap<&'static str, i64>,
}

const BODIES: [(char, &str, &[&str]); 4] = [
    ('g', "云岭县人民政府", &["全县", "我县", "云岭县", ""]),
    ('d', "云岭县水利局", &["我局", "本机关", "县水利局", "本单位", ""]),
    ('t', "云岭县石桥镇人民政府", &["我镇", "本镇", "石桥镇", "本机关", ""]),
    ('o', "云岭市人民政府办公室", &["我办", "市政府办公室", "本机关", ""]),
];

/// The tables of which the numbers are the totals, with the names of the templates.
const CELLS: [(&str, &str); 24] = [
    ("r", "applications.received.total"),
    ("b", "applications.brought_forward.total"),
    ("h", "applications.handled.total"),
    ("c", "applications.carried_forward.total"),
    ("nat", "applications.received.natural_person"),
    ("ent", "applications.received.commercial_enterprise"),
    ("d", "applications.disclosed.total"),
    ("p", "applications.partly_disclosed.total"),
    ("ef", "applications.enforcement_case_file.total"),
    ("nh", "applications.not_held.total"),
    ("nr", "applications.not_ready_made.total"),
    ("pet", "applications.petition_or_complaint.total"),
    ("dup", "applications.duplicate.total"),
    ("so", "applications.supplement_overdue.total"),
    ("oth", "applications.other_handling.total"),
    ("rc", "proceedings.reconsideration.total"),
    ("dl", "proceedings.direct_litigation.total"),
    ("la", "proceedings.litigation_after_reconsideration.total"),
    ("nd.i", "disclosure.normative_documents.issued"),
    ("nd.r", "disclosure.normative_documents.repealed"),
    ("nd.f", "disclosure.normative_documents.in_force"),
    ("lic", "disclosure.licensing.decisions"),
    ("pen", "disclosure.penalties.decisions"),
    ("coe", "disclosure.coercion.decisions"),
];

impl Body {
    fn draw(random: &mut Random) -> Self {
        let (kind, agency, own) = random.one_of(&BODIES);
        let scale = random.one_of(&[0, 2, 8, 40, 300, 4000]);
        let mut numbers = BTreeMap::new();
        let mut draw = |name: &'static str, scale: i64| {
            let value = if random.below(4) == 0 { 0 } else { random.within(0, scale) };
            numbers.insert(name, value);
            value
        };
        let outcomes = ["d", "p", "ef", "nh", "nr", "pet", "dup", "so", "oth"];
        let handled: i64 = outcomes.into_iter().map(|name| draw(name, scale)).sum();
        let brought = draw("b", scale.min(40)).min(handled);
        let carried = draw("c", scale.min(40));
        for (name, scale) in [("rc.u", 9), ("rc.k", 3), ("rc.o", 3), ("rc.p", 4), ("dl", 5), ("la", 5)] {
            draw(name, scale.min(handled));
        }
        for (name, scale) in
            [("nd.i", 12), ("nd.r", 5), ("nd.f", 90), ("lic", 9000), ("pen", 900), ("coe", 90), ("fee", 900)]
        {
            draw(name, scale);
        }
        let of = |name: &str| numbers[name];
        let received = handled + carried - brought;
        let enterprises = of("d").min(received) / 3;
        let derived = [
            ("b", brought),
            ("h", handled),
            ("r", received),
            ("in", received + brought),
            ("ent", enterprises),
            ("nat", received - enterprises),
            ("dp", of("d") + of("p")),
            ("wh", of("ef")),
            ("un", of("nh") + of("nr")),
            ("np", of("pet") + of("dup")),
            ("ot", of("so") + of("oth")),
            ("rc", of("rc.u") + of("rc.k") + of("rc.o") + of("rc.p")),
            ("li", of("dl") + of("la")),
        ];
        numbers.extend(derived);
        Self { kind, agency, own, year: random.within(2021, 2025), numbers }
    }

    fn can_say(&self, template: &Template) -> bool {
        let here = template.bodies.contains(['*', self.kind]);
        here && template.needs.iter().all(|need| match need.strip_prefix('!') {
            Some(name) => self.numbers[name] == 0,
            None => self.numbers[need] > 0,
        })
    }

    fn draft(&self, paragraphs: &[String]) -> Draft {
        let mut draft = Draft::new(Form::Revised2021);
        draft.set_agency(self.agency);
        draft.set_year(u16::try_from(self.year).unwrap());
        for cell in Form::Revised2021.cells() {
            draft.set(cell, State::Count(0)).unwrap();
        }
        let mut set = |address: &str, value: i64| {
            draft.set(address.parse().unwrap(), State::Count(value)).unwrap();
        };
        for (name, address) in CELLS {
            set(address, self.numbers[name]);
        }
        for (result, name) in [("upheld", "rc.u"), ("corrected", "rc.k"), ("other", "rc.o"), ("pending", "rc.p")] {
            set(&format!("proceedings.reconsideration.{result}"), self.numbers[name]);
        }
        set("proceedings.direct_litigation.upheld", self.numbers["dl"]);
        set("proceedings.litigation_after_reconsideration.upheld", self.numbers["la"]);
        let fee = Amount { value: Decimal::from(self.numbers["fee"]), unit: None };
        draft.set("disclosure.fees.amount".parse().unwrap(), State::Amount(fee)).unwrap();
        let passages = paragraphs.iter().map(|text| Passage { text: text.clone(), place: Place::Nowhere }).collect();
        let section = Some(Section::Overview);
        draft.push_prose(Prose { section, heading: None, passages, has_table: false });
        draft
    }

    /// The template filled in; the number of the `wrong`th quantity of the tables changed.
    fn say(&self, template: &Template, random: &mut Random, wrong: Option<usize>) -> Said {
        let mut said = Said { text: String::new(), quantities: 0, whole: true };
        let mut splits: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for (at, piece) in template.text.split('{').enumerate() {
            let Some((slot, rest)) = piece.split_once('}').filter(|_| at > 0) else {
                said.text.push_str(piece);
                continue;
            };
            match slot {
                "我" => said.text.push_str(random.one_of(self.own)),
                _ if slot.starts_with('Y') => {
                    let offset: i64 = slot[1..].parse().unwrap_or(0);
                    write!(said.text, "{}", self.year + offset).unwrap();
                }
                _ if slot.starts_with("n:") => {
                    let (from, to) = slot[2..].split_once('-').unwrap();
                    write!(said.text, "{}", random.within(from.parse().unwrap(), to.parse().unwrap())).unwrap();
                }
                _ if slot.contains('%') => {
                    let (part, whole) = slot.split_once('%').unwrap();
                    let whole = self.numbers[whole];
                    let part = self.numbers.get(part).copied().unwrap_or(whole / 2);
                    write!(said.text, "{}.{}", part * 100 / whole.max(1), random.below(10)).unwrap();
                }
                _ => {
                    let value = self.quantity(slot, &mut splits, random);
                    said.whole &= value.is_some();
                    let mut value = value.unwrap_or_default();
                    if wrong == Some(said.quantities) {
                        value = slip(value, random);
                    }
                    said.quantities += 1;
                    said.text.push_str(&notation(value, random));
                }
            }
            said.text.push_str(rest);
        }
        said
    }

    /// A quantity of the tables, or `s#3:1`: the first of three parts of one.
    fn quantity<'t>(
        &self,
        slot: &'t str,
        splits: &mut BTreeMap<&'t str, Vec<i64>>,
        random: &mut Random,
    ) -> Option<i64> {
        let Some((name, split)) = slot.split_once('#') else { return Some(self.numbers[slot]) };
        let (parts, at) = split.split_once(':').map_or((split, None), |(n, at)| (n, at.parse::<usize>().ok()));
        let count: i64 = parts.parse().unwrap();
        let whole = match splits.get(name) {
            Some(parts) => parts.iter().sum(),
            None => self.numbers.get(name).copied().unwrap_or_else(|| random.within(60, 900)),
        };
        if whole < count {
            return None;
        }
        let parts = splits.entry(name).or_insert_with(|| {
            let mut left = whole - count;
            let mut parts: Vec<i64> = (1..count)
                .map(|_| {
                    let part = random.within(0, left);
                    left -= part;
                    part + 1
                })
                .collect();
            parts.push(left + 1);
            parts
        });
        Some(at.map_or(whole, |at| parts[at - 1]))
    }
}

struct Said {
    text: String,
    quantities: usize,
    /// Whether every quantity could be split as the template wants.
    whole: bool,
}

/// A slip of the pen: a digit more or less, two exchanged, one off by one.
fn slip(value: i64, random: &mut Random) -> i64 {
    let digits = value.to_string();
    let exchanged: String = digits.chars().rev().collect();
    let choices = [value + 1, value + 10, value + 3, exchanged.parse().unwrap(), value * 10 + 1];
    let slipped = random.one_of(&choices);
    if slipped == value { value + 2 } else { slipped }
}

fn notation(value: i64, random: &mut Random) -> String {
    let plain = value.to_string();
    match random.below(12) {
        0 => plain.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect(),
        1 if value >= 1000 => format!("{},{:03}", value / 1000, value % 1000),
        2 if (1..=10).contains(&value) => {
            "一二三四五六七八九十".chars().nth(usize::try_from(value - 1).unwrap()).unwrap().to_string()
        }
        3 => format!(" {plain} "),
        _ => plain,
    }
}

fn findings(draft: &Draft) -> Vec<String> {
    let found = claims(draft);
    let mut all: Vec<String> = broken_sums(&found).map(|sum| format!("501 {}", sum.whole.span.quote(draft))).collect();
    let noted = |kind| matches!(kind, Contradiction::CountsBroughtForward | Contradiction::FeeExceedsTotal);
    let against = mismatches(draft, &found).into_iter().filter(|m| !noted(m.kind));
    all.extend(against.map(|m| format!("502 {} against {}", m.claim.span.quote(draft), m.table)));
    all.extend(repeats(draft, &found).iter().map(|r| format!("504 {}", r.second.span.quote(draft))));
    all
}

#[test]
fn nothing_is_found_in_correct_prose() {
    let templates = templates();
    let mut random = Random(1);
    let (mut read, mut wrong) = (0, Vec::new());
    for _ in 0..rounds(60) {
        let body = Body::draw(&mut random);
        for template in templates.iter().filter(|t| body.can_say(t)) {
            let said = body.say(template, &mut random, None);
            if !said.whole {
                continue;
            }
            read += 1;
            let draft = body.draft(std::slice::from_ref(&said.text));
            wrong.extend(findings(&draft).into_iter().map(|f| format!("{f}\n   {} {}", body.agency, said.text)));
        }
    }
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_is_found_in_correct_paragraphs() {
    let templates = templates();
    let mut random = Random(2);
    let mut wrong = Vec::new();
    for _ in 0..rounds(600) {
        let body = Body::draw(&mut random);
        let sayable: Vec<&Template> = templates.iter().filter(|t| body.can_say(t)).collect();
        let mut paragraphs = vec![String::new()];
        let mut once = false;
        for _ in 0..random.within(2, 8) {
            let template = random.one_of(&sayable);
            let said = body.say(template, &mut random, None);
            let again = template.bodies.contains('1') && std::mem::replace(&mut once, true);
            if !said.whole || again {
                continue;
            }
            if random.below(3) == 0 {
                paragraphs.push(String::new());
            }
            paragraphs.last_mut().unwrap().push_str(&said.text);
        }
        let found = findings(&body.draft(&paragraphs));
        wrong.extend(found.into_iter().map(|f| format!("{f}\n   {} {}", body.agency, paragraphs.join("⏎"))));
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn most_slips_of_the_pen_are_found() {
    let templates = templates();
    let mut random = Random(3);
    let (mut due, mut met) = (0, 0);
    let mut missed: BTreeMap<&str, i32> = BTreeMap::new();
    for _ in 0..rounds(60) {
        let body = Body::draw(&mut random);
        for template in templates.iter().filter(|t| body.can_say(t)) {
            let right = body.say(template, &mut random, None);
            if !right.whole || right.quantities == 0 {
                continue;
            }
            let at = usize::try_from(random.below(i64::try_from(right.quantities).unwrap())).unwrap();
            let said = body.say(template, &mut random, Some(at));
            due += 1;
            if findings(&body.draft(&[said.text])).is_empty() {
                *missed.entry(template.text).or_default() += 1;
            } else {
                met += 1;
            }
        }
    }
    println!("{met} of {due} slips are found");
    if std::env::var_os("SHOW_WRONG").is_some() {
        for (text, times) in missed {
            println!("{times} {text}");
        }
    }
    assert!(met * 10 >= due * 8, "{met} of {due}");
}

/// How many rounds: `ROUNDS` times as many as usual where it is set.
fn rounds(usual: u32) -> u32 {
    usual * std::env::var("ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}
