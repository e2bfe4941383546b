//! The schemas of what a check writes, and of what it is given beside a draft: assessment, policy, selection, waiver.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{TITLE, date, found, head, publication, shown, titled, with_title};
use crate::assess::{Assessment, Policy, Ruling, Selection, Verdict, Waiver, WaiverState};
use crate::draft::StrayKind;
use crate::draft::numeral::MAX_COUNT;
use crate::form::{Cell, Edition, Form, IdentityKind, Lang};
use crate::localise::Mechanism;
use crate::rules::Severity;

/// Of the JSON of [`Assessment::spoken`].
impl JsonSchema for Assessment {
    fn schema_name() -> Cow<'static, str> {
        "Assessment".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::Assessment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let forms: Vec<Value> = Form::ALL.into_iter().map(assessment).collect();
        json_schema!({"title": format!("{TITLE}（核对结果 / assessment）"), "oneOf": forms})
    }
}

impl JsonSchema for Policy {
    fn schema_name() -> Cow<'static, str> {
        "Policy".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::assess::Policy".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let schema = policy();
        json_schema!({"title": "策略 / policy", "allOf": [schema]})
    }
}

impl JsonSchema for Selection {
    fn schema_name() -> Cow<'static, str> {
        "Selection".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::assess::Selection".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let schema = selection();
        json_schema!({"title": "选用的规则 / selection of rules", "allOf": [schema]})
    }
}

impl JsonSchema for Waiver {
    fn schema_name() -> Cow<'static, str> {
        "Waiver".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::assess::Waiver".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let schema = waiver(None);
        json_schema!({"title": "豁免 / waiver", "allOf": [schema]})
    }
}

fn assessment(form: Form) -> Value {
    let edition = form.edition();
    let mut properties = head(&shown(edition));
    let mut titled_as = |key: &str, zh: &str, en: &str, schema: Value| {
        properties.insert(key.to_owned(), with_title(titled(zh, en), schema));
    };
    titled_as("verdict", "结论", "verdict", json!({"enum": verdicts()}));
    titled_as("policy", "策略", "policy", policy());
    titled_as("selection", "选用的规则", "selection of rules", selection());
    let counted = ["rules", "passed", "failed", "not-applicable", "not-assessable", "not-selected"];
    titled_as("tally", "计数", "tally", counts(&[&counted[..], &["errors", "warnings", "notes", "waived"]].concat()));
    titled_as("identities", "勾稽关系", "identities", counts(&["checked", "holding", "broken", "open"]));
    titled_as("cells", "单元格", "cells", cells(form));
    titled_as("findings", "问题", "findings", array(&finding()));
    titled_as("folded", "由其他问题引起的问题", "findings that follow from others", array(&finding()));
    titled_as("waivers", "豁免", "waivers", array(&waiver(Some(states()))));
    let fill = object(&[("cell", address()), ("value", or_null(&count()))], &[]);
    let forced = object(&[("cell", address()), ("value", count()), ("since", text())], &[]);
    let change = object(
        &[
            ("cell", address()),
            ("found", whole()),
            ("expected", or_null(&count())),
            ("mechanism", json!({"enum": Mechanism::ALL.map(Mechanism::name)})),
        ],
        &[],
    );
    titled_as("forced", "推得的数", "forced values", array(&forced));
    let explanation = object(&[("changes", array(&change)), ("fills", array(&fill))], &[]);
    titled_as("explanations", "解释", "explanations", array(&explanation));
    let claim = object(
        &[
            ("text", text()),
            ("subject", text()),
            ("value", json!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"})),
            ("year", json!({"type": ["integer", "null"]})),
            ("not_assessed", json!({"type": ["string", "null"]})),
        ],
        &[],
    );
    titled_as("claims", "文中所述数量", "claims of the text", array(&claim));
    titled_as("unseen", "看不出来的错误", "what no check sees", text());
    let outcome =
        json!({"type": "string", "pattern": "^(passed|failed|not-selected|not-(applicable|assessable): .+)$"});
    let rules = json!({"type": "object", "propertyNames": code(), "additionalProperties": outcome});
    titled_as("rules", "各条规则的结果", "what became of each rule", rules);
    let required: Vec<String> = properties.keys().cloned().collect();
    properties.extend(publication());
    json!({"title": edition.document_number(), "type": "object", "required": required, "properties": properties})
}

fn cells(form: Form) -> Value {
    let edition = form.edition();
    let is_object = |state: &&Value| state.get("type").is_some_and(|kind| kind == "object");
    let written = |cell: Cell| {
        let name = titled(&cell.name(edition, Lang::Zh), &cell.name(edition, Lang::En));
        // What is written of a cell is always the object that says which state it is in.
        let states = found(cell);
        let objects: Vec<&Value> =
            states.get("anyOf").and_then(Value::as_array).into_iter().flatten().filter(is_object).collect();
        (cell.to_string(), json!({"title": name, "anyOf": objects}))
    };
    let cells: Map<String, Value> = form.cells().map(written).collect();
    let required: Vec<&String> = cells.keys().collect();
    json!({"type": "object", "required": required, "additionalProperties": false, "properties": cells})
}

fn finding() -> Value {
    object(
        &[
            ("rule", code()),
            ("name", json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})),
            ("severity", severity()),
            ("cells", array(&address())),
            ("message", text()),
            ("details", details()),
            ("locus", locus()),
            ("id", digest()),
            ("digest", digest()),
        ],
        &[("place", place()), ("waived", waiver(None))],
    )
}

fn place() -> Value {
    let number = || json!({"type": "integer", "minimum": 1});
    let of = |names: &[&'static str]| names.iter().map(|name| (*name, number())).collect::<Vec<_>>();
    let sheet = [vec![("sheet", json!({"type": "string"}))], of(&["row", "column"])].concat();
    let places = [
        of(&["line", "column"]),
        of(&["table", "row", "cell"]),
        sheet,
        of(&["paragraph"]),
        of(&["page"]),
        of(&["page", "line"]),
        of(&["page", "table", "row", "cell"]),
    ];
    json!({"anyOf": places.map(|place| closed(object(&place, &[])))})
}

/// What is wrong, by kind.
fn details() -> Value {
    let string = || json!({"type": "string"});
    let size = || json!({"type": "integer", "minimum": 0});
    let decimal = || json!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"});
    let years = || json!({"type": "integer", "minimum": 0, "maximum": u16::MAX});
    let editions = || json!({"enum": Edition::ALL});
    let term = object(&[("cell", address()), ("value", or_null(&whole()))], &[]);
    let equation = || closed(object(&[("left", array(&term)), ("right", array(&term))], &[]));
    let identities = || json!({"enum": IdentityKind::ALL});
    let heading = || closed(object(&[("title", string()), ("place", or_null(&place()))], &[]));
    let clashing = closed(object(&[("identity", identities()), ("equation", equation())], &[]));
    let kind = |name: &str| ("kind", json!({"const": name}));
    let faults = ["missing", "empty", "repeated", "out-of-order"];
    let period = json!({"oneOf": [
        closed(object(&[kind("no-such-day"), ("day", string())], &[])),
        closed(object(&[kind("ends-before-start")], &[])),
        closed(object(&[kind("not-the-year"), ("year", years())], &[])),
    ]});
    let number = || ("number", size());
    let citation = json!({"oneOf": [
        closed(object(&[kind("decree"), number(), ("decrees", array(&size()))], &[])),
        closed(object(&[kind("article"), number(), ("articles", size())], &[])),
    ]});
    let trial = json!({"oneOf": [
        closed(object(
            &[kind("published-over-total"), ("newly_published", whole()), ("total_published", whole())],
            &[],
        )),
        closed(object(&[kind("items-below-zero"), ("items_last_year", whole()), ("net_change", whole())], &[])),
        closed(object(&[kind("half-procurement"), ("projects", whole()), ("total_value", decimal())], &[])),
    ]});
    let ways = json!({"type": "object", "required": ["run-together"], "properties": {"run-together": array(&array(&whole()))}});
    let reasons = json!({"anyOf": [{"enum": ["not-a-number", "spaced", "not-whole", "too-large"]}, ways]});
    let subject = json!({"type": ["string", "object"]});
    let relation = json!({"enum": ["different", "none-against-some", "counts-brought-forward", "fee-exceeds-total"]});
    let kinds: Vec<(&str, Vec<(&str, Value)>)> = vec![
        ("unreadable", vec![("raw", string()), ("reason", reasons)]),
        ("no-number", vec![("state", json!({"enum": ["blank", "not-applicable", "absent"]}))]),
        ("negative", vec![("value", decimal())]),
        ("unit", vec![("raw", string()), ("unit", string())]),
        (
            "stray",
            vec![
                ("stray", json!({"enum": StrayKind::ALL})),
                ("label", string()),
                ("values", string()),
                ("count", size()),
            ],
        ),
        ("edition", vec![("year", years()), ("used", editions())]),
        ("period", vec![("start", string()), ("end", string()), ("raw", string()), ("fault", period)]),
        ("section", vec![("section", string()), ("fault", json!({"enum": faults}))]),
        ("notice", vec![("cited", editions()), ("used", editions())]),
        ("citation", vec![("quote", text()), ("citation", citation)]),
        ("stale-year", vec![("year", years()), ("named", years()), ("times", size())]),
        ("reports", vec![("checked", heading()), ("others", array(&heading()))]),
        ("before-the-form", vec![]),
        ("no-tables", vec![]),
        ("power", vec![("agency", string()), ("values", array(&term))]),
        (
            "late",
            vec![
                ("published", date()),
                ("due", date()),
                ("deadline", json!({"enum": ["department", "government", "given"]})),
            ],
        ),
        ("documents", vec![("issued", whole()), ("repealed", whole()), ("in_force", whole())]),
        ("trial-row", vec![("fault", trial)]),
        ("open-over-received", vec![("received", whole()), ("carried_forward", whole())]),
        ("identity", vec![("identity", identities()), ("equation", equation())]),
        ("clash", vec![("identities", array(&clashing))]),
        ("list", vec![("quote", text()), ("whole", decimal()), ("parts", array(&decimal())), ("sum", decimal())]),
        (
            "statement",
            vec![
                ("quote", text()),
                ("subject", subject),
                ("value", decimal()),
                ("table", decimal()),
                ("relation", relation),
            ],
        ),
        (
            "repeat",
            vec![("first", text()), ("first_value", decimal()), ("second", text()), ("second_value", decimal())],
        ),
        ("unlisted", vec![("count", size())]),
        (
            "custom",
            vec![
                ("message", object(&[("zh", string()), ("en", string())], &[])),
                ("values", json!({"type": "object"})),
            ],
        ),
    ];
    let of =
        |(name, fields): &(&str, Vec<(&str, Value)>)| closed(object(&[&[kind(name)], fields.as_slice()].concat(), &[]));
    json!({"oneOf": kinds.iter().map(of).collect::<Vec<_>>()})
}

fn locus() -> Value {
    let year = json!({"type": ["integer", "null"], "minimum": 0, "maximum": u16::MAX});
    let required = [("rule", code()), ("edition", json!({"enum": Edition::ALL}))];
    let optional = [
        ("agency", json!({"type": ["string", "null"]})),
        ("year", year),
        ("cells", array(&address())),
        ("wording", json!({"type": ["string", "null"]})),
        ("nth", json!({"type": "integer", "minimum": 1})),
    ];
    closed(object(&required, &optional))
}

fn waiver(state: Option<Value>) -> Value {
    let mut required = vec![
        ("locus", locus()),
        ("digest", digest()),
        ("reason", json!({"title": "理由 / reason", "type": "string"})),
        ("by", json!({"title": "批准人 / who gave it", "type": "string"})),
        ("date", with_title("批准日期 / day on which it was given".to_owned(), date())),
        ("expires", with_title("有效期至 / last day".to_owned(), date())),
    ];
    required.extend(state.map(|state| ("state", state)));
    closed(object(&required, &[]))
}

fn policy() -> Value {
    let rulings = json!({"type": "object", "additionalProperties": {"enum": [Ruling::Reject, Ruling::Tolerate]}});
    let rejects = json!({"type": "array", "items": severity(), "uniqueItems": true});
    closed(object(&[("name", json!({"type": "string"})), ("rejects", rejects)], &[("rules", rulings)]))
}

fn selection() -> Value {
    let names = || json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true});
    let only = closed(object(&[("only", names())], &[]));
    let except = closed(object(&[("except", names())], &[]));
    json!({"oneOf": [{"enum": [Selection::All, Selection::Identities]}, only, except]})
}

fn verdicts() -> [Verdict; 4] {
    [Verdict::Accepted, Verdict::Tolerated, Verdict::Incomplete, Verdict::Rejected]
}

fn states() -> Value {
    json!({"enum": [
        WaiverState::InForce, WaiverState::Stale, WaiverState::Expired, WaiverState::NotYet, WaiverState::Invalid,
        WaiverState::Unused, WaiverState::UnknownRule, WaiverState::OtherReport,
    ]})
}

fn severity() -> Value {
    json!({"enum": [Severity::Error, Severity::Warning, Severity::Note]})
}

/// An object with these keys; others may be added to it.
fn object(required: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let keys: Vec<&str> = required.iter().map(|(key, _)| *key).collect();
    let properties: Map<String, Value> =
        required.iter().chain(optional).map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    json!({"type": "object", "required": keys, "properties": properties})
}

/// The same object, to which nothing may be added.
fn closed(mut object: Value) -> Value {
    if let Some(keys) = object.as_object_mut() {
        keys.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    object
}

fn counts(keys: &[&str]) -> Value {
    let count = json!({"type": "integer", "minimum": 0});
    object(&keys.iter().map(|key| (*key, count.clone())).collect::<Vec<_>>(), &[])
}

fn array(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn or_null(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn address() -> Value {
    json!({"type": "string", "pattern": "^(disclosure|applications|proceedings)\\.[a-z_]+\\.[a-z_]+$"})
}

fn code() -> Value {
    json!({"type": "string", "pattern": "^[A-Z][A-Z0-9]{3,}$"})
}

fn digest() -> Value {
    json!({"type": "string", "pattern": "^[0-9a-f]{32}$"})
}

fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn whole() -> Value {
    json!({"type": "integer"})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": MAX_COUNT})
}
