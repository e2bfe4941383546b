//! Reading what `pdftotext -layout` prints: labels wrapped and cut by page breaks, values in columns, and what is not
//! certain left unread.

use std::fmt::Write as _;

use ogi_report::check;
use ogi_report::draft::{Draft, Place, State, StrayKind};
use ogi_report::form::{Cell, Column, Form, Group, Lang, Row, Table};
use ogi_report::read::{self, Block, Document, FileKind, ReadError};
use proptest::prelude::*;

fn read(text: &str) -> Result<Document, ReadError> {
    read::document_as(FileKind::PdfText, text.as_bytes(), None)
}

fn pdf_text(text: &str) -> Document {
    read(text).unwrap()
}

fn is_pdf_text(text: &str) -> bool {
    FileKind::of(text.as_bytes()) == FileKind::PdfText
}

fn draft(text: &str) -> Draft {
    pdf_text(text).into_draft().unwrap()
}

/// The states of a row of section 三 as text: `12`, `_` for blank, `x` for absent.
fn row(draft: &Draft, row: Row) -> String {
    let cells = Column::all().filter_map(|c| Cell::new(row, c));
    let states = cells.map(|cell| match draft.state(cell) {
        State::Count(n) => n.to_string(),
        State::Blank => "_".to_owned(),
        State::Absent => "x".to_owned(),
        State::NotApplicable => "-".to_owned(),
        other => format!("{other:?}"),
    });
    states.collect::<Vec<_>>().join(" ")
}

fn paragraphs(text: &str) -> Vec<String> {
    let texts = pdf_text(text).blocks.into_iter().filter_map(|b| match b {
        Block::Paragraph(p) => Some(p.text),
        _ => None,
    });
    texts.collect()
}

const APPLICATIONS: &str = "\
三、收到和处理政府信息公开申请情况
                          申请人情况
                              法人或其他组织
（本列数据的勾稽关系为：第一项加第二项之
                                            社会    法律            总计
和，等于第三项加第四项之和）            自然人   商业   科研
                                            公益    服务    其他
                                企业   机构
                                            组织    机构
一、本年新收政府信息公开申请数量          51    4    1      2     0     7       65
二、上年结转政府信息公开申请数量          3     0    0      0     1     0       4
三、  （一）予以公开               17    1    1      1     0     2       22
本年  （二）部分公开（区分处理的，只计这
                          9     0    0      0     1     2       12
度办  一情形，不计其他情形）
理结  （三）不予 1、属于国家秘密        2     0    0      0     0     0       2
果   公开    2、其他法律行政法规禁     2     1    0      0     0     0       3



                                     - 2 -
\u{c}                              申请人情况
                                  法人或其他组织
（本列数据的勾稽关系为：第一项加第二项之
                                                       社会   法律             总计
和，等于第三项加第四项之和）                自然人   商业        科研
                                                       公益   服务    其他
                                    企业        机构
                                                       组织   机构
          止公开
          3、危及三安全一稳定          2     0         0        0    0     0        2
          5、属于三类内部事务信
                              11              0        0    0     0        11
          息
          其他未列情形             0     0         0        0    0     0        0
    （六）其他处理                   8     2         0        1    0     3        14
    （七）总计                     51    4         1        2    1     7        66
四、结转下年度继续办理                   3     0         0        0    0     0        3
";

#[test]
fn a_label_that_a_page_break_cuts_is_one_label() {
    let draft = draft(APPLICATIONS);
    assert_eq!(draft.form(), Form::Revised2021Undivided);
    assert_eq!(row(&draft, Row::Received), "51 4 1 2 0 7 65");
    assert_eq!(row(&draft, Row::PartlyDisclosed), "9 0 0 0 1 2 12");
    assert_eq!(row(&draft, Row::StateSecret), "2 0 0 0 0 0 2");
    assert_eq!(row(&draft, Row::ForbiddenByLaw), "2 1 0 0 0 0 3");
    assert_eq!(row(&draft, Row::SecurityAndStability), "2 0 0 0 0 0 2");
    assert_eq!(row(&draft, Row::OtherHandlingUndivided), "8 2 0 1 0 3 14");
    assert_eq!(row(&draft, Row::CarriedForward), "3 0 0 0 0 0 3");
}

#[test]
fn a_value_that_is_missing_is_known_by_the_columns_of_its_page() {
    assert_eq!(row(&draft(APPLICATIONS), Row::InternalAffairs), "11 _ 0 0 0 0 11");
}

#[test]
fn a_row_that_is_not_printed_is_absent() {
    assert_eq!(row(&draft(APPLICATIONS), Row::ThirdPartyRights), "x x x x x x x");
}

#[test]
fn a_row_that_is_not_the_forms_is_reported() {
    let draft = draft(APPLICATIONS);
    let [stray] = draft.strays() else { panic!("{:?}", draft.strays()) };
    assert_eq!((stray.kind, stray.label.as_str()), (StrayKind::UnknownRow, "其他未列情形"));
    assert_eq!(stray.values, ["0"; 7]);
}

#[test]
fn every_place_points_at_the_number() {
    let draft = draft(APPLICATIONS);
    let mut counts = 0;
    for (cell, entry) in draft.cells().filter(|(_, e)| matches!(e.state(), State::Count(_))) {
        let Place::Line { line, column } = *entry.place() else { panic!("{cell} has no line") };
        let line = APPLICATIONS.split('\n').nth(line as usize - 1).unwrap();
        let at: String = line.chars().skip(column as usize - 1).take_while(|c| !c.is_whitespace()).collect();
        assert_eq!(Some(at.as_str()), entry.raw(), "{cell}");
        counts += 1;
    }
    assert_eq!(counts, 10 * 7 + 6);
}

/// The rows of section 三 from 8、属于行政查询事项 on, of a page whose middle lines are given.
fn around_not_held(middle: &str) -> Draft {
    draft(&format!(
        "\
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量          51    4    1      2     0     7       65
二、上年结转政府信息公开申请数量          3     0    0      0     1     0       4
      （一）予以公开               17    1    1      1     0     2       22
           8. 属于行政查询事项       444   22   0      4     12    2       484
{middle}
           1. 信访举报投诉类申请      349   25   0      2     10    3       389
           2. 重复申请           266   11   1      0     5     1       284
"
    ))
}

#[test]
fn labels_above_as_many_rows_of_values_are_those_rows_in_order() {
    let stacked = around_not_held(
        "      （四）无 1.2. 本机关不掌握相关政府信息
                没有现成信息需要另行制作
                                1862  98   0      6     42    6       2014
                                607   23   0      1     8     1       640
      法提供 3. 补正后申请内容仍不明确   420   24   0      6     18    1       469",
    );
    assert_eq!(row(&stacked, Row::NotHeld), "1862 98 0 6 42 6 2014");
    assert_eq!(row(&stacked, Row::NotReadyMade), "607 23 0 1 8 1 640");
    assert_eq!(row(&stacked, Row::StillUnclear), "420 24 0 6 18 1 469");
    // Both rows beside the label of one of them.
    let beside = around_not_held(
        "           1. 本机关不掌握相关
           政府信息
           2. 没有现成信息需要
                                1862  98   0      6     42    6       2014
           另行制作                607   23   0      1     8     1       640
           3. 补正后申请内容仍不明确   420   24   0      6     18    1       469",
    );
    assert_eq!(row(&beside, Row::NotHeld), "1862 98 0 6 42 6 2014");
    assert_eq!(row(&beside, Row::NotReadyMade), "607 23 0 1 8 1 640");
}

#[test]
fn rows_of_values_whose_sums_are_wrong_or_that_are_too_many_belong_to_none_and_no_row_is_blank() {
    let wrong = "1862  98   0      6     42    6       2015\n607   23   0      1     8     1       640";
    let many = "1862  98   0      6     42    6       2014\n607   23   0      1     8     1       640\n1 0 0 0 0 0 1";
    for values in [wrong, many] {
        let values = values.replace('\n', &format!("\n{:32}", ""));
        let draft = around_not_held(&format!(
            "           1. 本机关不掌握相关政府信息
           2. 没有现成信息需要另行制作
                                {values}
           3. 补正后申请内容仍不明确   420   24   0      6     18    1       469"
        ));
        assert_eq!(row(&draft, Row::NotHeld), "x x x x x x x");
        assert_eq!(row(&draft, Row::NotReadyMade), "x x x x x x x");
        assert_eq!(row(&draft, Row::StillUnclear), "420 24 0 6 18 1 469");
        assert!(!draft.strays().is_empty());
    }
}

#[test]
fn a_cell_is_not_blank_beside_loose_values() {
    let draft = around_not_held(
        "           1. 本机关不掌握相关政府信息  0     0    0      0
           2. 没有现成信息需要另行制作  3     0    0      0
                                                        0
                                                        0
                                                              0       0
                                                              0       3
           3. 补正后申请内容仍不明确   420   24   0      6     18    1       469",
    );
    assert_eq!(row(&draft, Row::NotHeld), "x x x x x x x");
    assert_eq!(row(&draft, Row::NotReadyMade), "x x x x x x x");
}

#[test]
fn without_the_columns_a_short_row_is_left_unread() {
    let text = "\
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量          51        1      2           7       61
二、上年结转政府信息公开申请数量                           1             1
        （一）予以公开               17                 1                    18
四、结转下年度继续办理                   3                                      3
";
    let draft = draft(text);
    assert_eq!(row(&draft, Row::Received), "x x x x x x x");
    // No row of the table could be read: it is unread as a whole.
    let [stray] = draft.strays() else { panic!("{:?}", draft.strays()) };
    assert_eq!(stray.kind, StrayKind::UnreadTable);
    assert!(stray.values.contains(&"51 1 2 7 61".to_owned()), "{:?}", stray.values);
}

#[test]
fn cells_run_together_are_cut_where_the_sum_proves_how() {
    let text = APPLICATIONS.replace("17    1    1      1     0     2       22", "21710000218");
    assert_eq!(row(&draft(&text), Row::Disclosed), "217 1 0 0 0 0 218");
    let text = APPLICATIONS.replace("17    1    1      1     0     2       22", "111111111111");
    assert_eq!(row(&draft(&text), Row::Disclosed), "x x x x x x x");
}

#[test]
fn numbers_beside_no_line_of_their_label_belong_to_the_row_whose_sum_they_keep() {
    let text = "\
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
                                   12
                                    0     1    0      2     0     7       130
二、上年结转政府信息公开申请数量
                                    3     0    0      0     1     0       4
        （一）予以公开
                                   17     1    1      1     0     2       22
四、结转下年度继续办理
                                   12     0    0      0     0     0       12
";
    let draft = draft(text);
    assert_eq!(row(&draft, Row::Received), "120 1 0 2 0 7 130");
    assert_eq!(row(&draft, Row::BroughtForward), "3 0 0 0 1 0 4");
    assert_eq!(row(&draft, Row::Disclosed), "17 1 1 1 0 2 22");
    assert_eq!(row(&draft, Row::CarriedForward), "12 0 0 0 0 0 12");
}

#[test]
fn a_number_that_may_belong_to_either_row_belongs_to_none() {
    let text = "\
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量    10    0    0      0     0     0       10
二、上年结转政府信息公开申请数量
                      3     0    0      0     1     0       4
        （一）予以公开
        （七）总计      10    0    0      0     0     0       10
四、结转下年度继续办理         0     0    0      0     0     0       0
";
    let draft = draft(text);
    assert_eq!(row(&draft, Row::BroughtForward), "x x x x x x x");
    assert_eq!(row(&draft, Row::Disclosed), "x x x x x x x");
    assert!(draft.strays().iter().any(|s| s.values == ["3", "0", "0", "0", "1", "0", "4"]));
}

#[test]
fn the_tables_of_article_20_are_told_by_their_columns() {
    let text = "\
二、主动公开政府信息情况
                第二十条第（一）项
   信息内容       本年新制    本年新公    对外公开总数量
              作数量     开数量
规章             0      0       0
规范性文件          4      3       58

                第二十条第（五）项
     信息内容       上一年项目数量    本年增/减    处理决定数量
行政许可             120       +2       9487
其他对外管理
                   8        -1        30
服务事项
                第二十条第（九）项
     信息内容          采购项目数量       采购总金额
政府集中采购                3         160.5964 万元
";
    let draft = draft(text);
    let cell = |address: &str| draft.entry(address.parse().unwrap()).clone();
    assert_eq!(draft.form(), Form::Trial2019);
    assert_eq!(cell("disclosure.normative_documents.made").state(), &State::Count(4));
    assert_eq!(cell("disclosure.normative_documents.total_published").state(), &State::Count(58));
    assert_eq!(cell("disclosure.licensing.net_change").state(), &State::Count(2));
    assert_eq!(cell("disclosure.other_external_services.net_change").state(), &State::Count(-1));
    assert_eq!(cell("disclosure.procurement.total_value").unit(), Some("万元"));
}

const PROCEEDINGS: &str = "\
四、政府信息公开行政复议、行政诉讼情况
                                        行政诉讼
       行政复议
                       未经复议直接起诉              复议后起诉
结果 结果 其他 尚未     结果 结果 其他 尚未     结果 结果 其他 尚未
               总 计                总 计                总 计
维持 纠正 结果 审结     维持 纠正 结果 审结     维持 纠正 结果 审结
4   2   0   1   7   1   0   0   0   1   2   0   1   0   3
五、存在的主要问题及改进情况
";

/// Without `-layout` the tool prints label, header and value of a narrow table in any order. Whatever the order, a cell is
/// right or it is unread: it is neither blank nor missing while its value stands there.
#[test]
fn no_order_of_label_header_and_value_makes_a_cell_blank_or_missing() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let items = [
        ("第二十条第（五）项", &["行政许可"][..], "本年处理决定数量", Row::Licensing),
        ("第二十条第（六）项", &["行政处罚", "行政强制"][..], "本年处理决定数量", Row::Penalties),
        ("第二十条第（八）项", &["行政事业性收费"][..], "本年收费金额（单位：万元）", Row::Fees),
    ];
    let mut read = 0;
    for (at, (_, _, _, wrong)) in items.iter().enumerate() {
        for order in orders {
            for gap in ["\n", "\n\n"] {
                let mut text = "某县人民政府2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n".to_owned();
                for (this, (heading, labels, header, _)) in items.iter().enumerate() {
                    let values: Vec<String> = (0..labels.len()).map(|n| (4100 + 10 * this + n).to_string()).collect();
                    let parts = [labels.join(gap), (*header).to_owned(), values.join(gap)];
                    let order = if this == at { order } else { [1, 0, 2] };
                    let parts = order.map(|part| parts[part].clone()).join(gap);
                    write!(text, "{heading}{gap}信息内容{gap}{parts}\n\n\u{c}").unwrap();
                }
                text += "三、收到和处理政府信息公开申请情况\n无。\n";
                assert!(is_pdf_text(&text));
                let assessment = check(draft(&text));
                let of_wrong =
                    |cell: &Cell| cell.row() == *wrong || (*wrong == Row::Penalties && cell.row() == Row::Coercion);
                for finding in assessment.findings() {
                    let untrue = ["OGI102", "OGI107"].contains(&finding.rule().code());
                    let cells: Vec<&Cell> = finding.cells().iter().filter(|cell| of_wrong(cell)).collect();
                    assert!(!untrue || cells.is_empty(), "{finding} of\n{text}");
                }
                for (this, (_, _, _, row)) in items.iter().enumerate() {
                    let cell = Form::Revised2021.cells().find(|cell| cell.row() == *row).unwrap();
                    match assessment.draft().state(cell) {
                        State::Count(n) => {
                            assert_eq!(*n, 4100 + 10 * i64::try_from(this).unwrap(), "{cell} of\n{text}");
                        }
                        State::Amount(n) => {
                            assert_eq!(n.to_string(), (4100 + 10 * this).to_string(), "{cell} of\n{text}");
                        }
                        _ => continue,
                    }
                    read += 1;
                }
            }
        }
    }
    assert!(read > 36, "{read} of 108 are read");
}

#[test]
fn the_row_of_section_4_is_read_when_it_is_whole() {
    let read = draft(&format!("{APPLICATIONS}{PROCEEDINGS}"));
    let counts: Vec<i64> =
        read.cells().filter(|(c, _)| c.table() == Table::Proceedings).filter_map(|(c, _)| read.count(c)).collect();
    assert_eq!(counts, [4, 2, 0, 1, 7, 1, 0, 0, 0, 1, 2, 0, 1, 0, 3]);
    for other in ["4   2   0   1   7   1   0   0   1   2   0   1   0   3", "4 2 0 1 7 1 0 0 0 1 2 0 1 0 3 0"] {
        let text = PROCEEDINGS.replace("4   2   0   1   7   1   0   0   0   1   2   0   1   0   3", other);
        let read = draft(&format!("{APPLICATIONS}{text}"));
        let known = read.cells().filter(|(c, _)| c.table() == Table::Proceedings && read.count(*c).is_some());
        assert_eq!(known.count(), 0, "{other}");
        assert!(read.strays().iter().any(|s| s.kind == StrayKind::Unaligned), "{other}");
    }
}

#[test]
fn wrapped_lines_are_paragraphs_again() {
    let text = "          某县人民政府
    2024 年政府信息公开工作年度报告

  本报告由某县人民政府编写。统计期限自 2024 年 1 月
1 日起至 2024 年 12 月 31 日止。
  一、总体情况
  （一）主动公开。全年组织学习，由专人负责台账，对栏
目作了清理，加大
                      -1-
\u{c}力度，保证链接可用。
  （二）依申请公开。按时登记。
";
    assert_eq!(
        paragraphs(text),
        [
            "某县人民政府2024 年政府信息公开工作年度报告",
            "本报告由某县人民政府编写。统计期限自 2024 年 1 月1 日起至 2024 年 12 月 31 日止。",
            "一、总体情况",
            "（一）主动公开。全年组织学习，由专人负责台账，对栏目作了清理，加大",
            "力度，保证链接可用。",
            "（二）依申请公开。按时登记。",
        ]
    );
}

#[test]
fn other_text_is_not_taken_for_it() {
    assert!(is_pdf_text(APPLICATIONS));
    assert!(is_pdf_text(&APPLICATIONS.replace('\u{c}', "")));
    assert!(!is_pdf_text(include_str!("data/qukou-2024.txt")));
    assert!(!is_pdf_text(&ogi_report::render::markdown(&pdf_text(APPLICATIONS))));
    assert!(!is_pdf_text("今年收到申请 12 件。\n\n    办结 11 件，结转 1\n"));
    assert!(!is_pdf_text(""));
}

#[test]
fn hostile_text_ends_soon() {
    let long = "行政许可  1  ".repeat(500_000);
    let words = "予以公开 1 ".repeat(20_000).replace("1 ", "1\n");
    let headings = "三、收到和处理政府信息公开申请情况\n（一）予以公开  1  2\n".repeat(5_000);
    let numbers = format!("三、收到和处理政府信息公开申请情况\n（一）予以公开\n{}", "1  2  3\n".repeat(20_000));
    for text in [long, words, headings, numbers, "\u{c}".repeat(1_000_000), "\n".repeat(1_000_000)] {
        _ = is_pdf_text(&text);
        _ = read(&text).map(Document::into_draft);
    }
}

/// A layout of section 三: numbers, how wide labels and columns are, and where a page ends.
#[derive(Clone)]
struct Page {
    counts: Vec<[u16; 6]>,
    label: usize,
    columns: [usize; 7],
    breaks: Vec<bool>,
}

fn page() -> impl Strategy<Value = Page> {
    let rows = Row::all().filter(|r| r.table() == Table::Applications && r.is_in(Form::Revised2021)).count();
    let counts =
        proptest::collection::vec(proptest::array::uniform6(prop_oneof![Just(0), 0..10_u16, 0..5000_u16]), rows);
    let breaks = proptest::collection::vec(proptest::bool::weighted(0.03), rows * 8);
    let columns = proptest::array::uniform7(6..14_usize);
    (counts, 6..20_usize, columns, breaks).prop_map(|(counts, label, columns, breaks)| Page {
        counts,
        label,
        columns,
        breaks,
    })
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.print())
    }
}

impl Page {
    fn values(&self, row: usize) -> Vec<u64> {
        let counts = self.counts[row].map(u64::from);
        counts.into_iter().chain([counts.iter().sum()]).collect()
    }

    fn print(&self) -> String {
        let mut text = String::from("三、收到和处理政府信息公开申请情况\n");
        let mut breaks = self.breaks.iter();
        let mut group = None::<Group>;
        let rows = Row::all().filter(|r| r.table() == Table::Applications && r.is_in(Form::Revised2021));
        for (i, row) in rows.enumerate() {
            let label: Vec<char> = row.label(Form::Revised2021.edition(), Lang::Zh).chars().collect();
            let mut heading = row.group().filter(|g| group != Some(*g)).map_or("", |g| g.label(Lang::Zh));
            group = row.group();
            let lines: Vec<String> = label.chunks(self.label).map(|l| l.iter().collect()).collect();
            for (n, line) in lines.iter().enumerate() {
                let indent = if row.group().is_some() { 10 } else { 0 };
                let mut left = format!("{:indent$}{line}", std::mem::take(&mut heading));
                if n == lines.len() / 2 {
                    left = format!("{left:width$}", width = 14 + self.label);
                    for (value, width) in self.values(i).iter().zip(self.columns) {
                        write!(left, "  {value:>width$}").unwrap();
                    }
                }
                text.push_str(left.trim_end());
                text.push('\n');
                if breaks.next() == Some(&true) {
                    text.push_str("\n\n              - 7 -\n\u{c}");
                }
            }
        }
        text
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_table_printed_in_columns_is_read_back(page in page()) {
        let text = page.print();
        let draft = draft(&text);
        let rows = Row::all().filter(|r| r.table() == Table::Applications && r.is_in(Form::Revised2021));
        for (i, found) in rows.enumerate() {
            let expected: Vec<String> = page.values(i).iter().map(u64::to_string).collect();
            prop_assert_eq!(row(&draft, found), expected.join(" "), "{:?}", found);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(
        pieces in proptest::collection::vec(prop_oneof![
            "[一-三（）0-9 \u{c}\n-]{0,12}".boxed(),
            any::<String>().boxed(),
            proptest::sample::select(Row::all().flat_map(Row::known_labels).collect::<Vec<_>>()).prop_map(str::to_owned).boxed(),
            proptest::sample::select(Column::all().flat_map(Column::known_labels).collect::<Vec<_>>()).prop_map(str::to_owned).boxed(),
            proptest::sample::select(vec!["\n", "  ", "    ", "0", "12", "12  3", "1O", "-", "二、主动公开政府信息情况\n", "第二十条第（一）项\n"]).prop_map(str::to_owned).boxed(),
        ], 0..80)
    ) {
        let text = pieces.concat();
        _ = is_pdf_text(&text);
        _ = pdf_text(&text).into_draft();
    }
}
