//! The official tables against forms that others have printed, and what a screen reader is told of each cell.

use std::collections::BTreeSet;
use std::path::Path;

use ogi_report::draft::Draft;
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::read::{Block, Document, Grid};
use ogi_report::{Report, check, read, render};
use scraper::{ElementRef, Html, Selector};

/// A printed cell: its label without numbering marks and spaces, or nothing where a value stands; columns and rows it covers.
type Printed = (String, u32, u32);

/// A table as rows of printed cells.
fn printed(grid: &Grid) -> Vec<Vec<Printed>> {
    let plain = |text: &str| -> String {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_value =
            text.strip_suffix('元').unwrap_or(&text).chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        if is_value {
            String::new()
        } else {
            text.replace("．", ".").replace('(', "（").replace(')', "）").replace('"', "”")
        }
    };
    let cell = |cell: &read::GridCell| (plain(&cell.text).replace('“', "”"), cell.colspan, cell.rowspan);
    grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

/// The tables of a document; the parts of section 二 are one.
fn tables(document: &Document) -> Vec<Vec<Vec<Printed>>> {
    let article = |table: &Vec<Vec<Printed>>| table[0][0].0.starts_with("第二十条");
    let mut tables: Vec<Vec<Vec<Printed>>> = Vec::new();
    for block in &document.blocks {
        let Block::Grid(grid) = block else { continue };
        let table = printed(grid);
        match tables.last_mut() {
            Some(above) if article(above) && article(&table) => above.extend(table),
            _ => tables.push(table),
        }
    }
    tables
}

fn ours(form: Form) -> [Vec<Vec<Vec<Printed>>>; 2] {
    let draft = Draft::from(&Report::zero(form));
    let page = render::proof(&check(draft.clone()), Lang::Zh).to_string();
    [tables(&render::official(&draft)), tables(&read::document(page.as_bytes()).unwrap())]
}

#[test]
fn the_tables_are_those_of_forms_that_others_have_printed() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    for (file, form, compared) in [
        ("real/blank-template-2021.docx", Form::Revised2021, 3),
        ("dev/docs/v0013.html", Form::Revised2021, 3),
        // Its section 四 merges 行政复议 over two rows, and its results stand a row lower than in the form.
        ("dev/docs/v0001.html", Form::Trial2019, 2),
    ] {
        let Ok(bytes) = std::fs::read(corpus.join(file)) else {
            eprintln!("skipped: no {file}");
            continue;
        };
        let theirs = tables(&read::document(&bytes).unwrap());
        assert_eq!(theirs.len(), 3, "{file}");
        for ours in ours(form) {
            assert_eq!(ours.len(), 3);
            for (ours, theirs) in ours.iter().zip(&theirs).take(compared) {
                assert_eq!(ours.len(), theirs.len(), "{file}");
                for (ours, theirs) in ours.iter().zip(theirs) {
                    assert_eq!(ours, theirs, "{file}");
                }
            }
        }
    }
}

/// The header cells of a cell by the algorithm of the HTML standard, where every header has a scope: those with `row` to its
/// left in a row that both cover, those with `col` above it in a column that both cover.
fn headers(table: ElementRef<'_>) -> Vec<(String, BTreeSet<String>)> {
    let (rows, cells) = (Selector::parse("tr").unwrap(), Selector::parse("th, td").unwrap());
    let mut taken = BTreeSet::new();
    let mut placed: Vec<(usize, usize, usize, usize, ElementRef<'_>)> = Vec::new();
    for (y, row) in table.select(&rows).enumerate() {
        let mut x = 0;
        for cell in row.select(&cells) {
            let span = |name| cell.attr(name).map_or(1, |n| n.parse::<usize>().unwrap());
            let (width, height) = (span("colspan"), span("rowspan"));
            while taken.contains(&(x, y)) {
                x += 1;
            }
            taken.extend((x..x + width).flat_map(|x| (y..y + height).map(move |y| (x, y))));
            placed.push((x, y, width, height, cell));
        }
    }
    let values = placed.iter().filter(|(.., cell)| cell.value().name() == "td");
    values
        .map(|&(x, y, width, _, value)| {
            let heads = placed.iter().filter(|&&(hx, hy, hwidth, hheight, head)| match head.attr("scope") {
                Some("row") => hx < x && (hy..hy + hheight).contains(&y),
                Some("col") => hy < y && hx < x + width && x < hx + hwidth,
                scope => scope.is_some_and(|scope| panic!("{scope}")),
            });
            (value.attr("id").unwrap().to_owned(), heads.map(|(.., head)| head.text().collect()).collect())
        })
        .collect()
}

#[test]
fn a_screen_reader_is_told_row_group_and_column_of_every_cell_and_no_other() {
    for (form, lang) in Form::ALL.into_iter().flat_map(|form| [(form, Lang::Zh), (form, Lang::En)]) {
        let page = Html::parse_document(&render::proof(&check(Draft::from(&Report::zero(form))), lang).to_string());
        let told: Vec<_> = page.select(&Selector::parse("table").unwrap()).flat_map(headers).collect();
        assert_eq!(told.len(), form.cells().count());
        for (id, told) in told {
            let cell: Cell = id.parse().unwrap();
            let (row, column) = (cell.row().label(form.edition(), lang), cell.column().label(form.edition(), lang));
            assert!(told.contains(row) && told.contains(column), "{id}: {told:?}");
            let names: BTreeSet<&str> = form.cells().map(|c| c.row().label(form.edition(), lang)).collect();
            let rows: Vec<&String> = told.iter().filter(|told| names.contains(told.as_str())).collect();
            assert_eq!(rows, [row], "{id}");
            let groups: BTreeSet<&str> = form.cells().filter_map(|c| Some(c.row().group()?.label(lang))).collect();
            let group: Vec<&str> = told.iter().map(String::as_str).filter(|told| groups.contains(told)).collect();
            let own: Vec<&str> = cell.row().group().map(|group| group.label(lang)).into_iter().collect();
            // 行政诉讼 and the names of its two kinds are all columns of one table.
            assert_eq!(group, own, "{id}: {told:?}");
        }
    }
}
