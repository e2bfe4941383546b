//! The sections of a report and what stands before the first of them.

use std::collections::HashSet;

use super::document::GridCell;
use super::label::{self, Target, section_named};
use super::title::{self, Title};
use crate::draft::{Draft, Passage, Place, Prose, numeral};
use crate::form::{Section, Table};
use crate::impossible::{Cut, DebugExpect};

/// The longest heading that is looked for, in characters.
const MAX_HEADING: usize = 60;

/// The text of a document, gathered in its order.
#[derive(Default)]
pub(super) struct Outline {
    prose: Vec<Prose>,
}

impl Outline {
    /// Takes the next piece of text: a heading of a section, or a paragraph of the section at hand.
    pub(super) fn text(&mut self, text: &str, place: &Place) {
        let text = text.trim_matches(numeral::is_space);
        if text.is_empty() || is_drawn(text) {
            return;
        }
        if let Some((section, rest)) = heading(text) {
            let heading = text.cut(..text.len() - rest.len()).trim_end();
            self.prose.push(Prose {
                section: Some(section),
                heading: Some(Passage { text: plain(heading), place: place.clone() }),
                passages: Vec::new(),
                has_table: false,
            });
            let rest = rest.trim_start_matches(|c: char| numeral::is_space(c) || matches!(c, '*' | '：' | ':' | '。'));
            if !rest.is_empty() {
                self.paragraph(rest, place);
            }
            return;
        }
        self.paragraph(text, place);
    }

    fn paragraph(&mut self, text: &str, place: &Place) {
        if self.prose.is_empty() {
            self.prose.push(Prose { section: None, heading: None, passages: Vec::new(), has_table: false });
        }
        let Some(last) = self.prose.last_mut().debug_some("it was opened") else { return };
        let text = plain(text);
        if last.section.is_some()
            && let Some(above) = last.passages.last_mut().filter(|p| breaks_off(&p.text) && goes_on(&text))
        {
            // A page break cut the sentence.
            above.text.push_str(&text);
            return;
        }
        last.passages.push(Passage { text, place: place.clone() });
    }

    /// The table whose section is at hand.
    pub(super) fn table(&self) -> Option<Table> {
        self.prose.last().and_then(|p| p.section).and_then(Section::table)
    }

    /// How many of the six sections have been met.
    pub(super) fn sections(&self) -> usize {
        Section::ALL.into_iter().filter(|s| self.prose.iter().any(|p| p.section == Some(*s))).count()
    }

    /// What stands before the first section.
    fn before(&self) -> &[Passage] {
        self.prose.first().filter(|p| p.section.is_none()).map_or(&[], |p| &p.passages)
    }

    /// Whether the title is that of a document about the reports, such as a notice of how to write them.
    pub(super) fn is_of_another_kind(&self) -> bool {
        title::is_of_another_kind(self.before())
    }

    /// Agency and year.
    pub(super) fn title(&self, page_title: Option<&str>) -> Title {
        title::find(self.before(), page_title)
    }

    /// The title with what else tells agency and year.
    pub(super) fn completed(&self, title: Title) -> Title {
        title::complete(title, self.before())
    }

    /// Hands everything to the draft. `has_table` says which of the form's tables were found.
    pub(super) fn finish(mut self, draft: &mut Draft, title: Title, has_table: impl Fn(Table) -> bool) {
        if let Some(agency) = title.agency {
            draft.set_agency(agency);
        }
        if let Some(period) = title::period(self.before()) {
            draft.set_period(period);
        }
        if let Some(year) = title.year {
            draft.set_year(year);
        }
        self.drop_contents();
        for mut prose in self.prose {
            prose.has_table = prose.section.and_then(Section::table).is_some_and(&has_table);
            draft.push_prose(prose);
        }
    }

    /// A list of contents has the headings and nothing under them.
    fn drop_contents(&mut self) {
        let filled: HashSet<Option<Section>> =
            self.prose.iter().filter(|p| !p.passages.is_empty()).map(|p| p.section).collect();
        let mut seen_last: HashSet<Option<Section>> = HashSet::new();
        let keep: Vec<bool> = self
            .prose
            .iter()
            .rev()
            .map(|p| {
                let again = !seen_last.insert(p.section);
                let empty = p.passages.is_empty();
                !(empty && p.section.is_some() && (again || filled.contains(&p.section)))
            })
            .collect();
        let prose = std::mem::take(&mut self.prose).into_iter().zip(keep.into_iter().rev());
        self.prose = prose.filter_map(|(prose, keep)| keep.then_some(prose)).collect();
    }
}

/// The text that stands alone in a row of a table, or in each of its cells, with its place: it can be a heading or a
/// paragraph. A label of the form or a value is none.
pub(super) fn alone(row: &[GridCell]) -> Option<(&str, &Place)> {
    let mut filled = row.iter().filter(|c| !c.text.chars().all(numeral::is_space));
    let only = filled.next().filter(|only| filled.all(|c| c.text == only.text))?;
    let is_label = |t: Target| !matches!(t, Target::Section(_));
    let text = only.text.trim_matches(numeral::is_space);
    (!label::targets(text).any(is_label) && !numeral::is_value(text)).then_some((text, &only.place))
}

/// Whether the text is a line drawn across the page: ---, * * *.
fn is_drawn(text: &str) -> bool {
    let marks = || text.chars().filter(|c| !numeral::is_space(*c));
    let first = marks().next().filter(|c| matches!(c, '-' | '*' | '_' | '=' | '─' | '━' | '—'));
    first.is_some_and(|first| marks().all(|c| c == first)) && marks().nth(2).is_some()
}

/// The section that the text is the heading of, and what stands after the heading in the same paragraph.
pub(super) fn heading(text: &str) -> Option<(Section, &str)> {
    let first_line = text.lines().next().unwrap_or(text);
    let bracketed = text.trim_start_matches(['*', '#', ' ']).starts_with(['（', '(']);
    if bracketed {
        // （一）主动公开… is a part of section 一, whatever its words.
        return None;
    }
    let numeral = label::leading_numeral(text);
    if text.chars().count() <= MAX_HEADING {
        if let Some(section) = section_named(text) {
            return Some((section, ""));
        }
        let numbered = numeral.and_then(|n| Section::ALL.into_iter().find(|s| s.numeral() == n));
        if let Some(section) = numbered.filter(|s| !text.contains('。') && resembles(text, *s)) {
            return Some((section, ""));
        }
    }
    // 六、其他需要报告的事项：无。
    numeral?;
    let end =
        first_line.char_indices().find(|(_, c)| matches!(c, '：' | ':' | '。' | ' ' | '\u{3000}')).map(|(i, _)| i)?;
    let (head, rest) = text.split_at_checked(end)?;
    section_named(head).map(|section| (section, rest))
}

/// Whether at least two thirds of a known heading's characters stand in the text, in order.
fn resembles(text: &str, section: Section) -> bool {
    let text: Vec<char> = label::key(text).collect();
    section.known_headings().any(|known| {
        let mut at = text.iter();
        let known: Vec<char> = label::key(known).collect();
        let common = known.iter().filter(|c| {
            let ahead = at.clone().position(|t| t == *c);
            if let Some(n) = ahead {
                at.nth(n);
            }
            ahead.is_some()
        });
        common.count() * 3 >= known.len() * 2
    })
}

/// The text without marks of emphasis and headings.
fn plain(text: &str) -> String {
    text.trim_start_matches(['#', ' ']).replace("**", "").trim().to_owned()
}

fn breaks_off(text: &str) -> bool {
    text.chars().nth(14).is_some()
        && !text.ends_with([
            '。', '！', '？', '；', '：', '…', '”', '』', '」', '）', ')', '.', '!', '?', ';', ':', '>', '》',
        ])
}

fn goes_on(text: &str) -> bool {
    label::after_number(text).len() == text.len() && !text.starts_with(['（', '('])
}
