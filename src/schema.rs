//! JSON Schemas of the wire formats (feature `schema`).
//!
//! A [`Report`], a [`Draft`], the [`Assessment`](crate::Assessment) that [`spoken`](crate::Assessment::spoken) writes, and
//! what is kept beside them: [`Policy`](crate::assess::Policy), [`Selection`](crate::assess::Selection) and
//! [`Waiver`](crate::assess::Waiver).
//!
//! All follow from the form's table of facts: a table, a row and a column has its labels in both languages as its title.
//! A schema says which keys and what kinds of numbers a report has; that the sums are right no schema can say, and only
//! reading a [`Report`] checks it.
//!
//! ```
//! let schema = schemars::schema_for!(ogi_report::Report);
//! assert_eq!(schema.get("title").unwrap(), "政府信息公开工作年度报告 / Annual report on open government information");
//! ```

mod assessment;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::draft::numeral::MAX_COUNT;
use crate::draft::{Draft, StrayKind};
use crate::form::{Cell, Column, Edition, Form, Kind, Lang, Row, Section, Table, Unit};
use crate::report::Report;

const TITLE: &str = "政府信息公开工作年度报告 / Annual report on open government information";

impl JsonSchema for Report {
    fn schema_name() -> Cow<'static, str> {
        "Report".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::Report".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let forms: Vec<Value> = Form::ALL.into_iter().map(report).collect();
        json_schema!({"title": TITLE, "oneOf": forms})
    }
}

impl JsonSchema for Draft {
    fn schema_name() -> Cow<'static, str> {
        "Draft".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "ogi_report::Draft".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let editions: Vec<Value> = Edition::ALL.into_iter().map(draft).collect();
        json_schema!({"title": format!("{TITLE}（草稿 / draft）"), "anyOf": editions})
    }
}

fn report(form: Form) -> Value {
    let mut properties = head(&json!({"const": form.edition()}));
    let mut required = vec![json!("edition")];
    for table in Table::ALL {
        let section = table.section();
        let mut rows = Map::new();
        for row in Row::all().filter(|row| row.table() == table && row.is_in(form)) {
            rows.insert(row.part().to_owned(), line(form, row));
        }
        // （七）总计 follows from the outcomes and may be left out.
        let needed: Vec<&String> = rows.keys().filter(|part| *part != Row::Handled.part()).collect();
        let schema = json!({
            "title": titled(section.heading(Lang::Zh), section.heading(Lang::En)),
            "type": "object", "required": needed, "additionalProperties": false, "properties": rows,
        });
        required.push(json!(table.part()));
        properties.insert(table.part().to_owned(), schema);
    }
    let (edition, other) = (form.edition(), "（其他处理为一行 / 其他处理 in one row）");
    json!({
        "title": format!("{}{}", edition.document_number(), if form == edition.form() { "" } else { other }),
        "type": "object", "required": required, "additionalProperties": false, "properties": properties,
    })
}

fn date() -> Value {
    json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}

/// The days on which a report was published and was due.
fn publication() -> [(String, Value); 2] {
    [("published", "公布日期 / day of publication"), ("due", "公布期限 / day by which it was due")].map(
        |(key, title)| {
            let mut day = with_title(title.to_owned(), date());
            if let Some(keys) = day.as_object_mut() {
                keys.insert("type".to_owned(), json!(["string", "null"]));
            }
            (key.to_owned(), day)
        },
    )
}

/// The edition of a draft, or null where the document does not show it.
fn shown(edition: Edition) -> Value {
    json!({"enum": [edition, null]})
}

/// Edition, agency and year.
fn head(edition: &Value) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("edition".to_owned(), with_title("格式 / edition".to_owned(), edition.clone()));
    properties.insert("agency".to_owned(), json!({"title": "机关 / agency", "type": ["string", "null"]}));
    let year = json!({"title": "年度 / year", "type": ["integer", "null"], "minimum": 0, "maximum": u16::MAX});
    properties.insert("year".to_owned(), year);
    properties
}

fn line(form: Form, row: Row) -> Value {
    let edition = form.edition();
    let mut columns = Map::new();
    let mut required = Vec::new();
    for cell in form.cells().filter(|cell| cell.row() == row) {
        let column = cell.column();
        let title = titled(column.label(edition, Lang::Zh), column.label(edition, Lang::En));
        columns.insert(column.part().to_owned(), with_title(title, number(cell)));
        if column != Column::Total {
            required.push(column.part());
        }
    }
    json!({
        "title": titled(row.label(edition, Lang::Zh), row.label(edition, Lang::En)),
        "type": "object", "required": required, "additionalProperties": false, "properties": columns,
    })
}

/// What a cell of a report can hold.
fn number(cell: Cell) -> Value {
    match cell.kind() {
        Kind::Count => json!({"type": "integer", "minimum": 0, "maximum": MAX_COUNT}),
        Kind::SignedCount => json!({"type": "integer", "minimum": -MAX_COUNT, "maximum": MAX_COUNT}),
        Kind::Amount(_) => {
            let units = Unit::ALL.map(Unit::symbol).join("|");
            json!({"anyOf": [
                {"type": "string", "pattern": format!("^[0-9]+(\\.[0-9]+)?({units})?$")},
                {"type": "integer", "minimum": 0},
            ]})
        }
    }
}

fn draft(edition: Edition) -> Value {
    let mut cells = Map::new();
    let of_edition = |cell: &Cell| cell.forms().has_edition(edition);
    for cell in Cell::all().filter(of_edition) {
        let title = titled(&cell.name(edition, Lang::Zh), &cell.name(edition, Lang::En));
        cells.insert(cell.to_string(), with_title(title, found(cell)));
    }
    let mut properties = head(&shown(edition));
    let date = date();
    let sections: Vec<Value> = Section::ALL.iter().map(|s| json!(s)).chain([Value::Null]).collect();
    properties
        .insert("cells".to_owned(), json!({"type": "object", "additionalProperties": false, "properties": cells}));
    for table in Table::ALL {
        let mut rows = Map::new();
        for row in Row::all() {
            let columns: Map<String, Value> = Cell::all()
                .filter(|cell| of_edition(cell) && cell.table() == table && cell.row() == row)
                .map(|cell| (cell.column().part().to_owned(), found(cell)))
                .collect();
            if !columns.is_empty() {
                let columns = json!({"type": "object", "additionalProperties": false, "properties": columns});
                rows.insert(row.part().to_owned(), columns);
            }
        }
        let rows = json!({"type": "object", "additionalProperties": false, "properties": rows});
        properties.insert(table.part().to_owned(), rows);
    }
    let period =
        json!({"type": ["object", "null"], "required": ["start", "end"], "properties": {"start": date, "end": date}});
    properties.insert("period".to_owned(), period);
    properties.extend(publication());
    let paragraphs = json!({"type": "array", "items": {"type": "string"}});
    properties.insert(
        "text".to_owned(),
        json!({"type": "array", "items": {"type": "object", "required": ["section"], "properties": {
            "section": {"enum": sections},
            "heading": {"type": ["string", "null"]},
            "table": {"type": "boolean"},
            "paragraphs": paragraphs,
        }}}),
    );
    let addresses: Vec<String> = Cell::all().map(|cell| cell.to_string()).collect();
    properties.insert(
        "strays".to_owned(),
        json!({"type": "array", "items": {"type": "object", "required": ["kind"], "properties": {
            "kind": {"enum": StrayKind::ALL},
            "label": {"type": "string"},
            "values": {"type": "array", "items": {"type": "string"}},
            "near": {"type": "array", "items": {"enum": addresses}},
        }}}),
    );
    // The cells by their addresses, or in tables as in a report.
    let given = ["cells", "disclosure", "applications", "proceedings"].map(|key| json!({"required": [key]}));
    json!({
        "title": edition.document_number(),
        "type": "object", "required": ["edition"], "properties": properties,
        "anyOf": given,
    })
}

/// What a cell of a draft can hold: a number, the text as typed, nothing, or an object that says which.
fn found(cell: Cell) -> Value {
    let amount = matches!(cell.kind(), Kind::Amount(_));
    let number = if amount {
        json!({"state": {"const": "amount"}, "value": {"type": "string"}, "unit": {"enum": [null, "元", "万元", "亿元"]}})
    } else {
        json!({"state": {"const": "count"}, "value": {"type": "integer"}})
    };
    let none = json!(["blank", "not-applicable", "unreadable", "absent"]);
    json!({"anyOf": [
        {"type": ["string", "null"]},
        {"type": "integer", "minimum": -MAX_COUNT, "maximum": MAX_COUNT},
        {"type": "object", "required": ["state", "value"], "properties": number},
        {"type": "object", "required": ["state"], "properties": {"state": {"enum": none}, "value": {"type": "null"}}},
    ]})
}

fn titled(zh: &str, en: &str) -> String {
    format!("{zh} / {en}")
}

fn with_title(title: String, mut schema: Value) -> Value {
    if let Some(keys) = schema.as_object_mut() {
        keys.insert("title".to_owned(), Value::String(title));
    }
    schema
}
