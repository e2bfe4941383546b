//! Web pages saved as one file (MHTML, RFC 2557): the page is the first part that is HTML. What it shows from other parts is a picture
//! or a frame to it, as in a page that is read alone.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MimeHeaders, PartType};

use super::limits::check_page_parts;
use super::{Document, ReadError, decode, html};

/// Reads a page saved as one file.
///
/// # Errors
///
/// [`ReadError::Damaged`] where the file has no page or the page's encoding for transport is broken, [`ReadError::TooLarge`] beyond one of
/// the [limits](super::limits).
pub(super) fn document(bytes: &[u8], charset: Option<&str>) -> Result<Document, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { part: "MHTML".to_owned(), reason: reason.to_owned() };
    // Each part takes far more memory than its few bytes.
    check_page_parts(bytes.windows(3).filter(|line| line == b"\n--").count())?;
    let message = MessageParser::default().parse(bytes).ok_or_else(|| damaged("has no headers"))?;
    let is_page = |body: &PartType<'_>| matches!(body, PartType::Html(_));
    let page = message.parts.iter().find(|part| is_page(&part.body)).ok_or_else(|| damaged("holds no web page"))?;
    let raw = bytes
        .get(page.offset_body as usize..page.offset_end as usize)
        .ok_or_else(|| damaged("ends inside its page"))?;
    let page_bytes = match page.encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    };
    let page_bytes = page_bytes.ok_or_else(|| damaged("has a page whose transfer encoding is broken"))?;
    let named = page.content_type().and_then(|of_page| of_page.attribute("charset"));
    html::document(&decode(&page_bytes, charset.or(named)))
}
