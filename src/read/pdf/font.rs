//! Fonts, as far as they tell what a code stands for and how wide it is.
//!
//! A font that tells neither by a map to Unicode nor by an encoding with known names has characters that are not known: they are
//! U+FFFD and never guessed from a picture of the glyph or from a likely code.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream, String as Text};

use super::budget::Budget;
use super::encoding::Encoding;
use super::matrix::Matrix;
use crate::read::ReadError;

/// The most widths of a font; a font of Chinese has some 30,000 characters.
const MAX_WIDTHS: usize = 100_000;

/// Finding out about a font takes as long as this many operators.
const FONT_COST: usize = 1_000;

/// The longest map of codes, in bytes.
const MAX_MAP: usize = 4 << 20;

/// How far an em reaches below and above the line, as in most fonts of Chinese.
const EM: (f32, f32) = (-0.12, 0.88);

/// No character is wider, in ems.
const WIDEST: f32 = 3.0;

/// A character code.
pub(super) struct Code {
    pub(super) text: String,
    /// How wide it is, and how far down the next one stands in vertical writing, in ems.
    pub(super) width: f32,
    pub(super) down: f32,
    /// Whether it is the one that the space between words belongs to.
    pub(super) is_space: bool,
}

/// A font.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    height: (f32, f32),
    is_vertical: bool,
    /// For vertical writing: where a character's origin is above its middle, and how far down the next one is.
    down: (f32, f32),
}

/// What the codes of a font are.
enum Codes {
    /// One byte each.
    Simple(Box<Encoding>),
    /// Bytes that a map makes into numbers of characters.
    Composite {
        map: Rc<CMap>,
        /// Whether the codes are Unicode themselves.
        is_unicode: bool,
        /// From numbers of characters to Unicode.
        collection: Option<Rc<CMap>>,
    },
}

/// The widths of characters, in ems.
#[derive(Default)]
struct Widths {
    /// The first and the last character, and their width; sorted.
    ranges: Vec<(u32, u32, f32)>,
    default: f32,
}

impl Widths {
    fn of(&self, character: u32) -> f32 {
        let before = self.ranges.partition_point(|range| range.0 <= character).checked_sub(1);
        let range = before.and_then(|n| self.ranges.get(n)).filter(|range| character <= range.1);
        range.map_or(self.default, |range| range.2)
    }
}

/// The fonts of a document that were met.
#[derive(Default)]
pub(super) struct Fonts {
    /// By where they stand in the document.
    known: HashMap<(usize, usize), Rc<Font>>,
    /// The maps that fonts name, by their names.
    maps: HashMap<Vec<u8>, Option<Rc<CMap>>>,
}

impl Fonts {
    pub(super) fn font(&mut self, dict: &Dict<'_>, budget: &mut Budget) -> Result<Rc<Font>, ReadError> {
        let key = (dict.data().as_ptr() as usize, dict.data().len());
        if let Some(font) = self.known.get(&key) {
            return Ok(Rc::clone(font));
        }
        budget.operators(FONT_COST + dict.data().len())?;
        let font = Rc::new(self.load(dict, budget)?);
        self.known.insert(key, Rc::clone(&font));
        Ok(font)
    }

    fn load(&mut self, dict: &Dict<'_>, budget: &mut Budget) -> Result<Font, ReadError> {
        let to_unicode = match dict.get::<Stream<'_>>(b"ToUnicode") {
            Some(stream) => map_of(&stream, budget)?,
            None => None,
        };
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Type0") => self.composite(dict, to_unicode, budget),
            kind => Ok(simple(dict, to_unicode, kind == Some(b"Type3"))),
        }
    }

    fn composite(&mut self, dict: &Dict<'_>, to_unicode: Option<CMap>, budget: &mut Budget) -> Result<Font, ReadError> {
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descendant = descendant.unwrap_or_default();
        let name = dict.get::<Name<'_>>(b"Encoding");
        let map = match (&name, dict.get::<Stream<'_>>(b"Encoding")) {
            (Some(name), _) => self.predefined(CMapName::from_bytes(name)),
            (None, Some(stream)) => map_of(&stream, budget)?.map(Rc::new),
            (None, None) => None,
        };
        let map = map.unwrap_or_else(|| Rc::new(CMap::identity_h()));
        let of_collection = map.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
        let family = descendant.get::<Dict<'_>>(b"CIDSystemInfo").and_then(|info| {
            let (registry, ordering) = (info.get::<Text<'_>>(b"Registry")?, info.get::<Text<'_>>(b"Ordering")?);
            Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
        });
        let is_own = |family: &CidFamily| family.ucs2_cmap().is_some();
        let family = family.filter(is_own).or(of_collection.filter(is_own));
        let collection = family.and_then(|family| self.predefined(family.ucs2_cmap()?));
        let is_vertical = map.metadata().writing_mode == Some(WritingMode::Vertical)
            || name.as_ref().is_some_and(|name| name.ends_with(b"-V"));
        let is_unicode = name.is_some_and(|name| name.starts_with(b"Uni"));
        let vertical = descendant.get::<Array<'_>>(b"DW2").map(|pair| pair.iter::<f32>().take(2).collect::<Vec<_>>());
        let down = vertical.and_then(|pair| pair.first_chunk().copied()).unwrap_or([880.0, -1000.0]);
        Ok(Font {
            codes: Codes::Composite { map, is_unicode, collection },
            to_unicode,
            widths: composite_widths(&descendant),
            height: EM,
            is_vertical,
            down: (down[0] / 1000.0, down[1] / 1000.0),
        })
    }

    fn predefined(&mut self, name: CMapName<'_>) -> Option<Rc<CMap>> {
        let load = || predefined(name).map(Rc::new);
        self.maps.entry(name.to_bytes().to_vec()).or_insert_with(load).clone()
    }
}

fn predefined(name: CMapName<'_>) -> Option<CMap> {
    match name {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        name => CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded),
    }
}

/// The map that a stream has.
fn map_of(stream: &Stream<'_>, budget: &mut Budget) -> Result<Option<CMap>, ReadError> {
    let map = budget.unpack(stream)?.bytes;
    budget.operators(map.len() / 4)?;
    Ok(if map.len() > MAX_MAP { None } else { CMap::parse(&map, hayro_cmap::load_embedded) })
}

fn composite_widths(descendant: &Dict<'_>) -> Widths {
    let default = descendant.get::<f32>(b"DW").unwrap_or(1000.0) / 1000.0;
    let mut widths = Widths { ranges: Vec::new(), default };
    let Some(array) = descendant.get::<Array<'_>>(b"W") else { return widths };
    let mut items = array.iter::<Object<'_>>();
    while let (Some(first), Some(next)) = (items.next(), items.next()) {
        let Some(first) = character(&first) else { break };
        match next {
            Object::Array(list) => {
                let singles = (first..).zip(list.iter::<f32>());
                widths.ranges.extend(singles.take(MAX_WIDTHS).map(|(at, width)| (at, at, width / 1000.0)));
            }
            last => {
                let (Some(last), Some(Object::Number(width))) = (character(&last), items.next()) else { break };
                widths.ranges.push((first, last, width.as_f32() / 1000.0));
            }
        }
        if widths.ranges.len() >= MAX_WIDTHS {
            break;
        }
    }
    widths.ranges.sort_by_key(|range| range.0);
    widths
}

fn character(object: &Object<'_>) -> Option<u32> {
    match object {
        Object::Number(number) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    }
}

fn simple(dict: &Dict<'_>, to_unicode: Option<CMap>, is_drawn: bool) -> Font {
    let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    // Widths of a font whose glyphs are drawn are in its own units.
    let matrix = dict.get::<Array<'_>>(b"FontMatrix").filter(|_| is_drawn).and_then(|matrix| {
        let numbers: Vec<f32> = matrix.iter::<f32>().take(6).collect();
        numbers.first_chunk().map(|numbers| Matrix::new(*numbers))
    });
    let unit = matrix.map_or(0.001, |matrix| matrix.a.abs());
    let first = dict.get::<u32>(b"FirstChar").unwrap_or(0);
    let list = dict.get::<Array<'_>>(b"Widths");
    let missing = if list.is_some() { descriptor.get::<f32>(b"MissingWidth").unwrap_or(0.0) } else { 500.0 };
    let ranges = list.iter().flat_map(|list| (first..).zip(list.iter::<f32>()).take(256));
    let ranges: Vec<(u32, u32, f32)> = ranges.map(|(at, width)| (at, at, width * unit)).collect();
    // The box of a font can be three times as high as its characters. Only where the unit is not an em, as in pictures of characters, it is
    // all that tells their height.
    let widest = ranges.iter().map(|range| range.2).fold(0.0, f32::max);
    let drawn_height = matrix.filter(|_| widest > WIDEST).and_then(|matrix| {
        let corners: Vec<f32> = dict.get::<Array<'_>>(b"FontBBox")?.iter::<f32>().take(4).collect();
        let &[_, bottom, _, top] = corners.first_chunk()?;
        let (bottom, top) = (bottom * matrix.d, top * matrix.d);
        (bottom < top).then_some((bottom, top))
    });
    Font {
        codes: Codes::Simple(Box::new(encoding(dict, &descriptor, is_drawn))),
        to_unicode,
        widths: Widths { ranges, default: missing * unit },
        height: drawn_height.unwrap_or(EM),
        is_vertical: false,
        down: (0.0, 0.0),
    }
}

/// The encoding of a font of single bytes.
fn encoding(dict: &Dict<'_>, descriptor: &Dict<'_>, is_drawn: bool) -> Encoding {
    let is_embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.contains_key(key));
    let is_symbolic = descriptor.get::<u32>(b"Flags").is_some_and(|flags| flags & 4 != 0);
    // The codes of such a font are its own.
    let unknown = is_drawn || (is_embedded && is_symbolic);
    let name = dict.get::<Name<'_>>(b"Encoding");
    let details = dict.get::<Dict<'_>>(b"Encoding").unwrap_or_default();
    let base = name.or_else(|| details.get::<Name<'_>>(b"BaseEncoding"));
    let mut encoding = match base {
        Some(base) => Encoding::named(&base),
        None if unknown => Encoding::unknown(),
        None => Encoding::standard(),
    };
    let mut code = 0_i64;
    let differences = details.get::<Array<'_>>(b"Differences");
    for item in differences.iter().flat_map(Array::raw_iter).take(1_000) {
        match item {
            MaybeRef::NotRef(Object::Number(number)) => code = number.as_i64(),
            MaybeRef::NotRef(Object::Name(name)) => {
                encoding.set(code, &name);
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    encoding
}

impl Font {
    pub(super) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    /// How far a character reaches below and above the line, in ems.
    pub(super) fn height(&self) -> (f32, f32) {
        self.height
    }

    /// Where the line of a character is, seen from where the text is, in ems.
    pub(super) fn origin(&self, _: &Code) -> (f32, f32) {
        if self.is_vertical { (0.0, -self.down.0) } else { (0.0, 0.0) }
    }

    /// Takes the next code.
    pub(super) fn next(&self, rest: &mut &[u8]) -> Option<Code> {
        let (length, code, character) = self.split(rest)?;
        let text = self.text(code, length, character);
        *rest = rest.get(length..)?;
        let is_space = length == 1 && code == 32;
        Some(Code { text, width: self.widths.of(character), down: self.down.1, is_space })
    }

    /// How long the next code is, the code, and the number of its character.
    fn split(&self, bytes: &[u8]) -> Option<(usize, u32, u32)> {
        let first = *bytes.first()?;
        let Codes::Composite { map, .. } = &self.codes else { return Some((1, first.into(), first.into())) };
        let mut code = 0_u32;
        for (length, byte) in (1..=4_u8).zip(bytes) {
            code = code << 8 | u32::from(*byte);
            if let Some(character) = map.lookup_cid_code(code, length) {
                return Some((length.into(), code, character));
            }
        }
        let length = bytes.len().min(2);
        let code = bytes.iter().take(length).fold(0, |code, byte| code << 8 | u32::from(*byte));
        Some((length, code, 0))
    }

    /// What a code stands for.
    fn text(&self, code: u32, length: usize, character: u32) -> String {
        let unknown = || String::from(char::REPLACEMENT_CHARACTER);
        let known = |text: BfString| match text {
            BfString::Char(c) => Some(String::from(c)),
            BfString::String(text) => Some(text),
        };
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).and_then(known);
        if let Some(text) = mapped.filter(|text| !text.is_empty() && !text.contains('\0')) {
            return text;
        }
        match &self.codes {
            Codes::Simple(encoding) => encoding.get(code).map_or_else(unknown, String::from),
            Codes::Composite { is_unicode: true, .. } => unicode(code, length).map_or_else(unknown, String::from),
            Codes::Composite { collection, .. } => collection
                .as_ref()
                .and_then(|map| map.lookup_bf_string(character))
                .and_then(known)
                .unwrap_or_else(unknown),
        }
    }
}

/// The character of a code that is Unicode, in two bytes or four.
fn unicode(code: u32, length: usize) -> Option<char> {
    let [a, b, c, d] = code.to_be_bytes();
    let units = [u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])];
    let units = if length == 4 { units.as_slice() } else { units.get(1..)? };
    char::decode_utf16(units.iter().copied()).next()?.ok()
}
