//! A web page of 65 KB, as an office's editor writes it, read to tables and texts, and a report in such a page read to its
//! verdict; beside each the same tree builder alone, which knows nothing of tables. Both in one run, turn by turn, because machines differ and change.
//!
//! `cargo bench --bench html --features html`

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Form, Lang, Section};
use ogi_report::read::{self, Block, FileKind};
use ogi_report::render;

const ROUNDS: usize = 400;

fn main() {
    beside_the_tree_builder("read::document_as", &page(), |page| read::document_as(FileKind::Html, page, None));
    beside_the_tree_builder("read and check", &report(), |page| ogi_report::read(page).map(ogi_report::check));
}

fn beside_the_tree_builder<T>(name: &str, page: &str, work: impl Fn(&[u8]) -> T) {
    let (mut worked, mut built) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        worked.push(time(|| work(page.as_bytes())));
        built.push(time(|| scraper::Html::parse_document(page)));
    }
    let (worked, built) = (median(worked), median(built));
    println!("page of {} bytes", page.len());
    println!("{name:<32}{worked:>10.1?}");
    println!("scraper::Html::parse_document   {built:>10.1?}");
    println!("ratio                           {:>10.3}", worked.as_secs_f64() / built.as_secs_f64());
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let taken = start.elapsed();
    drop(made);
    taken
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

const HEAD: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>年度报告</title></head><body>";
const TABLE: &str = "<table cellspacing=\"0\" cellpadding=\"0\" width=\"792\" align=\"center\" \
    data-sort=\"sortDisabled\"><tbody>";

fn page() -> String {
    let mut page = String::from(HEAD);
    for n in 0..24 {
        let _ = writeln!(
            page,
            "<p style=\"text-indent:2em;line-height:2em\"><span style=\"font-family:仿宋;font-size:16pt\">（{n}）政策文件与解读\
             材料同步上网，由专人按目录逐项更新并登记。</span></p>"
        );
    }
    page.push_str(TABLE);
    for row in 0..35 {
        page.push_str("<tr style=\"height:28px\">");
        for column in 0..8 {
            let _ = write!(
                page,
                "<td style=\"border:1px solid rgb(0,0,0);padding:0 7px;word-break:break-all\" width=\"{}\" valign=\"top\">\
                 <p style=\"text-align:center;text-indent:0\"><span style=\"font-size:14px;font-family:宋体\">{}</span></p></td>",
                90 + column,
                row * column
            );
        }
        page.push_str("</tr>");
    }
    page.push_str("</tbody></table></body></html>");
    page
}

/// A whole report in the same markup.
fn report() -> String {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_year(2024);
    draft.set_agency("某县人民政府");
    for cell in Form::Revised2021.cells() {
        draft.set(cell, State::Count(0)).unwrap();
    }
    let mut page = String::from(HEAD);
    for block in render::official(&draft).blocks {
        match block {
            Block::Paragraph(paragraph) => {
                write_paragraph(&mut page, &paragraph.text);
                if paragraph.text == Section::Overview.heading(Lang::Zh) {
                    for _ in 0..24 {
                        write_paragraph(
                            &mut page,
                            "（一）主动公开。政策文件与解读材料同步上网，由专人按目录逐项更新并登记。",
                        );
                    }
                }
            }
            Block::Grid(grid) => {
                page.push_str(TABLE);
                for row in &grid.rows {
                    page.push_str("<tr style=\"height:28px\">");
                    for cell in row {
                        let _ = write!(
                            page,
                            "<td colspan=\"{}\" rowspan=\"{}\" style=\"border:1px solid rgb(0,0,0);padding:0 7px\" \
                             width=\"90\" valign=\"top\"><p style=\"text-align:center;text-indent:0\">\
                             <span style=\"font-size:14px;font-family:宋体\">{}</span></p></td>",
                            cell.colspan, cell.rowspan, cell.text
                        );
                    }
                    page.push_str("</tr>");
                }
                page.push_str("</tbody></table>");
            }
            _ => {}
        }
    }
    page.push_str("</body></html>");
    page
}

fn write_paragraph(page: &mut String, text: &str) {
    let _ = writeln!(
        page,
        "<p style=\"text-indent:2em;line-height:2em\"><span style=\"font-family:仿宋;font-size:16pt\">{text}</span></p>"
    );
}
