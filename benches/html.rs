//! A web page of 65 KB, as an office's editor writes it, read to tables and texts; beside it the same tree builder alone, which
//! knows nothing of tables. Both in one run, turn by turn, because machines differ and change.
//!
//! `cargo bench --bench html --features html`

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ogi_report::read::html;

const ROUNDS: usize = 400;

fn main() {
    let page = page();
    let (mut read, mut built) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        read.push(time(|| html::document(page.as_bytes(), None)));
        built.push(time(|| scraper::Html::parse_document(&page)));
    }
    let (read, built) = (median(read), median(built));
    println!("page of {} bytes", page.len());
    println!("html::document                  {read:>10.1?}");
    println!("scraper::Html::parse_document   {built:>10.1?}");
    println!("ratio                           {:>10.3}", read.as_secs_f64() / built.as_secs_f64());
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

fn page() -> String {
    let mut page =
        String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>年度报告</title></head><body>");
    for n in 0..24 {
        let _ = writeln!(
            page,
            "<p style=\"text-indent:2em;line-height:2em\"><span style=\"font-family:仿宋;font-size:16pt\">（{n}）政策文件与解读\
             材料同步上网，由专人按目录逐项更新并登记。</span></p>"
        );
    }
    page.push_str(
        "<table cellspacing=\"0\" cellpadding=\"0\" width=\"792\" align=\"center\" data-sort=\"sortDisabled\"><tbody>",
    );
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
