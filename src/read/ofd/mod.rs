//! OFD, the layout format of GB/T 33190: what is drawn on its pages, which [`plane`] makes into paragraphs and tables.
//!
//! A file can hold several documents, which are read one after the other. Annotations, seals, attachments and invisible text are not
//! read; a picture is a picture.

mod content;
mod numbers;
mod text;

use std::collections::BTreeMap;

use self::content::{Sheet, Units};
use super::limits::{MAX_GLYPHS, MAX_PAGES, MAX_RULES};
use super::package::{Package, Part, Token, resolve};
use super::plane::matrix::Matrix;
use super::plane::{self, Area, Page};
use super::{Document, Excess, ReadError};

/// Reads an OFD file.
///
/// # Errors
///
/// [`ReadError::Damaged`] if the archive or a part of it is, [`ReadError::Scanned`] where its pages are pictures or outlines,
/// [`ReadError::NoUnicode`] where the text is given by the numbers of its glyphs alone, [`ReadError::TooLarge`] beyond one of the
/// [limits](super::limits).
pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let root = package.needed(ROOT)?;
    let mut drawing = Drawing::default();
    for name in texts(&mut package, &root, "DocRoot")? {
        let document = package.needed(&resolve("", &name))?;
        read_document(&mut package, &document, &mut drawing)?;
    }
    plane::check_text(&drawing.pages, drawing.has_more)?;
    plane::document(drawing.pages)
}

const ROOT: &str = "OFD.xml";
/// The side of a page that is not there.
const LOST: f32 = 100.0;

#[derive(Default)]
struct Drawing {
    pages: Vec<Page>,
    glyphs: usize,
    rules: usize,
    /// Whether something is drawn that is not text: a picture, an outline, text that nobody sees.
    has_more: bool,
}

/// A page or a template as a document lists it.
struct Listed {
    id: String,
    location: String,
}

fn read_document(package: &mut Package<'_>, document: &Part, drawing: &mut Drawing) -> Result<(), ReadError> {
    let listed = |package: &mut Package<'_>, element: &str| {
        let mut found = Vec::new();
        let mut xml = package.xml(document);
        while let Some(token) = xml.next()? {
            if let Token::Start(tag) = token
                && tag.name() == element
            {
                let attribute = |name| tag.attribute(name).unwrap_or_default().into_owned();
                found.push(Listed { id: attribute("ID"), location: attribute("BaseLoc") });
            }
        }
        Ok::<_, ReadError>(found)
    };
    let mut units = Units::new();
    for kind in ["PublicRes", "DocumentRes"] {
        for name in texts(package, document, kind)? {
            if let Some(resources) = part(package, document, &name)? {
                content::read_units(package, &resources, &mut units)?;
            }
        }
    }
    let mut templates = BTreeMap::new();
    for template in listed(package, "TemplatePage")? {
        if let Some(part) = part(package, document, &template.location)? {
            templates.insert(template.id, content::read_sheet(package, &part)?);
        }
    }
    for page in listed(package, "Page")? {
        let found = part(package, document, &page.location)?;
        let sheet = found.as_ref().map(|part| content::read_sheet(package, part)).transpose()?;
        if let (Some(found), Some(sheet)) = (&found, &sheet) {
            for name in &sheet.resources {
                if let Some(resources) = part(package, found, name)? {
                    content::read_units(package, &resources, &mut units)?;
                }
            }
        }
        drawing.draw(sheet, &templates, &units)?;
    }
    Ok(())
}

/// The part at a location that another part names: from its folder, or from the top of the archive.
fn part(package: &mut Package<'_>, from: &Part, location: &str) -> Result<Option<Part>, ReadError> {
    let folder = from.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    match package.part(&resolve(folder, location))? {
        Some(part) => Ok(Some(part)),
        None => package.part(&resolve("", location)),
    }
}

/// The texts of all elements of a name.
fn texts(package: &mut Package<'_>, part: &Part, element: &str) -> Result<Vec<String>, ReadError> {
    let mut found = Vec::new();
    let mut xml = package.xml(part);
    while let Some(token) = xml.next()? {
        if let Token::Start(tag) = token
            && tag.name() == element
        {
            found.push(xml.text()?.trim().to_owned());
        }
    }
    Ok(found)
}

impl Drawing {
    fn draw(
        &mut self,
        sheet: Option<Sheet>,
        templates: &BTreeMap<String, Sheet>,
        units: &Units,
    ) -> Result<(), ReadError> {
        within(self.pages.len() + 1, MAX_PAGES, Excess::Pages)?;
        let Some(sheet) = sheet else {
            // A page that is lost may have had a table on it.
            let whole = Area::around((0.0, 0.0), (LOST, LOST));
            self.pages.push(Page { pictures: whole.into_iter().collect(), ..Page::default() });
            self.has_more = true;
            return Ok(());
        };
        let mut page = Page::default();
        for (template, in_front) in &sheet.templates {
            if let Some(template) = templates.get(template).filter(|_| !in_front) {
                self.has_more |= content::place(template, &Matrix::IDENTITY, units, &mut page)?;
            }
        }
        self.has_more |= content::place(&sheet, &Matrix::IDENTITY, units, &mut page)?;
        for (template, in_front) in &sheet.templates {
            if let Some(template) = templates.get(template).filter(|_| *in_front) {
                self.has_more |= content::place(template, &Matrix::IDENTITY, units, &mut page)?;
            }
        }
        self.glyphs += page.glyphs.len();
        self.rules += page.rules.len();
        self.pages.push(page);
        within(self.glyphs, MAX_GLYPHS, Excess::Glyphs)?;
        within(self.rules, MAX_RULES, Excess::Rules)
    }
}

fn within(count: usize, limit: usize, what: Excess) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge { what, limit: limit as u64 }) } else { Ok(()) }
}
