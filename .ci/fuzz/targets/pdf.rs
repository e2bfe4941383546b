//! What a page draws and the map of its font, in a PDF that is right around them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ogi_report::read::{self, FileKind};

/// A PDF of one page: the bytes up to the first zero are its content, the rest maps the codes of its second font.
fn pdf(data: &[u8]) -> Vec<u8> {
    let (content, map) = data.split_at(data.iter().position(|byte| *byte == 0).unwrap_or(data.len()));
    let stream =
        |body: &[u8]| [format!("<< /Length {} >>\nstream\n", body.len()).as_bytes(), body, b"\nendstream"].concat();
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /G 6 0 R >> /XObject << /X 9 0 R >> >> >>".to_vec(),
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>".to_vec(),
        stream(map),
        [b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 9 0 R >> >> /Length 24 >>\nstream\nq 1 0 0 1 5 5 cm /X Do Q\nendstream".as_slice()].concat(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    file.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    file
}

fuzz_target!(|data: &[u8]| {
    if let Ok(document) = read::document_as(FileKind::Pdf, &pdf(data), None) {
        let _ = document.into_drafts();
    }
    // Without anything right around them.
    let _ = read::document_as(FileKind::Pdf, data, None);
});
