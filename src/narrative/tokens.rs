//! Text into tokens: known words, numbers with their units, years, punctuation, and runs of anything else.

use super::claim::{Measure, StatedNumber};
use super::fold::{BREAK, CLOSE_QUOTE, Char, OPEN_QUOTE};
use super::lexicon::{Lexicon, Word};
use super::numerals;
use crate::form::Unit;
use crate::impossible::Cut;

/// A piece of text with what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The first folded character.
    pub(super) from: usize,
    /// The folded character after the last.
    pub(super) to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word(Word),
    Number(Number),
    /// A year: 2024年.
    Year(u16),
    /// A day or a month within a year; `true` for 1月1日 and 12月31日, the bounds of a whole year.
    Date(bool),
    /// 第36条, （一）, 〔2021〕30号, 12345, A4: figures that count nothing.
    Figure,
    /// 20%, 3个百分点, 2倍.
    Share,
    /// What stands in quotation marks or in 《》.
    Quoted,
    Comma,
    /// 、
    Pause,
    Semicolon,
    Colon,
    /// 。 or the end of a paragraph.
    Stop,
    Open,
    Close,
    Unknown,
}

/// A number that counts something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: StatedNumber,
    pub(super) measure: Measure,
    /// Whether it is stated as about so many: 余, 以上, a range.
    pub(super) about: bool,
    /// The folded character after the numeral, before the unit.
    pub(super) numeral_end: usize,
}

impl Number {
    /// What a word that denies says.
    pub(super) fn zero() -> Self {
        Self { value: StatedNumber::exact(0), measure: Measure::None, about: false, numeral_end: 0 }
    }
}

impl Kind {
    pub(super) const fn word(self) -> Option<Word> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) const fn number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Counting words of what the form counts and of other things: a number before one of them is no part of the text
/// after it.
const COUNTERS: &str =
    "件宗条份次起个项例篇则期场人家户名本封通页处类种批册幅部台块张天位国岁届周章款倍组轮站辆头间所座支套";

/// The most characters that a pair of quotation marks may enclose.
const LONGEST_QUOTE: usize = 80;

/// Cuts `chars` into tokens.
pub(super) fn cut(chars: &[Char], tokens: &mut Vec<Token>) {
    tokens.clear();
    let lexicon = Lexicon::get();
    let mut at = 0;
    while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).and_then(|b| chars.get(b)).map(|c| c.folded);
        let (kind, length) = one(rest, before, lexicon, at);
        let length = length.max(1);
        match (kind, tokens.last_mut()) {
            (Kind::Unknown, Some(last)) if last.kind == Kind::Unknown => last.to = at + length,
            _ => tokens.push(Token { kind, from: at, to: at + length }),
        }
        at += length;
    }
}

fn one(rest: &[Char], before: Option<char>, lexicon: &Lexicon, at: usize) -> (Kind, usize) {
    let Some(first) = rest.first().map(|c| c.folded) else { return (Kind::Unknown, 1) };
    let punctuation = match first {
        '，' => Kind::Comma,
        '、' => Kind::Pause,
        '；' => Kind::Semicolon,
        '：' => Kind::Colon,
        '。' | BREAK => Kind::Stop,
        '）' => Kind::Close,
        '（' => return bracketed(rest),
        OPEN_QUOTE => return quoted(rest, CLOSE_QUOTE),
        '《' => return quoted(rest, '》'),
        '〈' => return quoted(rest, '〉'),
        '<' => return quoted(rest, '>'),
        '〔' => return quoted(rest, '〕'),
        '第' => return ordinal(rest, lexicon),
        '0'..='9' => return figure(rest, before, at),
        _ => {
            if first.is_ascii_alphabetic() {
                let length = rest.iter().take_while(|c| is_latin(c.folded)).count();
                return (Kind::Unknown, length);
            }
            match lexicon.longest(rest) {
                Some((word, 1)) if needs_number(word) && !is_before_number(rest) => return (Kind::Unknown, 1),
                Some((word, length)) => return (Kind::Word(word), length),
                None => {}
            }
            return figure(rest, before, at);
        }
    };
    (punctuation, 1)
}

/// 增, 减, 转: by themselves they are more often pieces of other words, 减灾 and 转型.
const fn needs_number(word: Word) -> bool {
    matches!(word, Word::Change | Word::Carry)
}

fn is_before_number(rest: &[Char]) -> bool {
    let skip = usize::from(matches!(rest.get(1), Some(c) if matches!(c.folded, '了' | '约' | '近')));
    rest.get(1 + skip..).and_then(numerals::read).is_some()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '@' | '+')
}

/// `（一）` and `（2）` are figures; any other bracket opens a remark.
fn bracketed(rest: &[Char]) -> (Kind, usize) {
    let numeral = rest.get(1..).and_then(numerals::read);
    match numeral {
        Some(n) if matches!(rest.get(1 + n.length), Some(c) if c.folded == '）') => (Kind::Figure, n.length + 2),
        _ => (Kind::Open, 1),
    }
}

fn quoted(rest: &[Char], close: char) -> (Kind, usize) {
    let end = rest.iter().take(LONGEST_QUOTE).position(|c| c.folded == close);
    let stop = rest.iter().take(LONGEST_QUOTE).position(|c| c.folded == BREAK);
    match (end, stop) {
        (Some(end), Some(stop)) if stop < end => (Kind::Unknown, 1),
        (Some(end), _) => (Kind::Quoted, end + 1),
        (None, _) => (Kind::Unknown, 1),
    }
}

/// 第三十六条, 第（五）项: an ordinal counts nothing. 第四季度 is a word.
fn ordinal(rest: &[Char], lexicon: &Lexicon) -> (Kind, usize) {
    if let Some((word, length)) = lexicon.longest(rest) {
        return (Kind::Word(word), length);
    }
    let open = usize::from(matches!(rest.get(1), Some(c) if c.folded == '（'));
    let Some(numeral) = rest.get(1 + open..).and_then(numerals::read) else { return (Kind::Unknown, 1) };
    let mut length = 1 + open + numeral.length;
    if open == 1 && matches!(rest.get(length), Some(c) if c.folded == '）') {
        length += 1;
    }
    if matches!(rest.get(length), Some(c) if COUNTERS.contains(c.folded) || matches!(c.folded, '号' | '方' | '一')) {
        length += 1;
    }
    (Kind::Figure, length)
}

/// What starts with a numeral.
fn figure(rest: &[Char], before: Option<char>, at: usize) -> (Kind, usize) {
    let Some(numeral) = numerals::read(rest) else { return (Kind::Unknown, 1) };
    let mut end = numeral.length;
    let next = |end: usize| rest.get(end).map(|c| c.folded);
    let glued = before.is_some_and(|c| is_latin(c) || c == '.');
    if !numeral.chinese && (glued || next(end).is_some_and(|c| is_latin(c) && !matches!(c, '-' | '.'))) {
        let length = rest.iter().take_while(|c| is_latin(c.folded)).count();
        return (Kind::Figure, length.max(end));
    }
    match next(end) {
        Some('年') => {
            let year = numeral.value.count().and_then(|n| u16::try_from(n).ok());
            return match year {
                Some(year) if (1949..=2100).contains(&year) => {
                    let tail = if matches!(next(end + 1), Some('度' | '底' | '末')) { 2 } else { 1 };
                    (Kind::Year(year), end + tail)
                }
                // 24年 and 三年 are no years of the calendar that can be told.
                _ => (Kind::Figure, end + 1),
            };
        }
        Some('月') => return date(rest, &numeral, end),
        Some('%' | '‰' | '倍') => return (Kind::Share, end + 1),
        Some('号' | '时' | '点' | '届' | '章' | '款') => return (Kind::Figure, end + 1),
        Some('、' | '.') if at == 0 || before == Some(BREAK) => return (Kind::Figure, end + 1),
        _ => {}
    }
    // A year that has lost its 年: 2024共收到.
    let bare = numeral.value.count().and_then(|n| u16::try_from(n).ok());
    if let (Some(year @ 2008..=2100), false, None) =
        (bare, numeral.chinese, next(end).filter(|c| COUNTERS.contains(*c)))
    {
        return (Kind::Year(year), end);
    }
    let mut about = false;
    // 余, 多, 几 stand between the numeral and its unit; so does the second half of a range.
    while matches!(next(end), Some('余' | '多' | '几' | '来')) {
        about = true;
        end += 1;
    }
    if matches!(next(end), Some('-' | '—' | '~' | '～' | '–' | '至' | '到')) {
        let dashes =
            rest.iter().skip(end).take_while(|c| matches!(c.folded, '-' | '—' | '~' | '～' | '–' | '至' | '到'));
        let skip = dashes.count();
        if let Some(second) = rest.get(end + skip..).and_then(numerals::read) {
            end += skip + second.length;
            about = true;
            if next(end) == Some('月') {
                return (Kind::Date(false), end + 1);
            }
        }
    }
    let numeral_end = at + end;
    let (measure, unit) = measure(rest.cut(end..));
    let Some(measure) = measure else {
        return (if unit == 0 { Kind::Unknown } else { Kind::Share }, end + unit);
    };
    if numeral.chinese && matches!(measure, Measure::None) {
        return (Kind::Unknown, numeral.length);
    }
    let number = Number { value: numeral.value, measure, about, numeral_end };
    (Kind::Number(number), end + unit)
}

/// The unit after a numeral and its length; no measure where the numeral is a share.
fn measure(rest: &[Char]) -> (Option<Measure>, usize) {
    let at = |k: usize| rest.get(k).map(|c| c.folded);
    let starts = |words: &str| words.chars().enumerate().all(|(k, c)| at(k) == Some(c));
    match (at(0), at(1)) {
        (Some('元'), _) => (Some(Measure::Money(Unit::Yuan)), 1),
        (Some('万'), Some('元')) => (Some(Measure::Money(Unit::TenThousandYuan)), 2),
        (Some('亿'), Some('元')) => (Some(Measure::Money(Unit::HundredMillionYuan)), 2),
        _ if starts("个百分点") => (None, 4),
        _ if starts("分之") => (None, 2),
        _ if starts("个工作日") => (Some(Measure::Count('天')), 4),
        _ if starts("个月") => (Some(Measure::Count('天')), 2),
        (Some('件' | '篇' | '场' | '人'), Some('次')) => {
            (Some(Measure::Count(if at(0) == Some('件') { '件' } else { '人' })), 2)
        }
        (Some(c), _) if COUNTERS.contains(c) => (Some(Measure::Count(c)), 1),
        _ => (Some(Measure::None), 0),
    }
}

/// 1月, 1月1日.
fn date(rest: &[Char], month: &numerals::Numeral, end: usize) -> (Kind, usize) {
    let day = rest.get(end + 1..).and_then(numerals::read);
    let (month, mut length) = (month.value.count(), end + 1);
    let mut bound = false;
    if let Some(day) = day {
        let after = length + day.length;
        if matches!(rest.get(after), Some(c) if matches!(c.folded, '日' | '号')) {
            bound = matches!((month, day.value.count()), (Some(1), Some(1)) | (Some(12), Some(31)));
            length = after + 1;
        }
    }
    if matches!(rest.get(length), Some(c) if matches!(c.folded, '份' | '底' | '末' | '初')) {
        length += 1;
    }
    (Kind::Date(bound), length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::fold;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut chars = Vec::new();
        fold::push(&mut chars, text, 0, 0);
        let mut tokens = Vec::new();
        cut(&chars, &mut tokens);
        tokens.iter().map(|t| t.kind).collect()
    }

    #[test]
    fn figures_that_count_nothing_are_no_numbers() {
        for text in
            ["第三十六条", "第（五）项", "第20条", "〔2021〕30号", "A4纸", "0952-6860685", "“12345”", "“民营经济32条”"]
        {
            assert!(!kinds(text).iter().any(|k| matches!(k, Kind::Number(n) if n.measure != Measure::None)), "{text}");
        }
    }

    #[test]
    fn a_year_is_no_number() {
        assert_eq!(kinds("2024年度").first(), Some(&Kind::Year(2024)));
        assert_eq!(kinds("二〇二四年").first(), Some(&Kind::Year(2024)));
        assert_eq!(kinds("12月31日"), [Kind::Date(true)]);
        assert_eq!(kinds("5月"), [Kind::Date(false)]);
    }
}
