//! The numeral grammar: what the text of a cell is read as.
//!
//! Strict on purpose. A text that is not wholly understood is [`State::Unreadable`], never the digits that happen to be
//! in it.
//!
//! ```text
//! cell    = blank | mark | number [unit]
//! blank   = spaces, no-break and ideographic spaces, zero-width characters, or nothing
//! mark    = one or more of / ／ \ | one or more of - － – — ― ─ | 无 | 不适用 | N/A
//! number  = [sign] digits ["." digits]
//! digits  = 0-9 or ０-９, without leading zeros, with or without separators (, or ，) at every third place
//! sign    = - － − in any cell; + ＋ 增 增加 减 减少 only in the signed cells (本年增/减)
//! unit    = 件 宗 条 份 次 项 个 起 部 in a count; 元 万元 亿元 in an amount
//! ```
//!
//! A decimal is read in an amount; in a count only where it is whole (`12.0`, as workbooks write it). A count is at most
//! [`MAX_COUNT`]. Digits with spaces or line breaks between them are [`Unreadable::Spaced`]: the readers accept them only
//! where the rest of the row proves the number.
//!
//! ```
//! use ogi_report::draft::{State, numeral};
//! use ogi_report::form::Kind;
//!
//! assert_eq!(numeral::read("１，２３４", Kind::Count).state(), &State::Count(1234));
//! assert_eq!(numeral::read("减4", Kind::SignedCount).state(), &State::Count(-4));
//! assert_eq!(numeral::read(" ", Kind::Count).state(), &State::Blank);
//! assert!(matches!(numeral::read("1O", Kind::Count).state(), State::Unreadable(_)));
//! ```

use rust_decimal::Decimal;

pub use super::entry::MAX_COUNT;
use super::{Amount, Entry, Place, State, Unreadable};
use crate::form::{Kind, Unit};
pub(crate) use crate::shown::is_space;

/// The longest text that can be a number.
const MAX_LEN: usize = 64;

/// Words that stand for a sign in the signed cells, and whether they are a minus.
const SIGN_WORDS: [(&str, bool); 4] = [("增加", false), ("减少", true), ("增", false), ("减", true)];

/// Units that are written beside a count.
const COUNTERS: [char; 9] = ['件', '宗', '条', '份', '次', '项', '个', '起', '部'];

/// Reads the text of a cell of the given kind. The entry keeps the text and has no place yet.
pub fn read(text: &str, kind: Kind) -> Entry {
    read_at(text, kind, Place::Nowhere)
}

/// Reads the text of a cell of the given kind that stands at `place`.
pub fn read_at(text: &str, kind: Kind, place: Place) -> Entry {
    let trimmed = text.trim_matches(is_space);
    if trimmed.is_empty() {
        return Entry::read(State::Blank, trimmed, place);
    }
    if is_mark(trimmed) {
        return Entry::read(State::NotApplicable, trimmed, place);
    }
    if let Some(state) = plain_count(trimmed).filter(|_| !matches!(kind, Kind::Amount(_))) {
        return Entry::read(state, trimmed, place);
    }
    let (number, unit) = split_unit(trimmed, kind);
    let state = match number_in(number, kind) {
        Ok(Number { negative, whole, fraction }) => match kind {
            Kind::Count | Kind::SignedCount => count(negative, &whole, fraction.as_deref()),
            Kind::Amount(_) => amount(negative, &whole, fraction.as_deref(), unit.and_then(money)),
        },
        Err(why) => State::Unreadable(why),
    };
    let entry = Entry::read(state, trimmed, place);
    match (entry.state(), unit) {
        (State::Unreadable(_), _) | (_, None) => entry,
        (_, Some(unit)) => entry.with_unit(unit),
    }
}

/// Whether the text is a value and not a label: a number or a mark, or digits that are unreadable as a number.
pub fn is_value(text: &str) -> bool {
    let text = text.trim_matches(is_space);
    if is_digits(text) || is_mark(text) {
        return true;
    }
    let number = |kind| {
        let (number, _) = split_unit(text, kind);
        !matches!(number_in(number, kind).err(), Some(Unreadable::NotANumber))
    };
    !text.is_empty() && (number(Kind::SignedCount) || number(Kind::Amount(None)))
}

/// The digits of a spaced number (`12 3`) joined, where they make a count.
pub(crate) fn joined(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !is_space(*c)).collect();
    match read(&digits, Kind::Count).state() {
        State::Count(n) => Some(*n),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The count that nearly every cell holds: a few digits and nothing else.
fn plain_count(text: &str) -> Option<State> {
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (is_digits(text) && text.len() <= 15 && !leading_zero).then(|| text.parse().ok().map(State::Count)).flatten()
}

fn is_mark(text: &str) -> bool {
    matches!(text, "无" | "無" | "不适用" | "不適用")
        || text.eq_ignore_ascii_case("n/a")
        || text.chars().all(|c| matches!(c, '/' | '／' | '\\'))
        || text.chars().all(|c| matches!(c, '-' | '－' | '–' | '—' | '―' | '─' | '−'))
}

fn money(unit: &str) -> Option<Unit> {
    Unit::ALL.into_iter().find(|u| u.symbol() == unit)
}

/// The number before a unit, and the unit.
fn split_unit(text: &str, kind: Kind) -> (&str, Option<&str>) {
    let unit = match kind {
        // The longest first: 万元 ends in 元.
        Kind::Amount(_) => Unit::ALL.into_iter().rev().map(Unit::symbol).find(|u| text.ends_with(u)).map(str::len),
        Kind::Count | Kind::SignedCount => {
            text.chars().next_back().filter(|c| COUNTERS.contains(c)).map(char::len_utf8)
        }
    };
    let split = unit.and_then(|len| text.split_at_checked(text.len() - len));
    split.map_or((text, None), |(number, unit)| (number.trim_end_matches(is_space), Some(unit)))
}

struct Number {
    negative: bool,
    whole: String,
    fraction: Option<String>,
}

fn number_in(text: &str, kind: Kind) -> Result<Number, Unreadable> {
    let (negative, unsigned) = sign(text, kind);
    if unsigned.len() > MAX_LEN {
        let digits = unsigned.chars().all(|c| half_digit(c).is_some());
        return Err(if digits { Unreadable::TooLarge } else { Unreadable::NotANumber });
    }
    let mut whole = String::new();
    let mut fraction: Option<String> = None;
    let mut since_separator: Option<usize> = None;
    let mut spaced = false;
    for c in unsigned.chars() {
        match (half_digit(c), c, &mut fraction) {
            (Some(digit), _, Some(fraction)) => fraction.push(digit),
            (Some(digit), _, None) => {
                whole.push(digit);
                since_separator = since_separator.map(|n| n + 1);
            }
            (None, ',' | '，', None) if matches!((since_separator, whole.len()), (None, 1..=3) | (Some(3), _)) => {
                since_separator = Some(0);
            }
            (None, '.' | '．', None) => fraction = Some(String::new()),
            (None, c, _) if is_space(c) && !whole.is_empty() => spaced = true,
            _ => return Err(Unreadable::NotANumber),
        }
    }
    let grouped = matches!(since_separator, None | Some(3));
    let written = !whole.is_empty() && fraction.as_ref().is_none_or(|f| !f.is_empty());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    match (grouped && written, spaced, leading_zero) {
        (true, true, _) => Err(Unreadable::Spaced),
        (true, false, false) => Ok(Number { negative, whole, fraction }),
        _ => Err(Unreadable::NotANumber),
    }
}

fn sign(text: &str, kind: Kind) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '－', '−']) {
        return (true, rest);
    }
    if kind == Kind::SignedCount {
        if let Some(rest) = text.strip_prefix(['+', '＋']) {
            return (false, rest);
        }
        if let Some((rest, minus)) =
            SIGN_WORDS.iter().find_map(|(word, minus)| Some((text.strip_prefix(word)?, *minus)))
        {
            return (minus, rest);
        }
    }
    (false, text)
}

fn half_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')).and_then(|d| char::from_digit(d, 10)),
        _ => None,
    }
}

fn count(negative: bool, whole: &str, fraction: Option<&str>) -> State {
    if fraction.is_some_and(|f| f.bytes().any(|b| b != b'0')) {
        return State::Unreadable(Unreadable::NotWhole);
    }
    match whole.parse::<i64>() {
        Ok(n) if n <= MAX_COUNT => State::Count(if negative { -n } else { n }),
        _ => State::Unreadable(Unreadable::TooLarge),
    }
}

fn amount(negative: bool, whole: &str, fraction: Option<&str>, unit: Option<Unit>) -> State {
    let text = match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole.to_owned(),
    };
    match Decimal::from_str_exact(&text) {
        Ok(value) if value <= Decimal::from(MAX_COUNT) => {
            State::Amount(Amount { value: if negative { -value } else { value }, unit })
        }
        _ => State::Unreadable(Unreadable::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, kind: Kind, expected: &State) {
        assert_eq!(read(text, kind).state(), expected, "{text:?} as {kind:?}");
    }

    #[test]
    fn counts_are_read_in_every_notation_of_the_grammar() {
        let cases = [
            ("0", 0),
            ("12", 12),
            ("１２", 12),
            (" 12\u{a0}", 12),
            ("\u{3000}7\u{200b}", 7),
            ("1,234", 1234),
            ("12，345，678", 12_345_678),
            ("12件", 12),
            ("12 件", 12),
            ("31240000", 31_240_000),
            ("9007199254740991", MAX_COUNT),
            ("12.0", 12),
            ("-3", -3),
            ("－3", -3),
        ];
        for (text, n) in cases {
            is(text, Kind::Count, &State::Count(n));
        }
    }

    #[test]
    fn what_is_not_wholly_a_number_is_unreadable() {
        use Unreadable::{NotANumber, NotWhole, Spaced, TooLarge};
        let cases = [
            ("1O", NotANumber),
            ("l2", NotANumber),
            ("3.0.1", NotANumber),
            ("12 3", Spaced),
            ("21\n7", Spaced),
            ("1.5", NotWhole),
            ("1,23", NotANumber),
            ("1,2345", NotANumber),
            ("1234,567", NotANumber),
            (",123", NotANumber),
            ("1,", NotANumber),
            ("12.", NotANumber),
            (".5", NotANumber),
            ("007", NotANumber),
            ("见附件", NotANumber),
            ("+2", NotANumber),
            ("减4", NotANumber),
            ("--3", NotANumber),
            ("3-", NotANumber),
            ("12元", NotANumber),
            ("件", NotANumber),
            ("十二", NotANumber),
            ("1.4万件", NotANumber),
            ("9007199254740992", TooLarge),
            ("99999999999999999999999", TooLarge),
        ];
        for (text, why) in cases {
            is(text, Kind::Count, &State::Unreadable(why));
        }
        is(&"9".repeat(70), Kind::Count, &State::Unreadable(TooLarge));
    }

    #[test]
    fn signs_are_read_in_the_signed_cells() {
        for (text, n) in [("+2", 2), ("＋14", 14), ("-1", -1), ("−8", -8), ("减4", -4), ("增加3", 3), ("减少10项", -10)]
        {
            is(text, Kind::SignedCount, &State::Count(n));
        }
        is("增-3", Kind::SignedCount, &State::Unreadable(Unreadable::NotANumber));
    }

    #[test]
    fn amounts_keep_their_decimals_and_their_unit() {
        let amount = |value: &str, unit| State::Amount(Amount { value: value.parse().expect("a decimal"), unit });
        is("24252.311082", Kind::Amount(None), &amount("24252.311082", None));
        is("251000元", Kind::Amount(None), &amount("251000", Some(Unit::Yuan)));
        is("160.5964万元", Kind::Amount(None), &amount("160.5964", Some(Unit::TenThousandYuan)));
        is("1.20亿元", Kind::Amount(None), &amount("1.20", Some(Unit::HundredMillionYuan)));
        is("0.00", Kind::Amount(None), &amount("0.00", None));
        is("12件", Kind::Amount(None), &State::Unreadable(Unreadable::NotANumber));
        let written = read("18.8710", Kind::Amount(None));
        assert!(matches!(written.state(), State::Amount(a) if a.value.to_string() == "18.8710"));
    }

    #[test]
    fn a_mark_is_neither_a_blank_nor_a_zero() {
        for text in ["/", "／", "-", "—", "——", "－", "无", "不适用", "N/A", "-- "] {
            is(text, Kind::Count, &State::NotApplicable);
        }
        for text in ["", " ", "\u{a0}", "\u{3000}\n"] {
            is(text, Kind::Count, &State::Blank);
        }
    }
}
