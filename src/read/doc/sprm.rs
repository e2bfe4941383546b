//! Lists of properties: codes of two bytes, each with an operand whose size the code gives.

use super::super::little_endian::LittleEndian;

// Of characters.
pub(super) const DELETED: u16 = 0x0800;
pub(super) const IS_DATA: u16 = 0x0806;
pub(super) const STRIKE: u16 = 0x0837;
pub(super) const HIDDEN: u16 = 0x083C;
pub(super) const SPECIAL: u16 = 0x0855;
pub(super) const PLAIN: u16 = 0x2A33;
pub(super) const RAISED: u16 = 0x2A48;
pub(super) const DOUBLE_STRIKE: u16 = 0x2A53;

// Of paragraphs.
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ENDS_ROW: u16 = 0x2417;
pub(super) const ENDS_INNER_CELL: u16 = 0x244B;
pub(super) const ENDS_INNER_ROW: u16 = 0x244C;
pub(super) const OUTLINE_LEVEL: u16 = 0x2640;
pub(super) const STYLE: u16 = 0x4600;
/// The rest of the properties is in the stream `Data`, where this says.
pub(super) const HUGE: [u16; 3] = [0x6645, 0x6646, 0x646B];
pub(super) const TABLE_DEPTH: u16 = 0x6649;
pub(super) const TABLE_DEPTH_CHANGE: u16 = 0x664A;
const TABS: u16 = 0xC615;

// Of rows.
pub(super) const DELETE_CELLS: u16 = 0x5622;
pub(super) const MERGE_CELLS: u16 = 0x5624;
pub(super) const SPLIT_CELLS: u16 = 0x5625;
pub(super) const INSERT_CELLS: u16 = 0x7621;
pub(super) const CELL_WIDTH: u16 = 0x7623;
pub(super) const LEFT: u16 = 0x9601;
const DEFINE_CELLS_WORD_6: u16 = 0xD606;
pub(super) const DEFINE_CELLS: u16 = 0xD608;
pub(super) const MERGE_DOWN: u16 = 0xD62B;

/// A property: its code and its operand, without the bytes that give the operand's size.
#[derive(Clone, Copy)]
pub(super) struct Property<'a> {
    pub(super) code: u16,
    pub(super) operand: &'a [u8],
}

impl Property<'_> {
    pub(super) fn byte(self) -> u8 {
        self.operand.first().copied().unwrap_or_default()
    }
}

/// The properties that are on or off.
const SWITCHES: [u16; 12] = [
    DELETED,
    HIDDEN,
    STRIKE,
    DOUBLE_STRIKE,
    RAISED,
    SPECIAL,
    IS_DATA,
    IN_TABLE,
    ENDS_ROW,
    ENDS_INNER_CELL,
    ENDS_INNER_ROW,
    OUTLINE_LEVEL,
];

/// Which of the properties that are on or off are on, one bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Switches(u16);

impl Switches {
    /// Applies a property, if it is one of them.
    pub(super) fn apply(&mut self, property: Property<'_>) {
        let value = property.byte();
        let is_on = match property.code {
            // Raised or lowered.
            RAISED => matches!(value, 1 | 2),
            // The level of text is 9.
            OUTLINE_LEVEL => value < 9,
            // The other values refer to the paragraph's style, which is taken to leave the property off.
            _ => matches!(value, 1 | 0x81),
        };
        if property.code == PLAIN {
            self.0 &= bits([DELETED, SPECIAL, IS_DATA]);
        } else if is_on {
            self.0 |= bits([property.code]);
        } else {
            self.0 &= !bits([property.code]);
        }
    }

    pub(super) fn any<const N: usize>(self, codes: [u16; N]) -> bool {
        self.0 & bits(codes) != 0
    }
}

fn bits<const N: usize>(codes: [u16; N]) -> u16 {
    SWITCHES.iter().enumerate().filter(|(_, code)| codes.contains(code)).map(|(n, _)| 1 << n).sum()
}

/// The properties of a list, as far as it is whole.
pub(super) fn properties(mut list: &[u8]) -> impl Iterator<Item = Property<'_>> {
    std::iter::from_fn(move || {
        let code = list.u16_at(0)?;
        let first = list.get(2).map(|byte| usize::from(*byte));
        let (start, length) = match code {
            DEFINE_CELLS | DEFINE_CELLS_WORD_6 => (4, usize::from(list.u16_at(2)?).checked_sub(1)?),
            TABS if first == Some(0xFF) => {
                let deleted = 4 * usize::from(*list.get(3)?);
                let added = 3 * usize::from(*list.get(4 + deleted)?);
                (3, 2 + deleted + added)
            }
            _ => match code >> 13 {
                0 | 1 => (2, 1),
                3 => (2, 4),
                6 => (3, first?),
                7 => (2, 3),
                _ => (2, 2),
            },
        };
        let operand = list.get(start..start + length)?;
        list = list.get(start + length..)?;
        Some(Property { code, operand })
    })
}

/// The property that a piece has in place of a list.
pub(super) fn of_piece(number: u16) -> Option<u16> {
    Some(match number {
        0x18 => IN_TABLE,
        0x19 => ENDS_ROW,
        0x41 => DELETED,
        0x47 => IS_DATA,
        0x53 => PLAIN,
        0x57 => STRIKE,
        0x5C => HIDDEN,
        0x68 => RAISED,
        0x73 => DOUBLE_STRIKE,
        0x75 => SPECIAL,
        0x78 => OUTLINE_LEVEL,
        _ => return None,
    })
}
