//! A writer of PDFs that knows nothing of the reader: documents drawn in the ways of the programs that offices use.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::format_collect,
    clippy::struct_excessive_bools,
    clippy::write_with_newline,
    reason = "shared by tests, which may panic; all numbers are small"
)]

pub(crate) mod file;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ogi_report::read::{Block, Document, Grid};

use file::File;

/// How cells are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// Lines from end to end.
    Strokes,
    /// A thin filled rectangle on each side of each cell.
    Areas,
    /// A stroked rectangle around each cell.
    Boxes,
    /// Not at all.
    None,
}

/// How characters are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Font {
    /// Numbers of the font's own, with a map to Unicode.
    Identity,
    /// GBK, without a map.
    Gbk,
    /// UTF-16, without a map.
    Utf16,
    /// Glyphs that are drawn, with a map.
    Type3,
    /// Numbers of the font's own, and nothing that tells what they are.
    Unknown,
}

/// How a document is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) rules: Rules,
    pub(crate) font: Font,
    /// Every character once more, a little to the right.
    pub(crate) is_bold: bool,
    /// Large words across each page.
    pub(crate) has_watermark: bool,
    /// Everything inside of a drawing that the page draws.
    pub(crate) is_form: bool,
    /// By how much the page is turned, and what stands on it back.
    pub(crate) turn: u16,
    /// Whether a table has no border where a page ends.
    pub(crate) is_open: bool,
    /// Whether the text is drawn so that nobody sees it.
    pub(crate) is_hidden: bool,
    pub(crate) has_picture: bool,
    pub(crate) is_packed: bool,
    /// Whether objects stand in streams.
    pub(crate) has_object_streams: bool,
    /// The height of a page in points.
    pub(crate) page: f32,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            rules: Rules::Strokes,
            font: Font::Identity,
            is_bold: false,
            has_watermark: false,
            is_form: false,
            turn: 0,
            is_open: false,
            is_hidden: false,
            has_picture: false,
            is_packed: true,
            has_object_streams: false,
            page: 842.0,
        }
    }
}

const WIDTH: f32 = 595.0;
const MARGIN: f32 = 40.0;
const SIZE: f32 = 8.0;
const LEADING: f32 = 10.0;
const PADDING: f32 = 3.0;

/// A document as the bytes of a PDF.
pub(crate) fn pdf(document: &Document, style: Style) -> Vec<u8> {
    let mut drawn = Drawn { style, pages: vec![String::new()], y: MARGIN, codes: BTreeMap::new() };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => drawn.paragraph(&paragraph.text),
            Block::Grid(grid) => drawn.grid(grid),
            _ => {}
        }
    }
    drawn.finish()
}

struct Drawn {
    style: Style,
    pages: Vec<String>,
    y: f32,
    /// The code of each character that was drawn.
    codes: BTreeMap<char, usize>,
}

fn width(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

/// The text in lines of at most this width, in characters. A number is never parted: it is printed over the sides of its cell.
fn wrapped(text: &str, most: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0.0;
    if text.is_ascii() {
        return vec![text.to_owned()];
    }
    for c in text.chars() {
        if c == '\n' || (taken + width(c) > most && taken > 0.0) {
            lines.push(String::new());
            taken = 0.0;
        }
        if c != '\n' {
            lines.last_mut().unwrap().push(c);
            taken += width(c);
        }
    }
    lines
}

/// A cell with its columns and rows.
struct Laid<'a> {
    text: &'a str,
    column: usize,
    columns: usize,
    row: usize,
    rows: usize,
}

fn laid(grid: &Grid) -> Vec<Laid<'_>> {
    let mut taken = std::collections::BTreeSet::new();
    let mut cells = Vec::new();
    for (row, line) in grid.rows.iter().enumerate() {
        let mut column = 0;
        for cell in line {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let (columns, rows) = (cell.colspan as usize, (cell.rowspan as usize).min(grid.rows.len() - row));
            taken.extend((row..row + rows).flat_map(|r| (column..column + columns).map(move |c| (r, c))));
            cells.push(Laid { text: &cell.text, column, columns, row, rows });
        }
    }
    cells
}

impl Drawn {
    fn page(&mut self) -> &mut String {
        self.pages.last_mut().unwrap()
    }

    fn new_page(&mut self) {
        self.pages.push(String::new());
        self.y = MARGIN;
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrapped(text, (WIDTH - 2.0 * MARGIN) / SIZE - 2.0) {
            if self.y + LEADING > self.style.page - MARGIN {
                self.new_page();
            }
            let y = self.y;
            self.text(MARGIN, y, &line);
            self.y += LEADING + 4.0;
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let cells = laid(grid);
        let count = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap();
        // Columns as wide as their widest value, and what is left for the labels.
        let mut widths = vec![0.0_f32; count];
        for cell in cells.iter().filter(|cell| cell.columns == 1) {
            let lines = cell.text.lines().map(|line| line.chars().map(width).sum::<f32>());
            let widest = lines.fold(1.0, f32::max).min(9.0);
            widths[cell.column] = widths[cell.column].max(widest * SIZE + 2.0 * PADDING);
        }
        let most = WIDTH - 2.0 * MARGIN;
        let total: f32 = widths.iter().sum();
        let factor = (most / total).min(1.6);
        for width in &mut widths {
            *width *= factor;
        }
        let edges: Vec<f32> = std::iter::once(MARGIN)
            .chain(widths.iter().scan(MARGIN, |at, width| {
                *at += width;
                Some(*at)
            }))
            .collect();
        let inner = |cell: &Laid<'_>| (edges[cell.column + cell.columns] - edges[cell.column] - 2.0 * PADDING) / SIZE;
        let lines: Vec<Vec<String>> = cells.iter().map(|cell| wrapped(cell.text, inner(cell).max(1.0))).collect();
        let mut heights = vec![LEADING + 2.0 * PADDING; grid.rows.len()];
        for (cell, lines) in cells.iter().zip(&lines) {
            let needed = lines.len() as f32 * LEADING + 2.0 * PADDING;
            let have: f32 = heights[cell.row..cell.row + cell.rows].iter().sum();
            heights[cell.row + cell.rows - 1] += (needed - have).max(0.0);
        }
        let mut first = 0;
        while first < heights.len() {
            let mut end = first;
            let mut bottom = self.y;
            while end < heights.len() && bottom + heights[end] <= self.style.page - MARGIN {
                bottom += heights[end];
                end += 1;
            }
            if end == first {
                self.new_page();
                continue;
            }
            self.part(&cells, &lines, &edges, &heights, first..end);
            self.y = bottom;
            if end < heights.len() {
                self.new_page();
            }
            first = end;
        }
        self.y += LEADING;
    }

    /// Draws the rows of a table that stand on one page.
    fn part(
        &mut self,
        cells: &[Laid<'_>],
        lines: &[Vec<String>],
        edges: &[f32],
        heights: &[f32],
        rows: std::ops::Range<usize>,
    ) {
        let top = self.y;
        let at = |row: usize| top + heights[rows.start..row.clamp(rows.start, rows.end)].iter().sum::<f32>();
        let here = |cell: &&Laid<'_>| cell.row < rows.end && cell.row + cell.rows > rows.start;
        for (cell, lines) in cells.iter().zip(lines).filter(|(cell, _)| here(cell)) {
            let (x0, x1) = (edges[cell.column], edges[cell.column + cell.columns]);
            let (y0, y1) = (at(cell.row), at(cell.row + cell.rows));
            let is_cut = (
                cell.row <= rows.start && rows.start > 0,
                cell.row + cell.rows >= rows.end && rows.end < heights.len(),
            );
            self.sides((x0, y0, x1, y1), (self.style.is_open && is_cut.0, self.style.is_open && is_cut.1));
            if cell.row < rows.start {
                continue;
            }
            let mut y = f32::midpoint(y0, y1) - lines.len() as f32 * LEADING / 2.0;
            y = y.max(y0 + PADDING - 1.0);
            for line in lines {
                let wide: f32 = line.chars().map(width).sum::<f32>() * SIZE;
                self.text(f32::midpoint(x0, x1) - wide / 2.0, y, line);
                y += LEADING;
            }
        }
    }

    fn sides(&mut self, (x0, y0, x1, y1): (f32, f32, f32, f32), (no_top, no_bottom): (bool, bool)) {
        let height = self.style.page;
        let (top, bottom) = (height - y0, height - y1);
        let rules = self.style.rules;
        let page = self.page();
        let mut side = |ax: f32, ay: f32, bx: f32, by: f32| {
            if rules == Rules::Areas {
                let (w, h) = ((bx - ax).abs().max(0.48), (by - ay).abs().max(0.48));
                let _ = writeln!(page, "{:.2} {:.2} {w:.2} {h:.2} re f", ax.min(bx), ay.min(by));
            } else {
                let _ = writeln!(page, "{ax:.2} {ay:.2} m {bx:.2} {by:.2} l S");
            }
        };
        match rules {
            Rules::None => {}
            Rules::Boxes if !no_top && !no_bottom => {
                let _ = writeln!(page, "{x0:.2} {bottom:.2} {:.2} {:.2} re S", x1 - x0, top - bottom);
            }
            _ => {
                side(x0, bottom, x0, top);
                side(x1, bottom, x1, top);
                if !no_top {
                    side(x0, top, x1, top);
                }
                if !no_bottom {
                    side(x0, bottom, x1, bottom);
                }
            }
        }
    }

    /// Draws a line of text whose top is at `y`.
    fn text(&mut self, x: f32, y: f32, text: &str) {
        let base = self.style.page - y - 0.88 * SIZE;
        let times = if self.style.is_bold { 2 } else { 1 };
        for time in 0..times {
            let x = x + time as f32 * 0.3;
            let shown = self.shown(text);
            let mode = if self.style.is_hidden { 3 } else { 0 };
            let page = self.page();
            let _ = writeln!(page, "BT {mode} Tr 1 0 0 1 {x:.2} {base:.2} Tm {shown} ET");
        }
    }

    /// The operators that show a text.
    fn shown(&mut self, text: &str) -> String {
        let mut shown = String::new();
        match self.style.font {
            Font::Gbk | Font::Utf16 => {
                let bytes: Vec<u8> = if self.style.font == Font::Gbk {
                    encoding_rs::GBK.encode(text).0.into_owned()
                } else {
                    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
                };
                let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                let _ = write!(shown, "/F0 {SIZE} Tf <{hex}> Tj");
            }
            Font::Identity | Font::Unknown => {
                let hex: String = text.chars().map(|c| format!("{:04X}", self.code(c) + 1)).collect();
                let _ = write!(shown, "/F0 {SIZE} Tf <{hex}> Tj");
            }
            Font::Type3 => {
                for c in text.chars() {
                    let code = self.code(c);
                    let _ = write!(shown, "/F{} {SIZE} Tf <{:02X}> Tj ", code / 200, code % 200);
                }
            }
        }
        shown
    }

    fn code(&mut self, c: char) -> usize {
        let next = self.codes.len();
        *self.codes.entry(c).or_insert(next)
    }

    fn finish(mut self) -> Vec<u8> {
        if self.style.has_watermark {
            let shown = self.shown("内部资料请勿外传12345");
            for page in &mut self.pages {
                let _ = writeln!(page, "BT 4 2.3 -2.3 4 120 200 Tm {shown} ET");
                let _ = writeln!(page, "BT 4 2.3 -2.3 4 150 500 Tm {shown} ET");
            }
        }
        let mut file = File::new(self.style.is_packed);
        let fonts = self.fonts(&mut file);
        let picture = file.stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            b"\x80",
        );
        let resources = format!("<< /Font << {fonts} >> /XObject << /P {picture} 0 R >> >>");
        let mut pages = Vec::new();
        for content in &self.pages {
            let mut content = content.clone();
            if self.style.has_picture {
                let _ = writeln!(content, "q 500 0 0 700 40 40 cm /P Do Q");
            }
            pages.push(self.leaf(&mut file, &content, &resources));
        }
        file.finish(&pages, self.style.has_object_streams)
    }

    /// The dictionary of a page, but for its parent.
    fn leaf(&self, file: &mut File, content: &str, resources: &str) -> String {
        let height = self.style.page;
        let (content, resources) = if self.style.is_form {
            let head = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {height}] /Resources {resources} /Matrix [1 0 0 1 10 -10]"
            );
            let form = file.stream(&head, content.as_bytes());
            ("q 1 0 0 1 -10 10 cm /Fm Do Q".to_owned(), format!("<< /XObject << /Fm {form} 0 R >> >>"))
        } else {
            (content.to_owned(), resources.to_owned())
        };
        // The page is turned clockwise when it is shown, so that its content is turned the other way.
        let (matrix, width, height) = match self.style.turn {
            90 => (format!("0 1 -1 0 {height} 0 cm"), height, WIDTH),
            180 => (format!("-1 0 0 -1 {WIDTH} {height} cm"), WIDTH, height),
            270 => (format!("0 -1 1 0 0 {WIDTH} cm"), height, WIDTH),
            _ => (String::new(), WIDTH, height),
        };
        let stream = file.stream("", format!("q {matrix}\n{content} Q").as_bytes());
        let turn = self.style.turn;
        format!(
            "/Type /Page /MediaBox [0 0 {width} {height}] /Rotate {turn} /Resources {resources} /Contents {stream} 0 R"
        )
    }

    /// Writes the fonts; gives their entries in the resources.
    fn fonts(&self, file: &mut File) -> String {
        let composite = |file: &mut File, encoding: &str, collection: &str, widths: &str, map: Option<usize>| {
            let info = format!("/CIDSystemInfo << /Registry (Adobe) /Ordering ({collection}) /Supplement 0 >>");
            let below = file
                .object(format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {info} /DW 1000 /W [{widths}] >>"));
            let map = map.map_or(String::new(), |map| format!("/ToUnicode {map} 0 R"));
            let font = format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /{encoding} /DescendantFonts [{below} 0 R] {map} >>"
            );
            let font = file.object(font);
            format!("/F0 {font} 0 R")
        };
        let halves = || {
            let ascii = self.codes.iter().filter(|(c, _)| c.is_ascii());
            ascii.map(|(_, code)| format!("{} [500]", code + 1)).collect::<Vec<_>>().join(" ")
        };
        match self.style.font {
            Font::Gbk => composite(file, "GBK-EUC-H", "GB1", "814 939 500 7716 7716 500", None),
            Font::Utf16 => composite(file, "UniGB-UTF16-H", "GB1", "1 95 500 814 939 500", None),
            Font::Unknown => composite(file, "Identity-H", "Identity", &halves(), None),
            Font::Identity => {
                let codes: Vec<(usize, char)> = self.codes.iter().map(|(c, code)| (code + 1, *c)).collect();
                let map = file.stream("", to_unicode(&codes, 4).as_bytes());
                composite(file, "Identity-H", "Identity", &halves(), Some(map))
            }
            Font::Type3 => {
                let fonts = self.codes.values().max().map_or(0, |code| code / 200) + 1;
                let glyph = file.stream("", b"1000 0 d0");
                let entries = (0..fonts).map(|font| {
                    let of_font = self.codes.iter().filter(|(_, code)| *code / 200 == font);
                    let mut codes: Vec<(usize, char)> = of_font.map(|(c, code)| (code % 200, *c)).collect();
                    codes.sort_unstable();
                    let map = file.stream("", to_unicode(&codes, 2).as_bytes());
                    let widths: Vec<String> = codes.iter().map(|(_, c)| (width(*c) * 1000.0).to_string()).collect();
                    let names: Vec<String> = codes.iter().map(|(code, _)| format!("/g{code}")).collect();
                    let procedures: Vec<String> = codes.iter().map(|(code, _)| format!("/g{code} {glyph} 0 R")).collect();
                    let last = codes.len().saturating_sub(1);
                    let (widths, names, procedures) = (widths.join(" "), names.join(" "), procedures.join(" "));
                    let font_object = file.object(format!(
                        "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [-1000 -1000 2000 2000] /FirstChar 0 \
                         /LastChar {last} /Widths [{widths}] /Encoding << /Differences [0 {names}] >> /CharProcs << {procedures} >> \
                         /ToUnicode {map} 0 R >>"
                    ));
                    format!("/F{font} {font_object} 0 R")
                });
                entries.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// A map from codes of so many digits to Unicode.
fn to_unicode(codes: &[(usize, char)], digits: usize) -> String {
    let mut map =
        String::from("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n");
    let _ = writeln!(map, "1 begincodespacerange <{:0digits$X}> <{}> endcodespacerange", 0, "F".repeat(digits));
    for codes in codes.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", codes.len());
        for (code, c) in codes {
            let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            let _ = writeln!(map, "<{code:0digits$X}> <{units}>");
        }
        map += "endbfchar\n";
    }
    map + "endcmap end end"
}
