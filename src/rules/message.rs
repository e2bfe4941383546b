//! Findings in words, rendered from their details.

use std::fmt::Display;

use super::details::{
    Citation, Clashing, Deadline, Details, Heading, PeriodFault, RollupRelation, SectionFault, Share, TrialFault,
    YearRelation,
};
use super::{Equation, Finding, Term};
use crate::draft::{Date, State, StrayKind, Unreadable};
use crate::extract::{CellPair, ReportRef};
use crate::form::{Cell, Edition, Lang};
use crate::impossible::DebugExpect;
use crate::narrative::Contradiction;
use crate::shown::{clipped, is_unseen, shown};

/// How many cells a message names before it only counts.
const NAMED: usize = 3;

/// How many children a message names; the details have them all.
const SHARES: usize = 5;

/// The text in one of the languages: only that one is formatted.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            Lang::Zh => format!($zh),
            Lang::En => format!($en),
        }
    };
}

impl Finding {
    /// The message in one of the languages, on one line, as [`shown`](crate::render::shown) writes it. It names the cells
    /// as the form prints them.
    pub fn message(&self, lang: Lang) -> String {
        let text = self.told(lang);
        if text.contains(is_unseen) { shown(&text) } else { text }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of details")]
    fn told(&self, lang: Lang) -> String {
        let edition = self.edition();
        let name = |cell: &Cell| cell.name(edition, lang);
        let row = |cell: &Cell| cell.row().label(edition, lang).to_owned();
        let (first, report) = (|| self.first_cell(name), || self.first_report(|report| report.name(lang)));
        match self.details() {
            Details::Unreadable { raw, reason } => {
                let cells = match self.cells() {
                    [one] => name(one),
                    _ => self.first_cell(row),
                };
                let quoted = match (raw.as_str(), lang) {
                    ("", Lang::Zh) => "所填内容".to_owned(),
                    ("", Lang::En) => "the text ".to_owned(),
                    (raw, Lang::Zh) => format!("“{raw}”"),
                    (raw, Lang::En) => format!("\"{raw}\" "),
                };
                let why = unreadable(reason, lang);
                say!(lang, "{cells}：{quoted}{why}", "{cells}: {quoted}{why}")
            }
            Details::NoNumber { state } => no_number(state, self.cells(), edition, lang),
            Details::Negative { value } => {
                let cell = first();
                say!(lang, "{cell}：{value} 是负数", "{cell}: {value} is negative")
            }
            Details::Unit { raw, unit } => {
                let cell = first();
                if raw.contains(unit.as_str()) {
                    say!(lang, "{cell}：“{raw}”带有单位“{unit}”", "{cell}: \"{raw}\" has the unit \"{unit}\"")
                } else {
                    say!(
                        lang,
                        "{cell}：“{raw}”的单位写作“{unit}”",
                        "{cell}: \"{raw}\" stands under the unit \"{unit}\""
                    )
                }
            }
            Details::Stray { stray, label, values, count } => self.stray(*stray, label, values, *count, lang),
            Details::Edition { year, used } => {
                let number = used.document_number();
                say!(
                    lang,
                    "{year}年度报告用的是{used}年格式（{number}）的表格",
                    "the report on {year} uses the tables of the {used} edition ({number})"
                )
            }
            Details::Period { start, end, raw, fault } => period([*start, *end], raw, *fault, lang),
            Details::Section { section, fault } => {
                let fault = fault.words(lang);
                match lang {
                    Lang::Zh => format!("“{}”{fault}", section.heading(lang)),
                    Lang::En => format!("section {} ({}) {fault}", section.numeral(), section.heading(lang)),
                }
            }
            Details::Notice { cited, used } => {
                let [old, new] = [cited, used].map(|edition| edition.document_number());
                say!(
                    lang,
                    "文中引用{old}（{cited}年格式），表格却是{new}的格式",
                    "the text cites {old} (the edition of {cited}), the tables are those of {new}"
                )
            }
            Details::Citation { quote, citation } => citation.words(quote, lang),
            Details::StaleYear { year, named, times } => say!(
                lang,
                "{year}年度报告的正文从未提到{year}年，却{times}次提到{named}年",
                "the text of the report on {year} never names {year} but names {named} ({times} times)"
            ),
            Details::Reports { checked, others } => {
                let (this, n) = (checked.words(lang), others.len().saturating_add(1));
                let others: Vec<String> = others.iter().map(|other| other.words(lang)).collect();
                let others = others.join(lang.pick("、", ", "));
                say!(
                    lang,
                    "文件中有 {n} 份报告，此处核对的是{this}，另有{others}",
                    "{n} reports in the document: this is {this}, beside {others}"
                )
            }
            Details::BeforeTheForm => say!(
                lang,
                "报告不是2019年以后的格式，没有可供核对的表格",
                "the report is not of the form, which is used from 2019 on: it has no table to check"
            ),
            Details::NoTables => say!(
                lang,
                "报告全是文字，第二、三、四部分没有表格，没有可供核对的数",
                "the report is all prose: no section has its table, and there is no number to check"
            ),
            Details::Power { agency, values } => {
                let number = |term: &Term| {
                    format!(
                        "{} {}",
                        term.cell.column().label(edition, lang),
                        term.value.map_or("□".to_owned(), |n| n.to_string())
                    )
                };
                let values = values.iter().map(number).collect::<Vec<_>>().join(lang.pick("、", ", "));
                say!(
                    lang,
                    "{agency}没有规章制定权，“规章”却填了{values}",
                    "\"{agency}\" cannot make rules (规章), but the row holds: {values}"
                )
            }
            Details::Late { published, due, deadline } => {
                let whose = deadline.words(lang);
                say!(lang, "{published} 公布，晚于 {due}（{whose}）", "published on {published}, after {due} ({whose})")
            }
            Details::Documents { issued, repealed, in_force } => {
                let row = self.first_cell(row);
                say!(
                    lang,
                    "二、{row}：本年制发 {issued} 件，多于现行有效 {in_force} 件与本年废止 {repealed} 件之和",
                    "section 二, {row}: {issued} issued this year, more than the {in_force} in force and the {repealed} repealed together"
                )
            }
            Details::TrialRow { fault } => {
                let row = self.first_cell(row);
                let fault = fault.words(lang);
                say!(lang, "二、{row}：{fault}", "section 二, {row}: {fault}")
            }
            Details::OpenOverReceived { received, carried_forward } => {
                let column = self.first_cell(|cell| cell.column().label(edition, lang).to_owned());
                say!(
                    lang,
                    "三、{column}：结转下年度继续办理 {carried_forward} 件，多于本年新收 {received} 件",
                    "section 三, {column}: {carried_forward} carried forward, more than the {received} received this year"
                )
            }
            Details::Identity { identity, equation } => {
                let (name, written, difference) = (identity.name(lang), equation.written(), equation.difference());
                say!(
                    lang,
                    "{name}不成立：{written}，相差 {difference:+}",
                    "{name} does not hold: {written}, difference {difference:+}"
                )
            }
            Details::Clash { identities } => {
                let names: Vec<String> =
                    identities.iter().map(|Clashing { identity, .. }| identity.name(lang)).collect();
                let names = names.join(lang.pick("；", "; "));
                say!(
                    lang,
                    "没有数字的格无论填什么数，都不能使勾稽关系全部成立：{names}",
                    "no numbers in the unknown cells make the identities hold: {names}"
                )
            }
            Details::List { quote, whole, parts, sum } => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                let parts = clipped(&parts.join("+"));
                say!(
                    lang,
                    "“{quote}”：所列各部分相加，{parts}={sum}，总数却写作{whole}",
                    "\"{quote}\": the parts {parts} = {sum}, the whole is given as {whole}"
                )
            }
            Details::Statement { quote, subject, value, table, relation } => {
                let names = match self.cells() {
                    [cell] => name(cell),
                    [] => subject.name(edition, lang),
                    cells if *relation == Contradiction::CountsBroughtForward => {
                        cells.iter().map(name).collect::<Vec<_>>().join(" + ")
                    }
                    [cell, ..] => {
                        let (numeral, name) = (cell.section().numeral(), subject.name(edition, lang));
                        say!(lang, "{numeral}、{name}", "section {numeral}, {name}")
                    }
                };
                match relation {
                    Contradiction::CountsBroughtForward => say!(
                        lang,
                        "“{quote}”：{value}等于{names}，文中把上年结转的也算作收到",
                        "\"{quote}\": {value} is {names}: the text counts what was brought forward"
                    ),
                    Contradiction::FeeExceedsTotal => say!(
                        lang,
                        "“{quote}”：信息处理费超过{names}，表中为 {table}",
                        "\"{quote}\": the processing fee exceeds {names}, {table} in the table"
                    ),
                    Contradiction::Different | Contradiction::NoneAgainstSome => say!(
                        lang,
                        "“{quote}”：文中为{value}，表中{names}为{table}",
                        "\"{quote}\": {value} in the text, {table} in the table ({names})"
                    ),
                }
            }
            Details::Repeat { first, second, .. } => say!(
                lang,
                "同一数量前后不一：“{first}”与“{second}”",
                "one quantity, two numbers: \"{first}\" and \"{second}\""
            ),
            Details::Years { relation, equation } => self.years(*relation, equation, lang),
            Details::SameTable { table, flows } => {
                let numeral = table.section().numeral();
                let [a, b] = self.two_reports(lang);
                say!(
                    lang,
                    "{a}与{b}的第{numeral}部分各格完全相同，其中不为 0 的本年数 {flows} 个",
                    "section {numeral} of {a} and of {b} are the same in every cell, {flows} of them flows that are not 0"
                )
            }
            Details::FeeUnit { before, after } => {
                let ([_, this], cell, year) =
                    (self.two_reports(lang), first(), self.first_report(|report| report.year));
                say!(
                    lang,
                    "{this} {cell}：{year}年为 {before}，本年为 {after}，相差约一万倍，疑为元与万元之误",
                    "{this}, {cell}: {before} in {year}, {after} this year, about a factor of 10,000: yuan for 万元?"
                )
            }
            Details::MissingYears { first, last } => {
                let years = if first == last {
                    say!(lang, "{first}年", "{first}")
                } else {
                    say!(lang, "{first}至{last}年", "{first} to {last}")
                };
                let [before, after] = self.two_reports(lang);
                let body = self.first_report(|report| report.body.to_string());
                say!(
                    lang,
                    "{body}缺{years}的报告，{before}与{after}之间的结转无法核对",
                    "no report of {body} on {years}: nothing links {before} to {after}"
                )
            }
            Details::RepeatedYear { reports, differing } => {
                let report = report();
                let differ = match (differing, lang) {
                    (0, Lang::Zh) => "数字相同".to_owned(),
                    (0, Lang::En) => "with the same numbers".to_owned(),
                    (1, Lang::En) => "1 cell differs, so none is linked to other years".to_owned(),
                    (n, Lang::Zh) => format!("有 {n} 格不同，不知以哪一份为准，未与前后年核对"),
                    (n, Lang::En) => format!("{n} cells differ, so none is linked to other years"),
                };
                let times = if *reports == 2 { "twice".to_owned() } else { format!("{reports} times") };
                say!(lang, "{report}有 {reports} 份，{differ}", "{report} is there {times}, {differ}")
            }
            Details::Copies { cells } => {
                let report = report();
                let told = |pair: &CellPair| {
                    let [first, second] = pair.numbers.map(|n| n.map_or("□".to_owned(), |n| n.to_string()));
                    let cell = name(&pair.cell);
                    say!(lang, "{cell} {first} / {second}", "{cell}: {first} / {second}")
                };
                let named = cells.iter().take(NAMED).map(told).collect::<Vec<_>>().join(lang.pick("；", "; "));
                let more = if cells.len() > NAMED { lang.pick("；等", "; …") } else { "" };
                let (n, s) = (cells.len(), if cells.len() == 1 { "" } else { "s" });
                say!(
                    lang,
                    "{report}有两个文本，{n} 格不同：{named}{more}",
                    "two copies of {report} differ in {n} cell{s}: {named}{more}"
                )
            }
            Details::Rollup { cell, relation, parent, children, shares, equation } => {
                let (report, cell, difference) = (report(), name(cell), equation.difference());
                let (relation, shares) = (relation.words(lang), told_shares(shares, lang));
                say!(
                    lang,
                    "{report} {cell}：{parent}，所属各机关{relation} {children}（{shares}），相差 {difference:+}",
                    "{report}, {cell}: {parent} {relation}, {children} ({shares}), difference {difference:+}"
                )
            }
            Details::RollupFees { cell, relation, parent, children, shares } => {
                let (report, cell, difference) = (report(), name(cell), (*parent - *children).normalize());
                let (relation, shares) = (relation.words(lang), told_shares(shares, lang));
                say!(
                    lang,
                    "{report} {cell}：{parent} 元，所属各机关{relation} {children} 元（{shares}），相差 {difference} 元",
                    "{report}, {cell}: {parent} yuan {relation}, {children} yuan ({shares}), difference {difference} yuan"
                )
            }
            Details::Unlisted { count } => say!(
                lang,
                "另有 {count} 处同类问题，未逐一列出",
                "{count} more findings of this rule, not listed one by one"
            ),
            Details::Custom { message, .. } => message.get(lang).to_owned(),
        }
    }

    fn stray(&self, kind: StrayKind, label: &str, values: &str, count: usize, lang: Lang) -> String {
        let table = self.cells().first().map_or(String::new(), |cell| {
            let heading = cell.section().heading(lang);
            say!(lang, "{heading}：", "{heading}: ")
        });
        let compact: String = label.split_whitespace().collect();
        let parts = [compact.as_str(), values].into_iter().filter(|part| !part.is_empty());
        let written = clipped(&parts.collect::<Vec<_>>().join(" "));
        let unplaced = match kind {
            StrayKind::OtherEdition => ("属于另一版格式", "belongs to the other edition"),
            StrayKind::Repeated => ("重复出现且数值不同", "given again with other values"),
            StrayKind::Unaligned => ("无法确定各值属于哪一栏", "the columns of the values cannot be told"),
            StrayKind::UnknownRow | StrayKind::OtherReport | StrayKind::BeforeTheForm => {
                ("格式中没有这一行", "not a row of the form")
            }
            StrayKind::Surplus => {
                return say!(
                    lang,
                    "{table}多出 {count} 个数值，不属于任何一格：“{written}”",
                    "{table}values in no cell, {count} more than the columns: \"{written}\""
                );
            }
            StrayKind::UnreadTable => {
                let cells = self.cells().len();
                let numbers = match (count, lang) {
                    (0, Lang::Zh) => "没有文字形式的数".to_owned(),
                    (0, Lang::En) => "no number as text".to_owned(),
                    (1, Lang::En) => "1 number".to_owned(),
                    (n, Lang::Zh) => format!("{n} 个数"),
                    (n, Lang::En) => format!("{n} numbers"),
                };
                return say!(
                    lang,
                    "{table}此处的表格没有读出（{numbers}），表中 {cells} 格未知，请对照原文核对",
                    "{table}the table here was not read ({numbers}); unknown cells of the form: {cells}"
                );
            }
            StrayKind::SideBySide => {
                return say!(
                    lang,
                    "{table}表格并列两份报告的数据（共 {count} 个数），没有读入",
                    "{table}the table holds two reports side by side ({count} numbers) and was not read"
                );
            }
            StrayKind::Undecoded => {
                return say!(
                    lang,
                    "有 {count} 处文字含无法解读的字节，首处为“{values}”",
                    "text with bytes that could not be decoded, in {count} places, the first of which is \"{values}\""
                );
            }
            StrayKind::LabelBySums => {
                let Some(row) = self.cells().first().map(|cell| cell.row().label(self.edition(), lang)) else {
                    return say!(
                        lang,
                        "“{label}”一行按位置和勾稽关系读出",
                        "the row \"{label}\" is read by its place and the sums"
                    );
                };
                return say!(
                    lang,
                    "“{label}”按位置和勾稽关系读作“{row}”",
                    "\"{label}\" is read as {row} by its place and the sums"
                );
            }
        };
        let why = lang.pick(unplaced.0, unplaced.1);
        say!(lang, "{table}{why}，未计入：“{written}”", "{table}{why}, not placed: \"{written}\"")
    }

    fn years(&self, relation: YearRelation, equation: &Equation, lang: Lang) -> String {
        let edition = self.edition();
        let number = |term: &Term| term.value.map_or("□".to_owned(), |n| n.to_string());
        let ([last, this], difference) = (self.two_reports(lang), equation.difference());
        match (relation, equation.left.as_slice(), equation.right.as_slice()) {
            (YearRelation::CarriedForward, [from], [to]) => {
                let (carried, brought, column) = (number(from), number(to), to.cell.column().label(edition, lang));
                say!(
                    lang,
                    "{last}结转下年度 {carried} 件（{column}），{this}上年结转却是 {brought} 件",
                    "{last} carries {carried} forward ({column}), but {this} brings {brought} forward"
                )
            }
            (YearRelation::Stock, [after, ended], [before, made]) => {
                let expected = equation.right_sum() - ended.value.map_or(0, i128::from);
                let row = after.cell.row().label(edition, lang);
                let [after, ended, before, made] = [after, ended, before, made].map(number);
                say!(
                    lang,
                    "{this}{row}：上一年现行有效 {before} + 制发 {made} − 废止 {ended} = {expected}，写作 {after}，相差 {difference:+}；文件到期失效、清理或机构改革可以是原因",
                    "{this}, {row}: last year's {before} in force + {made} issued − {ended} repealed = {expected}, printed {after}, difference {difference:+}; lapsed documents, a clean-up or a reorganisation can be the reason"
                )
            }
            (YearRelation::Items, [after], [before, moved]) => {
                let (row, expected) = (after.cell.row().label(edition, lang), equation.right_sum());
                // A decrease is taken away: 12 − 2, not 12 + -2.
                let moved = match moved.value {
                    Some(n) if n < 0 => format!("− {}", n.unsigned_abs()),
                    _ => format!("+ {}", number(moved)),
                };
                let [after, before] = [after, before].map(number);
                say!(
                    lang,
                    "{this}{row}：上一年项目应为 {before} {moved} = {expected}，写作 {after}，相差 {difference:+}",
                    "{this}, {row}: items last year should be {before} {moved} = {expected}, printed {after}, difference {difference:+}"
                )
            }
            (YearRelation::Jump, [before], [after]) => {
                let (cell, year) = (after.cell.name(edition, lang), self.first_report(|report| report.year));
                let [before, after] = [before, after].map(number);
                say!(
                    lang,
                    "{this} {cell}：{year}年为 {before}，本年为 {after}，相差十倍以上",
                    "{this}, {cell}: {before} in {year}, {after} this year, a factor of ten or more"
                )
            }
            _ => {
                debug_assert!(false, "{relation:?} has other terms");
                equation.written()
            }
        }
    }

    /// The names of the two reports that are compared, the earlier first.
    fn two_reports(&self, lang: Lang) -> [String; 2] {
        debug_assert!(self.reports().len() >= 2, "two years are two reports");
        let last = self.reports().last().map(|report| report.name(lang));
        [self.first_report(|report| report.name(lang)), last.debug_expect("two years are two reports")]
    }

    /// Of the first of the reports that are compared: the earlier one, or the parent's.
    fn first_report<T: Default>(&self, told: impl Fn(&ReportRef) -> T) -> T {
        self.reports().first().map(told).debug_expect("a finding over several reports names them")
    }

    fn first_cell(&self, told: impl Fn(&Cell) -> String) -> String {
        self.cells().first().map(told).debug_expect("a finding on a number names its cell")
    }
}

impl Heading {
    /// The title with its place, where both are known.
    fn words(&self, lang: Lang) -> String {
        let title = match (self.title.as_str(), lang) {
            ("", Lang::Zh) => "（没有标题的报告）".to_owned(),
            ("", Lang::En) => "a report without a title".to_owned(),
            (title, Lang::Zh) => format!("“{title}”"),
            (title, Lang::En) => format!("\"{title}\""),
        };
        if !self.place.is_known() {
            return title;
        }
        let place = self.place.describe(lang);
        say!(lang, "{title}（{place}）", "{title} ({place})")
    }
}

impl Deadline {
    const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Department => lang.pick(
                "条例第四十九条第一款，县级以上人民政府部门",
                "the Regulation's date for departments of governments at county level or above",
            ),
            Self::Government => lang.pick(
                "条例第四十九条第二款，县级以上地方人民政府",
                "the Regulation's date for local governments at county level or above",
            ),
            Self::Given => lang.pick("核对时给定的期限", "the date given for the check"),
        }
    }
}

impl Citation {
    fn words(self, quote: &str, lang: Lang) -> String {
        match self {
            Self::Decree { number, decrees: [first, revised] } => say!(
                lang,
                "“{quote}”：条例由国务院令第{first}号公布、第{revised}号修订，不是第{number}号",
                "\"{quote}\": the Regulation is decree No. {first}, revised by No. {revised}, and not No. {number}"
            ),
            Self::Article { number, articles } => say!(
                lang,
                "“{quote}”：条例共 {articles} 条，没有第 {number} 条",
                "\"{quote}\": the Regulation has {articles} articles and none is No. {number}"
            ),
        }
    }
}

impl TrialFault {
    fn words(self, lang: Lang) -> String {
        match self {
            Self::PublishedOverTotal { newly_published, total_published } => say!(
                lang,
                "本年新公开 {newly_published} 件，多于对外公开总数 {total_published} 件",
                "{newly_published} newly published this year, more than the {total_published} published in all"
            ),
            Self::ItemsBelowZero { items_last_year, net_change } => say!(
                lang,
                "上一年项目数量 {items_last_year}，本年增/减 {net_change}，相加小于 0",
                "{items_last_year} items last year and a change of {net_change} are together below 0"
            ),
            Self::HalfProcurement { projects, total_value } => say!(
                lang,
                "采购项目数量 {projects}，采购总金额 {total_value}，一个为 0，另一个不为 0",
                "{projects} procurement projects for a sum of {total_value}: one is 0 and the other is not"
            ),
        }
    }
}

impl SectionFault {
    pub(super) const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Missing => lang.pick("缺失", "is missing"),
            Self::Empty => lang.pick("没有内容", "is empty"),
            Self::Repeated => lang.pick("重复出现", "is there twice"),
            Self::OutOfOrder => lang.pick("次序不对", "is out of order"),
        }
    }
}

impl RollupRelation {
    const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Sum => lang.pick("之和", "is not the sum of its children"),
            Self::AtLeast => lang.pick("已知的合计", "is less than its known children"),
        }
    }
}

/// The largest shares in words.
fn told_shares<N: Display>(shares: &[Share<N>], lang: Lang) -> String {
    let largest = shares.iter().take(SHARES).map(|Share { agency, value }| format!("{agency} {value}"));
    let largest = largest.collect::<Vec<_>>().join(lang.pick("、", ", "));
    match shares.len().saturating_sub(SHARES) {
        0 => largest,
        more => say!(lang, "{largest}等，另 {more} 家", "{largest} and {more} more"),
    }
}

fn unreadable(reason: &Unreadable, lang: Lang) -> String {
    match reason {
        Unreadable::NotANumber => lang.pick("不是数字", "is not a number").to_owned(),
        Unreadable::Spaced => lang
            .pick("数字中间有空格，无法确定是一个数还是几个数", "has a space inside: one number or several")
            .to_owned(),
        Unreadable::NotWhole => lang.pick("不是整数", "is not a whole number").to_owned(),
        Unreadable::TooLarge => lang.pick("位数过多", "has too many digits").to_owned(),
        Unreadable::RunTogether(ways) => {
            let row = |way: &Vec<i64>| way.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let ways = clipped(&ways.iter().map(row).collect::<Vec<_>>().join(lang.pick("；", "; ")));
            say!(
                lang,
                "是几格连在一起的数字，有不止一种拆法：{ways}",
                "is several cells run together, with more than one way to cut them: {ways}"
            )
        }
    }
}

fn no_number(state: &State, cells: &[Cell], edition: Edition, lang: Lang) -> String {
    let n = cells.len();
    let names = cells.iter().take(NAMED).map(|cell| cell.name(edition, lang)).collect::<Vec<_>>();
    let more = if n > NAMED { lang.pick(" 等", " …") } else { "" };
    let names = format!("{}{more}", names.join(lang.pick("；", "; ")));
    let (before, after, one, several) = match state {
        State::Blank => ("", "空白", "is blank", "are blank"),
        State::NotApplicable => {
            ("", "填的是符号而不是数字", "holds a mark in place of a number", "hold a mark in place of a number")
        }
        State::Absent | State::Count(_) | State::Amount(_) | State::Unreadable(_) => {
            ("文件中缺少 ", "", "is not in the document", "are not in the document")
        }
    };
    match (lang, n) {
        (Lang::Zh, _) => format!("{before}{n} 格{after}：{names}"),
        (Lang::En, 1) => format!("1 cell {one}: {names}"),
        (Lang::En, _) => format!("{n} cells {several}: {names}"),
    }
}

fn period(days: [Date; 2], raw: &str, fault: PeriodFault, lang: Lang) -> String {
    let [start, end] = days;
    // A period that was given as data has no words of its own.
    let period = if raw.is_empty() { say!(lang, "{start}至{end}", "{start} to {end}") } else { raw.to_owned() };
    match fault {
        PeriodFault::NoSuchDay { day: Date { year, month, day } } => say!(
            lang,
            "统计期限“{period}”：没有{year}年{month}月{day}日这一天",
            "period \"{period}\": there is no {year}-{month:02}-{day:02}"
        ),
        PeriodFault::EndsBeforeStart => {
            say!(lang, "统计期限“{period}”：止日早于起日", "period \"{period}\" ends before it starts")
        }
        PeriodFault::NotTheYear { year } => say!(
            lang,
            "统计期限“{period}”不是{year}年1月1日至12月31日",
            "period \"{period}\" is not 1 January to 31 December {year}"
        ),
    }
}
