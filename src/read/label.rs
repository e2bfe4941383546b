//! Labels as they are printed, told apart from how they are written.
//!
//! One label is written in many ways: `1.属于国家秘密`, `1、 属于国家秘密`, `属於國家祕密`, with line breaks, full-width
//! digits or none of its punctuation. Two texts are the same label when the same characters remain after numbering,
//! punctuation, spaces and the difference between traditional and simplified characters are taken away.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::form::{Column, Form, Group, Lang, Row, Section, Table, captions};
use crate::impossible::DebugExpect;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Row(Row),
    Column(Column),
    Group(Group),
    /// A heading over a block of section 二, such as 第二十条第（一）项.
    Article,
    /// A caption without cells, such as 申请人情况, of the table that prints it.
    Caption(Table),
    Section(Section),
}

impl Target {
    /// The table that a row or a caption stands in. A column can stand in several.
    pub(super) fn table(self) -> Option<Table> {
        match self {
            Self::Row(row) => Some(row.table()),
            Self::Caption(table) => Some(table),
            Self::Column(_) | Self::Group(_) | Self::Article | Self::Section(_) => None,
        }
    }
}

/// Traditional characters of the form's words and headings, each before its simplified one. The last four are of word
/// swaps on mirrors (資訊 for 信息, 檔案 for 文件); both sides of a comparison go through the same table.
const SIMPLIFIED: &str = "係系個个億亿內内動动務务區区員员問问單单國国執执報报審审專专對对屬属廢废廳厅強强後后復复採采據据數数於于會会條条業业構构機机權权決决沒没況况減减為为無无爲为獲获現现當当發发確确祕秘穩稳範范糾纠納纳組组結结統统經经維维縣县總总織织繳缴繼继續续罰罚與与舉举萬万處处號号補补製制複复覆复規规計计訟讼訪访許许訴诉詢询認认請请議议護护費费購购轉转辦办這这進进過过鄉乡鎮镇門门開开關关項项頭头題题額额類类體体資信訊息檔文案件";

/// How many places the table of traditional characters has: many more than characters, so that most look-ups are one.
const PLACES: usize = 1024;

static SIMPLIFY: LazyLock<[(char, char); PLACES]> = LazyLock::new(|| {
    let mut table = [('\0', '\0'); PLACES];
    let mut chars = SIMPLIFIED.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if let Some(free) = places(from).find(|at| table.get(*at).is_some_and(|p| p.0 == '\0'))
            && let Some(place) = table.get_mut(free).debug_some("places are of the table")
        {
            *place = (from, to);
        }
    }
    table
});

/// The places of the table at which a character can stand, in the order in which they are tried.
fn places(c: char) -> impl Iterator<Item = usize> {
    let first = u32::from(c).wrapping_mul(0x9e37_79b1) as usize >> 7;
    (first..).take(PLACES).map(|at| at % PLACES)
}

/// The half-width form of a full-width ASCII character; other characters as they are.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).debug_expect("a half-width form"),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// The simplified form of a traditional character, where the form's words have it.
pub(super) fn simplified(c: char) -> char {
    let table: &[(char, char)] = &*SIMPLIFY;
    let mut tried = places(c).map_while(|at| table.get(at));
    tried.find(|p| p.0 == c || p.0 == '\0').map_or(c, |p| if p.0 == c { p.1 } else { c })
}

/// The character as it counts in a label, or `None` for punctuation, spaces and other marks.
pub(super) fn significant(c: char) -> Option<char> {
    match half_width(c) {
        c if c.is_ascii() => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        c @ '\u{3400}'..='\u{9fff}' => Some(simplified(c)),
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    matches!(half_width(c), '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The text after its numbering (`一、`, `（三）`, `1.`), marks of emphasis and leading spaces.
pub(super) fn after_number(text: &str) -> &str {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '\u{feff}' | '\u{200b}'));
    let mut rest = text.chars();
    if matches!(rest.clone().next(), Some('（' | '(' | '〔')) {
        rest.next();
        let inside = rest.as_str().trim_start();
        let after = inside.trim_start_matches(is_numeral).trim_start();
        if after.len() < inside.len() && after.starts_with(['）', ')', '〕']) {
            return after.trim_start_matches(['）', ')', '〕']).trim_start();
        }
        return text;
    }
    let after = text.trim_start_matches(is_numeral);
    if after.len() == text.len() {
        return text;
    }
    let marks = after.trim_start();
    let unmarked = marks.trim_start_matches(['、', '.', '．', '。', ',', '，', ':', '：', ')', '）']);
    if unmarked.len() < marks.len() {
        return unmarked.trim_start();
    }
    // 1属于国家秘密: digits need no mark after them; 三类内部事务信息 is a word that begins with a numeral.
    if text.starts_with(|c| half_width(c).is_ascii_digit()) {
        text.trim_start_matches(|c| half_width(c).is_ascii_digit()).trim_start()
    } else {
        text
    }
}

/// The numbering of a heading such as 一、总体情况: its Chinese numeral, if it has one.
pub(super) fn leading_numeral(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '第'));
    let after = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let numeral = text.get(..text.len() - after.len())?;
    let marked =
        after.starts_with(char::is_whitespace) || after.starts_with(['、', '.', '．', '，', ',', ':', '：', '部']);
    (!numeral.is_empty() && marked).then_some(numeral)
}

/// The significant characters of a label, without its numbering.
pub(super) fn key(text: &str) -> impl Iterator<Item = char> + Clone + '_ {
    after_number(text).chars().filter_map(significant)
}

fn hash(text: impl Iterator<Item = char>) -> u64 {
    // FNV-1a over the characters: a few labels of a few characters, looked up for each cell of a document.
    text.fold(0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

struct Known {
    hash: u64,
    label: String,
    target: Target,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut all: Vec<(&'static str, Target)> = Vec::new();
    all.extend(Row::all().flat_map(|r| r.known_labels().map(move |l| (l, Target::Row(r)))));
    all.extend(Column::all().flat_map(|c| c.known_labels().map(move |l| (l, Target::Column(c)))));
    all.extend(Group::all().flat_map(|g| g.known_labels().map(move |l| (l, Target::Group(g)))));
    all.extend(Section::ALL.into_iter().flat_map(|s| s.known_headings().map(move |l| (l, Target::Section(s)))));
    all.extend(captions().iter().map(|c| (c.zh, Target::Caption(c.table))));
    all.extend(
        Form::ALL
            .into_iter()
            .flat_map(Form::panels)
            .map(|b| b.heading(Lang::Zh))
            .filter(|h| h.starts_with('第'))
            .map(|h| (h, Target::Article)),
    );
    let mut known: Vec<Known> = all
        .into_iter()
        .map(|(label, target)| {
            let label: String = key(label).collect();
            Known { hash: hash(label.chars()), label, target }
        })
        .collect();
    known.sort_by(|a, b| (a.hash, &a.label).cmp(&(b.hash, &b.label)));
    known.dedup_by(|a, b| a.label == b.label && a.target == b.target);
    known
});

/// Everything that the text can name, if it is one of the known labels.
pub(super) fn targets(text: &str) -> impl Iterator<Item = Target> {
    let key = key(text);
    let hash = hash(key.clone());
    let start = KNOWN.partition_point(|k| k.hash < hash);
    KNOWN
        .iter()
        .skip(start)
        .take_while(move |k| k.hash == hash)
        .filter(move |k| !k.label.is_empty() && k.label.chars().eq(key.clone()))
        .map(|k| k.target)
}

/// The significant characters of the groups' headings and of the captions.
static HEADINGS: LazyLock<Vec<(Vec<char>, Option<Group>)>> = LazyLock::new(|| {
    let group = |k: &Known| match k.target {
        Target::Group(group) => Some((k.label.chars().collect(), Some(group))),
        Target::Caption(_) => Some((k.label.chars().collect(), None)),
        _ => None,
    };
    KNOWN.iter().filter_map(group).collect()
});

/// How many characters can stand before a group's heading in one text: its numbering.
const BEFORE_HEADING: usize = 8;

/// A row's label with a caption or its group's heading before it in one text: (三) 不予公开 1. 属于国家秘密.
pub(super) fn group_and_row(text: &str) -> Option<(Option<Group>, Row)> {
    let significant: Vec<char> = text.chars().filter_map(significant).collect();
    let mut found = None;
    for (label, group) in HEADINGS.iter() {
        let Some(at) = significant.windows(label.len()).take(BEFORE_HEADING).position(|w| w == label) else { continue };
        let rest: String = significant.iter().skip(at + label.len()).collect();
        let unnumbered = rest.strip_prefix(is_numeral).unwrap_or(&rest);
        let row = |t| if let Target::Row(r) = t { Some(r) } else { None };
        if let Some(row) = targets(&rest).find_map(row).or_else(|| targets(unnumbered).find_map(row)) {
            found = found.or(Some((*group, row))).filter(|(_, r)| *r == row);
        } else if let Some(inner) = (group.is_none() && !rest.is_empty()).then(|| group_and_row(&rest)).flatten() {
            found = Some(inner);
        }
    }
    found
}

/// A known label inside a longer text: where it stands among the text's significant characters, and what it names.
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) targets: Vec<Target>,
}

/// A label and what it names.
type Letters = (Vec<char>, Target);

/// The known labels by their first character, the longest first.
static BY_FIRST: LazyLock<HashMap<char, Vec<Letters>>> = LazyLock::new(|| {
    let mut index: HashMap<char, Vec<Letters>> = HashMap::new();
    for known in KNOWN.iter() {
        let label: Vec<char> = known.label.chars().collect();
        if let Some(first) = label.first() {
            index.entry(*first).or_default().push((label, known.target));
        }
    }
    for labels in index.values_mut() {
        labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    }
    index
});

/// The known labels of at least two characters that stand in the significant characters of a text, from left to right; of
/// those that begin at one place, the longest.
pub(super) fn spans(text: &[char]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let labels = rest.first().and_then(|first| BY_FIRST.get(first)).map(Vec::as_slice).unwrap_or_default();
        let mut found = labels.iter().filter(|(label, _)| label.len() >= 2 && rest.starts_with(label)).peekable();
        let Some(length) = found.peek().map(|(label, _)| label.len()) else {
            start += 1;
            continue;
        };
        let targets = found.take_while(|(label, _)| label.len() == length).map(|(_, target)| *target).collect();
        spans.push(Span { start, end: start + length, targets });
        start += length;
    }
    spans
}

/// The known rows and columns that a damaged label can be, when exactly one is near: cut short, or with a few characters
/// lost, added or replaced. `admit` says which targets are in question at all.
pub(super) fn nearest(text: &str, admit: impl Fn(Target) -> bool) -> Option<Target> {
    let key: Vec<char> = key(text).collect();
    if key.len() < 4 || key.len() > 60 {
        return None;
    }
    let mut best: Option<(usize, Target)> = None;
    let mut second = usize::MAX;
    for known in KNOWN.iter().filter(|k| admit(k.target)) {
        let label: Vec<char> = known.label.chars().collect();
        let cut_short = label.len() >= 6 && label.starts_with(&key);
        let distance = if cut_short { 1 } else { edit_distance(&key, &label) };
        match best {
            Some((least, target)) if target == known.target => best = Some((least.min(distance), target)),
            Some((least, _)) if distance >= least => second = second.min(distance),
            Some((least, _)) => {
                second = second.min(least);
                best = Some((distance, known.target));
            }
            None => best = Some((distance, known.target)),
        }
    }
    // Two labels of the form can differ in few characters: the nearest must be clearly nearer than the next.
    best.filter(|(least, _)| *least <= key.len() / 6 && least + 2 <= second).map(|(_, target)| target)
}

/// The number of characters to insert, delete or replace.
pub(super) fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let replaced = diagonal + usize::from(x != y);
            diagonal = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().debug_expect("a row begins with no character")
}

/// The section that a heading names.
pub(super) fn section_named(text: &str) -> Option<Section> {
    targets(text).find_map(|t| if let Target::Section(s) = t { Some(s) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(text: &str, target: Target) {
        assert!(targets(text).any(|t| t == target), "{text:?} gives {:?}", targets(text).collect::<Vec<_>>());
    }

    #[test]
    fn one_label_in_its_many_spellings_is_one_target() {
        for text in [
            "1.属于国家秘密",
            "1、 属于国家秘密",
            "１．属於國家祕密",
            "属于国家\n秘密",
            "1属于国家秘密",
            "(1)属于国家秘密",
        ] {
            names(text, Target::Row(Row::StateSecret));
        }
        for text in ["3.危及“三安全一稳定”", "3、危及三安全一稳定", "3.危及「三安全一稳定」"]
        {
            names(text, Target::Row(Row::SecurityAndStability));
        }
        names("一 、本年新收政府信息公开申请数量", Target::Row(Row::Received));
        names("结 果 维 持", Target::Column(Column::Upheld));
        names("第二十条第(一)项", Target::Article);
        names("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", Target::Section(Section::Proceedings));
        names("5.属于三类内部事务信息", Target::Row(Row::InternalAffairs));
        names("三類內部事務信息", Target::Row(Row::InternalAffairs));
        names("規範性檔案", Target::Row(Row::NormativeDocuments));
    }

    #[test]
    fn every_official_label_is_known_and_near_itself() {
        for row in Row::all() {
            for label in row.known_labels() {
                names(label, Target::Row(row));
            }
        }
    }

    #[test]
    fn a_damaged_label_is_read_only_when_one_row_is_near() {
        let rows = |t: Target| matches!(t, Target::Row(_));
        let near = |text: &str| nearest(text, rows);
        assert_eq!(near("申请人无正当理由逾期不补正、行政机关不再处理"), Some(Target::Row(Row::SupplementOverdue)));
        assert_eq!(near("没有现成信息需另行制作"), Some(Target::Row(Row::NotReadyMade)));
        assert_eq!(near("政府信息公开申请数量"), None);
        assert_eq!(near("其他主动公开文件"), None);
        assert_eq!(near("本年政府信息公开申请数量"), None);
    }
}
