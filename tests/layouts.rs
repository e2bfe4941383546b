//! Layouts that differ from the official one: what is read, and what is left unread rather than guessed.

use ogi_report::draft::{Draft, State, StrayKind};
use ogi_report::form::Cell;

fn read(text: &str) -> Draft {
    ogi_report::read(text.as_bytes()).expect("a report")
}

#[track_caller]
fn holds(draft: &Draft, expected: &[(&str, State)]) {
    for (address, state) in expected {
        let cell: Cell = address.parse().expect("an address");
        assert_eq!(draft.state(cell), state, "{address}");
    }
}

/// The cells of a row in the order of their columns.
#[track_caller]
fn row(draft: &Draft, row: &str, expected: &[Option<i64>]) {
    let cells = draft.cells().filter(|(cell, _)| cell.to_string().starts_with(&format!("{row}.")));
    let found: Vec<Option<i64>> = cells.map(|(cell, _)| draft.count(cell)).collect();
    assert_eq!(found, expected, "{row}");
}

fn some<const N: usize>(values: [i64; N]) -> Vec<Option<i64>> {
    values.map(Some).to_vec()
}

fn strays(draft: &Draft) -> Vec<(StrayKind, Vec<&str>)> {
    draft.strays().iter().map(|s| (s.kind, s.values.iter().map(String::as_str).collect())).collect()
}

const APPLICATIONS: &str = "\
| | | | 申请人情况 |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
|  |  |  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 |
|  |  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |
| 一、本年新收政府信息公开申请数量 |  |  | 3 | 1 | 0 | 0 | 0 | 2 | 6 |
";

#[test]
fn a_local_column_is_surplus_and_moves_no_other() {
    let draft = read(
        "| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计 | 总计 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 2 | 3 | 6 |
| 二、上年结转政府信息公开申请数量 |  | 1 | 0 | 0 | 0 | 0 | 1 | 1 |
| （一）予以公开 | 3 | 1 | 0 | 0 | 0 | 2 | 3 |  |
",
    );
    row(&draft, "applications.received", &some([3, 1, 0, 0, 0, 2, 6]));
    row(&draft, "applications.brought_forward", &[None, Some(1), Some(0), Some(0), Some(0), Some(0), Some(1)]);
    row(&draft, "applications.disclosed", &[Some(3), Some(1), Some(0), Some(0), Some(0), Some(2), None]);
    assert_eq!(
        strays(&draft),
        [(StrayKind::Surplus, vec!["3"]), (StrayKind::Surplus, vec!["1"]), (StrayKind::Surplus, vec!["3"])]
    );
}

#[test]
fn a_column_that_is_not_there_leaves_its_rows_unread() {
    let draft = read(
        "| | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 总计 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 一、本年新收政府信息公开申请数量 |  | 3 | 1 | 0 | 0 | 2 | 6 |
",
    );
    row(&draft, "applications.received", &[None; 7]);
    assert_eq!(strays(&draft), [(StrayKind::Unaligned, vec!["3", "1", "0", "0", "2", "6"])]);
}

#[test]
fn a_page_break_before_the_total_changes_nothing() {
    let whole = format!("{APPLICATIONS}| | （一）予以公开 |  | 3 | 1 | 0 | 0 | 0 | 2 | 6 |\n");
    let total = "| | （七）总计 |  | 3 | 1 | 0 | 0 | 0 | 2 | 6 |\n";
    let again = APPLICATIONS.lines().take(4).collect::<Vec<_>>().join("\n");
    let draft = read(&format!("{whole}\n{again}\n{total}"));
    row(&draft, "applications.disclosed", &some([3, 1, 0, 0, 0, 2, 6]));
    row(&draft, "applications.handled", &some([3, 1, 0, 0, 0, 2, 6]));
    assert_eq!(strays(&draft), []);
}

#[test]
fn a_page_number_between_cells_one_to_a_line_changes_nothing() {
    let cells = "信息内容\n自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n一、本年新收政府信息公开申请数量\n\
                 3\n1\n0\n0\n0\n2\n6\n三、本年度办理结果\n（一）予以公开\n3\n1\n0\n0\n0\n1\n5\n\n— 3 —\n\n\
                 三、本年度办理结果\n（七）总计\n3\n1\n0\n0\n0\n1\n5\n四、结转下年度继续办理\n0\n0\n0\n0\n0\n1\n1\n";
    let draft = read(cells);
    row(&draft, "applications.received", &some([3, 1, 0, 0, 0, 2, 6]));
    row(&draft, "applications.handled", &some([3, 1, 0, 0, 0, 1, 5]));
    row(&draft, "applications.carried_forward", &some([0, 0, 0, 0, 0, 1, 1]));
}

const RESULTS: &str = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计";

fn proceedings(results: &str, values: &str) -> String {
    format!(
        "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| | | | | | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
| {results} | {RESULTS} | {RESULTS} |
| {values} |
"
    )
}

#[test]
fn section_four_is_read_from_one_table_or_several() {
    let values = ["1 | 0 | 2 | 0 | 3", "4 | 0 | 0 | 0 | 4", "0 | 5 | 0 | 1 | 6"];
    let labels = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let rule = "| --- | --- | --- | --- | --- |\n";
    let one = proceedings(RESULTS, &values.join(" | "));
    let several = |between: &str, rule: &str| {
        let tables = labels.iter().zip(values);
        tables
            .map(|(l, v)| format!("| {l} | | | | |\n{rule}| {RESULTS} |\n| {v} |\n{between}"))
            .collect::<Vec<_>>()
            .concat()
    };
    let rows = labels.iter().zip(values).map(|(l, v)| format!("| {l} | {v} |\n")).collect::<Vec<_>>().concat();
    let upright = format!("| 类别 | {RESULTS} |\n{}{rows}", rule.replace("|\n", "| --- |\n"));
    for text in [one, several("", ""), several("\n", rule), upright] {
        let draft = read(&text);
        row(&draft, "proceedings.reconsideration", &some([1, 0, 2, 0, 3]));
        row(&draft, "proceedings.direct_litigation", &some([4, 0, 0, 0, 4]));
        row(&draft, "proceedings.litigation_after_reconsideration", &some([0, 5, 0, 1, 6]));
        assert_eq!(strays(&draft), [], "{text}");
    }
}

#[test]
fn a_damaged_header_keeps_its_column() {
    let values = "1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 0 | 4 | 0 | 5 | 0 | 1 | 6";
    for results in ["结果维持 | 正 | 其他结果 | 尚未审结 | 总计", "结果维持 | 结果纠正 | | 尚未审结 | 总计"]
    {
        let draft = read(&proceedings(results, values));
        row(&draft, "proceedings.reconsideration", &some([1, 0, 2, 0, 3]));
        row(&draft, "proceedings.litigation_after_reconsideration", &some([0, 5, 0, 1, 6]));
    }
    // A column that stands twice is not understood.
    let draft = read(&proceedings("结果维持 | 结果维持 | 其他结果 | 尚未审结 | 总计", values));
    row(&draft, "proceedings.reconsideration", &[None; 5]);
}

#[test]
fn a_row_that_lost_a_cell_is_left_unread_unless_its_totals_bear_it_out() {
    let lost = "1 | 2 | 0 | 3 | 4 | 0 | 0 | 0 | 4 | 0 | 5 | 0 | 1 | 6";
    for values in [lost.to_owned(), format!("{lost} | ")] {
        let draft = read(&proceedings(RESULTS, &values));
        row(&draft, "proceedings.direct_litigation", &[None; 5]);
        assert!(matches!(strays(&draft).as_slice(), [(StrayKind::Unaligned, _)]));
    }
    let blank = read(&proceedings(RESULTS, "1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 0 | 4 | 0 | 5 | 0 | 1 | "));
    row(&blank, "proceedings.litigation_after_reconsideration", &[Some(0), Some(5), Some(0), Some(1), None]);
}

#[test]
fn a_spaced_number_of_section_four_is_proved_by_its_own_total() {
    let draft = read(&proceedings(RESULTS, "1 2 | 0 | 2 | 0 | 14 | 4 | 0 | 0 | 0 | 4 | 0 | 5 | 0 | 1 | 9 9"));
    row(&draft, "proceedings.reconsideration", &some([12, 0, 2, 0, 14]));
    row(&draft, "proceedings.litigation_after_reconsideration", &[Some(0), Some(5), Some(0), Some(1), None]);
}

#[cfg(feature = "html")]
#[test]
fn a_label_that_reaches_a_row_too_far_moves_no_value() {
    let header = "<tr><td colspan=2><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计";
    let draft = read(&format!(
        "<html><table>{header}
        <tr><td colspan=2>一、本年新收政府信息公开申请数量<td>3<td>1<td>0<td>0<td>0<td>2<td>6
        <tr><td rowspan=4>（四）无法提供<td>1.本机关不掌握相关政府信息<td>1<td>0<td>0<td>0<td>0<td>0<td>1
        <tr><td>2.没有现成信息需要另行制作<td>1<td>0<td>0<td>0<td>0<td>0<td>1
        <tr><td>3.补正后申请内容仍不明确<td>0<td>0<td>0<td>0<td>0<td>0<td>0
        <tr><td>（五）不予处理<td>1.信访举报投诉类申请<td>2<td>0<td><td>0<td>0<td>1<td></table>"
    ));
    row(&draft, "applications.not_ready_made", &some([1, 0, 0, 0, 0, 0, 1]));
    row(&draft, "applications.petition_or_complaint", &[Some(2), Some(0), None, Some(0), Some(0), Some(1), None]);
    holds(&draft, &[("applications.petition_or_complaint.total", State::Blank)]);
}

#[test]
fn a_page_that_shows_the_report_twice_says_nothing_twice() {
    let text = include_str!("data/one-cell-wrong.md");
    let once = ogi_report::check(read(text));
    let codes =
        |a: &ogi_report::Assessment| a.findings().iter().map(|f| f.rule().code().to_owned()).collect::<Vec<_>>();
    let twice = ogi_report::check(read(&format!("{text}\n\n{text}\n\n扫一扫在手机打开当前页\n")));
    assert_eq!(codes(&twice), codes(&once));
    assert_eq!(twice.draft().prose().len(), once.draft().prose().len());
    // One part that stands twice is the writer's slip.
    let (_, part) = text.split_once("五、").unwrap();
    let slip = ogi_report::check(read(&format!("{text}\n## 五、{part}")));
    assert!(codes(&slip).contains(&"OGI113".to_owned()));
    // A second report that says something else is not a copy.
    let other = text.replacen("全年收到", "当年收到", 1);
    assert_ne!(other, text);
    assert!(codes(&ogi_report::check(read(&format!("{text}\n\n{other}")))).contains(&"OGI116".to_owned()));
}
