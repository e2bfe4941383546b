//! A small writer of OFD files: documents laid out on pages, in the ways in which programs draw them. It knows nothing of the reader.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "shared by tests, which may panic")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "everything is small"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ogi_report::read::{Block, Document, Grid};
use zip::write::{SimpleFileOptions, ZipWriter};

/// How a document is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    /// The prefix of the names of elements.
    pub(crate) prefix: &'static str,
    pub(crate) rules: Rules,
    /// Whether each character is an object of its own.
    pub(crate) single: bool,
    /// Whether distances between characters are told as `g` repeats.
    pub(crate) repeats: bool,
    /// By how much objects are larger inside than on the page.
    pub(crate) scale: f32,
    pub(crate) rules_in: RulesIn,
    /// How many blocks stand around the objects of a page.
    pub(crate) nested: usize,
    /// The height of a page in millimetres.
    pub(crate) height: f32,
}

/// How the borders of cells are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    Strokes,
    ThinAreas,
    Frames,
}

/// Where the borders of cells are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RulesIn {
    Page,
    Template,
    Drawing,
}

impl Default for Drawn {
    fn default() -> Self {
        Self {
            prefix: "ofd:",
            rules: Rules::Strokes,
            single: false,
            repeats: true,
            scale: 1.0,
            rules_in: RulesIn::Page,
            nested: 0,
            height: 297.0,
        }
    }
}

const MARGIN: f32 = 20.0;
const WIDTH: f32 = 170.0;
pub(crate) const SIZE: f32 = 3.2;
const LINE: f32 = 4.6;

/// A page: its texts and its rules.
#[derive(Default)]
struct Sheet {
    texts: String,
    rules: String,
}

struct Pen<'a> {
    drawn: &'a Drawn,
    sheets: Vec<Sheet>,
    y: f32,
}

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file with one page, whose content is given.
pub(crate) fn page(content: &str) -> Vec<u8> {
    file(&[content], "", "")
}

/// A file with pages, what the document says besides, and resources.
pub(crate) fn file(pages: &[&str], common: &str, resources: &str) -> Vec<u8> {
    let listed = |n: usize| format!("<ofd:Page ID='{n}' BaseLoc='Pages/Page_{n}/Content.xml'/>");
    let listed = (0..pages.len()).map(listed).collect::<Vec<_>>().concat();
    let document = format!(
        "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes>{common}\
         </ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    );
    let contents: Vec<(String, String)> = pages
        .iter()
        .enumerate()
        .map(|(n, content)| {
            let page =
                format!("<ofd:Page><ofd:Content><ofd:Layer ID='9'>{content}</ofd:Layer></ofd:Content></ofd:Page>");
            (format!("Doc_0/Pages/Page_{n}/Content.xml"), page)
        })
        .collect();
    let resources = format!("<ofd:Res>{resources}</ofd:Res>");
    let mut parts = vec![
        ("OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", document.as_str()),
        ("Doc_0/Res.xml", resources.as_str()),
    ];
    parts.extend(contents.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    archive(&parts)
}

/// Draws a document.
pub(crate) fn ofd(document: &Document, drawn: &Drawn) -> Vec<u8> {
    let mut pen = Pen { drawn, sheets: vec![Sheet::default()], y: MARGIN };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for line in wrapped(&paragraph.text, WIDTH) {
                    pen.room(LINE);
                    pen.text(MARGIN, pen.y, &line);
                    pen.y += LINE;
                }
                pen.y += LINE;
            }
            Block::Grid(grid) => pen.table(grid),
            _ => {}
        }
    }
    pen.finish()
}

/// A text in lines that are not longer than a width.
fn wrapped(text: &str, width: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        if c == '\n' || used + advance(c) > width {
            lines.push(String::new());
            used = 0.0;
        }
        if c != '\n' {
            lines.last_mut().unwrap().push(c);
            used += advance(c);
        }
    }
    lines
}

fn advance(c: char) -> f32 {
    if c.is_ascii() { SIZE / 2.0 } else { SIZE }
}

impl Pen<'_> {
    /// Begins a page where something does not fit on this one.
    fn room(&mut self, height: f32) {
        if self.y + height > self.drawn.height - MARGIN {
            self.sheets.push(Sheet::default());
            self.y = MARGIN;
        }
    }

    fn sheet(&mut self) -> &mut Sheet {
        self.sheets.last_mut().unwrap()
    }

    fn text(&mut self, x: f32, y: f32, line: &str) {
        let characters: Vec<char> = line.chars().collect();
        let mut x = x;
        let runs: Vec<&[char]> = characters.chunks(if self.drawn.single { 1 } else { 40 }).collect();
        for run in runs {
            let width: f32 = run.iter().map(|c| advance(*c)).sum();
            let (p, scale) = (self.drawn.prefix, self.drawn.scale);
            let distances: Vec<f32> = run.iter().take(run.len() - 1).map(|c| advance(*c) * scale).collect();
            let text: String = run
                .iter()
                .map(|c| match c {
                    '<' => "&lt;".to_owned(),
                    '&' => "&amp;".to_owned(),
                    c => c.to_string(),
                })
                .collect();
            let object = format!(
                "<{p}TextObject ID='5' Font='1' Boundary='{x} {y} {width} {SIZE}' CTM='{k} 0 0 {k} 0 0' Size='{size}'>\
                 <{p}FillColor Value='0 0 0'/><{p}TextCode X='0' Y='{base}'{deltas}>{text}</{p}TextCode></{p}TextObject>",
                k = 1.0 / scale,
                size = SIZE * scale,
                base = 0.85 * SIZE * scale,
                deltas = self.deltas(&distances),
            );
            self.sheet().texts.push_str(&object);
            x += width;
        }
    }

    fn deltas(&self, distances: &[f32]) -> String {
        if distances.is_empty() {
            return String::new();
        }
        let mut list = Vec::new();
        for same in distances.chunk_by(|a, b| (a - b).abs() < 1e-6) {
            if self.drawn.repeats && same.len() > 1 {
                list.push(format!("g {} {}", same.len(), same[0]));
            } else {
                list.extend(same.iter().map(f32::to_string));
            }
        }
        format!(" DeltaX='{}'", list.join(" "))
    }

    /// Draws the border of a cell.
    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let (p, k) = (self.drawn.prefix, self.drawn.scale);
        let line = |x: f32, y: f32, width: f32, height: f32, closed: bool| {
            let (right, down) = (width * k, height * k);
            let data = if closed {
                format!("M 0 0 L {right} 0 L {right} {down} L 0 {down} C")
            } else {
                format!("M0 0L{right} {down}")
            };
            let paint =
                if closed && width.min(height) < 1.0 { "Fill='true' Stroke='false'" } else { "LineWidth='0.25'" };
            format!(
                "<{p}PathObject ID='6' Boundary='{x} {y} {width} {height}' CTM='{s} 0 0 {s} 0 0' {paint}>\
                 <{p}StrokeColor Value='0 0 0'/><{p}AbbreviatedData>{data}</{p}AbbreviatedData></{p}PathObject>",
                s = 1.0 / k
            )
        };
        let rules = match self.drawn.rules {
            Rules::Frames => line(x, y, width, height, true),
            Rules::Strokes => [
                line(x, y, width, 0.0, false),
                line(x, y + height, width, 0.0, false),
                line(x, y, 0.0, height, false),
                line(x + width, y, 0.0, height, false),
            ]
            .concat(),
            Rules::ThinAreas => [
                line(x, y, width, 0.2, true),
                line(x, y + height, width, 0.2, true),
                line(x, y, 0.2, height, true),
                line(x + width, y, 0.2, height, true),
            ]
            .concat(),
        };
        self.sheet().rules.push_str(&rules);
    }

    fn table(&mut self, grid: &Grid) {
        let columns: u32 = grid.rows[0].iter().map(|cell| cell.colspan).sum();
        let column = WIDTH / columns as f32;
        let width = |cell: &ogi_report::read::GridCell| column * cell.colspan as f32;
        // A cell that covers several rows is as high as they are, whose lines need no more than theirs.
        let heights: Vec<f32> = grid
            .rows
            .iter()
            .map(|row| {
                let lines =
                    row.iter().map(|cell| wrapped(&cell.text, width(cell) - 1.0).len().div_ceil(cell.rowspan as usize));
                lines.max().unwrap_or(1) as f32 * LINE + 2.0
            })
            .collect();
        let mut taken = vec![0_u32; columns as usize];
        for (n, row) in grid.rows.iter().enumerate() {
            if taken.iter().all(|rows| *rows == 0) {
                // Rows that a merged cell joins stay together.
                let mut reach = 1;
                let mut at = 0;
                while at < reach && n + at < grid.rows.len() {
                    let down = grid.rows[n + at].iter().map(|cell| cell.rowspan as usize).max().unwrap_or(1);
                    reach = reach.max(at + down);
                    at += 1;
                }
                self.room(heights.iter().skip(n).take(reach).sum());
            }
            let mut at = 0;
            let mut fresh = Vec::new();
            for cell in row {
                while taken[at] > 0 {
                    at += 1;
                }
                let x = MARGIN + column * at as f32;
                let height: f32 = heights.iter().skip(n).take(cell.rowspan as usize).sum();
                self.frame(x, self.y, width(cell), height);
                for (line, text) in wrapped(&cell.text, width(cell) - 1.0).iter().enumerate() {
                    if !text.is_empty() {
                        self.text(x + 0.5, self.y + 1.0 + line as f32 * LINE, text);
                    }
                }
                fresh.push((at..at + cell.colspan as usize, cell.rowspan));
                at += cell.colspan as usize;
            }
            for (columns, rows) in fresh {
                taken[columns].fill(rows);
            }
            for rows in &mut taken {
                *rows = rows.saturating_sub(1);
            }
            self.y += heights[n];
        }
        self.y += LINE;
    }

    fn finish(self) -> Vec<u8> {
        let Drawn { prefix: p, rules_in, nested, height, .. } = self.drawn;
        let mut parts: Vec<(String, String)> = Vec::new();
        let (mut pages, mut templates, mut units) = (String::new(), String::new(), String::new());
        for (n, Sheet { texts, rules }) in self.sheets.iter().enumerate() {
            let mut behind = String::new();
            let drawing = match rules_in {
                RulesIn::Page => rules.clone(),
                RulesIn::Template => {
                    let _ = write!(templates, "<{p}TemplatePage ID='t{n}' BaseLoc='Tpls/Tpl_{n}/Content.xml'/>");
                    let template = format!("<{p}Page><{p}Content><{p}Layer>{rules}</{p}Layer></{p}Content></{p}Page>");
                    parts.push((format!("Doc_0/Tpls/Tpl_{n}/Content.xml"), template));
                    behind = format!("<{p}Template TemplateID='t{n}' ZOrder='Background'/>");
                    String::new()
                }
                RulesIn::Drawing => {
                    let _ = write!(
                        units,
                        "<{p}CompositeGraphicUnit ID='u{n}' Width='210' Height='297'><{p}Content><{p}PageBlock>{rules}</{p}PageBlock>\
                         </{p}Content></{p}CompositeGraphicUnit>"
                    );
                    format!("<{p}CompositeObject ID='7' Boundary='0 0 210 297' ResourceID='u{n}'/>")
                }
            };
            let (open, close) = (format!("<{p}PageBlock>").repeat(*nested), format!("</{p}PageBlock>").repeat(*nested));
            let page = format!(
                "<?xml version='1.0' encoding='UTF-8'?><{p}Page>{behind}<{p}Area><{p}PhysicalBox>0 0 210 {height}</{p}PhysicalBox></{p}Area>\
                 <{p}Content><{p}Layer ID='2' Type='Body'>{open}{texts}{drawing}{close}</{p}Layer></{p}Content></{p}Page>"
            );
            let _ = write!(pages, "<{p}Page ID='{n}' BaseLoc='Pages/Page_{n}/Content.xml'/>");
            parts.push((format!("Doc_0/Pages/Page_{n}/Content.xml"), page));
        }
        parts.push((
            "OFD.xml".to_owned(),
            format!(
                "<{p}OFD><{p}DocBody><{p}DocInfo><{p}DocID>1</{p}DocID></{p}DocInfo><{p}DocRoot>Doc_0/Document.xml</{p}DocRoot>\
                 </{p}DocBody></{p}OFD>"
            ),
        ));
        parts.push((
            "Doc_0/Document.xml".to_owned(),
            format!(
                "<{p}Document><{p}CommonData><{p}PageArea><{p}PhysicalBox>0 0 210 {height}</{p}PhysicalBox></{p}PageArea>\
                 <{p}PublicRes>PublicRes.xml</{p}PublicRes>{templates}</{p}CommonData><{p}Pages>{pages}</{p}Pages></{p}Document>"
            ),
        ));
        let units = format!("<{p}Res><{p}CompositeGraphicUnits>{units}</{p}CompositeGraphicUnits></{p}Res>");
        parts.push(("Doc_0/PublicRes.xml".to_owned(), units));
        archive(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
    }
}
