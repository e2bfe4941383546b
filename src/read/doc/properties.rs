//! The properties of characters and paragraphs that decide what is read of them: from their runs and from their pieces.

use super::super::limits::{MAX_PROPERTIES, spend_properties};
use super::super::little_endian::{LittleEndian, size};
use super::header::Part;
use super::pieces::{Pieces, Unit};
use super::runs::Runs;
use super::sprm::{self, Property, Switches};
use super::tables::RowDefinition;
use super::{DATA, File, ReadError, damaged, styles};

/// How deep lists of properties may refer to each other. A list refers to one for its paragraph and to one for its row.
const MAX_REFERENCES: u32 = 4;

/// The bytes of an index of one page: where its text begins and ends, and its number.
const SHORTEST_INDEX: usize = 12;

/// The properties in a document.
pub(super) struct Properties<'a> {
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    data: &'a [u8],
    lists: Vec<&'a [u8]>,
    headings: Vec<bool>,
    /// How many bytes of properties may still be read.
    left: usize,
    /// The last run of characters: where it begins and ends, the modifier of its piece, and what it is.
    last: Option<(std::ops::Range<u32>, u16, Switches)>,
}

/// What a paragraph is.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    style: usize,
    depth: i64,
    switches: Switches,
    pub(super) row: RowDefinition,
}

impl Paragraph {
    /// In how many tables it stands.
    pub(super) fn depth(&self) -> u32 {
        let depth = u32::try_from(self.depth).unwrap_or(if self.depth < 0 { 0 } else { u32::MAX });
        depth.max(u32::from(self.switches.any([sprm::IN_TABLE])))
    }

    /// Whether it has one of the properties that are on or off.
    pub(super) fn is<const N: usize>(&self, codes: [u16; N]) -> bool {
        self.switches.any(codes)
    }
}

impl<'a> Properties<'a> {
    pub(super) fn new(file: &'a File, pieces: &Pieces<'a>) -> Result<Self, ReadError> {
        let runs = |part, of_paragraphs| {
            let index = file.part(part)?;
            // Without them hidden text would be shown.
            let missing = || damaged(file.header.table_name(), "has no list of properties");
            index.get(SHORTEST_INDEX - 1).ok_or_else(missing)?;
            Ok::<_, ReadError>(Runs { index, word: &file.word, of_paragraphs })
        };
        Ok(Self {
            characters: runs(Part::CharacterRuns, false)?,
            paragraphs: runs(Part::ParagraphRuns, true)?,
            data: &file.data,
            lists: pieces.lists.clone(),
            headings: styles::headings(file.part(Part::Styles).unwrap_or_default()),
            left: MAX_PROPERTIES,
            last: None,
        })
    }

    /// How a character is shown.
    pub(super) fn run(&mut self, unit: Unit) -> Result<Switches, ReadError> {
        if let Some((range, modifier, run)) = &self.last
            && *modifier == unit.modifier
            && range.contains(&unit.at)
        {
            return Ok(*run);
        }
        let found = self.characters.find(unit.at)?;
        let mut run = Switches::default();
        self.spend(found.list)?;
        sprm::properties(found.list).for_each(|property| run.apply(property));
        self.of_piece(unit.modifier, |property| run.apply(property))?;
        self.last = Some((unit.at..found.end, unit.modifier, run));
        Ok(run)
    }

    /// What the paragraph is that ends with a mark.
    pub(super) fn paragraph(&mut self, mark: Unit) -> Result<Paragraph, ReadError> {
        let list = self.paragraphs.find(mark.at)?.list;
        let mut paragraph = Paragraph { style: list.u16_at(0).map_or(0, usize::from), ..Paragraph::default() };
        self.apply_list(list.get(2..).unwrap_or_default(), &mut paragraph, 0)?;
        self.of_piece(mark.modifier, |property| paragraph.apply(property))?;
        Ok(paragraph)
    }

    /// Whether a paragraph is a heading.
    pub(super) fn is_heading(&self, paragraph: &Paragraph) -> bool {
        paragraph.is([sprm::OUTLINE_LEVEL]) || self.headings.get(paragraph.style) == Some(&true)
    }

    fn apply_list(&mut self, list: &[u8], paragraph: &mut Paragraph, references: u32) -> Result<(), ReadError> {
        self.spend(list)?;
        for property in sprm::properties(list) {
            if !sprm::HUGE.contains(&property.code) {
                paragraph.apply(property);
            } else if references < MAX_REFERENCES {
                let at = size(property.operand.u32_at(0).unwrap_or(u32::MAX));
                let length = self.data.u16_at(at).map(usize::from);
                let list = length.and_then(|length| self.data.get(at + 2..at + 2 + length));
                let list = list.ok_or_else(|| damaged(DATA, "ends inside properties"))?;
                self.apply_list(list, paragraph, references + 1)?;
            }
        }
        Ok(())
    }

    /// Applies the modifier of a piece: the number of a list, or a property with its operand.
    fn of_piece(&mut self, modifier: u16, mut apply: impl FnMut(Property<'_>)) -> Result<(), ReadError> {
        if modifier & 1 == 1 {
            let list = self.lists.get(usize::from(modifier >> 1)).copied().unwrap_or_default();
            self.spend(list)?;
            sprm::properties(list).for_each(apply);
        } else if let Some(code) = sprm::of_piece(modifier >> 1 & 0x7F) {
            let [_, operand] = modifier.to_le_bytes();
            apply(Property { code, operand: &[operand] });
        }
        Ok(())
    }

    fn spend(&mut self, list: &[u8]) -> Result<(), ReadError> {
        spend_properties(&mut self.left, list.len())
    }
}

impl Paragraph {
    fn apply(&mut self, property: Property<'_>) {
        let number = || property.operand.u32_at(0).map_or(0, |n| i64::from(n.cast_signed()));
        match property.code {
            sprm::STYLE => self.style = property.operand.u16_at(0).map_or(0, usize::from),
            sprm::TABLE_DEPTH => self.depth = number(),
            sprm::TABLE_DEPTH_CHANGE => self.depth = self.depth.saturating_add(number()),
            _ => {
                self.switches.apply(property);
                self.row.apply(property);
            }
        }
    }
}
