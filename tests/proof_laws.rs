//! Laws of rendering: what is printed is read back, and whichever cell is altered, that one is marked.

use ogi_report::draft::{Draft, Found, State};
use ogi_report::form::{Cell, Lang, Table};
use ogi_report::{check, generate, read, render};
use proptest::prelude::*;
use proptest::sample::Index;
use scraper::{Html, Selector};

fn ids(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|e| e.attr("id").unwrap_or_default().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_valid_report_printed_in_any_format_reads_back_as_itself(report in generate::reports()) {
        let document = render::official(&Draft::from(&report));
        for text in [render::markdown(&document), render::tsv(&document), render::html(&document)] {
            let back = check(read(text.as_bytes()).unwrap()).accept().unwrap();
            prop_assert_eq!(back.form(), report.form());
            prop_assert_eq!(back.year(), report.year());
            prop_assert_eq!(back.cells().collect::<Vec<_>>(), report.cells().collect::<Vec<_>>());
            // A title is read without the quotation marks around it, also where a name ends in one.
            let name = |agency: Option<&str>| agency.map(|name| name.trim_end_matches('"').to_owned());
            prop_assert_eq!(name(back.agency()), name(report.agency()), "{}", text);
        }
    }

    #[test]
    fn the_one_altered_cell_is_the_one_that_is_marked(
        report in generate::reports(), at in any::<Index>(), by in -1_000_i64..1_000,
    ) {
        prop_assume!(by != 0);
        let mut draft = Draft::from(&report);
        let tied: Vec<Cell> = draft.form().cells().filter(|c| c.table() == Table::Applications).collect();
        let cell = *at.get(&tied);
        let right = draft.count(cell).unwrap();
        draft.set(cell, State::Count(right + by));
        let assessment = check(draft);
        let page = Html::parse_document(&render::proof(&assessment, Lang::Zh));
        prop_assert_eq!(ids(&page, "td.wrong"), [cell.to_string()]);
        prop_assert!(ids(&page, "td.suspect").is_empty());
        let should = Selector::parse("td.wrong .should").unwrap();
        let said: String = page.select(&should).flat_map(|e| e.text()).collect();
        prop_assert_eq!(said, format!("应为 {right}"));
        let stated = format!("**应为 {right}**");
        prop_assert!(render::proof_markdown(&assessment, Lang::Zh).contains(&stated));
    }

    #[test]
    fn any_name_of_a_body_stays_text(name in "\\PC{0,12}<script>\\PC{0,12}") {
        let mut draft = Draft::from(&ogi_report::Report::zero(ogi_report::form::Form::Trial2019));
        draft.set_agency(Found::given(name.clone()));
        let page = Html::parse_document(&render::proof(&check(draft), Lang::En));
        prop_assert!(ids(&page, "script").is_empty());
        let heading: String = page.select(&Selector::parse("h1").unwrap()).flat_map(|e| e.text()).collect();
        prop_assert!(heading.starts_with(&name), "{}", heading);
    }
}
