//! Agency and year from a report's title or from the sentence that introduces it, and the statistical period, from the text
//! before section 一.

use super::label::{half_width, section_named, simplified};
use crate::draft::{Date, Found, Passage, Period, numeral};
use crate::impossible::Cut;

/// What every title has, and what ends it.
const SUBJECT: &str = "政府信息公开";
const ENDS: [&str; 2] = ["报告", "年报"];
/// What stands in titles of documents about the reports, and ends them.
const OTHER_KINDS: [&str; 5] = ["通知", "指南", "制度", "办法", "格式"];
/// What else ends them, and can stand in a body's name.
const OTHER_ENDS: [&str; 4] = ["目录", "方案", "编制说明", "的函"];
/// What stands in lines that are not titles.
const NOT_TITLES: [&str; 3] = ["条例》", "首页", "上一篇"];
/// How far above section 一 such a title is looked for, in passages.
const MAX_HEAD: usize = 3;
/// What the names of bodies end with: 政府、办公室、委员会、局 …; a line of a page's menu does not.
const BODIES: [char; 58] = [
    '府', '室', '会', '會', '局', '厅', '廳', '部', '处', '處', '院', '所', '心', '队', '隊', '社', '校', '学', '學',
    '区', '區', '县', '縣', '市', '省', '乡', '鄉', '镇', '鎮', '村', '司', '行', '站', '署', '办', '辦', '委', '关',
    '道', '馆', '館', '台', '旗', '盟', '州', '场', '場', '团', '團', '组', '組', '庭', '园', '園', '厂', '廠', '庫',
    '库',
];
const MAX_TITLE: usize = 60;
const MAX_AGENCY: usize = 40;
/// The longest line over a table that is looked at for its year, in characters.
const MAX_CAPTION: usize = 24;
/// How far above section 一 a title is looked for.
const MAX_PASSAGES: usize = 400;
/// Words by which a sentence introduces the report that it stands in.
const INTRODUCTIONS: [&str; 7] = ["现将", "现公布", "现发布", "现予公布", "现公开", "向社会公布", "特编制"];
/// How its clause goes on after the title, if it does.
const ANNOUNCED: [&str; 8] = ["公布", "予以公布", "予以公开", "公开", "发布", "报告如下", "向社会", "全文"];
/// How a report calls its own body, and words before a body's name that are not part of it.
const OWN: [&str; 9] = ["我", "本局", "本机关", "本单位", "本部门", "本级", "有关", "相关", "各"];
/// How far before a day the words of its sentence are looked for, in characters.
const MAX_SENTENCE: usize = 400;

/// Agency and year as far as they were found.
#[derive(Default)]
pub(super) struct Title {
    pub(super) agency: Option<Found<String>>,
    pub(super) year: Option<Found<u16>>,
}

/// Finds the title among the passages before section 一: the last one that is a title, since what stands above it is the
/// page's own. `page_title` is what the page calls itself.
pub(super) fn find(before: &[Passage], page_title: Option<&str>) -> Title {
    let mut title = Title::default();
    for at in (0..before.len()).rev().take(MAX_PASSAGES) {
        // A title can be broken over two or three lines.
        let Some(parsed) = (1..=3).find_map(|lines| parse_lines(before.get((at + 1).checked_sub(lines)?..=at)?)) else {
            continue;
        };
        let (Some(passage), first) = (before.get(at), (at + 1).saturating_sub(parsed.lines)) else { continue };
        let found = |raw: &str| (raw.to_owned(), passage.place.clone());
        let beside = || [Some(at + 1), first.checked_sub(1)].into_iter().flatten().filter_map(|i| before.get(i));
        if let Some(year) = parsed.year.or_else(|| beside().find_map(lone_year)) {
            let (raw, place) = found(&passage.text);
            title.year = Some(Found { value: year, raw, place });
        }
        if !parsed.agency.is_empty() {
            let (raw, place) = found(&passage.text);
            title.agency = Some(Found { value: parsed.agency, raw, place });
        } else if let Some(above) = first.checked_sub(1).and_then(|i| before.get(i)).filter(|p| is_agency(&p.text)) {
            let value = strip_marks(&above.text);
            title.agency = Some(Found { value, raw: above.text.clone(), place: above.place.clone() });
        }
        break;
    }
    let quoted = || {
        before.iter().find_map(|p| quoted_titles(&p.text).map(|t| (t, p)).find_map(|(t, p)| Some((parse(t)?, t, p))))
    };
    if (title.agency.is_none() || title.year.is_none())
        && let Some((parsed, raw, passage)) = quoted()
    {
        let (raw, place) = (raw.to_owned(), passage.place.clone());
        if title.year.is_none() {
            title.year = parsed.year.map(|value| Found { value, raw: raw.clone(), place: place.clone() });
        }
        if title.agency.is_none() && !parsed.agency.is_empty() {
            title.agency = Some(Found { value: parsed.agency, raw, place });
        }
    }
    let named = page_title.into_iter().flat_map(|t| t.split(['_', '|', '-', '－', '—', '–']));
    for parsed in named.filter_map(|t| Some((parse(t)?, t))) {
        let (parsed, raw) = parsed;
        if title.year.is_none() {
            title.year = parsed.year.map(|value| Found { raw: raw.to_owned(), ..value.into() });
        }
        if title.agency.is_none() && !parsed.agency.is_empty() {
            title.agency = Some(Found { raw: raw.to_owned(), ..parsed.agency.into() });
        }
    }
    title
}

/// Adds to a title what the sentence that introduces the report and the statistical period tell.
pub(super) fn complete(mut title: Title, before: &[Passage]) -> Title {
    let introduced = || before.iter().find_map(|p| introduced(&p.text).map(|(parsed, raw)| (parsed, raw, p)));
    if (title.agency.is_none() || title.year.is_none())
        && let Some((parsed, raw, passage)) = introduced()
    {
        let (raw, place) = (raw.to_owned(), passage.place.clone());
        if title.year.is_none() {
            title.year = parsed.year.map(|value| Found { value, raw: raw.clone(), place: place.clone() });
        }
        if title.agency.is_none() && is_agency(&parsed.agency) && !OWN.iter().any(|own| parsed.agency.contains(own)) {
            title.agency = Some(Found { value: parsed.agency, raw, place });
        }
    }
    if title.year.is_none() {
        title.year = period(before).and_then(year_of);
    }
    title
}

/// The year that a period is the whole of.
fn year_of(period: Found<Period>) -> Option<Found<u16>> {
    let Found { value: Period { start, end }, raw, place } = period;
    let Date { year, .. } = start;
    let whole = Period { start: Date { year, month: 1, day: 1 }, end: Date { year, month: 12, day: 31 } };
    (Period { start, end } == whole).then_some(Found { value: year, raw, place })
}

/// The title that a sentence introduces, with its clause: 现公布某区统计局2023年政府信息公开工作年度报告.
fn introduced(text: &str) -> Option<(Parsed, &str)> {
    text.split(['。', '，', '；']).find_map(|clause| {
        let title = INTRODUCTIONS.iter().find_map(|words| clause.split_once(words))?.1;
        let subject = title.find(SUBJECT)? + SUBJECT.len();
        let end = ENDS.iter().filter_map(|end| Some(subject + title.get(subject..)?.find(end)? + end.len())).min()?;
        let (title, rest) = title.split_at_checked(end)?;
        let rest = rest.trim_matches(|c: char| numeral::is_space(c) || matches!(c, '：' | ':'));
        let parsed =
            parse(title).filter(|_| rest.is_empty() || ANNOUNCED.iter().any(|words| rest.starts_with(words)))?;
        Some((parsed, clause))
    })
}

/// Whether the text is a title by itself.
pub(super) fn is_title(text: &str) -> bool {
    text.chars().count() <= MAX_TITLE * 2 && parse(text).is_some()
}

/// Whether a title just above section 一 is that of a document about the reports:
/// 关于做好2024年政府信息公开工作年度报告编制工作的通知.
pub(super) fn is_of_another_kind(before: &[Passage]) -> bool {
    before.iter().rev().take(MAX_HEAD).any(|passage| {
        let text = plain(&strip_marks(&passage.text));
        let is_title = text.chars().count() <= MAX_TITLE && !text.contains(['。', '，', '；', '《']);
        is_title && text.contains(SUBJECT) && names_another_kind(&text)
    })
}

/// Whether the text, as it is compared, ends like the title of a document about the reports.
fn names_another_kind(text: &str) -> bool {
    OTHER_KINDS.iter().chain(&OTHER_ENDS).any(|kind| text.ends_with(&plain(kind)))
}

/// The year in a text that is a title by itself.
pub(super) fn year(text: &str) -> Option<u16> {
    if is_title(text) { parse(text)?.year } else { None }
}

/// Where the last title among the passages begins, with the line above it that names the body.
pub(super) fn begins(passages: &[Passage]) -> Option<usize> {
    (0..passages.len()).rev().take(MAX_PASSAGES).find_map(|at| {
        let mut starts = (1..=3).filter_map(|lines| (at + 1).checked_sub(lines));
        let (first, parsed) = starts.find_map(|first| Some((first, parse_lines(passages.get(first..=at)?)?)))?;
        let above = first.checked_sub(1).filter(|_| parsed.agency.is_empty());
        Some(above.filter(|above| passages.get(*above).is_some_and(|p| is_agency(&p.text))).unwrap_or(first))
    })
}

struct Parsed {
    agency: String,
    year: Option<u16>,
    lines: usize,
}

fn parse_lines(lines: &[Passage]) -> Option<Parsed> {
    let is_heading = |p: &Passage| section_named(&p.text).is_some();
    let is_other = |p: &Passage| names_another_kind(&plain(&strip_marks(&p.text)));
    if lines.iter().any(|p| p.text.chars().count() > MAX_TITLE || is_heading(p) || is_other(p)) {
        return None;
    }
    let whole: String = lines.iter().map(|p| p.text.as_str()).collect();
    let parsed = parse(&whole)?;
    // What stands on a line of its own above a title need not belong to it.
    let is_one = lines.len() == 1 || parsed.agency.is_empty() || parsed.agency.ends_with(BODIES);
    is_one.then_some(Parsed { lines: lines.len(), ..parsed })
}

/// Names of the field of a page that holds its title: 标题：…
const TITLE_FIELDS: [&str; 5] = ["标题", "文章标题", "信息标题", "信息名称", "名称"];

/// The text after the name of such a field.
fn without_field(text: &str) -> &str {
    let field = text.split_once([':', '：']).filter(|(name, _)| TITLE_FIELDS.contains(&strip_marks(name).as_str()));
    field.map_or(text, |(_, title)| title)
}

/// Reads a title such as 某县人民政府2024年政府信息公开工作年度报告, in any order of agency and year.
fn parse(text: &str) -> Option<Parsed> {
    let written: Vec<char> = strip_marks(without_field(text)).chars().collect();
    if written.len() > MAX_TITLE
        || written.iter().any(|c| matches!(c, '。' | '，' | ',' | '；' | '：' | ':' | '《' | '>' | '！'))
    {
        return None;
    }
    let simple: Vec<char> = written.iter().map(|c| simplified(*c)).collect();
    let text: String = simple.iter().collect();
    if names_another_kind(&text) || OTHER_KINDS.iter().chain(&NOT_TITLES).any(|n| text.contains(&plain(n))) {
        return None;
    }
    let subject: Vec<char> = SUBJECT.chars().collect();
    let at = simple.windows(subject.len()).position(|w| w == subject)?;
    let after: String = simple.iter().skip(at + subject.len()).collect();
    if !ENDS.iter().any(|end| after.contains(end)) {
        return None;
    }
    let head = written.get(..at)?;
    let (before_year, year, after_year) = match year_in(head) {
        Some((start, end, year)) => (head.get(..start)?, Some(year), head.get(end..)?),
        None => (head, years_of(&after), &[][..]),
    };
    let mut agency: String = before_year.iter().chain(after_year).collect();
    if agency.ends_with("人民") {
        // 某乡人民政府信息公开…: 政府 serves twice.
        agency.push_str("政府");
    }
    let mut agency = agency.trim_start_matches("关于").trim_end_matches("关于").trim_matches(is_edge).to_owned();
    // A piece of a sentence, or of a word, is not a name.
    if agency.chars().count() < 2 || agency.contains('我') || agency.starts_with("现将") {
        agency.clear();
    }
    (agency.chars().count() <= MAX_AGENCY).then_some(Parsed { agency, year, lines: 1 })
}

/// Marks that stand around a body's name and are none of it; quotation marks can be.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '"' | '“' | '”' | '「' | '」' | '\'' | '‘' | '’')
}

/// The text without spaces and the marks of headings and emphasis.
fn strip_marks(text: &str) -> String {
    text.chars().filter(|c| !numeral::is_space(*c) && !matches!(c, '*' | '#' | '_' | '`')).collect()
}

/// The text as it is compared.
fn plain(text: &str) -> String {
    text.chars().map(simplified).collect()
}

/// Whether a line above a title can be the name of the body.
fn is_agency(text: &str) -> bool {
    let text = strip_marks(text);
    let n = text.chars().count();
    (2..=MAX_AGENCY).contains(&n)
        && text.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '（' | '）' | '(' | ')' | '·'))
        && text.ends_with(BODIES)
        && !["公开", "首页", "附件", "年报", "报告"].iter().any(|w| text.contains(w))
}

/// The year that a line over a table names: 2023年：, 附件：2023年情况.
pub(super) fn caption_year(text: &str) -> Option<u16> {
    let written: Vec<char> = strip_marks(text).chars().collect();
    let ends = ['年', '度', '况', '表', '据', '计', '：', ':', '）', ')'];
    let is_caption = written.len() <= MAX_CAPTION
        && written.last().is_some_and(|last| ends.contains(last))
        && !written.iter().any(|c| matches!(c, '。' | '，' | '；'));
    let (_, after, year) = year_in(&written).filter(|_| is_caption)?;
    // 2024年1月1日至12月31日 is a period, and two years are not one.
    let rest = written.cut(after..);
    (!rest.contains(&'月') && year_in(rest).is_none()).then_some(year)
}

/// Whether the text is a year and nothing else, with or without its word: 2024, 2024年度.
pub(super) fn is_year(text: &str) -> bool {
    let mut chars: Vec<char> = strip_marks(text).chars().map(half_width).collect();
    if chars.len() == 4 {
        chars.push('年');
    }
    year_in(&chars).is_some_and(|(start, end, year)| start == 0 && end == chars.len() && (1990..=2099).contains(&year))
}

/// A line that holds a year and nothing else: （2024年度）.
fn lone_year(passage: &Passage) -> Option<u16> {
    let chars: Vec<char> =
        strip_marks(&passage.text).chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')')).collect();
    let (start, end, year) = year_in(&chars)?;
    (start == 0 && end == chars.len()).then_some(year)
}

/// Titles quoted in a text: 现发布《某乡2024年政府信息公开工作年度报告》.
fn quoted_titles(text: &str) -> impl Iterator<Item = &str> {
    text.split('《').skip(1).filter_map(|t| t.split('》').next())
}

fn years_of(text: &str) -> Option<u16> {
    let chars: Vec<char> = text.chars().collect();
    year_in(&chars).map(|y| y.2)
}

/// The first year in the text, with the range of characters it stands in: 2024年, ２０２４年度, 二〇二四年.
fn year_in(chars: &[char]) -> Option<(usize, usize, u16)> {
    chars.windows(5).enumerate().find_map(|(start, window)| {
        let (digits, mark) = window.split_at_checked(4)?;
        let mut year: u16 = 0;
        for c in digits {
            year = year.checked_mul(10)?.checked_add(digit(*c)?)?;
        }
        if mark != ['年'] || !(1949..=2199).contains(&year) {
            return None;
        }
        let degree = chars.get(start + 5).is_some_and(|c| *c == '度') && chars.get(start + 6) != Some(&'报');
        Some((start, start + 5 + usize::from(degree), year))
    })
}

fn digit(c: char) -> Option<u16> {
    let chinese = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let c = if matches!(c, '零' | '○' | 'Ｏ' | 'О') { '〇' } else { half_width(c) };
    let ascii = c.to_digit(10).and_then(|d| u16::try_from(d).ok());
    ascii.or_else(|| chinese.iter().position(|d| *d == c).and_then(|d| u16::try_from(d).ok()))
}

/// The statistical period: the first two days of one sentence that are joined by 至 or the like, of a sentence that speaks of
/// statistics if there is one.
pub(super) fn period(before: &[Passage]) -> Option<Found<Period>> {
    let mut found: Option<Found<Period>> = None;
    for passage in before {
        let chars: Vec<char> = passage.text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let mut at = 0;
        while at < chars.len() {
            let Some((after_start, start)) = date_at(&chars, at, None) else {
                at += 1;
                continue;
            };
            let sentence = chars.cut(..at);
            let end = joined_date(&chars, after_start, start).filter(|_| !is_of_something_else(sentence));
            at = after_start;
            let Some((after_end, end)) = end else { continue };
            let raw = chars.cut(sentence.len()..after_end).iter().collect();
            let period = Found { value: Period { start, end }, raw, place: passage.place.clone() };
            if says(sentence, &["计统", "据数"]) {
                return Some(period);
            }
            found = found.or(Some(period));
        }
    }
    found
}

/// The day that 至 or the like joins to the one before `at`, and the place after it.
fn joined_date(chars: &[char], at: usize, start: Date) -> Option<(usize, Date)> {
    let mut joined = false;
    for next in at..at + 8 {
        if joined && let Some(end) = date_at(chars, next, Some(start.year)) {
            return Some(end);
        }
        joined |= matches!(chars.get(next)?, '至' | '到' | '-' | '—' | '–' | '~' | '～');
    }
    None
}

/// Whether the sentence so far speaks of another time than the report's: 公示期为2025年1月10日至1月16日.
fn is_of_something_else(before: &[char]) -> bool {
    says(before, &["示公", "见意求征", "期效有", "间时公办", "名报", "期任"])
}

/// Whether the sentence that ends here has one of the words, which are spelt backwards, as its characters are taken.
fn says(before: &[char], words: &[&str]) -> bool {
    let sentence: String = before.iter().rev().take(MAX_SENTENCE).take_while(|c| !matches!(c, '。' | '；')).collect();
    words.iter().any(|word| sentence.contains(word))
}

/// A day at the given place: 2024年1月1日, or 12月31日 where the year is known.
fn date_at(chars: &[char], at: usize, year: Option<u16>) -> Option<(usize, Date)> {
    let number = |at: usize| -> Option<(usize, u16)> {
        let digits: Vec<u16> = chars
            .get(at..)?
            .iter()
            .take(4)
            .map_while(|c| c.to_digit(10))
            .filter_map(|d| u16::try_from(d).ok())
            .collect();
        let value = digits.iter().try_fold(0_u16, |n, d| n.checked_mul(10)?.checked_add(*d))?;
        (!digits.is_empty()).then_some((at + digits.len(), value))
    };
    let expect = |at: usize, mark: char| (chars.get(at) == Some(&mark)).then_some(at + 1);
    if at.checked_sub(1).and_then(|b| chars.get(b)).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let with_year = || {
        let (at, year) = number(at)?;
        Some((expect(at, '年')?, year)).filter(|_| year >= 1949)
    };
    let (at, year) = with_year().or_else(|| Some((at, year?)))?;
    let (at, month) = number(at)?;
    let (at, day) = number(expect(at, '月')?)?;
    let at = expect(at, '日')?;
    Some((at, Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Place;

    fn passages(lines: &[&str]) -> Vec<Passage> {
        lines.iter().map(|l| Passage { text: (*l).to_owned(), place: Place::Nowhere }).collect()
    }

    #[track_caller]
    fn reads(lines: &[&str], agency: Option<&str>, year: Option<u16>) {
        let title = complete(find(&passages(lines), None), &passages(lines));
        assert_eq!(title.agency.map(|a| a.value).as_deref(), agency, "{lines:?}");
        assert_eq!(title.year.map(|y| y.value), year, "{lines:?}");
    }

    #[test]
    fn titles_are_read_in_every_order_of_agency_and_year() {
        let agency = Some("榕岗市城市管理局");
        for title in [
            "榕岗市城市管理局2021年政府信息公开工作年度报告",
            "# 榕岗市城市管理局2021年度政府信息公开工作报告",
            "2021年榕岗市城市管理局政府信息公开工作年度报告",
            "**榕岗市城市管理局 2021 年政府信息公开年度报告**",
            "榕岗市城市管理局政府信息公开工作2021年度报告",
            "榕岗市城市管理局政府信息公开工作年度报告（2021年）",
            "榕岗市城市管理局二〇二一年政府信息公开工作年度报告",
            "榕岗市城市管理局２０２１年政府信息公开年报",
            "榕岗市城市管理局关于2021年度政府信息公开工作情况的报告",
        ] {
            reads(&[title], agency, Some(2021));
        }
        reads(
            &["首页 > 年报", "榕岗市城市管理局", "2021年政府信息公开工作年度报告", "根据规定，公布本报告。"],
            agency,
            Some(2021),
        );
        reads(&["榕岗市城市管理局", "2021年政府信息公开", "工作年度报告"], agency, Some(2021));
        reads(&["榕岗市城市管理局", "政府信息公开工作年度报告", "（2021年度）"], agency, Some(2021));
        reads(&["2021年度", "榕岗市城市管理局政府信息公开工作年度报告"], agency, Some(2021));
        reads(&["峦岗县鸥溪乡人民政府信息公开工作2021年度报告"], Some("峦岗县鸥溪乡人民政府"), Some(2021));
        reads(&["平潭綜合實驗區管委會", "2021年政府信息公開工作年度報告"], Some("平潭綜合實驗區管委會"), Some(2021));
    }

    #[test]
    fn the_sentence_that_introduces_the_report_names_body_and_year() {
        let own = ["现公布", "根据规定，现将", "现予公布", "按照要求，特向社会公布"];
        let bodies = ["区统计局", "榕岗市城市管理局", "峦岗县鸥溪乡人民政府"];
        for (words, body) in own.iter().flat_map(|words| bodies.map(|body| (words, body))) {
            for title in
                ["2023年政府信息公开工作年度报告", "2023年度政府信息公开工作报告", "二〇二三年政府信息公开年报"]
            {
                for after in ["。", "公布如下：", "，统计期限为2023年1月1日至12月31日。"] {
                    reads(&[&format!("{words}{body}{title}{after}")], Some(body), Some(2023));
                    reads(&[&format!("{words}我局{title}{after}")], None, Some(2023));
                }
            }
        }
        for clause in ["现将一年来我局", "现将上一年度我局", "现将有关我镇"] {
            reads(&[&format!("{clause}2023年政府信息公开工作年度报告公布如下。")], None, Some(2023));
        }
        reads(
            &["现将本溪市平山区财政局2023年政府信息公开工作年度报告公布如下。"],
            Some("本溪市平山区财政局"),
            Some(2023),
        );
        reads(&["现公布全椒县财政局2023年政府信息公开工作年度报告。"], Some("全椒县财政局"), Some(2023));
        reads(&["现将落实2023年政府信息公开工作年度报告整改情况和2024年工作报告如下。"], None, None);
        reads(&["现将做好2024年政府信息公开工作年度报告编制有关事项通知如下。"], None, None);
        // A title is more than a sentence about another report.
        let sentence = "现将上年执行情况一并说明，2022年政府信息公开工作年度报告已公布。";
        reads(&["榕岗市城市管理局2023年政府信息公开工作年度报告", sentence], Some("榕岗市城市管理局"), Some(2023));
        reads(&[sentence], None, None);
    }

    #[test]
    fn a_whole_year_as_the_period_is_the_year() {
        reads(&["榕岗市城市管理局", "统计期限为2023年1月1日至2023年12月31日。"], None, Some(2023));
        reads(&["统计期限为2023年1月1日至2023年6月30日。"], None, None);
        reads(&["统计期限为2022年7月1日至2023年12月31日。"], None, None);
        // The title's year stays, and the period is held against it.
        let title = "榕岗市城市管理局2024年政府信息公开工作年度报告";
        reads(&[title, "统计期限为2023年1月1日至2023年12月31日。"], Some("榕岗市城市管理局"), Some(2024));
    }

    #[test]
    fn what_is_no_title_gives_nothing() {
        reads(&["关于2024年政府信息公开工作年度报告目录"], None, None);
        reads(&["关于2024年政府信息公开工作年度报告目录", "姓名"], None, None);
        reads(&["根据《中华人民共和国政府信息公开条例》，2021年的报告如下。"], None, None);
        reads(&["关于印发2021年政府信息公开工作年度报告格式的通知"], None, None);
        reads(&["现将区政府领导下我街道2021年政府信息公开工作年度报告"], None, Some(2021));
        reads(&["年政府信息公开工作年度报告"], None, None);
        reads(&["政府信息公开指南（2021年报告）"], None, None);
        reads(&["（四）政府信息公开行政复议、行政诉讼情况", "（六）其他需要报告的事项"], None, None);
    }

    #[test]
    fn a_period_is_read_with_and_without_its_second_year() {
        let day = |year, month, day| Date { year, month, day };
        let read = |text: &str| period(&passages(&[text])).map(|p| p.value);
        let whole = Some(Period { start: day(2024, 1, 1), end: day(2024, 12, 31) });
        assert_eq!(read("本报告统计数据从2024年1月1日至12月31日。"), whole);
        assert_eq!(read("统计期限自 2024 年 1 月 1 日起至 2024 年 12 月 31 日止"), whole);
        assert_eq!(read("统计时段：自2024年1月1日起，到2024年12月31日止。"), whole);
        assert_eq!(
            read("自2010年1月1日起至2009年12月31日止"),
            Some(Period { start: day(2010, 1, 1), end: day(2009, 12, 31) })
        );
        assert_eq!(read("自2019年5月15日起施行。"), None);
        assert_eq!(read("公示期为2025年1月10日至2025年1月16日。"), None);
        assert_eq!(read("公示期为2025年1月10日至1月16日。统计期限为2024年1月1日—12月31日。"), whole);
        assert_eq!(read("截至12月31日。"), None);
        assert_eq!(read("统计时间为2024.1.1-2024.12.31。"), None);
    }
}
