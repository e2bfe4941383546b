//! The reading of prose over whole reports, and laws that hold for any text.

use ogi_report::draft::{Draft, Passage, Place, Prose, State};
use ogi_report::form::{Form, Lang, Section};
use ogi_report::narrative::{Quantity, broken_sums, claims, mismatches, repeats};
use ogi_report::{check, narrative};
use proptest::prelude::*;

fn saying(text: &str) -> Draft {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_year(2024);
    draft.set("applications.received.total".parse().unwrap(), State::Count(7)).unwrap();
    draft.push_prose(Prose {
        section: Some(Section::Overview),
        heading: None,
        passages: text.split('\u{1}').map(|t| Passage { text: t.to_owned(), place: Place::Nowhere }).collect(),
        has_table: false,
    });
    draft
}

/// The count of applications received that a text is read to state.
fn received(text: &str) -> Option<i64> {
    let found = claims(&saying(text));
    let [claim] = found.claims.as_slice() else { return None };
    (claim.is_stated() && claim.subject == Quantity::Received).then(|| claim.value.count())?
}

#[test]
fn the_real_report_has_one_list_that_does_not_add_up_and_nothing_else() {
    let draft = ogi_report::read(include_bytes!("data/qukou-2024.txt")).unwrap();
    let found = claims(&draft);
    let broken: Vec<_> = broken_sums(&found).collect();
    assert_eq!(broken.len(), 1);
    assert_eq!((broken[0].whole.value.count(), broken[0].total()), (Some(116), 119.into()));
    assert_eq!(broken[0].parts.len(), 7);
    assert_eq!(mismatches(&draft, &found), []);
    assert_eq!(repeats(&draft, &found), []);
    let narrative = |code: &str| code.starts_with("OGI5") || code.starts_with("OGI11");
    let assessment = check(draft);
    let codes: Vec<&str> = assessment.findings().iter().map(|f| f.rule().code()).filter(|c| narrative(c)).collect();
    assert_eq!(codes, ["OGI501"]);
    let message = assessment.findings().iter().find(|f| f.rule().code() == "OGI501").unwrap().message(Lang::Zh);
    assert!(message.contains("【116条】") && message.contains("=119"), "{message}");
}

#[test]
fn a_quote_marks_the_number_in_its_sentence() {
    let draft = saying("按要求公开。全年共收到政府信息公开申请12件，均已答复。此外无。");
    let found = claims(&draft);
    assert_eq!(found.claims[0].span.quote(&draft), "全年共收到政府信息公开申请【12件】，均已答复");
}

#[test]
fn a_paragraph_that_ends_with_a_span_of_time_is_read() {
    for time in ["3个月", "20个工作日", "1个月。"] {
        assert_eq!(received(&format!("全年共收到政府信息公开申请12件，最长办理{time}")), Some(12), "{time}");
    }
}

#[test]
fn a_sentence_that_a_page_break_cuts_is_read_whole() {
    let found =
        claims(&saying("2024年，我局认真贯彻落实《条例》，加强组织领导，全年共收到政府\u{1}信息公开申请12件。"));
    assert_eq!(found.claims.len(), 1);
    assert_eq!(found.claims[0].value.count(), Some(12));
    assert_eq!(found.claims[0].span.passage, 1);
}

#[test]
fn traditional_characters_are_read() {
    assert_eq!(received("2024年，本機關新收政府信息公開申請７０件。"), Some(70));
}

#[test]
fn documents_names_and_numbers_name_no_year() {
    let years = narrative::years(&saying("根据《2023年政务公开工作要点》和国办发〔2023〕1号，2024年开展工作。"));
    assert_eq!(years.iter().map(|y| y.value).collect::<Vec<_>>(), [2024]);
}

/// A count in Chinese numerals, below one hundred million.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    fn below_ten_thousand(n: u32) -> String {
        let mut text = String::new();
        let mut skipped = false;
        for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = n / power % 10;
            if digit == 0 {
                skipped = !text.is_empty();
                continue;
            }
            if skipped {
                text.push('零');
                skipped = false;
            }
            text.push_str(DIGITS[digit as usize]);
            text.push_str(name);
        }
        text
    }
    let (high, low) = (number / 10_000, number % 10_000);
    match (high, low) {
        (0, 0) => "零".to_owned(),
        (0, low) => below_ten_thousand(low),
        (high, 0) => format!("{}万", below_ten_thousand(high)),
        (high, low) => {
            let zero = if low < 1000 { "零" } else { "" };
            format!("{}万{zero}{}", below_ten_thousand(high), below_ten_thousand(low))
        }
    }
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn full_width(number: u32) -> String {
    number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect()
}

/// Pieces of official prose, numbers and marks, in any order.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "2024年",
            "2023年",
            "全年",
            "我局",
            "全市",
            "各乡镇",
            "收到",
            "受理",
            "答复",
            "办结",
            "政府信息公开申请",
            "其中",
            "予以公开",
            "不予公开",
            "结转",
            "上年结转",
            "结转下年度",
            "未",
            "无",
            "行政复议",
            "行政诉讼",
            "维持",
            "规范性文件",
            "制发",
            "行政处罚",
            "决定",
            "信息处理费",
            "件",
            "条",
            "万元",
            "余",
            "，",
            "。",
            "、",
            "；",
            "：",
            "（",
            "）",
            "“",
            "”",
            "《",
            "》",
            "第",
            "至",
            "-",
            "1.4万",
            "十二",
            "一百零五",
            "\n",
            " ",
            "\u{1}",
            "等",
            "各",
            "较",
            "增加",
            "截至",
            "累计",
            "平均",
            "１２",
            "1,234",
            "%",
            "自然人",
            "网上",
        ])
        .prop_map(str::to_owned),
        (0..100_000_u32).prop_map(|n| n.to_string()),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_claim_in_any_notation_is_read_back_as_the_same_number(number in 0..99_999_999_u32) {
        for text in [number.to_string(), grouped(number), full_width(number)] {
            for unit in ["件", "宗", "条", "份", "次"] {
                prop_assert_eq!(received(&format!("全年共收到政府信息公开申请{text}{unit}。")), Some(i64::from(number)));
                prop_assert_eq!(received(&format!("全年共收到{text}{unit}政府信息公开申请，均已登记。")), Some(i64::from(number)));
            }
        }
    }

    #[test]
    fn chinese_numerals_stand_for_their_number(number in 0..99_999_999_u32) {
        let draft = saying(&format!("全年共收到政府信息公开申请{}件。", chinese(number)));
        let found = claims(&draft);
        prop_assert_eq!(found.claims.len(), 1);
        prop_assert!(found.claims[0].value.fits(number.into()), "{:?}", found.claims[0]);
    }

    #[test]
    fn any_text_can_be_read(text in prose()) {
        let draft = saying(&text);
        let found = claims(&draft);
        for claim in &found.claims {
            let passage = &draft.prose()[claim.span.prose].passages[claim.span.passage].text;
            prop_assert!(passage.get(claim.span.bytes.clone()).is_some());
            prop_assert!(passage.get(claim.span.sentence.clone()).is_some());
            prop_assert!(!claim.span.quote(&draft).is_empty());
        }
        check(draft);
    }

    #[test]
    fn any_characters_can_be_read(text in "\\PC{0,200}") {
        claims(&saying(&text));
    }

    #[test]
    fn a_list_that_adds_up_is_never_held_against_its_whole(parts in prop::collection::vec(1..500_u32, 2..9)) {
        let whole: u32 = parts.iter().sum();
        let listed: Vec<String> = parts.iter().zip("甲乙丙丁戊己庚辛".chars()).map(|(n, c)| format!("{c}类{n}条")).collect();
        for (mark, joint) in [("，其中", "、"), ("，其中：", "，"), ("。其中，", "；"), ("，包括", "，"), ("：", "、"), ("（", "，")] {
            let close = if mark == "（" { "）" } else { "" };
            let draft = saying(&format!("公开政府信息{whole}条{mark}{}{close}。", listed.join(joint)));
            prop_assert_eq!(broken_sums(&claims(&draft)).count(), 0);
        }
    }

    #[test]
    fn a_list_of_four_that_is_off_by_little_is_found(parts in prop::collection::vec(20..500_u32, 4..9), off in 1..9_u32) {
        let whole: u32 = parts.iter().sum::<u32>() + off;
        let listed: Vec<String> = parts.iter().zip("甲乙丙丁戊己庚辛".chars()).map(|(n, c)| format!("{c}类{n}条")).collect();
        let draft = saying(&format!("公开政府信息{whole}条，其中{}。", listed.join("、")));
        prop_assert_eq!(broken_sums(&claims(&draft)).count(), 1);
    }
}

/// The findings on years, periods, sections and notices in the real report with one phrase put differently.
fn faults_with(from: &str, to: &str) -> Vec<String> {
    let text = include_str!("data/qukou-2024.txt");
    assert!(text.contains(from), "{from}");
    let assessment = check(ogi_report::read(text.replace(from, to).as_bytes()).unwrap());
    assessment.findings().iter().map(|f| f.rule().code().to_owned()).filter(|c| c.starts_with("OGI11")).collect()
}

#[test]
fn unusual_words_for_the_period_accuse_nobody() {
    for period in [
        "自2024年1月1日起至2024年12月31日止",
        "2024年1月1日—12月31日",
        "２０２４年１月１日至１２月３１日",
        "2024.1.1-2024.12.31",
        "截至2024年12月31日",
        "2024年3月5日（本机关成立之日）至12月31日",
    ] {
        assert_eq!(faults_with("2024年1月1日至12月31日", period), [""; 0], "{period}");
    }
    assert_eq!(faults_with("2024年1月1日至12月31日", "2023年1月1日至12月31日"), ["OGI112"]);
    assert_eq!(faults_with("2024年1月1日至12月31日", "2024年2月1日至12月31日"), ["OGI112"]);
}

#[test]
fn unusual_headings_accuse_nobody() {
    for heading in ["六、其他事项", "六、其他", "六．其他需要报告的事项", "第六部分 其他需要报告的事项"]
    {
        assert_eq!(faults_with("六、其他需要报告的事项", heading), [""; 0], "{heading}");
    }
    assert_eq!(faults_with("### 一、总体情况", "### 一、概况"), [""; 0]);
    assert_eq!(faults_with("### 一、总体情况", "### 一、总体情况\n\n1.主动公开政府信息情况\n"), [""; 0]);
    let merged = "五、存在的主要问题及改进情况、其他需要报告的事项";
    let text = include_str!("data/qukou-2024.txt").replace("六、其他需要报告的事项", "");
    let five = text.lines().find(|line| line.contains("五、存在")).unwrap();
    let assessment = check(ogi_report::read(text.replace(five, merged).as_bytes()).unwrap());
    assert!(!assessment.findings().iter().any(|f| f.rule().code() == "OGI113"));
}

#[test]
fn a_report_that_cites_both_notices_is_not_held_to_the_old_one() {
    let (old, new) = ("国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号");
    assert_eq!(faults_with(new, old), ["OGI114"]);
    assert_eq!(faults_with(new, &format!("{old}、{new}")), [""; 0]);
}

#[test]
fn a_year_that_is_only_compared_with_is_not_spoken_of() {
    let mut draft = saying("全年公开信息120条，较2023年增加20条；收到申请7件，比2023年减少3件。");
    assert_eq!(narrative::years(&draft).len(), 0);
    draft = saying("2023年公开信息120条，2024年公开信息130条。");
    assert_eq!(narrative::years(&draft).len(), 2);
}

/// A text without full stops, and one of nothing but claims, cost no more than their length.
#[test]
fn a_hostile_text_is_read_in_time() {
    let claim = "收到政府信息公开申请12件，其中网上申请3件、信函4件";
    for text in [format!("{claim}；").repeat(40_000), format!("{claim}。").repeat(40_000), "其中（1、".repeat(200_000)]
    {
        let mut draft = Draft::new(Form::Revised2021);
        draft.push_prose(Prose {
            section: Some(Section::Overview),
            heading: None,
            passages: vec![Passage { text, place: Place::Nowhere }],
            has_table: false,
        });
        // Quadratic reading would take hours here: to come back at all is the test.
        let found = claims(&draft);
        assert!(found.claims.len() <= 10_000, "{}", found.claims.len());
        assert!(found.too_long || found.unread.len() == 1, "what is not read is told");
        assert!(!found.too_long || found.claims.is_empty(), "a part does not stand for the whole");
    }
}
