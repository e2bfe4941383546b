//! A small writer of compound files and of Word documents in them. It knows nothing of the reader.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "shared by tests, which may panic")]
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "everything written here is small")]

use std::collections::BTreeMap;
use std::ops::Range;

use ogi_report::read::{Block, Document, Grid, GridCell};

/// Properties of characters and paragraphs, as they are written.
pub(crate) mod sprm {
    pub(crate) const DELETED: &[u8] = &[0x00, 0x08, 1];
    pub(crate) const STRIKE: &[u8] = &[0x37, 0x08, 1];
    pub(crate) const DOUBLE_STRIKE: &[u8] = &[0x53, 0x2A, 1];
    pub(crate) const HIDDEN: &[u8] = &[0x3C, 0x08, 1];
    pub(crate) const SPECIAL: &[u8] = &[0x55, 0x08, 1];
    pub(crate) const RAISED: &[u8] = &[0x48, 0x2A, 1];
    pub(crate) const IN_TABLE: &[u8] = &[0x16, 0x24, 1];
    pub(crate) const ENDS_ROW: &[u8] = &[0x17, 0x24, 1];
    pub(crate) const ENDS_INNER_CELL: &[u8] = &[0x4B, 0x24, 1];
    pub(crate) const ENDS_INNER_ROW: &[u8] = &[0x4C, 0x24, 1];

    pub(crate) fn depth(depth: u32) -> Vec<u8> {
        [&[0x49, 0x66][..], &depth.to_le_bytes()].concat()
    }
}

/// How a cell is merged: bits of its description.
pub(crate) const DOWN_FIRST: u16 = 0x60;
pub(crate) const DOWN: u16 = 0x20;

/// The definition of a row: its edges, and for each cell the bits of its merges.
pub(crate) fn define(edges: &[i16], cells: &[u16]) -> Vec<u8> {
    let mut operand = vec![cells.len() as u8];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for bits in cells {
        operand.extend(bits.to_le_bytes());
        operand.extend([0; 18]);
    }
    [&[0x08, 0xD6][..], &(operand.len() as u16 + 1).to_le_bytes(), &operand].concat()
}

/// A document: its characters, and the properties of runs of them and of paragraphs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) text: Vec<u16>,
    runs: Vec<(usize, Vec<u8>)>,
    /// The end of each paragraph, its style and its properties.
    paragraphs: Vec<(usize, u16, Vec<u8>)>,
    /// How much of the text is main text; all of it if nothing.
    main: Option<usize>,
    /// Anchors of drawings: the character and the number of the shape.
    pub(crate) anchors: Vec<(u32, u32)>,
    /// The ends of the text boxes in their text, with the number of the shape that shows each.
    boxes: Vec<(u32, u32)>,
    pub(crate) styles: Vec<u8>,
    pub(crate) drawings: Vec<u8>,
}

/// A piece of the text: its characters, where it is in the file, and whether it has 16 bits a character.
type Piece = (Range<usize>, usize, bool);

/// How a document is saved.
#[derive(Clone, Debug)]
pub(crate) struct Saved {
    /// Where the text is cut into pieces, in parts of 1,000.
    pub(crate) cuts: Vec<u16>,
    /// Whether pieces that can have 8 bits a character have them.
    pub(crate) narrow: bool,
    /// Whether the pieces stand in the file in another order than in the text.
    pub(crate) reversed: bool,
    /// Whether the properties of rows are in the stream `Data`.
    pub(crate) huge: bool,
    /// The power of two that a sector has bytes.
    pub(crate) shift: u32,
    /// The modifier of every piece.
    pub(crate) modifier: u16,
    /// A list of properties that pieces can name.
    pub(crate) list: Vec<u8>,
    /// The version and the flags of the format.
    pub(crate) version: u16,
    pub(crate) flags: u16,
}

impl Default for Saved {
    fn default() -> Self {
        Self {
            cuts: Vec::new(),
            narrow: false,
            reversed: false,
            huge: false,
            shift: 9,
            modifier: 0,
            list: Vec::new(),
            version: 0xC1,
            flags: 0,
        }
    }
}

impl Word {
    /// Adds characters with properties.
    pub(crate) fn run(&mut self, text: &str, properties: &[u8]) -> &mut Self {
        self.text.extend(text.encode_utf16());
        self.runs.push((self.text.len(), properties.to_vec()));
        self
    }

    /// Ends a paragraph with a mark.
    pub(crate) fn end(&mut self, mark: char, properties: &[u8]) -> &mut Self {
        self.end_styled(mark, 0, properties)
    }

    pub(crate) fn end_styled(&mut self, mark: char, style: u16, properties: &[u8]) -> &mut Self {
        self.run(&mark.to_string(), &[]);
        self.paragraphs.push((self.text.len(), style, properties.to_vec()));
        self
    }

    pub(crate) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.run(text, &[]).end('\r', &[])
    }

    pub(crate) fn cell(&mut self, text: &str) -> &mut Self {
        self.run(text, &[]).end('\u{7}', sprm::IN_TABLE)
    }

    /// Ends a row of a table that stands in no other.
    pub(crate) fn end_row(&mut self, definition: &[u8]) -> &mut Self {
        self.end('\u{7}', &[sprm::IN_TABLE, sprm::ENDS_ROW, definition].concat())
    }

    /// A row of cells of one width that are not merged.
    pub(crate) fn row(&mut self, cells: &[&str]) -> &mut Self {
        let edges: Vec<i16> = (0..=cells.len()).map(|n| 1000 * n as i16).collect();
        for cell in cells {
            self.cell(cell);
        }
        self.end_row(&define(&edges, &vec![0; cells.len()]))
    }

    /// Marks the end of a row as deleted.
    pub(crate) fn delete_mark(&mut self, row: usize) {
        let is_row = |properties: &[u8]| properties.windows(3).any(|property| property == sprm::ENDS_ROW);
        let end = self.paragraphs.iter().filter(|(_, _, properties)| is_row(properties)).nth(row).unwrap().0;
        self.runs.iter_mut().find(|run| run.0 == end).unwrap().1 = sprm::DELETED.to_vec();
    }

    /// Puts characters with properties before a character.
    pub(crate) fn hide(&mut self, at: usize, text: &str, properties: &[u8]) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let (n, around) =
            self.runs.iter().enumerate().find(|(_, run)| run.0 > at).map(|(n, run)| (n, run.1.clone())).unwrap();
        self.runs.iter_mut().skip(n).for_each(|run| run.0 += units.len());
        self.paragraphs
            .iter_mut()
            .filter(|paragraph| paragraph.0 > at)
            .for_each(|paragraph| paragraph.0 += units.len());
        self.runs.splice(n..n, [(at, around), (at + units.len(), properties.to_vec())]);
        self.text.splice(at..at, units);
    }

    /// Ends the main text; text boxes follow.
    pub(crate) fn end_main(&mut self) -> &mut Self {
        self.main = Some(self.text.len());
        self
    }

    /// A text box that a shape shows.
    pub(crate) fn text_box(&mut self, shape: u32, text: &str) -> &mut Self {
        self.paragraph(text);
        let end = self.text.len() - self.main.unwrap();
        self.boxes.push((end as u32, shape));
        self
    }

    /// The document as a file.
    pub(crate) fn save(&self, saved: &Saved) -> Vec<u8> {
        compound(&self.streams(saved), saved.shift)
    }

    pub(crate) fn streams(&self, saved: &Saved) -> Vec<(&'static str, Vec<u8>)> {
        let mut word = vec![0; 1024];
        let mut data = vec![0; 4];
        // Where properties are that several paragraphs share.
        let mut shared: BTreeMap<&[u8], usize> = BTreeMap::new();
        let pieces = self.pieces(saved, &mut word);
        // Runs are in the order of the file, not of the text.
        let mut in_file: Vec<&Piece> = pieces.iter().collect();
        in_file.sort_by_key(|piece| piece.1);
        let mut characters = Vec::new();
        let mut paragraphs = Vec::new();
        for (range, at, wide) in in_file {
            let place = |n: usize| (at + (n - range.start) * if *wide { 2 } else { 1 }) as u32;
            let parts = |ends: &[(usize, Vec<u8>)], to: &mut Vec<(Range<u32>, Vec<u8>)>| {
                let mut start = 0;
                for (end, properties) in ends {
                    let part = start.max(range.start)..(*end).min(range.end);
                    if !part.is_empty() {
                        to.push((place(part.start)..place(part.end), properties.clone()));
                    }
                    start = *end;
                }
            };
            parts(&self.runs, &mut characters);
            let lists: Vec<(usize, Vec<u8>)> = self
                .paragraphs
                .iter()
                .map(|(end, style, properties)| {
                    let mut list = style.to_le_bytes().to_vec();
                    if saved.huge || properties.len() > 200 {
                        list.extend([0x46, 0x66]);
                        let at = *shared.entry(properties).or_insert(data.len());
                        list.extend((at as u32).to_le_bytes());
                        if at == data.len() {
                            data.extend((properties.len() as u16).to_le_bytes());
                            data.extend(properties);
                        }
                    } else {
                        list.extend(properties);
                    }
                    (*end, list)
                })
                .collect();
            parts(&lists, &mut paragraphs);
        }
        let characters = pages(&characters, 1, &mut word);
        let paragraphs = pages(&paragraphs, 13, &mut word);
        let mut clx = Vec::new();
        if !saved.list.is_empty() {
            clx.push(1);
            clx.extend((saved.list.len() as u16).to_le_bytes());
            clx.extend(&saved.list);
        }
        clx.push(2);
        clx.extend((12 * pieces.len() as u32 + 4).to_le_bytes());
        clx.extend(pieces.iter().flat_map(|(range, ..)| (range.start as u32).to_le_bytes()));
        clx.extend((self.text.len() as u32).to_le_bytes());
        for (_, at, wide) in &pieces {
            let at = if *wide { *at as u32 } else { (2 * *at as u32) | 0x4000_0000 };
            clx.extend([0, 0]);
            clx.extend(at.to_le_bytes());
            clx.extend(saved.modifier.to_le_bytes());
        }
        let anchors = plc(&self.anchors.iter().map(|(at, shape)| (*at, record(*shape, 0, 26))).collect::<Vec<_>>());
        let starts = std::iter::once(0).chain(self.boxes.iter().map(|(end, _)| *end));
        let boxes =
            plc(&starts.zip(&self.boxes).map(|(at, (_, shape))| (at, record(*shape, 14, 22))).collect::<Vec<_>>());
        let boxes = self.boxes.last().map_or(Vec::new(), |(end, _)| {
            [&boxes[..4 * self.boxes.len()], &end.to_le_bytes(), &boxes[4 * self.boxes.len() + 4..]].concat()
        });
        let mut table = vec![0; 8];
        let parts = [
            (1, &self.styles),
            (12, &characters),
            (13, &paragraphs),
            (33, &clx),
            (40, &anchors),
            (50, &self.drawings),
            (56, &boxes),
        ];
        let mut put = |at: usize, bytes: &[u8]| word[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &[0xEC, 0xA5]);
        put(2, &saved.version.to_le_bytes());
        put(10, &(saved.flags | 0x0200).to_le_bytes());
        put(32, &14_u16.to_le_bytes());
        put(62, &22_u16.to_le_bytes());
        let main = self.main.unwrap_or(self.text.len());
        put(0x4C, &(main as u32).to_le_bytes());
        put(0x64, &((self.text.len() - main) as u32).to_le_bytes());
        put(0x98, &93_u16.to_le_bytes());
        for (n, part) in parts {
            put(0x9A + 8 * n, &(table.len() as u32).to_le_bytes());
            put(0x9A + 8 * n + 4, &(part.len() as u32).to_le_bytes());
            table.extend(part);
        }
        vec![("WordDocument", word), ("1Table", table), ("Data", data)]
    }

    /// The pieces of the text.
    fn pieces(&self, saved: &Saved, word: &mut Vec<u8>) -> Vec<Piece> {
        let mut cuts: Vec<usize> = saved.cuts.iter().map(|cut| usize::from(*cut) * self.text.len() / 1000).collect();
        cuts.extend([0, self.text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut pieces: Vec<_> = cuts.windows(2).map(|ends| (ends[0]..ends[1], 0, true)).collect();
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        if saved.reversed {
            order.reverse();
        }
        for n in order {
            let (range, at, wide) = &mut pieces[n];
            let text = &self.text[range.clone()];
            *at = word.len();
            *wide = !saved.narrow || text.iter().any(|unit| *unit >= 0x80);
            if *wide {
                word.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
            } else {
                word.extend(text.iter().map(|unit| *unit as u8));
            }
            word.resize(word.len().next_multiple_of(2), 0);
        }
        pieces
    }
}

/// A record of so many bytes with a number in it.
fn record(number: u32, at: usize, length: usize) -> Vec<u8> {
    let mut record = vec![0; length];
    record[at..at + 4].copy_from_slice(&number.to_le_bytes());
    record
}

/// A list of places and records. The last place is the next after the others.
fn plc(entries: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let Some((last, _)) = entries.last() else { return Vec::new() };
    let places = entries.iter().map(|(at, _)| *at).chain([last + 1]);
    places.flat_map(u32::to_le_bytes).chain(entries.iter().flat_map(|(_, record)| record.clone())).collect()
}

/// Writes pages of 512 bytes with the properties of runs, and gives their index.
fn pages(runs: &[(Range<u32>, Vec<u8>)], of_run: usize, word: &mut Vec<u8>) -> Vec<u8> {
    word.resize(word.len().next_multiple_of(512), 0);
    let mut firsts: Vec<u32> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let mut rest = runs;
    while !rest.is_empty() {
        let (mut count, mut room) = (0, 507_usize);
        let size = |list: &[u8]| 4 + of_run + (list.len() + 2).next_multiple_of(2);
        while let Some(left) = rest.get(count).and_then(|(_, list)| room.checked_sub(size(list))) {
            room = left;
            count += 1;
        }
        let (now, later) = rest.split_at(count);
        let mut page = vec![0_u8; 512];
        let mut end = 510;
        for (n, (range, list)) in now.iter().enumerate() {
            page[4 * n..4 * n + 4].copy_from_slice(&range.start.to_le_bytes());
            page[4 * n + 4..4 * n + 8].copy_from_slice(&range.end.to_le_bytes());
            // The length counts words, less one byte, for paragraphs: a list of even length has a second byte for it.
            let list = match (of_run, list.len() % 2) {
                (1, _) => [&[list.len() as u8], list.as_slice()].concat(),
                (_, 0) => [&[0, (list.len() / 2) as u8], list.as_slice()].concat(),
                _ => [&[list.len().div_ceil(2) as u8], list.as_slice()].concat(),
            };
            end -= list.len().next_multiple_of(2);
            page[end..end + list.len()].copy_from_slice(&list);
            page[4 * (count + 1) + of_run * n] = (end / 2) as u8;
        }
        page[511] = count as u8;
        firsts.push(now[0].0.start);
        numbers.push((word.len() / 512) as u32);
        word.extend(page);
        rest = later;
    }
    firsts.push(runs.last().map_or(0, |(range, _)| range.end));
    firsts.iter().chain(&numbers).flat_map(|n| n.to_le_bytes()).collect()
}

const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;

/// A compound file. Streams of less than 4,096 bytes are in the mini stream.
pub(crate) fn compound(streams: &[(&str, Vec<u8>)], shift: u32) -> Vec<u8> {
    let size = 1_usize << shift;
    let mut sectors: Vec<u8> = Vec::new();
    let mut table: Vec<u32> = Vec::new();
    let mut add = |bytes: &[u8], table: &mut Vec<u32>| {
        let first = table.len() as u32;
        let count = bytes.len().div_ceil(size);
        sectors.extend(bytes);
        sectors.resize((table.len() + count) * size, 0);
        table.extend((1..count as u32).map(|n| first + n));
        table.extend((count > 0).then_some(END));
        if count > 0 { first } else { END }
    };
    let (mut mini, mut mini_table) = (Vec::new(), Vec::new());
    let mut entries = Vec::new();
    for (name, bytes) in streams {
        let first = if bytes.len() < 4096 {
            let first = mini_table.len() as u32;
            let count = bytes.len().div_ceil(64);
            mini.extend(bytes);
            mini.resize((mini_table.len() + count) * 64, 0);
            mini_table.extend((1..count as u32).map(|n| first + n).chain((count > 0).then_some(END)));
            first
        } else {
            add(bytes, &mut table)
        };
        entries.push((*name, 2, first, bytes.len()));
    }
    let mini_first = add(&mini, &mut table);
    let mini_table: Vec<u8> = mini_table.iter().flat_map(|n: &u32| n.to_le_bytes()).collect();
    let mini_table_first = add(&mini_table, &mut table);
    entries.insert(0, ("Root Entry", 5, mini_first, mini.len()));
    let mut directory = Vec::new();
    for (n, (name, kind, first, length)) in entries.iter().enumerate() {
        let mut entry = vec![0; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = 2 * (name.len() as u8 + 1);
        entry[66] = *kind;
        // The root holds a list: each stream has the next one as its right neighbour.
        let next = (n as u32 + 1) % entries.len() as u32;
        let links = match n {
            0 => [FREE, FREE, if next == 0 { FREE } else { next }],
            _ => [FREE, if next == 0 { FREE } else { next }, FREE],
        };
        entry[68..80].copy_from_slice(&links.map(u32::to_le_bytes).concat());
        entry[116..120].copy_from_slice(&first.to_le_bytes());
        entry[120..124].copy_from_slice(&(*length as u32).to_le_bytes());
        directory.extend(entry);
    }
    let directory_first = add(&directory, &mut table);
    // The table describes itself, and the list of what of it the header has no room for.
    let (mut of_table, mut of_list) = (1, 0);
    while (table.len() + of_table + of_list) * 4 > of_table * size || of_table > 109 + of_list * (size / 4 - 1) {
        of_table += 1;
        of_list = of_table.saturating_sub(109).div_ceil(size / 4 - 1);
    }
    let table_first = table.len() as u32;
    let list_first = table_first + of_table as u32;
    table.extend(std::iter::repeat_n(0xFFFF_FFFD, of_table).chain(std::iter::repeat_n(0xFFFF_FFFC, of_list)));
    table.resize(of_table * size / 4, FREE);
    sectors.extend(table.iter().flat_map(|n| n.to_le_bytes()));
    let mut of_table = table_first..list_first;
    let in_header: Vec<u32> = of_table.by_ref().take(109).collect();
    for n in 1..=of_list as u32 {
        let numbers: Vec<u32> = of_table.by_ref().take(size / 4 - 1).collect();
        let next = if n == of_list as u32 { END } else { list_first + n };
        let padding = std::iter::repeat_n(FREE, size / 4 - 1 - numbers.len());
        sectors.extend(numbers.into_iter().chain(padding).chain([next]).flat_map(u32::to_le_bytes));
    }
    let mut header = vec![0; size];
    let mut put = |at: usize, n: u32| header[at..at + 4].copy_from_slice(&n.to_le_bytes());
    put(0, 0xE011_CFD0);
    put(4, 0xE11A_B1A1);
    put(24, 0x0003_003E);
    put(28, shift << 16 | 0xFFFE);
    put(32, 6);
    put(44, table_first);
    put(48, directory_first);
    put(56, 4096);
    put(60, mini_table_first);
    put(68, if of_list == 0 { END } else { list_first });
    put(72, of_list as u32);
    (0..109).for_each(|n| put(76 + 4 * n, in_header.get(n).copied().unwrap_or(FREE)));
    header.extend(sectors);
    header
}

/// A document of paragraphs and tables; `shift` moves the edges of the cells of a row, a little.
pub(crate) fn word(document: &Document, shift: impl Fn(usize) -> i16) -> Word {
    let mut word = Word::default();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                word.paragraph(&paragraph.text);
            }
            Block::Grid(grid) => table(&mut word, grid, &shift),
            _ => {}
        }
    }
    word
}

fn table(word: &mut Word, grid: &Grid, shift: &impl Fn(usize) -> i16) {
    const WIDTH: i16 = 500;
    // The cells above that reach down, by their column: how many columns and how many more rows.
    let mut reaching: Vec<(i16, i16, u32)> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        let mut cells: Vec<(i16, i16, u16, &str)> =
            reaching.iter().map(|(column, columns, _)| (*column, *columns, DOWN, "")).collect();
        let mut column = 0;
        let mut fresh = Vec::new();
        for GridCell { text, colspan, rowspan, .. } in row {
            while let Some(over) = reaching.iter().find(|over| over.0 <= column && column < over.0 + over.1) {
                column = over.0 + over.1;
            }
            let columns = *colspan as i16;
            cells.push((column, columns, if *rowspan > 1 { DOWN_FIRST } else { 0 }, text));
            fresh.push((column, columns, rowspan - 1));
            column += columns;
        }
        cells.sort_by_key(|cell| cell.0);
        for over in &mut reaching {
            over.2 -= 1;
        }
        reaching.extend(fresh);
        reaching.retain(|over| over.2 > 0);
        let end = cells.last().map_or(0, |cell| cell.0 + cell.1);
        let columns = cells.iter().map(|cell| cell.0).chain([end]);
        let edges: Vec<i16> = columns.enumerate().map(|(n, column)| column * WIDTH + shift(at * 64 + n)).collect();
        let merges: Vec<u16> = cells.iter().map(|cell| cell.2).collect();
        for (.., text) in cells {
            let mut lines = text.split('\n').peekable();
            while let Some(line) = lines.next() {
                match lines.peek() {
                    Some(_) => word.run(line, &[]).end('\r', sprm::IN_TABLE),
                    None => word.cell(line),
                };
            }
        }
        word.end_row(&define(&edges, &merges));
    }
}
