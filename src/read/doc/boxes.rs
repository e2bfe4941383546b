//! Text boxes: their text stands after the main text, and drawings anchored in the main text show it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::little_endian::{LittleEndian, size};
use super::File;
use super::header::Part;

const TEXT_BOX: usize = 22;
const ANCHOR: usize = 26;
/// Of a drawing's records: a group of shapes, and a shape's number.
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF00A;
const HEAD: usize = 8;

/// The text boxes whose text was not read yet.
#[derive(Default)]
pub(super) struct Boxes {
    /// By the character that is the anchor, the number of the shape there.
    anchors: BTreeMap<u32, u32>,
    /// By the number of the shape at the anchor, the texts of its boxes.
    texts: BTreeMap<u32, Vec<Range<u32>>>,
}

impl Boxes {
    pub(super) fn new(file: &File) -> Self {
        let part = |part| file.part(part).unwrap_or_default();
        let anchored = list(part(Part::Anchors), ANCHOR).filter_map(|(at, anchor)| Some((at.start, anchor.u32_at(0)?)));
        let groups = groups(part(Part::Drawings));
        let mut texts: BTreeMap<u32, Vec<Range<u32>>> = BTreeMap::new();
        let mut end = 0;
        for (at, text_box) in list(part(Part::TextBoxes), TEXT_BOX) {
            let Some(shape) = text_box.u32_at(14).filter(|shape| *shape != 0) else { continue };
            if at.start < end || at.is_empty() {
                continue;
            }
            end = at.end;
            let text = file.header.boxes.saturating_add(at.start)..file.header.boxes.saturating_add(at.end);
            texts.entry(groups.get(&shape).copied().unwrap_or(shape)).or_default().push(text);
        }
        Self { anchors: anchored.collect(), texts }
    }

    /// The texts that the drawing at a character shows.
    pub(super) fn take(&mut self, character: u32) -> Option<Vec<Range<u32>>> {
        self.texts.remove(self.anchors.get(&character)?)
    }

    /// The texts of all other boxes, in their order.
    pub(super) fn rest(self) -> Vec<Range<u32>> {
        let mut rest: Vec<Range<u32>> = self.texts.into_values().flatten().collect();
        rest.sort_by_key(|text| text.start);
        rest
    }
}

/// A list of places in the text, each with a record of so many bytes.
fn list(part: &[u8], record: usize) -> impl Iterator<Item = (Range<u32>, &[u8])> {
    let count = part.len().saturating_sub(4) / (4 + record);
    let records = part.get(4 * count + 4..).unwrap_or_default().chunks_exact(record);
    records.enumerate().filter_map(|(n, record)| Some((part.u32_at(4 * n)?..part.u32_at(4 * n + 4)?, record)))
}

/// By the number of each shape in a group, the number of the outermost group.
///
/// Records stand in each other. A drawing is a group that holds everything; the first shape of a group is the group itself.
fn groups(drawings: &[u8]) -> BTreeMap<u32, u32> {
    let mut groups = BTreeMap::new();
    // Where the drawing and the outermost group end.
    let (mut drawing_end, mut group_end) = (0, 0);
    let mut group = None;
    let mut at = 0;
    while let (Some(bits), Some(kind), Some(length)) =
        (drawings.u16_at(at), drawings.u16_at(at + 2), drawings.u32_at(at + 4))
    {
        let end = (at + HEAD).saturating_add(size(length));
        match kind {
            // Each drawing follows a byte that says which of two it is.
            0..0xF000 => {
                at += 1;
                continue;
            }
            GROUP if at >= drawing_end => drawing_end = end,
            GROUP if at >= group_end => {
                group_end = end;
                group = None;
            }
            SHAPE if at < group_end => {
                if let Some(shape) = drawings.u32_at(at + HEAD) {
                    groups.insert(shape, *group.get_or_insert(shape));
                }
            }
            _ => {}
        }
        let holds_records = bits & 0xF == 0xF;
        at = if holds_records { at + HEAD } else { end };
    }
    groups
}
