//! Laws of reading PDFs: every cell of a ruled table is read as it is drawn, whatever draws it, and never as another number.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod drawn;

use drawn::{Font, Rules, Style, file};
use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Form};
use ogi_report::read::{self, Block, Document, FileKind, ReadError};
use ogi_report::{Report, check, generate, render};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// A report with some of its cells blank.
fn draft(report: &Report, blanks: &[prop::sample::Index]) -> Draft {
    let mut draft = Draft::from(report);
    draft.set_agency("某县某镇人民政府");
    draft.set_year(2023);
    let cells: Vec<Cell> = draft.form().cells().collect();
    for at in blanks {
        draft.set(*at.get(&cells), State::Blank).unwrap();
    }
    draft
}

fn drafts() -> impl Strategy<Value = Draft> {
    let blanks = prop::collection::vec(any::<prop::sample::Index>(), 0..40);
    (generate::reports(), blanks).prop_map(|(report, blanks)| draft(&report, &blanks))
}

fn styles() -> impl Strategy<Value = Style> {
    let rules = prop::sample::select(&[Rules::Strokes, Rules::Areas, Rules::Boxes][..]);
    let fonts = prop::sample::select(&[Font::Identity, Font::Gbk, Font::Utf16, Font::Type3][..]);
    let turns = prop::sample::select(&[0, 90, 180, 270][..]);
    let pages = prop::sample::select(&[842.0_f32, 700.0, 520.0, 433.0][..]);
    (rules, fonts, turns, pages, any::<[bool; 6]>()).prop_map(|(rules, font, turn, page, is)| Style {
        rules,
        font,
        turn,
        page,
        is_bold: is[0],
        has_watermark: is[1],
        is_form: is[2],
        is_open: is[3],
        is_packed: is[4],
        has_object_streams: is[5],
        ..Style::default()
    })
}

/// The draft that is read of what is drawn.
fn read_back(draft: &Draft, style: Style) -> Draft {
    let bytes = drawn::pdf(&render::official(draft), style);
    assert_eq!(FileKind::of(&bytes), FileKind::Pdf);
    read::read(&bytes).unwrap_or_else(|error| panic!("{error} {style:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_cell_of_ruled_tables_is_read_as_it_is_drawn(draft in drafts(), style in styles()) {
        let back = read_back(&draft, style);
        prop_assert_eq!(back.form(), draft.form());
        for (cell, entry) in draft.cells() {
            prop_assert_eq!(back.state(cell), entry.state(), "{}", cell);
        }
        prop_assert!(back.strays().is_empty(), "{:?}", back.strays());
        prop_assert_eq!(back.agency().map(|agency| agency.value.as_str()), Some("某县某镇人民政府"));
        prop_assert_eq!(back.year().map(|year| year.value), Some(2023));
    }

    #[test]
    fn a_place_names_the_page(report in generate::reports_of(Form::Revised2021), style in styles()) {
        let back = read_back(&draft(&report, &[]), style);
        for (cell, entry) in back.cells() {
            let place = serde_json::to_value(entry.place()).unwrap();
            prop_assert!(place["page"].as_u64() > Some(0) && place["cell"].as_u64() > Some(0), "{}: {}", cell, place);
        }
    }
}

/// Reports, the same each time.
fn samples(count: usize) -> Vec<Draft> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| draft(&generate::reports().new_tree(&mut runner).unwrap().current(), &[])).collect()
}

#[test]
fn a_number_without_rules_around_it_is_read_as_it_is_drawn_or_not_at_all() {
    let (mut right, mut all) = (0, 0);
    for draft in samples(24) {
        for font in [Font::Identity, Font::Type3] {
            let back = read_back(&draft, Style { rules: Rules::None, font, ..Style::default() });
            for (cell, entry) in draft.cells() {
                let number = matches!(back.state(cell), State::Count(_) | State::Amount(_));
                assert!(!number || back.state(cell) == entry.state(), "{cell}");
                right += usize::from(number);
                all += 1;
            }
        }
    }
    assert!(right * 100 >= all * 97, "{right} of {all}");
}

#[test]
fn text_that_nobody_sees_is_not_read() {
    let draft = &samples(1)[0];
    let document = render::official(draft);
    let hidden = drawn::pdf(&document, Style { is_hidden: true, has_picture: true, ..Style::default() });
    assert_eq!(read::document(&hidden), Err(ReadError::Scanned));
    let scanned = drawn::pdf(&Document::default(), Style { has_picture: true, ..Style::default() });
    assert_eq!(read::document(&scanned), Err(ReadError::Scanned));
}

#[test]
fn a_font_that_tells_nothing_is_told_as_that() {
    let document = render::official(&samples(1)[0]);
    let unknown = drawn::pdf(&document, Style { font: Font::Unknown, ..Style::default() });
    assert_eq!(read::document(&unknown), Err(ReadError::NoUnicode));
}

#[test]
fn a_page_that_is_a_picture_among_pages_with_text_is_a_picture() {
    let draft = Draft::from(&Report::zero(Form::Revised2021));
    let mut document = render::official(&draft);
    // The tables stand on a page that was scanned.
    document.blocks.retain(|block| matches!(block, Block::Paragraph(_)));
    let bytes = drawn::pdf(&document, Style { has_picture: true, ..Style::default() });
    let pictures = read::document(&bytes).unwrap().blocks;
    assert!(pictures.iter().any(|block| matches!(block, Block::Picture(_))));
}

/// A report, and the file of it that is damaged.
fn one_file(style: Style) -> (Draft, Vec<u8>) {
    let draft = samples(1).remove(0);
    let bytes = drawn::pdf(&render::official(&draft), style);
    (draft, bytes)
}

/// Every number that is read is the one that was drawn, and nothing is called wrong that is not there.
fn is_honest(draft: &Draft, bytes: &[u8]) {
    let Ok(back) = read::read(bytes) else { return };
    for (cell, entry) in draft.cells() {
        if let State::Count(_) | State::Amount(_) = back.state(cell) {
            assert_eq!(back.state(cell), entry.state(), "{cell}");
        }
    }
    _ = check(back);
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes() {
    for has_object_streams in [false, true] {
        let (draft, bytes) = one_file(Style { has_object_streams, ..Style::default() });
        let mut read_some = false;
        for end in (0..bytes.len()).step_by(512) {
            is_honest(&draft, &bytes[..end]);
            read_some |= read::document(&bytes[..end]).is_ok();
        }
        assert!(read_some || has_object_streams);
    }
}

#[test]
fn altered_bytes_do_no_harm() {
    let mut runner = TestRunner::deterministic();
    let at = |runner: &mut TestRunner, most: usize| (0..most).new_tree(runner).unwrap().current();
    for n in 0..1_000 {
        let style = Style { has_object_streams: n % 2 == 0, is_packed: n % 3 == 0, page: 1_400.0, ..Style::default() };
        // Making the file takes longer than reading it.
        thread_local!(static FILES: std::cell::RefCell<std::collections::HashMap<(bool, bool), Vec<u8>>> = std::cell::RefCell::default());
        let mut bytes = FILES.with_borrow_mut(|files| {
            files.entry((style.has_object_streams, style.is_packed)).or_insert_with(|| one_file(style).1).clone()
        });
        for _ in 0..=at(&mut runner, 8) {
            let place = at(&mut runner, bytes.len());
            bytes[place] = u8::try_from(at(&mut runner, 256)).unwrap();
        }
        if let Ok(draft) = read::read(&bytes) {
            _ = check(draft);
        }
    }
}

/// A file with one page, whose content and other objects are given.
fn page(content: Vec<u8>, resources: &str, more: impl FnOnce(&mut file::File)) -> Vec<u8> {
    let mut file = file::File::new(false);
    file.raw(content);
    more(&mut file);
    let leaf = format!("/Type /Page /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents 1 0 R");
    file.finish(&[leaf], false)
}

#[test]
fn what_is_packed_twice_or_in_odd_ways_is_not_unpacked() {
    let zeros = vec![b' '; 4 << 20];
    // Packed twice, and by filters that nobody needs: not unpacked at all.
    let twice = file::packed(&file::packed(&zeros));
    for filter in
        ["[/FlateDecode /FlateDecode]", "[/Fl#61teDecode /FlateDecode]", "/LZWDecode", "/RunLengthDecode", "9 0 R"]
    {
        let mut content = format!("<< /Filter {filter} /Length {} >>\nstream\n", twice.len()).into_bytes();
        content.extend(&twice);
        content.extend(b"\nendstream");
        let outcome = read::document(&page(content, "", |_| {}));
        assert!(
            matches!(outcome, Ok(_) | Err(ReadError::Damaged { .. } | ReadError::Scanned)),
            "{filter}: {outcome:?}"
        );
    }
}

#[test]
fn drawings_inside_each_other_end() {
    // A form that draws itself twice.
    let form = |n: usize| {
        format!("<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {n} 0 R >> >>")
    };
    let stream = |head: String, content: &str| {
        format!("{head} /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes()
    };
    let bytes = page(stream("<<".to_owned(), "/X Do"), "/XObject << /X 2 0 R >>", |file| {
        file.raw(stream(form(2), "/X Do /X Do"));
    });
    assert!(
        read::document(&bytes).is_ok_and(|document| !document.blocks.is_empty()) || read::document(&bytes).is_err()
    );
    let deep = [b"q ".repeat(1_000_000), b"BT ".repeat(100), b"Q ".repeat(1_000_000)].concat();
    let content = file::stream("", &deep, true);
    assert!(read::document(&page(content, "", |_| {})).is_ok());
    let nested = [b"[".repeat(1_000_000), b"<<".repeat(1_000_000)].concat();
    let outcome = read::document(&page(file::stream("", &nested, true), "", |_| {}));
    assert!(matches!(outcome, Ok(_) | Err(ReadError::TooLarge { .. })), "{outcome:?}");
}
