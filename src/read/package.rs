//! What Word documents, workbooks and OFD files have in common: parts of XML in a zip archive. In the first two, relations name the parts.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits::{MAX_DEPTH, MAX_PARTS, MAX_TAGS, MAX_UNPACKED, check_size};
use super::{Excess, ReadError, decode};
use crate::impossible::DebugExpect;

/// An archive of parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    bytes_left: u64,
    /// How many tags may still be read.
    tags_left: u32,
}

/// A part of a package: its name and its text.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) text: String,
}

/// One part's reference to another.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of the relation's type, such as `styles`.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        check_size(bytes)?;
        // The archive is indexed whole, and an entry's index is larger than the entry.
        if bytes.windows(4).filter(|signature| signature == b"PK\x01\x02").count() > MAX_PARTS {
            return Err(ReadError::TooLarge { what: Excess::Parts, limit: MAX_PARTS as u64 });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("archive", &error))?;
        Ok(Self { archive, bytes_left: MAX_UNPACKED, tags_left: MAX_TAGS })
    }

    /// The part that the package is about: the document, the workbook.
    pub(super) fn main_part(&mut self) -> Result<Part, ReadError> {
        let main = self.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        self.needed(&name)
    }

    /// Unpacks a part that the package lists.
    pub(super) fn needed(&mut self, name: &str) -> Result<Part, ReadError> {
        self.part(name)?.ok_or_else(|| damaged(name, &"is missing"))
    }

    /// The part to which `part` has a relation of this kind, if there is one.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Option<Part>, ReadError> {
        let relation = self.relations(part)?.into_iter().find(|relation| relation.kind == kind);
        relation.map_or(Ok(None), |relation| self.part(&relation.target))
    }

    /// The relations of a part, of the package itself if its name is empty.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(part) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let mut xml = Xml::new(&part, &mut self.tags_left);
        while let Some(token) = xml.next()? {
            if let Token::Start(tag) = token
                && tag.name() == "Relationship"
                && relations.len() < MAX_PARTS
            {
                let kind = tag.attribute("Type").unwrap_or_default();
                relations.push(Relation {
                    id: tag.attribute("Id").unwrap_or_default().into_owned(),
                    kind: kind.rsplit_once('/').map_or(&*kind, |(_, last)| last).to_owned(),
                    target: resolve(folder, &tag.attribute("Target").unwrap_or_default()),
                });
            }
        }
        Ok(relations)
    }

    /// Unpacks a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let same = |other: &&str| other.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
        let Some(entry) = self.archive.file_names().find(same).map(str::to_owned) else { return Ok(None) };
        let file = self.archive.by_name(&entry).map_err(|error| damaged(name, &error))?;
        let mut bytes = Vec::new();
        let most = self.bytes_left + 1;
        file.take(most).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        self.bytes_left = self
            .bytes_left
            .checked_sub(bytes.len() as u64)
            .ok_or(ReadError::TooLarge { what: Excess::Unpacked, limit: MAX_UNPACKED })?;
        let text = match decode(&bytes, None) {
            Cow::Borrowed(text) if text.len() == bytes.len() => None,
            text => Some(text.into_owned()),
        };
        let text = text.unwrap_or_else(|| String::from_utf8(bytes).debug_expect("a borrowed text is UTF-8"));
        Ok(Some(Part { name: name.to_owned(), text }))
    }

    /// Reads the XML of a part.
    pub(super) fn xml<'p>(&'p mut self, part: &'p Part) -> Xml<'p> {
        Xml::new(part, &mut self.tags_left)
    }
}

/// The error of a part that is damaged.
pub(super) fn damaged(part: &str, error: &dyn std::fmt::Display) -> ReadError {
    let reason = error.to_string();
    let mut letters = reason.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let reason = first.chain(letters).collect();
    ReadError::Damaged { part: part.to_owned(), reason }
}

/// The name of the part at `target`, seen from `folder`.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// A part's XML, as far as it matters here. Entities that the XML standard does not define stand for nothing: they are
/// U+FFFD, and no document type is looked at.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    pub(super) part: &'a str,
    depth: u32,
    tags_left: &'a mut u32,
}

/// A token of XML.
pub(super) enum Token<'a> {
    /// A start tag; an empty element has one, too.
    Start(Tag<'a>),
    /// An end tag.
    End,
    /// Characters.
    Text(Cow<'a, str>),
}

/// A start tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    fn new(part: &'a Part, tags_left: &'a mut u32) -> Self {
        let mut reader = Reader::from_str(&part.text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part: &part.name, depth: 0, tags_left }
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, ReadError> {
        loop {
            return Ok(Some(match self.reader.read_event().map_err(|error| damaged(self.part, &error))? {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(ReadError::TooLarge { what: Excess::PartDepth, limit: MAX_DEPTH.into() });
                    }
                    *self.tags_left = self
                        .tags_left
                        .checked_sub(1)
                        .ok_or(ReadError::TooLarge { what: Excess::Tags, limit: MAX_TAGS.into() })?;
                    if let Some(Err(error)) = tag.attributes().with_checks(false).find(Result::is_err) {
                        return Err(damaged(self.part, &error));
                    }
                    Token::Start(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::End
                }
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(reference) => Token::Text(match reference.resolve_char_ref() {
                    Ok(Some(c)) => String::from(c).into(),
                    Ok(None) => resolve_predefined_entity(&reference).unwrap_or("\u{fffd}").into(),
                    Err(_) => "\u{fffd}".into(),
                }),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => return Err(damaged(self.part, &"ends inside an element")),
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over the rest of the element whose start tag was the last token.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// The characters of the element whose start tag was the last token, to its end.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Token::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }
}

impl Tag<'_> {
    /// The name without its prefix: office programs differ in prefixes, not in names.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let attribute =
            attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or("\u{fffd}".into()))
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.attribute("val")?.trim().parse().ok()
    }

    /// Whether a property that is on or off is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
