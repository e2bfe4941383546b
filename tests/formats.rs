//! The development corpus in its formats: the texts of every table arrive, each count where the truth files have one.
//!
//! The corpus is not part of the package; where it is missing the tests say so and pass.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx"))]

use std::fs;
use std::path::PathBuf;

use ogi_report::read::{self, Block, Document, FileKind};
use serde_json::Value;

fn corpus() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: no corpus at {}", path.display());
    None
}

fn document(bytes: &[u8]) -> Option<Document> {
    let kind = FileKind::of(bytes);
    matches!(kind, FileKind::Html | FileKind::Docx | FileKind::Xlsx)
        .then(|| read::document_as(kind, bytes, None).unwrap())
}

/// The texts of all cells, without white space and thousands separators.
fn cells(document: &Document) -> Vec<String> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect::<String>();
    document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None })
        .flat_map(|grid| grid.rows.iter().flatten())
        .map(|cell| bare(&cell.text))
        .collect()
}

#[test]
fn kinds_are_those_of_the_index() {
    let Some(dev) = corpus().map(|corpus| corpus.join("dev")) else { return };
    let index: Vec<Value> = serde_json::from_str(&fs::read_to_string(dev.join("index.json")).unwrap()).unwrap();
    for entry in index {
        let file = entry["file"].as_str().unwrap();
        let kind = FileKind::of(&fs::read(dev.join("docs").join(file)).unwrap());
        let expected = match entry["format"].as_str().unwrap() {
            "html" => FileKind::Html,
            "docx" => FileKind::Docx,
            "xlsx" => FileKind::Xlsx,
            "markdown" => FileKind::Markdown,
            "pdftotext" => FileKind::PdfText,
            // One reader takes both, and a converter may leave `#` before a heading.
            _ if kind == FileKind::Markdown => continue,
            _ => FileKind::Text,
        };
        assert_eq!(kind, expected, "{file}");
    }
    let printed = fs::read(dev.join("../real/hongze-2024.pdftotext.txt")).unwrap();
    assert_eq!(FileKind::of(&printed), FileKind::PdfText);
}

#[test]
fn every_page_document_and_workbook_gives_its_cells() {
    let Some(dev) = corpus().map(|corpus| corpus.join("dev")) else { return };
    let mut seen = 0;
    let mut paths: Vec<_> = fs::read_dir(dev.join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let Some(document) = document(&fs::read(&path).unwrap()) else { continue };
        let name = path.display();
        let cells = cells(&document);
        let has = |labels: &[&str]| cells.iter().any(|cell| labels.contains(&cell.as_str()));
        assert!(has(&["自然人"]) && has(&["总计", "總計"]), "{name}");
        let truth = dev.join("truth").join(path.with_extension("json").file_name().unwrap());
        let truth: Value = serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap();
        for (cell, entry) in truth["cells"].as_object().unwrap() {
            if entry["state"] == "count" {
                let value = entry["value"].to_string();
                // Signs and units are written in many ways; the digits are not.
                let digits = value.trim_start_matches('-');
                assert!(cells.iter().any(|text| text.contains(digits)), "{name}: {cell} {value}");
            }
        }
        seen += 1;
    }
    assert!(seen >= 29, "only {seen} documents");
}

#[test]
fn an_offices_blank_form_gives_its_three_tables() {
    let Some(corpus) = corpus() else { return };
    let document = document(&fs::read(corpus.join("real/blank-template-2021.docx")).unwrap()).unwrap();
    let cells = cells(&document);
    for label in ["规章", "自然人", "总计", "（七）总计", "四、结转下年度继续办理"] {
        assert!(cells.iter().any(|cell| cell == label), "{label}");
    }
    assert!(cells.iter().filter(|cell| cell.is_empty()).count() > 180);
}

#[test]
fn tables_in_markdown_are_read_as_pages_are() {
    let Some(dev) = corpus().map(|corpus| corpus.join("dev")) else { return };
    let document = read::document(&fs::read(dev.join("docs/v0012.md")).unwrap()).unwrap();
    let tables = document.blocks.iter().filter(|block| matches!(block, Block::Grid(_)));
    assert_eq!(tables.count(), 3);
}
