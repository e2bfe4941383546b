//! A report that stands in one paragraph: cut at the headings of its sections.

use super::document::{Block, Paragraph};
use super::label;
use super::limits::ordinal;
use crate::draft::Place;
use crate::form::Section;

/// A shorter paragraph is not a report, a longer one not looked at; in bytes.
const LENGTHS: std::ops::Range<usize> = 600..200_000;

/// The most places of a paragraph that can be headings.
const MAX_PLACES: usize = 2_000;

/// The blocks, a paragraph that holds all six headings cut before and after each of them.
pub(super) fn cut(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if LENGTHS.contains(&paragraph.text.len()) => match headings(&paragraph.text) {
                Some(headings) => pieces(&paragraph, &headings, &mut out),
                None => out.push(Block::Paragraph(paragraph)),
            },
            other => out.push(other),
        }
    }
    out
}

/// Where each of the six headings begins and ends, if all stand in the text in their order. A list of contents stands before
/// them, so the last of each counts.
fn headings(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut found: Vec<(Section, usize, usize)> = Vec::new();
    let marks = text.char_indices().filter(|(_, c)| matches!(c, '、' | '．' | '.'));
    for (mark, c) in marks.take(MAX_PLACES) {
        let (before, after) = text.split_at_checked(mark)?;
        let is_numbered = |section: &Section| before.ends_with(section.numeral());
        let Some(section) = Section::ALL.into_iter().find(is_numbered) else { continue };
        let after = after.get(c.len_utf8()..)?;
        if let Some(length) = heading(after, section) {
            found.retain(|other| other.0 != section);
            found.push((section, mark - section.numeral().len(), mark + c.len_utf8() + length));
        }
    }
    let all = Section::ALL.into_iter().map(|section| found.iter().find(|other| other.0 == section).map(|f| (f.1, f.2)));
    all.collect::<Option<Vec<(usize, usize)>>>().filter(|all| all.is_sorted())
}

/// How long the heading of the section is that the text begins with, with a letter or two that are wrong.
fn heading(text: &str, section: Section) -> Option<usize> {
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter_map(|(at, c)| label::significant(c).map(|letter| (at + c.len_utf8(), letter)))
        .take(MAX_LETTERS)
        .collect();
    let known = section.known_headings().flat_map(|known| {
        let known: Vec<char> = label::key(known).collect();
        let letters = &letters;
        (known.len().saturating_sub(2)..=known.len() + 2).filter_map(move |length| {
            let own: Vec<char> = letters.get(..length)?.iter().map(|letter| letter.1).collect();
            let wrong = label::edit_distance(&own, &known);
            (wrong <= known.len() / 6).then_some((wrong, length))
        })
    });
    let (_, length) = known.min_by_key(|(wrong, length)| (*wrong, std::cmp::Reverse(*length)))?;
    letters.get(length.checked_sub(1)?).map(|letter| letter.0)
}

/// The longest heading has fewer letters.
const MAX_LETTERS: usize = 60;

fn pieces(paragraph: &Paragraph, headings: &[(usize, usize)], out: &mut Vec<Block>) {
    let mut cuts: Vec<(usize, bool)> = vec![(0, false)];
    for ((start, end), section) in headings.iter().zip(Section::ALL) {
        cuts.extend([(*start, true), (*end, false)]);
        // The table stands after the last sentence of its section.
        let next = headings.iter().map(|heading| heading.0).find(|next| next > start).unwrap_or(paragraph.text.len());
        let sentences = paragraph.text.get(*end..next).and_then(|text| text.rfind('。'));
        if let Some(at) = sentences.filter(|_| section.table().is_some()) {
            cuts.push((end + at + '。'.len_utf8(), false));
        }
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.0).chain([paragraph.text.len()]);
    let (mut column, mut counted) = (0, 0);
    for ((start, heading), end) in cuts.iter().zip(ends) {
        let Some(text) = paragraph.text.get(*start..end) else { continue };
        column += paragraph.text.get(counted..*start).map_or(0, |text| text.chars().count());
        counted = *start;
        let place = match &paragraph.place {
            Place::Line { line, column: first } => {
                Place::Line { line: *line, column: first.saturating_add(ordinal(column)) }
            }
            other => other.clone(),
        };
        if !text.trim().is_empty() {
            out.push(Paragraph { text: text.to_owned(), place, heading: *heading }.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, bool)> {
        let place = Place::Line { line: 1, column: 1 };
        let blocks = cut(vec![Paragraph { text: text.to_owned(), place, heading: false }.into()]);
        let paragraph =
            |block| if let Block::Paragraph(p) = block { Some((p.text.trim().to_owned(), p.heading)) } else { None };
        blocks.into_iter().filter_map(paragraph).collect()
    }

    fn report() -> String {
        let prose = "公开及时。".repeat(50);
        format!(
            "某县2024年政府信息公开工作年度报告 一、总体情况{prose}二、主动公开政府信息情况如下。规章000 三、收到和处理政府信息公开申请情况一、本年新收0 \
             四、政府信息公开行政法复议、行政诉讼情况0 五、存在的主要问题及改进情况不足。六、其他需要报告的事项无。"
        )
    }

    #[test]
    fn a_report_in_one_paragraph_is_cut_at_its_headings() {
        let pieces = texts(&report());
        let headings: Vec<&str> = pieces.iter().filter(|p| p.1).map(|p| p.0.as_str()).collect();
        assert_eq!(headings.len(), 6);
        assert_eq!(headings.get(3), Some(&"四、政府信息公开行政法复议、行政诉讼情况"), "a letter too many");
        assert!(pieces.contains(&("规章000".to_owned(), false)), "{pieces:?}");
    }

    #[test]
    fn without_all_headings_nothing_is_cut() {
        let text = report().replace("五、", "");
        assert_eq!(texts(&text), [(text.trim().to_owned(), false)]);
    }
}
