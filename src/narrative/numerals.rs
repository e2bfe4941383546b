//! Numerals as running text writes them: `12`, `１２`, `1,234`, 十二, 一百一十六, 1.4万, 三千余.
//!
//! A numeral that ends in 万 or 亿 is rounded at its last written digit: 1.4万 stands for 13,500 to 14,500.

use rust_decimal::Decimal;

use super::claim::StatedNumber;
use super::fold::Char;

/// A numeral and the number of characters it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: StatedNumber,
    pub(super) length: usize,
    /// Whether it is written in Chinese numerals.
    pub(super) chinese: bool,
}

/// The longest numeral has 15 digits: beyond it nothing is counted.
const MAX_DIGITS: u32 = 15;

/// The longest numeral in Chinese, in characters: 九百九十九万九千九百九十九亿 has 14.
const MAX_CHINESE: usize = 20;

/// Reads the numeral that starts at the first of `chars`.
pub(super) fn read(chars: &[Char]) -> Option<Numeral> {
    match chars.first()?.folded {
        '0'..='9' => digits(chars),
        c if chinese_digit(c).is_some() || chinese_power(c).is_some() => chinese(chars),
        _ => None,
    }
}

fn digits(chars: &[Char]) -> Option<Numeral> {
    let digit = |at: usize| {
        let c = chars.get(at)?;
        if at > 0 && c.gap { None } else { c.folded.to_digit(10) }
    };
    let group = |at: usize| {
        matches!(chars.get(at), Some(c) if c.folded == '，' && !c.gap)
            && (1..=3).all(|k| digit(at + k).is_some())
            && digit(at + 4).is_none()
    };
    let (mut mantissa, mut written, mut decimals, mut at) = (0_i64, 0_u32, 0_u32, 0_usize);
    let mut grouped = false;
    loop {
        if let Some(d) = digit(at) {
            written += 1;
            if written > MAX_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i64::from(d); // below 10^15
            at += 1;
        } else if decimals == 0 && (grouped || at <= 3) && groups(chars, at, group) {
            grouped = true;
            at += 1;
        } else {
            break;
        }
    }
    if matches!(chars.get(at), Some(c) if c.folded == '.' && !c.gap) && digit(at + 1).is_some() {
        at += 1;
        while let Some(d) = digit(at) {
            written += 1;
            if written > MAX_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i64::from(d);
            decimals += 1;
            at += 1;
        }
    }
    let power = match chars.get(at).map(|c| c.folded) {
        Some('千') => 3,
        Some('万') => 4,
        Some('亿') => 8,
        _ => 0,
    };
    // 万元 and 亿元 are units of money, kept as written.
    let money = power > 3 && matches!(chars.get(at + 1).map(|c| c.folded), Some('元'));
    let number = Decimal::try_from_i128_with_scale(i128::from(mantissa), decimals).ok()?;
    if power == 0 || money {
        return Some(Numeral { value: StatedNumber::written(number), length: at, chinese: false });
    }
    let scale = Decimal::from(10_i64.pow(power));
    let last_digit = Decimal::new(1, decimals).checked_mul(scale)?;
    let value = StatedNumber::rounded(number.checked_mul(scale)?.normalize(), last_digit.normalize());
    Some(Numeral { value, length: at + 1, chinese: false })
}

/// Whether a comma at `at` sets off three digits, all the way to the end of the numeral: `1,234` and not `1,2345`.
fn groups(chars: &[Char], at: usize, group: impl Fn(usize) -> bool) -> bool {
    let mut next = at;
    while group_like(chars, next) {
        if !group(next) && !group_like(chars, next + 4) {
            return false;
        }
        next += 4;
    }
    next > at
}

fn group_like(chars: &[Char], at: usize) -> bool {
    matches!(chars.get(at), Some(c) if c.folded == '，' && !c.gap)
        && (1..=3).all(|k| matches!(chars.get(at + k), Some(c) if !c.gap && c.folded.is_ascii_digit()))
}

fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn chinese_power(c: char) -> Option<u32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

fn chinese(chars: &[Char]) -> Option<Numeral> {
    let length = chars
        .iter()
        .take(MAX_CHINESE + 1)
        .enumerate()
        .take_while(|(at, c)| {
            let numeral = chinese_digit(c.folded).is_some() || chinese_power(c.folded).is_some();
            let money = matches!(c.folded, '万' | '亿') && matches!(chars.get(at + 1), Some(c) if c.folded == '元');
            numeral && !money
        })
        .count();
    let written = chars.get(..length)?;
    if length == 0 || length > MAX_CHINESE {
        return None;
    }
    let value = if written.iter().all(|c| chinese_digit(c.folded).is_some()) { row(written) } else { counted(written) };
    Some(Numeral { value: value?, length, chinese: true })
}

/// Digits in a row: 二〇二四.
fn row(written: &[Char]) -> Option<StatedNumber> {
    let number = written.iter().try_fold(0_i64, |sum, c| sum.checked_mul(10)?.checked_add(chinese_digit(c.folded)?))?;
    Some(StatedNumber::exact(number))
}

/// Digits with their powers: 一千二百〇五, 三万二.
fn counted(written: &[Char]) -> Option<StatedNumber> {
    let (mut total, mut section, mut digit): (i64, i64, Option<i64>) = (0, 0, None);
    let (mut last_power, mut least) = (u32::MAX, 0);
    for c in written {
        if let Some(d) = chinese_digit(c.folded) {
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(d);
            least = 0;
            continue;
        }
        let power = chinese_power(c.folded)?;
        if power >= 4 {
            section = section.checked_add(digit.unwrap_or(0))?;
            if section == 0 {
                return None;
            }
            total = total.checked_add(section.checked_mul(10_i64.checked_pow(power)?)?)?;
            (section, last_power) = (0, u32::MAX);
        } else {
            if power >= last_power {
                return None;
            }
            let many = match digit {
                Some(0) | None if power == 1 => 1,
                Some(0) | None => return None,
                Some(many) => many,
            };
            section = section.checked_add(many.checked_mul(10_i64.checked_pow(power)?)?)?;
            last_power = power;
        }
        least = power;
        digit = None;
    }
    let end = digit.unwrap_or(0);
    // 三万二 leaves out a power that only the ear supplies: not read.
    let spoken = end != 0 && written.len() >= 2 && {
        let before = written.get(written.len() - 2).and_then(|c| chinese_power(c.folded));
        before.is_some_and(|p| p > 1)
    };
    if spoken {
        return None;
    }
    let number = total.checked_add(section)?.checked_add(end)?;
    if total > 0 && end == 0 && least >= 3 && number < i64::MAX / 2 {
        // 一万四千 is rounded where it stops.
        let unit = 10_i64.checked_pow(least)?;
        return Some(StatedNumber::rounded(Decimal::from(number), Decimal::from(unit)));
    }
    Some(StatedNumber::exact(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::fold;

    fn value(text: &str) -> Option<(StatedNumber, usize)> {
        let mut chars = Vec::new();
        fold::push(&mut chars, text, 0, 0);
        read(&chars).map(|n| (n.value, n.length))
    }

    #[test]
    fn numerals_are_read_as_written() {
        for (text, number) in [
            ("12件", 12),
            ("１２件", 12),
            ("1,234件", 1234),
            ("1,234,567件", 1_234_567),
            ("12，345", 12_345),
            ("十二件", 12),
            ("一百一十六条", 116),
            ("七十五件", 75),
            ("两千零五", 2005),
            ("二〇二四年", 2024),
            ("一千二百〇五", 1205),
            ("零件", 0),
            ("三万二千零一", 32_001),
        ] {
            assert_eq!(value(text).map(|v| v.0), Some(StatedNumber::exact(number)), "{text}");
        }
    }

    #[test]
    fn a_comma_that_ends_a_clause_is_not_a_separator() {
        assert_eq!(value("12，3456").map(|v| v.1), Some(2));
        assert_eq!(value("1234，567").map(|v| v.1), Some(4));
    }

    #[test]
    fn ten_thousands_are_rounded_at_the_last_digit() {
        let fits = |text: &str, number: i64| value(text).is_some_and(|v| v.0.fits(Decimal::from(number)));
        assert!(fits("1.4万件", 14_499) && fits("1.4万件", 13_500) && !fits("1.4万件", 14_600));
        assert!(fits("1.40万件", 14_049) && !fits("1.40万件", 14_051));
        assert!(fits("一万四千", 14_400) && !fits("一万四千", 14_600));
        assert!(fits("3万", 34_000) && !fits("3万", 36_000));
    }

    #[test]
    fn what_only_the_ear_completes_is_not_read() {
        assert_eq!(value("三万二"), None);
        assert_eq!(value("十百"), None);
    }
}
