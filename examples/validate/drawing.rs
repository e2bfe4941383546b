//! The affected part of a table on a terminal: its header and the rows in which something is to be seen.
//!
//! A wrong cell is `21→12` (`21→12?` where other explanations are as small), a forced one `□→3`, a cell of an equation that
//! does not hold `[5]`, a total that is not the sum of its parts `[15≠24]`. Columns are aligned as terminals set Chinese, two places a character.

use std::io::{self, Write};

use ogi_report::Assessment;
use ogi_report::draft::State;
use ogi_report::form::{Cell, Column, Lang, Panel, Row};
use ogi_report::render::{Marks, clipped};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Colour;

/// Before every line, as before the other lines of a report.
const INDENT: usize = 4;
/// Between columns.
const GAP: usize = 2;
/// The narrowest that labels are folded to.
const LABEL: usize = 12;
/// The narrowest that a column is folded to: three Chinese characters.
const HEAD: usize = 6;
/// More rows of one block are counted, not drawn.
const ROWS: usize = 12;

/// Draws what is affected of every block.
pub(super) fn draw(
    out: &mut impl Write,
    assessment: &Assessment,
    lang: Lang,
    width: usize,
    colour: Colour,
) -> io::Result<()> {
    let marks = Marks::of(assessment);
    let drawing = Drawing { assessment, marks: &marks, lang, width: width.saturating_sub(INDENT), colour };
    for block in assessment.draft().form().panels() {
        drawing.block(out, block)?;
    }
    Ok(())
}

struct Drawing<'a> {
    assessment: &'a Assessment,
    marks: &'a Marks<'a>,
    lang: Lang,
    width: usize,
    colour: Colour,
}

/// A piece of text and how it is painted, if it is.
struct Text {
    text: String,
    code: Option<&'static str>,
}

impl Text {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: None }
    }
}

impl Drawing<'_> {
    fn block(&self, out: &mut impl Write, block: Panel) -> io::Result<()> {
        let rows = self.marks.affected(block);
        if rows.is_empty() {
            return Ok(());
        }
        let (shown, left) = rows.split_at(rows.len().min(ROWS));
        let labels: Vec<String> = shown.iter().map(|row| self.label(*row)).collect();
        let selections = self.selections(block, &rows);
        // Narrow columns of labels are for where nothing else is left.
        let mut tries = selections.iter().zip([2 * LABEL, 2 * LABEL, LABEL]);
        match tries.find_map(|(columns, least)| Some((columns, self.widths(columns, shown, &labels, least)?))) {
            Some((columns, widths)) => self.table(out, columns, &widths, shown, labels)?,
            None => self.list(out, shown, block.columns())?,
        }
        self.rest(out, left.len())
    }

    /// Which columns to draw, the first that there is room for: all, those in which something is marked, those in which
    /// something changes, the last two with the totals.
    fn selections(&self, block: Panel, rows: &[Row]) -> [Vec<Column>; 3] {
        let is_in =
            |column: Column, is: &dyn Fn(Cell) -> bool| rows.iter().filter_map(|row| Cell::new(*row, column)).any(is);
        let changed = |cell: Cell| self.marks.suspect(cell).is_some() || self.marks.forced(cell).is_some();
        let reported = |cell: Cell| {
            self.assessment.draft().count(cell) != Some(0) && !self.marks.findings(cell).is_empty() || changed(cell)
        };
        let with_totals = |is: &dyn Fn(Cell) -> bool| {
            block.columns().iter().copied().filter(|column| column.is_total() || is_in(*column, is)).collect()
        };
        [block.columns().to_vec(), with_totals(&reported), with_totals(&changed)]
    }

    /// The widths of the labels and of the columns, if there is room for them.
    fn widths(&self, columns: &[Column], rows: &[Row], labels: &[String], least: usize) -> Option<Vec<usize>> {
        let value = |column: Column| rows.iter().map(|row| self.cell(*row, column).text.width()).max().unwrap_or(0);
        let heads: Vec<(&str, usize)> = columns.iter().map(|column| (self.head(*column), value(*column))).collect();
        // Heads are set on one line if there is room for them, and folded if not; labels take what is left.
        let on_one: Vec<usize> = heads.iter().map(|(head, value)| head.width().max(*value)).collect();
        let folded: Vec<usize> = heads.iter().map(|(head, value)| folded_width(head).max(*value).max(HEAD)).collect();
        let sum = |widths: &[usize]| widths.iter().map(|width| width + GAP).sum::<usize>();
        let longest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        let widths = [on_one, folded].into_iter().find(|widths| sum(widths) + longest.min(least) <= self.width)?;
        Some(std::iter::once(longest.min(self.width - sum(&widths))).chain(widths).collect())
    }

    fn table(
        &self,
        out: &mut impl Write,
        columns: &[Column],
        widths: &[usize],
        rows: &[Row],
        labels: Vec<String>,
    ) -> io::Result<()> {
        let heads = columns.iter().map(|column| self.head(*column));
        let head: Vec<Text> = std::iter::once("").chain(heads).map(Text::plain).collect();
        self.row(out, &head, widths)?;
        for (row, label) in rows.iter().zip(labels) {
            let cells = columns.iter().map(|column| self.cell(*row, *column));
            let line: Vec<Text> = std::iter::once(Text::plain(label)).chain(cells).collect();
            self.row(out, &line, widths)?;
        }
        Ok(())
    }

    fn head(&self, column: Column) -> &'static str {
        column.label(self.assessment.draft().edition(), self.lang)
    }

    fn label(&self, row: Row) -> String {
        let label = row.label(self.assessment.draft().edition(), self.lang);
        // A note in brackets after the name says how to count, not what.
        let name = label.char_indices().skip(1).find(|(_, c)| matches!(c, '（' | '('));
        let name = name.filter(|_| self.lang == Lang::Zh).and_then(|(at, _)| label.get(..at)).unwrap_or(label);
        match (self.lang, row.group().map(|group| group.label(Lang::Zh))) {
            // （四）无法提供 stands for its number, as in the form's own way of counting.
            (Lang::Zh, Some(group)) => {
                let number = group.split_inclusive('）').next().filter(|number| number.starts_with('（'));
                format!("{}{name}", number.unwrap_or_default())
            }
            _ => name.to_owned(),
        }
    }

    fn cell(&self, row: Row, column: Column) -> Text {
        let Some(cell) = Cell::new(row, column) else { return Text::plain("") };
        let entry = self.assessment.draft().entry(cell);
        let raw = entry.raw().unwrap_or_default().trim();
        let found = match (entry.state(), self.lang) {
            (State::Count(n), _) => n.to_string(),
            (State::Amount(amount), _) => amount.value.to_string(),
            (State::Blank, Lang::Zh) => "空白".to_owned(),
            (State::Blank, Lang::En) => "blank".to_owned(),
            (State::Absent, Lang::Zh) => "缺".to_owned(),
            (State::Absent, Lang::En) => "absent".to_owned(),
            (State::NotApplicable, _) if raw.is_empty() => "/".to_owned(),
            // What is written is cut, and shown without what would move the cursor.
            (State::NotApplicable, _) => plain(raw),
            _ => format!("{}?", plain(raw)),
        };
        if let Some(suspect) = self.marks.suspect(cell) {
            let expected = suspect.change.expected.map_or("?".to_owned(), |expected| expected.to_string());
            let doubt = if suspect.certain || suspect.change.expected.is_none() { "" } else { "?" };
            return Text { text: format!("{found}→{expected}{doubt}"), code: Some("31;1") };
        }
        if let Some(value) = self.marks.forced(cell) {
            return Text { text: format!("{found}→{value}"), code: Some("36") };
        }
        if self.marks.is_in_broken_equation(cell) {
            let sum = self.marks.parts_sum(cell).map_or(String::new(), |sum| format!("≠{sum}"));
            return Text { text: format!("[{found}{sum}]"), code: Some("31") };
        }
        let code = if self.marks.findings(cell).is_empty() { None } else { Some("33") };
        Text { text: found, code }
    }

    /// A row of the table, its texts folded into their columns. The first column is set left, the others right.
    fn row(&self, out: &mut impl Write, texts: &[Text], widths: &[usize]) -> io::Result<()> {
        let folded: Vec<Vec<String>> = texts.iter().zip(widths).map(|(text, width)| fold(&text.text, *width)).collect();
        let height = folded.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = " ".repeat(INDENT);
            for (at, ((lines, width), text)) in folded.iter().zip(widths).zip(texts).enumerate() {
                // Labels hang from the top, heads stand on the line below which their values stand.
                let from = if texts.first().is_some_and(|t| t.text.is_empty()) { height - lines.len() } else { 0 };
                let piece = number.checked_sub(from).and_then(|at| lines.get(at)).map_or("", String::as_str);
                let space = " ".repeat(width.saturating_sub(piece.width()));
                let code = text.code.filter(|_| !piece.is_empty());
                let painted = code.map_or(piece.to_owned(), |code| self.colour.paint(code, piece));
                match at {
                    0 => line.extend([painted, space]),
                    _ => line.extend([" ".repeat(GAP), space, painted]),
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Where there is no room for a table: what is marked, one cell a line.
    fn list(&self, out: &mut impl Write, rows: &[Row], columns: &[Column]) -> io::Result<()> {
        let cells = || {
            let pairs = rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
            pairs.map(|(row, column)| (row, column, self.cell(row, column)))
        };
        let changes = |text: &Text| text.text.contains(['→', '≠']);
        let any = cells().any(|(_, _, text)| changes(&text));
        for (row, column, text) in cells().filter(|(_, _, text)| if any { changes(text) } else { text.code.is_some() })
        {
            let name = format!("{} {}", self.label(row), self.head(column));
            for line in fold(&name, self.width.max(LABEL)) {
                writeln!(out, "{}{line}", " ".repeat(INDENT))?;
            }
            let code = text.code.unwrap_or_default();
            writeln!(out, "{}{}", " ".repeat(INDENT + GAP), self.colour.paint(code, &text.text))?;
        }
        Ok(())
    }

    fn rest(&self, out: &mut impl Write, left: usize) -> io::Result<()> {
        let indent = " ".repeat(INDENT);
        match (left, self.lang) {
            (0, _) => Ok(()),
            (_, Lang::Zh) => writeln!(out, "{indent}… 另有 {left} 行"),
            (_, Lang::En) => writeln!(out, "{indent}… and {left} more rows"),
        }
    }
}

/// The first characters of a text from a document.
fn plain(text: &str) -> String {
    clipped(text).chars().take(16).collect()
}

/// How wide a column head is when it is folded: two lines of Chinese, or its longest word.
fn folded_width(head: &str) -> usize {
    let words = head.split_inclusive(['-', ' ']).map(|word| word.trim_end().width()).max().unwrap_or(0);
    if head.is_ascii() { words } else { head.width().div_ceil(4) * 2 }
}

/// A text cut into lines no wider than `width`, at spaces and hyphens where there are any.
fn fold(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive([' ', '-']) {
        let wide = word.trim_end().width();
        if used > 0 && used + wide > width {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if used > 0 && used + wide > width {
                // What closes does not begin a line: the character before it comes with it.
                let closes = matches!(c, '、' | '，' | '。' | '；' | '：' | '）' | '”');
                let moved = lines.last_mut().filter(|line| closes && line.chars().count() > 1).and_then(String::pop);
                used = moved.and_then(UnicodeWidthChar::width).unwrap_or(0);
                lines.push(moved.map(String::from).unwrap_or_default());
                if c == ' ' {
                    continue;
                }
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += wide;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}
