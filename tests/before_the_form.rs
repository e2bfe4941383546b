//! Reports on the years before 2019 are read as such, and no report of the form is taken for one.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use formats::WRITERS;
use ogi_report::draft::{Draft, Passage, Place, Prose};
use ogi_report::form::Section;
use ogi_report::read::{Alignment, Block, Document, FileKind, Grid, GridCell, Paragraph};
use ogi_report::{Assessment, Report, Verdict, check, generate, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The headings of the six parts, each with its usual wordings.
const HEADINGS: [&[&str]; 6] = [
    &["概述", "基本情况", "总体情况", "政府信息公开工作概述"],
    &["主动公开政府信息的情况", "主动公开政府信息情况", "政府信息主动公开情况", "主动公开情况"],
    &[
        "依申请公开政府信息的情况",
        "依申请公开政府信息情况",
        "依申请公开政府信息办理情况",
        "政府信息依申请公开情况",
        "依申请公开情况",
    ],
    &[
        "政府信息公开的收费及减免情况",
        "政府信息公开收费及减免情况",
        "依申请公开政府信息收费及减免情况",
        "收费及减免情况",
    ],
    &[
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "因政府信息公开申请行政复议、提起行政诉讼情况",
        "因政府信息公开申请行政复议和提起行政诉讼的情况",
        "政府信息公开申请行政复议、提起行政诉讼情况",
        "行政复议、行政诉讼情况",
    ],
    &[
        "存在的主要问题及改进措施",
        "存在的主要问题和改进措施",
        "政府信息公开工作存在的主要问题及改进措施",
        "主要问题和改进措施",
        "存在的问题及改进措施",
    ],
];

/// What stands under each heading.
const TEXTS: [&str; 6] = [
    "本年度，本机关认真贯彻《中华人民共和国政府信息公开条例》，各项工作有序开展。",
    "本年度主动公开政府信息120条，其中通过政府网站公开100条，通过其他方式公开20条。",
    "本年度收到政府信息公开申请3件，均已按时答复。",
    "本年度依申请公开政府信息未收取任何费用。",
    "本年度未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
    "公开的内容还不够全面，下一步将进一步完善制度，加强培训。",
];

/// The table annexed in the years 2014 to 2018.
const ANNEX: &str = "一、主动公开情况||
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|120
其中：主动公开规范性文件数|条|2
制发规范性文件总数|件|2
（二）通过不同渠道和方式公开政府信息的情况||
1．政府公报公开政府信息数|条|0
2．政府网站公开政府信息数|条|100
3．政务微博公开政府信息数|条|0
4．政务微信公开政府信息数|条|0
5．其他方式公开政府信息数|条|20
二、回应解读情况||
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次|1
（二）通过不同渠道和方式回应解读的情况||
1．参加或举办新闻发布会总次数|次|0
其中：主要负责同志参加新闻发布会次数|次|0
2．政府网站在线访谈次数|次|0
3．政策解读稿件发布数|篇|1
三、依申请公开情况||
（一）收到申请数|件|3
1．当面申请数|件|1
2．传真申请数|件|0
3．网络申请数|件|2
4．信函申请数|件|0
（二）申请办结数|件|3
1．按时办结数|件|3
2．延期办结数|件|0
（三）申请答复数|件|3
1．属于已主动公开范围数|件|1
2．同意公开答复数|件|1
3．同意部分公开答复数|件|0
4．不同意公开答复数|件|0
其中：涉及国家秘密|件|0
涉及商业秘密|件|0
涉及个人隐私|件|0
危及国家安全、公共安全、经济安全和社会稳定|件|0
不是《条例》所指政府信息|件|0
法律法规规定的其他情形|件|0
5．不属于本行政机关公开数|件|1
6．申请信息不存在数|件|0
7．告知作出更改补充数|件|0
8．告知通过其他途径办理数|件|0
四、行政复议数量|件|0
（一）维持具体行政行为数|件|0
（二）被依法纠错数|件|0
（三）其他情形数|件|0
五、行政诉讼数量|件|0
（一）维持具体行政行为或者驳回原告诉讼请求数|件|0
（二）被依法纠错数|件|0
（三）其他情形数|件|0
六、举报投诉数量|件|0
七、依申请公开信息收取的费用|万元|0
八、机构建设和保障经费情况||
（一）政府信息公开工作专门机构数|个|1
（二）设置政府信息公开查阅点数|个|1
（三）从事政府信息公开工作人员数|人|2
1．专职人员数（不包括政府公报及政府网站工作人员数）|人|1
2．兼职人员数|人|1
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|0
九、政府信息公开会议和培训情况||
（一）召开政府信息公开工作会议或专题会议数|次|1
（二）举办各类培训班数|次|1
（三）接受培训人员数|人次|20";

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Nowhere, heading: false })
}

fn annex() -> Block {
    let row = |line: &str| line.split('|').map(|cell| GridCell::new(cell, Place::Nowhere)).collect();
    let rows = ["统计指标|单位|统计数"].into_iter().chain(ANNEX.lines()).map(row).collect();
    Block::Grid(Grid { rows, alignment: Alignment::Columns })
}

fn codes(assessment: &Assessment) -> Vec<String> {
    assessment.findings().iter().map(|finding| finding.rule().code().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_report_on_a_year_before_2019_gets_one_note(
        year in 2008_u16..=2018, wordings in any::<[prop::sample::Index; 6]>(), has_annex in any::<bool>(),
        title in prop::sample::select(&["某县某局Y年政府信息公开工作年度报告", "某县某局Y年度政府信息公开年度报告", "Y年某县某局政府信息公开工作报告"][..]),
        has_prose in any::<bool>(), period in any::<bool>(),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let mut blocks = vec![paragraph(&title.replace('Y', &year.to_string()))];
        if period {
            blocks.push(paragraph(&format!("本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。")));
        }
        let numerals = ["一", "二", "三", "四", "五", "六"];
        for (((known, wording), numeral), text) in HEADINGS.iter().zip(&wordings).zip(numerals).zip(TEXTS) {
            blocks.push(paragraph(&format!("{numeral}、{}", wording.get(known))));
            blocks.push(paragraph(if has_prose { text } else { "无。" }));
        }
        if has_annex {
            blocks.extend([paragraph("附表"), paragraph(&format!("政府信息公开情况统计表（{year}年度）")), annex()]);
        }
        let (kind, write) = format;
        let bytes = write(&Document { title: None, blocks });
        // Quoted lines without a comma between fields are a text with quotation marks.
        prop_assume!(kind != FileKind::Csv || FileKind::of(&bytes) == kind);
        let context = || format!("{kind}\n{}", String::from_utf8_lossy(&bytes));
        let read = read::read_all(&bytes);
        prop_assert!(read.is_ok(), "{:?} {}", read, context());
        let read = read.unwrap();
        prop_assert_eq!(read.len(), 1, "{}", context());
        let draft = read[0].clone();
        prop_assert_eq!(draft.year().map(|y| y.value), Some(year));
        prop_assert_eq!(draft.agency().map(|a| a.value.as_str()), Some("某县某局"));
        prop_assert_eq!(draft.shown_edition(), None, "{}", context());
        let assessment = check(draft);
        prop_assert_eq!(codes(&assessment), ["OGI117"], "{:?} {}", assessment.findings(), context());
        prop_assert_eq!(assessment.verdict(), Verdict::Incomplete);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    /// With its tables or without, with its year or without, and with headings that are called as in those years.
    #[test]
    fn no_report_of_the_form_is_one_of_before(
        report in generate::reports(), dated in any::<bool>(), has_tables in any::<bool>(), old in any::<bool>(),
        wordings in any::<[prop::sample::Index; 6]>(), format in prop::sample::select(&WRITERS[..]),
    ) {
        let mut draft = of_the_form(&report);
        if dated {
            draft.set_year(if report.edition().name() == "2019" { 2019 } else { 2024 });
        }
        let mut document = render::official(&draft);
        if !has_tables {
            document.blocks.retain(|block| matches!(block, Block::Paragraph(_)));
        }
        for (at, section) in Section::ALL.into_iter().enumerate().filter(|_| old && (dated || has_tables)) {
            let numbered = format!("{}、", section.numeral());
            for block in &mut document.blocks {
                if let Block::Paragraph(p) = block && p.text.starts_with(&numbered) {
                    p.text = format!("{numbered}{}", wordings[at].get(HEADINGS[at]));
                }
            }
        }
        let (kind, write) = format;
        let bytes = write(&document);
        let Ok(read) = read(&bytes) else { return Ok(()) };
        let assessment = check(read);
        prop_assert!(!codes(&assessment).contains(&"OGI117".to_owned()), "{}\n{}", kind, String::from_utf8_lossy(&bytes));
    }
}

/// Without a year in the title the headings show it that the form does not have, or the annexed table.
#[test]
fn without_a_year_headings_of_their_own_or_the_annexed_table_show_it() {
    let title = "某县某局政府信息公开工作年度报告";
    let text = |headings: &[&str]| {
        let numerals = ["一", "二", "三", "四", "五", "六"].into_iter();
        let parts = numerals.zip(headings).map(|(numeral, heading)| format!("{numeral}、{heading}\n\n见上。\n\n"));
        format!("{title}\n\n{}", parts.collect::<String>())
    };
    let old = HEADINGS.map(|names| names[0]);
    let found = |text: &str| read(text.as_bytes()).map(|draft| codes(&check(draft)));
    assert_eq!(found(&text(&old)).unwrap(), ["OGI117"]);
    assert_eq!(found(&format!("{title}\n\n{}", ANNEX.replace('|', "\t"))).unwrap(), ["OGI117"]);
    assert!(found(&text(&["概述", "依申请公开政府信息的情况"])).is_err());
    let of_the_form = Section::ALL.map(|section| section.heading(ogi_report::form::Lang::Zh));
    let names: Vec<&str> = of_the_form.iter().map(|heading| heading.split_once('、').unwrap().1).collect();
    assert!(!found(&text(&names)).unwrap().contains(&"OGI117".to_owned()));
}

fn of_the_form(report: &Report) -> Draft {
    let mut draft = Draft::from(report);
    draft.set_agency("某市人民政府");
    for section in Section::ALL {
        let text = "收到申请和申请办结情况如上，按要求开展工作。".to_owned();
        let passages = vec![Passage { text, place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    }
    draft
}
