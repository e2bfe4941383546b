//! What Word shows of a document of its format of 1997 is what is read of it, however the document was saved.
#![cfg(feature = "doc")]
#![allow(clippy::cast_possible_truncation, reason = "everything written here is small")]

mod word97;

use ogi_report::form::Lang;
use ogi_report::read::{self, Alignment, Block, Document, FileKind, ReadError};
use word97::{DOWN, DOWN_FIRST, Saved, Word, compound, define, sprm};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Doc, bytes, None)
}

/// A document in short: a line for a paragraph (`#` before a heading), a picture or a row, whose cells stand in brackets with their spans.
fn short(document: &Document) -> Vec<String> {
    let lines = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.heading => vec![format!("# {}", paragraph.text)],
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::Grid(grid) => {
            let row = grid.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| match (cell.colspan, cell.rowspan) {
                    (1, 1) => format!("[{}]", cell.text),
                    (columns, rows) => format!("[{} {columns}x{rows}]", cell.text),
                });
                cells.collect()
            });
            row.collect()
        }
        Block::Picture(_) => vec!["(picture)".to_owned()],
        _ => Vec::new(),
    });
    lines.collect()
}

/// Ways to save a document that change nothing of it.
fn ways() -> Vec<Saved> {
    let cuts = vec![13, 250, 251, 600, 777];
    vec![
        Saved::default(),
        Saved { cuts: cuts.clone(), narrow: true, ..Saved::default() },
        Saved { cuts, narrow: true, reversed: true, huge: true, shift: 12, ..Saved::default() },
    ]
}

#[track_caller]
fn reads(word: &Word, expected: &[&str]) {
    for saved in ways() {
        let bytes = word.save(&saved);
        assert_eq!(FileKind::of(&bytes), FileKind::Doc);
        assert_eq!(short(&read(&bytes).unwrap()), expected, "{saved:?}");
    }
}

fn word(make: impl Fn(&mut Word)) -> Word {
    let mut word = Word::default();
    make(&mut word);
    word
}

#[test]
fn text_is_read_with_its_breaks_tabs_and_hyphens() {
    let text = word(|w| {
        w.run("1 \t2", &[])
            .run("总\u{b}计𠮷", &[])
            .run("3\u{1e}4\u{1f}5", &[])
            .end('\r', &[])
            .paragraph("")
            .paragraph("a\u{a0}b\u{1}\u{c}c");
    });
    reads(&text, &["1 \t2总", "计𠮷3-45", "a\u{a0}b", "c"]);
}

#[test]
fn letters_of_eight_bits_are_those_of_windows() {
    let mut saved = word(|w| {
        w.paragraph("aZb");
    })
    .streams(&Saved { narrow: true, ..Saved::default() });
    let at = 1024 + 1;
    saved[0].1[at] = 0x96;
    assert_eq!(short(&read(&compound(&saved, 9)).unwrap()), ["a\u{2013}b"]);
}

#[test]
fn what_is_deleted_hidden_or_struck_out_is_not_read() {
    let text = word(|w| {
        w.run("1", &[])
            .run("a", sprm::DELETED)
            .run("b", sprm::HIDDEN)
            .run("c", sprm::STRIKE)
            .run("d", sprm::DOUBLE_STRIKE);
        // Properties of the style that are on, and off again; one that the style has, too; text inserted by a revision.
        w.run("2", &[0x37, 0x08, 1, 0x37, 0x08, 0]).run("3", &[0x3C, 0x08, 0x80]).run("e", &[0x3C, 0x08, 0x81]);
        w.run("4", &[0x01, 0x08, 1]).run("5", &[0x3C, 0x08, 1, 0x33, 0x2A, 0]).end('\r', &[]);
    });
    reads(&text, &["12345"]);
}

#[test]
fn a_piece_can_hide_what_is_in_it() {
    let text = word(|w| {
        w.paragraph("1");
    });
    let of = |modifier, list: &[u8]| {
        let saved = Saved { modifier, list: list.to_vec(), ..Saved::default() };
        short(&read(&text.save(&saved)).unwrap())
    };
    let shown = ["1".to_owned()];
    // One property with its operand, or a list.
    assert_eq!((of(0x5C << 1 | 0x0100, &[]).len(), of(0x5C << 1, &[])), (0, shown.to_vec()));
    assert_eq!((of(0x41 << 1 | 0x0100, &[]).len(), of(0x57 << 1 | 0x0100, &[]).len()), (0, 0));
    assert_eq!((of(1, sprm::STRIKE).len(), of(1, sprm::RAISED)), (0, shown.to_vec()));
}

#[test]
fn a_raised_number_is_not_part_of_the_number_before_it() {
    let text = word(|w| {
        w.run("12", &[]).run("1", sprm::RAISED).run("3", &[]).end('\r', &[]);
    });
    reads(&text, &["12^1^3"]);
}

#[test]
fn of_a_field_its_result_is_read() {
    let special = sprm::SPECIAL;
    let text = word(|w| {
        w.run("a\u{13}", special)
            .run(" REF ", &[])
            .run("\u{13}", special)
            .run("PAGE", &[])
            .run("\u{14}", special)
            .run("9", &[]);
        w.run("\u{15}", special)
            .run(" x ", &[])
            .run("\u{14}", special)
            .run("1", &[])
            .run("\u{13}", special)
            .run("DATE", &[]);
        w.run("\u{14}", special).run("2", &[]).run("\u{15}\u{15}", special).run("3\u{13}EQ\u{15}4", &[]).end('\r', &[]);
    });
    reads(&text, &["a1234"]);
    // A field that has no end is none.
    let text = word(|w| {
        w.run("\u{15}a\u{13}b\u{14}c", &[]).end('\r', &[]).paragraph("\u{14}d");
    });
    reads(&text, &["abc", "d"]);
}

#[test]
fn notes_and_symbols_are_no_text() {
    let text = word(|w| {
        w.run("1", &[])
            .run("\u{2}", sprm::SPECIAL)
            .run("\u{5}", sprm::SPECIAL)
            .run("(", sprm::SPECIAL)
            .run("(2)", &[])
            .end('\r', &[]);
    });
    reads(&text, &["1\u{fffd}(2)"]);
}

#[test]
fn pictures_are_noted_where_they_stand() {
    let text = word(|w| {
        w.paragraph("a").run("\u{1}", sprm::SPECIAL).end('\r', &[]).run("\u{8}", sprm::SPECIAL).end('\r', &[]);
        w.run("\u{1}", &[&[0x06, 0x08, 1][..], sprm::SPECIAL].concat()).end('\r', &[]).cell("b\u{8}").row(&["c", "d"]);
    });
    reads(&text, &["a", "(picture)", "(picture)", "[b][c][d]"]);
}

#[test]
fn a_text_box_is_read_once_where_it_is_anchored() {
    let mut text = word(|w| {
        w.run("a\u{8}b", &[]).end('\r', &[]).row(&["c", "d\u{8}"]).end_main();
        w.text_box(70, "box").text_box(71, "in a cell").text_box(99, "nowhere").text_box(0, "unused");
    });
    text.anchors = vec![(1, 70), (7, 71)];
    reads(&text, &["(picture)", "a", "box", "b", "[c][d\nin a cell]", "nowhere"]);
}

#[test]
fn a_text_box_in_a_group_is_read_where_the_group_is() {
    let record = |bits: u16, kind: u16, inside: &[u8]| {
        [&bits.to_le_bytes()[..], &kind.to_le_bytes(), &(inside.len() as u32).to_le_bytes(), inside].concat()
    };
    let shape = |number: u32| record(0xF, 0xF004, &record(2, 0xF00A, &[number.to_le_bytes(), [0; 4]].concat()));
    let group = |shapes: &[Vec<u8>]| record(0xF, 0xF003, &shapes.concat());
    let drawing = group(&[shape(1), group(&[shape(50), shape(51), group(&[shape(52), shape(53)])]), shape(60)]);
    let mut text = word(|w| {
        w.run("a\u{8}b\u{8}c", &[])
            .end('\r', &[])
            .end_main()
            .text_box(53, "deep")
            .text_box(60, "alone")
            .text_box(51, "flat");
    });
    text.drawings = [record(0xF, 0xF000, &[]), vec![0], record(0xF, 0xF002, &drawing)].concat();
    text.anchors = vec![(1, 50), (3, 60)];
    reads(&text, &["(picture)", "a", "deep", "flat", "(picture)", "b", "alone", "c"]);
}

#[test]
fn merged_cells_have_their_spans() {
    let table = word(|w| {
        w.cell("a").cell("b").end_row(&define(&[0, 2000, 3000], &[DOWN_FIRST, 0]));
        w.cell("hidden under a").cell("c").end_row(&define(&[0, 2003, 3000], &[DOWN, 0]));
        w.cell("d").cell("e").cell("f").end_row(&define(&[0, 1000, 2000, 3000], &[0, 0, DOWN_FIRST]));
        w.cell("g").cell("").cell("").end_row(&define(&[2, 1000, 2000, 3000], &[1, 2, DOWN]));
        w.cell("h").cell("").cell("i").end_row(&define(&[2, 1000, 2000, 3000], &[2, 1, 0]));
    });
    reads(&table, &["[a 2x2][b]", "[c]", "[d][e][f 1x2]", "[g 2x1]", "[h 2x1][i]"]);
    // Nothing to prolong; a cell at the end that has no description is not merged.
    let mut last = define(&[0, 1000, 3000], &[DOWN, 0]);
    last.truncate(last.len() - 20);
    let length = u16::try_from(last.len() - 3).unwrap();
    last[2..4].copy_from_slice(&length.to_le_bytes());
    let table = word(|w| {
        w.cell("a").cell("b").end_row(&define(&[0, 2000, 3000], &[0, 0])).cell("c").cell("d").end_row(&last);
    });
    reads(&table, &["[a 2x1][b]", "[c][d 2x1]"]);
}

#[test]
fn edges_that_nearly_meet_are_one_and_cells_without_width_stay() {
    let table = word(|w| {
        w.cell("a").cell("b").end_row(&define(&[-108, 1000, 2000], &[0, 0]));
        w.cell("c").cell("d").end_row(&define(&[-108, 940, 1990], &[0, 0]));
        w.cell("e").cell("").cell("f").end_row(&define(&[-108, 1000, 1000, 2000], &[0, 0, 0]));
        w.cell("g").end_row(&define(&[1000, 2000], &[0]));
    });
    let rows = ["[a][b 2x1]", "[c][d 2x1]", "[e][][f]", "[][g 2x1]"];
    reads(&table, &rows);
}

#[test]
fn cells_that_were_added_taken_away_and_resized_by_steps_have_their_columns() {
    let insert = |first, count, width: u16| [&[0x21, 0x76, first, count][..], &width.to_le_bytes()].concat();
    let range = |code: [u8; 2], first, end| [code[0], code[1], first, end].to_vec();
    let width = |first, end, width: u16| [&[0x23, 0x76, first, end][..], &width.to_le_bytes()].concat();
    let table = word(|w| {
        w.cell("a").cell("b").cell("c").end_row(&define(&[0, 1000, 2000, 3000], &[0; 3]));
        w.cell("d").cell("e").cell("f").end_row(&insert(0, 3, 1000));
        // One cell too many, which is taken away; one too narrow, which is widened.
        let steps = [define(&[0, 1000, 1500, 2000, 2500], &[0; 4]), range([0x22, 0x56], 1, 2), width(1, 3, 1000)];
        w.cell("g").cell("h").cell("i").end_row(&steps.concat());
        let steps = [define(&[0, 2000, 3000], &[0; 2]), width(0, 1, 1000), insert(1, 1, 1000)];
        w.cell("j").cell("k").cell("l").end_row(&steps.concat());
        let merged = [define(&[0, 1000, 2000, 3000], &[0; 3]), range([0x24, 0x56], 0, 3), range([0x25, 0x56], 2, 3)];
        w.cell("m").cell("").cell("n").end_row(&merged.concat());
        let down = |flags| [define(&[0, 1000, 2000, 3000], &[0; 3]), vec![0x2B, 0xD6, 2, 2, flags]].concat();
        w.cell("o").cell("p").cell("q").end_row(&down(3)).cell("r").cell("s").cell("").end_row(&down(1));
    });
    reads(&table, &["[a][b][c]", "[d][e][f]", "[g][h][i]", "[j][k][l]", "[m 2x1][n]", "[o][p][q 1x2]", "[r][s]"]);
}

#[test]
fn a_deleted_row_is_gone() {
    let table = word(|w| {
        w.row(&["a", "b"]).cell("c").cell("d").end_row(&define(&[0, 500, 2000], &[0, 0]));
        w.row(&["e", "f"]);
    });
    let mut deleted = table.clone();
    deleted.delete_mark(1);
    reads(&deleted, &["[a][b]", "[e][f]"]);
    reads(&table, &["[a 2x1][b]", "[c][d 2x1]", "[e 2x1][f]"]);
}

#[test]
fn rows_that_do_not_say_where_their_cells_are_have_fields() {
    let table = word(|w| {
        w.row(&["a", "b"])
            .cell("c")
            .cell("d")
            .cell("e")
            .end_row(&[])
            .paragraph("p")
            .row(&["f", "g"])
            .cell("h")
            .cell("i");
    });
    reads(&table, &["[a][b]", "[c][d][e]", "p", "[f][g]", "[h][i]"]);
    let alignments: Vec<Alignment> = read(&table.save(&Saved::default()))
        .unwrap()
        .blocks
        .into_iter()
        .filter_map(|block| if let Block::Grid(grid) = block { Some(grid.alignment) } else { None })
        .collect();
    assert_eq!(alignments, [Alignment::Fields; 2]);
}

#[test]
fn a_table_that_holds_a_table_or_one_cell_is_a_frame() {
    let inner = [sprm::IN_TABLE, &sprm::depth(2)].concat();
    let with = |more: &[u8]| [inner.as_slice(), more].concat();
    let table = word(|w| {
        w.cell("a").run("b", &[]).end('\r', &inner);
        w.run("1", &[]).end('\r', &with(sprm::ENDS_INNER_CELL)).run("2", &[]).end('\r', &with(sprm::ENDS_INNER_CELL));
        let row = [sprm::ENDS_INNER_CELL, sprm::ENDS_INNER_ROW, &define(&[0, 500, 900], &[0, 0])].concat();
        w.end('\r', &with(&row)).cell("c").end_row(&define(&[0, 1000, 2000], &[0, 0])).paragraph("d");
        w.run("e", &[]).end('\r', sprm::IN_TABLE).cell("f").end_row(&define(&[0, 1000], &[0]));
    });
    reads(&table, &["a", "[b\n1][2]", "c", "d", "e", "f"]);
}

#[test]
fn headings_are_known_by_their_style_or_level() {
    let style = |number: u16, base: u16, name: &str, properties: &[u8]| {
        let mut style = vec![0; 10];
        style[0..2].copy_from_slice(&number.to_le_bytes());
        style[2..4].copy_from_slice(&(base << 4 | 1).to_le_bytes());
        style.extend((name.encode_utf16().count() as u16).to_le_bytes());
        style.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        style.extend((properties.len() as u16 + 2).to_le_bytes());
        style.extend([0, 0]);
        style.extend(properties);
        [&(style.len() as u16).to_le_bytes(), style.as_slice()].concat()
    };
    let (user, none) = (0xFFE, 0xFFF);
    let styles = [
        style(0, none, "Normal", &[]),
        style(1, 0, "x", &[]),
        style(62, 0, "x", &[]),
        style(user, 0, "标题 2", &[]),
        style(user, 1, "x", &[]),
        style(user, 0, "x", &[0x40, 0x26, 1]),
        style(user, 0, "x", &[0x40, 0x26, 9]),
        vec![0, 0],
        style(user, 8, "a style that builds on itself", &[]),
    ];
    let about = [&[18, 0, 9, 0, 10, 0][..], &[0; 14]].concat();
    let mut text = word(|w| {
        for n in 0..10 {
            w.run(&n.to_string(), &[]).end_styled('\r', n, &[]);
        }
        w.run("o", &[]).end('\r', &[0x40, 0x26, 0]);
    });
    text.styles = [about, styles.concat()].concat();
    reads(&text, &["0", "# 1", "# 2", "# 3", "# 4", "# 5", "6", "7", "8", "9", "# o"]);
}

#[test]
fn files_that_are_no_word_document_of_1997_are_told_as_what_they_are() {
    let with = |streams: &[&str]| compound(&streams.iter().map(|name| (*name, vec![0; 5000])).collect::<Vec<_>>(), 9);
    let plain = word(|w| {
        w.paragraph("1");
    });
    let saved = |saved: Saved| plain.save(&saved);
    for (bytes, kind, zh) in [
        (with(&["Workbook"]), FileKind::Xls, "xlsx"),
        (with(&["Book"]), FileKind::Xls, "xlsx"),
        (with(&["PowerPoint Document"]), FileKind::Ppt, "演示"),
        (with(&["EncryptedPackage"]), FileKind::Protected, "密码"),
        (saved(Saved { flags: 0x0100, ..Saved::default() }), FileKind::Protected, "密码"),
        (saved(Saved { version: 0x68, ..Saved::default() }), FileKind::Word95, "docx"),
        (with(&["Contents"]), FileKind::Ole, "docx"),
    ] {
        assert_eq!(FileKind::of(&bytes), kind);
        let error = read::document(&bytes).unwrap_err();
        let expected = if kind == FileKind::Protected { ReadError::Password } else { ReadError::NotRead { kind } };
        assert_eq!(error, expected);
        assert!(error.describe(Lang::Zh).contains(zh), "{}", error.describe(Lang::Zh));
    }
    // Read as a Word document of 1997, whatever they are.
    let protected = saved(Saved { flags: 0x0100, ..Saved::default() });
    assert_eq!(read(&protected).unwrap_err(), ReadError::Password);
    let old = saved(Saved { version: 0x68, ..Saved::default() });
    assert_eq!(read(&old).unwrap_err(), ReadError::NotRead { kind: FileKind::Word95 });
}

#[test]
fn errors_name_the_part() {
    let says = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(says(b"\xD0\xCF\x11\xE0"), "compound file: has no header");
    assert_eq!(says(&compound(&[("a", vec![0; 10])], 9)), "WordDocument: is missing");
    assert_eq!(says(&compound(&[("WordDocument", vec![0; 10])], 9)), "WordDocument: has no header");
    let mut streams = word(|w| {
        w.paragraph("1");
    })
    .streams(&Saved::default());
    let mut without = streams.clone();
    for part in [12, 13] {
        let at = 0x9A + 8 * part + 4;
        without[0].1[at..at + 4].fill(0);
        assert_eq!(says(&compound(&without, 9)), "1Table: has no list of properties");
    }
    streams.remove(1);
    assert_eq!(says(&compound(&streams, 9)), "1Table: is missing");
}

/// `tests/data/word97.doc` was written by LibreOffice 7.4 from a page with our words.
#[test]
fn a_document_that_another_program_wrote_is_read() {
    let bytes = include_bytes!("data/word97.doc");
    let expected = [
        "# 某县某镇人民政府2023年政府信息公开工作年度报告",
        "全年收到申请12件，见附表。",
        "[（本列数据的勾稽关系） 2x2][申请人情况 2x1]",
        "[自然人][总计]",
        "[一、本年新收 2x1][12][12]",
        "[三、办理结果 1x2][（一）予以公开][10\n（含不予处理）][10]",
        "[（二）部分公开][2][2]",
        "附：",
        "一",
        "外",
        "[内甲][内乙]",
        "完。",
    ];
    assert_eq!(short(&read(bytes).unwrap()), expected);
}

/// A small document with tables, each way it can be saved.
fn sample() -> Word {
    word(|w| {
        w.paragraph("某县某镇人民政府2023年政府信息公开工作年度报告").row(&["a", "1", "2"]);
        w.cell("b").cell("345").end_row(&define(&[0, 1000, 3000], &[DOWN_FIRST, 0]));
        w.cell("").cell("678").end_row(&define(&[0, 1000, 3000], &[DOWN, 0])).paragraph("end");
    })
}

#[test]
fn a_file_that_is_cut_off_is_damaged_or_whole() {
    for saved in ways() {
        let bytes = sample().save(&saved);
        let whole = read(&bytes).unwrap();
        for end in 0..bytes.len() {
            if let Ok(document) = read(&bytes[..end]) {
                assert_eq!(document, whole, "{end} of {} bytes, {saved:?}", bytes.len());
            }
        }
    }
}

#[test]
fn a_file_may_end_inside_its_last_sector() {
    // The table of sectors comes last, and its end is unused.
    let bytes = sample().save(&Saved::default());
    let used = bytes.len() - bytes.iter().rev().take_while(|byte| **byte == 0xFF).count();
    assert!(used + 64 < bytes.len());
    assert_eq!(read(&bytes[..used]).unwrap(), read(&bytes).unwrap());
}

#[test]
fn the_table_of_sectors_can_be_too_long_for_the_header() {
    let mut streams = sample().streams(&Saved::default());
    streams[2].1.resize(9 << 20, 0);
    assert_eq!(read(&compound(&streams, 9)).unwrap(), read(&sample().save(&Saved::default())).unwrap());
}

#[test]
fn chains_and_lists_that_run_in_circles_end() {
    let bytes = sample().save(&Saved::default());
    // Each number of the file that can be a sector is pointed at each of the first sectors, and at itself.
    for at in (0..bytes.len() - 4).step_by(4) {
        for sector in [0, 1, 2, (at as u32 / 512).saturating_sub(1)] {
            let mut bytes = bytes.clone();
            bytes[at..at + 4].copy_from_slice(&sector.to_le_bytes());
            let _ = read(&bytes);
        }
    }
}

#[cfg(feature = "proptest")]
mod laws {
    use super::*;
    use ogi_report::draft::Draft;
    use ogi_report::{check, generate, render};
    use proptest::prelude::*;

    fn saved() -> impl Strategy<Value = Saved> {
        let cuts = prop::collection::vec(0_u16..1000, 0..20);
        (cuts, any::<[bool; 3]>(), prop::sample::select(vec![9_u32, 12])).prop_map(
            |(cuts, [narrow, reversed, huge], shift)| Saved { cuts, narrow, reversed, huge, shift, ..Saved::default() },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_report_is_the_same_report_however_it_was_saved(
            report in generate::reports(),
            saved in saved(),
            shifts in prop::collection::vec(-30_i16..30, 1..50),
            noise in prop::collection::vec((0_usize..1000, 0_usize..4, "[0-9]{1,3}"), 0..40),
        ) {
            let mut draft = Draft::from(&report);
            draft.set_agency("某县某镇人民政府");
            draft.set_year(2023);
            let mut word = word97::word(&render::official(&draft), |n| shifts[n % shifts.len()]);
            for (at, how, digits) in noise {
                word.hide(at * word.text.len() / 1000, &digits, [sprm::DELETED, sprm::HIDDEN, sprm::STRIKE, sprm::DOUBLE_STRIKE][how]);
            }
            let bytes = word.save(&saved);
            prop_assert_eq!(FileKind::of(&bytes), FileKind::Doc);
            let back = ogi_report::read(&bytes).unwrap();
            prop_assert_eq!(back.form(), draft.form());
            for (cell, entry) in draft.cells() {
                prop_assert_eq!(back.state(cell), entry.state(), "{}", cell);
                prop_assert!(back.entry(cell).place().is_known(), "{} has no place", cell);
            }
            let found = (back.agency().map(|a| a.value.clone()), back.year().map(|y| y.value));
            prop_assert_eq!(found, (Some("某县某镇人民政府".to_owned()), Some(2023)));
            prop_assert!(check(back).accept().unwrap().cells().eq(report.cells()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn any_change_of_a_file_is_an_error_or_a_document(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), way in 0_usize..3,
        ) {
            let mut bytes = sample().save(&ways()[way]);
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = read(&bytes);
        }
    }
}
