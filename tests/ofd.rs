//! What an OFD file shows on its pages is what is read of it, however it was drawn.
#![cfg(feature = "ofd")]

mod ofd_pages;

use ofd_pages::{archive, file, page};
use ogi_report::read::{self, Block, Document, FileKind, ReadError};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    assert_eq!(FileKind::of(bytes), FileKind::Ofd);
    read::document(bytes)
}

/// The texts and pictures in their order. Which lines are one paragraph is not for the format to decide.
fn short(bytes: &[u8]) -> String {
    let document = read(bytes).unwrap();
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Picture(place) => format!("(picture, {place})"),
        _ => "(table)".to_owned(),
    };
    document.blocks.iter().map(block).collect()
}

/// A line of text at a place, with more attributes and elements.
fn text(x: f32, y: f32, attributes: &str, elements: &str, text: &str) -> String {
    format!(
        "<ofd:TextObject Boundary='{x} {y} 80 5' Size='4' {attributes}>{elements}\
         <ofd:TextCode X='0' Y='4' DeltaX='g 99 4'>{text}</ofd:TextCode></ofd:TextObject>"
    )
}

fn line(y: f32, words: &str) -> String {
    text(20.0, y, "", "", words)
}

#[test]
fn characters_stand_where_their_distances_put_them() {
    let objects = [
        // Repeats, a distance for each, too few of them, none, and distances that are wider than the characters.
        "<TextObject Boundary='20 20 80 5' Size='4'><TextCode X='0' Y='4' DeltaX='g 2 4 4'>一二三四。</TextCode></TextObject>",
        "<TextObject Boundary='20 30 80 5' Size='4'><TextCode X='0' Y='4' DeltaX='4'>一二三五。</TextCode></TextObject>",
        "<TextObject Boundary='20 40 80 5' Size='4'><TextCode X='0' Y='4'>一二三六。</TextCode></TextObject>",
        // Each character by itself, the last before the first; the second text begins below the first.
        "<TextObject Boundary='20 50 80 5' Size='4'><TextCode X='4' Y='4'>二</TextCode><TextCode X='0'>一</TextCode>\
         <TextCode X='8'>。</TextCode></TextObject>",
        // Scaled by a matrix, stretched, in a block, with a text that stands on lines of its own.
        "<PageBlock><TextObject Boundary='20 60 80 5' Size='40' HScale='1' CTM='0.1 0 0 0.1 0 0'><TextCode X='0' Y='40' DeltaX='g 3 40'>\n一二三八\n\
         </TextCode></TextObject></PageBlock>",
    ];
    assert_eq!(short(&page(&objects.concat())), "一二三四。一二三五。一二三六。一二。一二三八");
}

#[test]
fn what_nobody_sees_is_not_read() {
    let hidden = [
        text(20.0, 30.0, "Visible='false'", "", "甲"),
        text(20.0, 40.0, "Alpha='0'", "", "乙"),
        text(20.0, 50.0, "", "<ofd:FillColor Alpha='0'/>", "丙"),
        text(20.0, 60.0, "Fill='false'", "", "丁"),
        // A watermark.
        text(20.0, 70.0, "CTM='0.7 0.7 -0.7 0.7 0 0'", "", "戊"),
    ];
    assert_eq!(short(&page(&[line(20.0, "一二三"), hidden.concat()].concat())), "一二三");
}

#[test]
fn a_page_that_is_turned_is_turned_back() {
    let turned = |y: f32, words: &str| text(100.0 - y, 20.0, "CTM='0 1 -1 0 0 0'", "", words);
    assert_eq!(short(&page(&[turned(20.0, "一二三。"), turned(40.0, "四五六。")].concat())), "一二三。四五六。");
}

#[test]
fn text_that_is_numbers_of_glyphs_or_outlines_is_told_as_that() {
    let numbers = |text: &str| {
        format!(
            "<ofd:TextObject Boundary='20 20 80 5' Size='4'><ofd:CGTransform CodePosition='0' CodeCount='3' GlyphCount='3'><ofd:Glyphs>7 8 9</ofd:Glyphs>\
             </ofd:CGTransform><ofd:TextCode X='0' Y='4' DeltaX='4 4'>{text}</ofd:TextCode></ofd:TextObject>"
        )
    };
    assert_eq!(read(&page(&numbers(""))).unwrap_err(), ReadError::NoUnicode);
    assert_eq!(read(&page(&numbers("¤¤¤"))).unwrap_err(), ReadError::NoUnicode);
    assert_eq!(short(&page(&numbers("一二三"))), "一二三");
    let outline = "<ofd:PathObject Boundary='20 20 80 5' Fill='true' Stroke='false'><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3 Q 1 1 4 4 A 1 1 0 0 1 9 9 C</ofd:AbbreviatedData></ofd:PathObject>";
    assert_eq!(read(&page(outline)).unwrap_err(), ReadError::Scanned);
    assert_eq!(
        read(&page("<ofd:ImageObject Boundary='0 0 210 297' ResourceID='1'/>")).unwrap_err(),
        ReadError::Scanned
    );
    assert_eq!(read(&page(&text(20.0, 20.0, "Alpha='0'", "", "一"))).unwrap_err(), ReadError::Scanned);
    assert!(read(&page("")).unwrap().blocks.is_empty());
}

#[test]
fn pictures_and_lost_pages_are_noted() {
    let picture = "<ofd:ImageObject Boundary='20 40 80 60' ResourceID='1'/>";
    let pages = [[line(20.0, "一二三"), picture.to_owned(), line(120.0, "四五六")].concat()];
    assert_eq!(short(&page(&pages[0])), "一二三(picture, page 1)四五六");
    let parts = [
        ("OFD.xml", "<OFD><DocBody><DocRoot>/D/Document.xml</DocRoot></DocBody></OFD>"),
        (
            "D/Document.xml",
            "<Document><Pages><Page ID='1' BaseLoc='P.xml'/><Page ID='2' BaseLoc='lost.xml'/></Pages></Document>",
        ),
        (
            "D/P.xml",
            "<Page><TextObject Boundary='20 20 80 5' Size='4'><TextCode X='0' Y='4' DeltaX='4 4'>一二三</TextCode></TextObject></Page>",
        ),
    ];
    assert_eq!(short(&archive(&parts)), "一二三(picture, page 2)");
}

#[test]
fn all_documents_of_a_file_are_read_and_their_parts_are_found_from_where_they_are_named() {
    let content = |words: &str| {
        format!("<Page><Content><Layer>{}</Layer></Content></Page>", line(20.0, words).replace("ofd:", ""))
    };
    let [first, second] = [content("一二三。"), content("四五六。")];
    let parts = [
        (
            "OFD.xml",
            "<OFD><DocBody><DocRoot>A/Document.xml</DocRoot></DocBody><DocBody><DocRoot>/B/Document.xml</DocRoot></DocBody></OFD>",
        ),
        ("A/Document.xml", "<Document><Pages><Page ID='1' BaseLoc='/A/One.xml'/></Pages></Document>"),
        ("A/One.xml", &first),
        ("B/Document.xml", "<Document><Pages><Page ID='1' BaseLoc='B/One.xml'/></Pages></Document>"),
        ("B/One.xml", &second),
    ];
    assert_eq!(short(&archive(&parts)), "一二三。四五六。");
}

#[test]
fn templates_and_drawings_are_drawn_where_they_are_used() {
    let unit = format!(
        "<ofd:CompositeGraphicUnit ID='8'><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>",
        line(0.0, "二。")
    );
    let content = "<ofd:CompositeObject ResourceID='8' Boundary='0 30 80 80'/><ofd:CompositeObject ResourceID='8' Boundary='0 50 80 80' CTM='2 0 0 2 0 0'/>";
    assert_eq!(short(&file(&[&[line(20.0, "一。"), content.to_owned()].concat()], "", &unit)), "一。二。二。");
    // A page can have resources of its own.
    let resources = format!("<Res>{unit}</Res>");
    let parts = [
        ("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>"),
        ("D/Document.xml", "<Document><Pages><Page ID='1' BaseLoc='P/Content.xml'/></Pages></Document>"),
        (
            "D/P/Content.xml",
            "<Page><PageRes>Own.xml</PageRes><CompositeObject ResourceID='8' Boundary='0 30 80 80'/></Page>",
        ),
        ("D/P/Own.xml", resources.as_str()),
    ];
    assert_eq!(short(&archive(&parts)), "二。");
    // A drawing that draws itself comes to an end, and so do drawings of drawings.
    let own = "<ofd:CompositeGraphicUnit ID='8'><ofd:CompositeObject ResourceID='8'/><ofd:CompositeObject ResourceID='8'/></ofd:CompositeGraphicUnit>";
    let bytes = file(&[&[line(20.0, "一。"), content.to_owned()].concat()], "", own);
    assert_eq!(short(&bytes), "一。");
    let ten_of = |n: usize| format!("<ofd:CompositeObject ResourceID='{n}'/>").repeat(10);
    let unit = |n: usize| format!("<ofd:CompositeGraphicUnit ID='{n}'>{}</ofd:CompositeGraphicUnit>", ten_of(n + 1));
    let many = (0..12).map(unit).collect::<Vec<_>>().concat();
    assert!(matches!(
        read(&file(&["<ofd:CompositeObject ResourceID='0'/>"], "", &many)).unwrap_err(),
        ReadError::TooLarge { .. }
    ));
}

#[test]
fn errors_name_the_part() {
    let says =
        |parts: &[(&str, &str)]| read::document_as(FileKind::Ofd, &archive(parts), None).unwrap_err().to_string();
    assert_eq!(says(&[("a", "b")]), "OFD.xml: is missing");
    let root = ("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>");
    assert_eq!(says(&[root]), "Doc_0/Document.xml: is missing");
    assert_eq!(says(&[root, ("Doc_0/Document.xml", "<Document>")]), "Doc_0/Document.xml: ends inside an element");
}

#[cfg(feature = "proptest")]
mod laws {
    use super::*;
    use ofd_pages::{Drawn, Rules, RulesIn, ofd};
    use ogi_report::draft::Draft;
    use ogi_report::{check, generate, render};
    use proptest::prelude::*;

    fn drawings() -> impl Strategy<Value = Drawn> {
        (
            prop::sample::select(&["ofd:", "", "x:"][..]),
            prop::sample::select(&[Rules::Strokes, Rules::ThinAreas, Rules::Frames][..]),
            prop::sample::select(&[RulesIn::Page, RulesIn::Template, RulesIn::Drawing][..]),
            any::<[bool; 2]>(),
            prop::sample::select(&[1.0_f32, 0.5, 10.0][..]),
            0_usize..3,
            prop::sample::select(&[297.0_f32, 210.0, 2000.0][..]),
        )
            .prop_map(|(prefix, rules, rules_in, [single, repeats], scale, nested, height)| Drawn {
                prefix,
                rules,
                single,
                repeats,
                scale,
                rules_in,
                nested,
                height,
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_report_is_the_same_report_however_it_is_drawn(report in generate::reports(), drawn in drawings()) {
            let mut draft = Draft::from(&report);
            draft.set_agency("某县某镇人民政府");
            draft.set_year(2023);
            let bytes = ofd(&render::official(&draft), &drawn);
            prop_assert_eq!(FileKind::of(&bytes), FileKind::Ofd);
            let back = ogi_report::read(&bytes).unwrap();
            prop_assert_eq!(back.form(), draft.form());
            for (cell, entry) in draft.cells() {
                prop_assert_eq!(back.state(cell), entry.state(), "{}", cell);
                prop_assert!(back.entry(cell).place().is_known(), "{} has no place", cell);
            }
            prop_assert!(check(back).accept().unwrap().cells().eq(report.cells()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_change_of_a_page_is_an_error_or_a_document(
            changes in prop::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..6),
        ) {
            let content = [line(20.0, "一二三"), "<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>M 0 0 L 9 0 C</ofd:AbbreviatedData></ofd:PathObject>".to_owned()].concat();
            let mut characters: Vec<String> = content.chars().map(String::from).collect();
            for (at, c) in changes {
                let at = at.index(characters.len());
                characters[at] = c;
            }
            let _ = read(&page(&characters.concat()));
        }

        #[test]
        fn any_change_of_a_file_is_an_error_or_a_document(at in any::<prop::sample::Index>(), byte in any::<u8>(), end in any::<prop::sample::Index>()) {
            let mut bytes = page(&line(20.0, "一二三"));
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read::document_as(FileKind::Ofd, &bytes, None);
            bytes.truncate(end.index(bytes.len()));
            let _ = read::document_as(FileKind::Ofd, &bytes, None);
        }
    }
}
