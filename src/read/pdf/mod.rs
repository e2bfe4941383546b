//! PDF: what is drawn on its pages, which [`plane`] makes into paragraphs and tables.
//!
//! The syntax is read by `hayro-syntax`, maps of character codes by `hayro-cmap`; nothing outside this folder names them. What they
//! would unpack by themselves is counted first ([`guard`]), everything else is unpacked here within the
//! [limits](super::limits). Form fields, annotations and hidden text are not read.

mod budget;
mod content;
mod encoding;
mod font;
mod guard;
mod page;

use hayro_syntax::object::{Dict, Number};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::budget::Budget;
use self::font::Fonts;
use super::limits::{MAX_PAGES, check_size};
use super::plane::{self, Area, Page, matrix, path};
use super::{Document, Excess, ReadError};

/// Reads a PDF.
///
/// # Errors
/// [`ReadError::Damaged`] where no page can be found, [`ReadError::Password`] where it opens only with one, [`ReadError::Scanned`] where
/// its pages are pictures, [`ReadError::NoUnicode`] where its fonts do not tell what they show, [`ReadError::TooLarge`] beyond one
/// of the [limits](super::limits).
pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    check_size(bytes)?;
    let mut budget = Budget::default();
    let pdf = Pdf::new(guard::checked(bytes, &mut budget)?).map_err(refusal)?;
    let leaves = pdf.pages();
    if leaves.len() > MAX_PAGES {
        return Err(ReadError::TooLarge { what: Excess::Pages, limit: MAX_PAGES as u64 });
    }
    let mut fonts = Fonts::default();
    let (mut pages, mut has_more) = (Vec::new(), false);
    for leaf in leaves.iter() {
        let drawn = page::draw(leaf, &mut fonts, &mut budget)?;
        has_more |= drawn.has_more;
        pages.push(drawn.page);
    }
    if declared(&pdf).is_some_and(|count| count > pages.len()) {
        // A page that is lost may have had a table on it.
        let whole = Area::around((0.0, 0.0), (LOST, LOST));
        pages.push(Page { pictures: whole.into_iter().collect(), ..Page::default() });
    }
    plane::check_text(&pages, has_more)?;
    plane::document(pages)
}

/// The side of a page that is not there.
const LOST: f32 = 100.0;

fn refusal(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Password,
        LoadPdfError::Decryption(_) => ReadError::Damaged {
            part: "Encrypt".to_owned(),
            reason: "is encrypted in a way that is not known".to_owned(),
        },
        LoadPdfError::Invalid => {
            ReadError::Damaged { part: "PDF".to_owned(), reason: "no pages can be found".to_owned() }
        }
    }
}

/// How many pages the document claims to have.
fn declared(pdf: &Pdf) -> Option<usize> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = root.get::<Dict<'_>>(b"Pages")?.get::<Number>(b"Count")?;
    usize::try_from(count.as_i64()).ok()
}
