//! Reports on the years before 2019, when the form did not exist: known by their headings and by the table annexed to them.

use super::label;
use crate::draft::{Place, numeral};
use crate::form::Edition;

/// A heading of those years.
struct Heading {
    /// Its wordings.
    names: &'static [&'static str],
    /// Whether no heading of the form is called so.
    is_theirs_alone: bool,
}

const HEADINGS: [Heading; 6] = [
    Heading {
        names: &[
            "概述",
            "基本情况",
            "总体情况",
            "概况",
            "总体概况",
            "政府信息公开工作概述",
            "政府信息公开工作基本情况",
        ],
        is_theirs_alone: false,
    },
    Heading {
        names: &[
            "主动公开政府信息的情况",
            "主动公开政府信息情况",
            "政府信息主动公开情况",
            "政府信息主动公开的情况",
            "主动公开情况",
            "主动公开信息情况",
        ],
        is_theirs_alone: false,
    },
    Heading {
        names: &[
            "依申请公开政府信息的情况",
            "依申请公开政府信息情况",
            "依申请公开政府信息办理情况",
            "依申请公开政府信息的办理情况",
            "政府信息依申请公开情况",
            "政府信息依申请公开的情况",
            "政府信息依申请公开办理情况",
            "依申请公开情况",
            "依申请公开办理情况",
            "依申请公开信息情况",
        ],
        is_theirs_alone: true,
    },
    Heading {
        names: &[
            "政府信息公开的收费及减免情况",
            "政府信息公开收费及减免情况",
            "政府信息公开的收费和减免情况",
            "政府信息公开收费情况",
            "依申请公开政府信息收费及减免情况",
            "依申请公开政府信息的收费及减免情况",
            "依申请公开收费及减免情况",
            "收费及减免情况",
        ],
        is_theirs_alone: true,
    },
    Heading {
        names: &[
            "因政府信息公开申请行政复议、提起行政诉讼的情况",
            "因政府信息公开申请行政复议、提起行政诉讼情况",
            "因政府信息公开申请行政复议和提起行政诉讼的情况",
            "因政府信息公开申请行政复议和提起行政诉讼情况",
            "因政府信息公开申请行政复议或者提起行政诉讼的情况",
            "政府信息公开申请行政复议、提起行政诉讼情况",
            "政府信息公开申请行政复议、提起行政诉讼的情况",
            "行政复议、行政诉讼情况",
            "行政复议和行政诉讼情况",
            "政府信息公开行政复议、行政诉讼情况",
            "因政府信息公开引起的行政复议、行政诉讼情况",
        ],
        is_theirs_alone: false,
    },
    Heading {
        names: &[
            "存在的主要问题及改进措施",
            "存在的主要问题和改进措施",
            "存在的主要问题及改进情况",
            "政府信息公开工作存在的主要问题及改进措施",
            "政府信息公开工作存在的主要问题和改进措施",
            "主要问题和改进措施",
            "主要问题及改进措施",
            "存在的问题及改进措施",
            "存在的问题和改进措施",
            "存在问题及改进措施",
        ],
        is_theirs_alone: false,
    },
];

/// Labels of the annexed table.
const LABELS: [&str; 12] = [
    "主动公开政府信息数",
    "主动公开规范性文件数",
    "制发规范性文件总数",
    "收到申请数",
    "申请办结数",
    "按时办结数",
    "申请答复数",
    "不同意公开答复数",
    "回应公众关注热点或重大舆情数",
    "维持具体行政行为数",
    "被依法纠错数",
    "政府信息公开情况统计表",
];

impl Heading {
    /// Whether the text is the heading with its number, alone or before what is reported under it.
    fn is_begun_by(&self, text: &str) -> bool {
        let text = text.trim_start_matches(numeral::is_space);
        let is_bracketed = text.trim_start_matches(['*', '#', ' ']).starts_with(['（', '(']);
        if is_bracketed || label::leading_numeral(text).is_none() {
            return false;
        }
        let line = text.lines().next().unwrap_or(text);
        let marks = line.char_indices().filter(|(_, c)| matches!(c, '：' | ':' | '。' | ' ' | '\u{3000}'));
        let mut heads = [line].into_iter().chain(marks.filter_map(|(end, _)| line.get(..end)));
        heads.any(|head| self.names.iter().any(|name| label::key(head).eq(label::key(name))))
    }
}

/// How many labels, and how many headings, cannot be a coincidence.
const LEAST: usize = 3;

/// How many headings that the form does not have show it by themselves.
const LEAST_ALONE: usize = 2;

/// The longest text that is looked through, in bytes.
const MAX_TEXT: usize = 600;

/// What was met of a report on a year before 2019.
#[derive(Default)]
pub(super) struct Before {
    headings: [Option<Place>; HEADINGS.len()],
    labels: [Option<Place>; LABELS.len()],
}

impl Before {
    /// Looks at a paragraph or the text of a cell.
    pub(super) fn text(&mut self, text: &str, place: &Place) {
        if text.len() <= MAX_TEXT {
            // A sentence can use the words of a label.
            if !text.contains(['。', '，']) {
                for (seen, label) in self.labels.iter_mut().zip(LABELS) {
                    if seen.is_none() && text.contains(label) {
                        *seen = Some(place.clone());
                    }
                }
            }
            for (seen, heading) in self.headings.iter_mut().zip(&HEADINGS) {
                if seen.is_none() && heading.is_begun_by(text) {
                    *seen = Some(place.clone());
                }
            }
        }
    }

    /// Whether it is a report on such a year; `year` is the one that its title names.
    pub(super) fn is_report(&self, year: Option<u16>) -> bool {
        let is_early = year.is_some_and(|year| Edition::for_year(year).is_none());
        (is_early && self.has_headings()) || self.shown(year).is_some()
    }

    /// Where the report shows it by more than its year.
    pub(super) fn shown(&self, year: Option<u16>) -> Option<&Place> {
        let alone = self.headings.iter().zip(&HEADINGS).filter(|(_, heading)| heading.is_theirs_alone);
        let alone = || alone.clone().filter_map(|(place, _)| place.as_ref());
        let labels = || self.labels.iter().flatten();
        let by_headings = self.has_headings() && alone().count() >= LEAST_ALONE && year.is_none();
        if labels().count() >= LEAST { labels().min() } else { alone().min().filter(|_| by_headings) }
    }

    fn has_headings(&self) -> bool {
        self.headings.iter().flatten().count() >= LEAST
    }
}
