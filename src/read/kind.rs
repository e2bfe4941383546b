use std::fmt;

use crate::form::Lang;

/// What bytes are, found from the bytes themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// A web page.
    Html,
    /// A Word document of 2007 or later.
    Docx,
    /// A workbook of 2007 or later.
    Xlsx,
    /// Values separated by commas or semicolons.
    Csv,
    /// Markdown: pipe tables, HTML tables or `#` headings in a text.
    Markdown,
    /// The text that `pdftotext -layout` makes of a PDF: columns by position, pages by form feeds.
    PdfText,
    /// Any other text.
    Text,
    /// A PDF.
    Pdf,
    /// A document in the layout format of GB/T 33190, OFD.
    Ofd,
    /// A Word document of 1997 to 2003, or one of WPS in that format.
    Doc,
    /// A Word document of before 1997.
    Word95,
    /// A workbook of before 2007, or one of WPS in that format.
    Xls,
    /// Slides of before 2007, or those of WPS in that format.
    Ppt,
    /// A document of Office or WPS that is protected by a password.
    Protected,
    /// A file in the format that Office had before 2007, without a document known here.
    Ole,
    /// A text document, spreadsheet or presentation in the OpenDocument format.
    OpenDocument,
    /// An archive without a document known here.
    Archive,
    /// A document in Rich Text Format.
    Rtf,
    /// A web page saved with its images in one file.
    Mhtml,
    /// XML that is not a web page, such as Word's of 2003.
    Xml,
    /// A picture.
    Image,
    /// Bytes that are no text.
    Binary,
}

impl FileKind {
    /// The feature of this crate that reads it; nothing if it is always read, or never.
    pub const fn feature(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("html"),
            Self::Docx => Some("docx"),
            Self::Xlsx => Some("xlsx"),
            Self::Csv => Some("csv"),
            Self::Mhtml => Some("mhtml"),
            Self::Doc => Some("doc"),
            Self::Pdf => Some("pdf"),
            Self::Ofd => Some("ofd"),
            _ => None,
        }
    }

    /// What it is called.
    pub const fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Html => ("网页", "web page"),
            Self::Docx => ("Word 文件", "Word document"),
            Self::Xlsx => ("Excel 工作簿", "workbook"),
            Self::Csv => ("CSV 文件", "CSV file"),
            Self::Markdown => ("Markdown 文本", "Markdown text"),
            Self::PdfText => ("由 PDF 转成的文本", "text of a PDF"),
            Self::Text => ("文本", "text"),
            Self::Pdf => ("PDF 文件", "PDF"),
            Self::Ofd => ("OFD 文件", "OFD document"),
            Self::Doc => ("旧格式的 Word 或 WPS 文字文件", "Word 97-2003 or WPS document"),
            Self::Word95 => ("Word 95 或更早版本的文件", "document of Word 95 or before"),
            Self::Xls => ("旧格式的 Excel 或 WPS 表格工作簿", "Excel 97-2003 or WPS workbook"),
            Self::Ppt => ("旧格式的演示文稿", "PowerPoint 97-2003 or WPS slides"),
            Self::Protected => ("设有密码的 Office 或 WPS 文件", "Office or WPS document with a password"),
            Self::Ole => ("旧格式的 Office 或 WPS 文件", "file in the format of Office before 2007"),
            Self::OpenDocument => ("OpenDocument 文件", "OpenDocument file"),
            Self::Archive => ("压缩文件", "archive"),
            Self::Rtf => ("RTF 文件", "RTF document"),
            Self::Mhtml => ("带图片的网页存档", "web page in one file (MHTML)"),
            Self::Xml => ("XML 文件", "XML file"),
            Self::Image => ("图片", "picture"),
            Self::Binary => ("二进制数据", "file of no known kind"),
        };
        lang.pick(zh, en)
    }

    /// How to make something of it that is read; empty for what is read as it is.
    pub const fn advice(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Html
            | Self::Mhtml
            | Self::Doc
            | Self::Docx
            | Self::Xlsx
            | Self::Csv
            | Self::Markdown
            | Self::PdfText
            | Self::Text
            | Self::Pdf
            | Self::Ofd => ("", ""),
            Self::Word95 | Self::Rtf => (
                "请另存为“.docx”文件，或者运行“soffice --headless --convert-to docx 文件名”",
                "save it as .docx, or run `soffice --headless --convert-to docx FILE`",
            ),
            Self::Xls => (
                "请另存为“.xlsx”文件，或者运行“soffice --headless --convert-to xlsx 文件名”",
                "save it as .xlsx, or run `soffice --headless --convert-to xlsx FILE`",
            ),
            Self::OpenDocument | Self::Xml => (
                "请另存为“.docx”或“.xlsx”文件，或者运行“soffice --headless --convert-to docx 文件名”（表格用“xlsx”）",
                "save it as .docx or .xlsx, or run `soffice --headless --convert-to docx FILE` (xlsx for a spreadsheet)",
            ),
            Self::Ppt => (
                "演示文稿不是年度报告的载体，请提供报告的文字文件",
                "slides are not a report: use the document of the report",
            ),
            Self::Protected => ("请取消密码后重新保存", "remove the password and save it again"),
            Self::Ole => ("请用 Word 或 WPS 打开，另存为“.docx”文件", "open it in Word or WPS and save it as .docx"),
            Self::Archive => ("请先解压", "unpack it first"),
            Self::Image => ("请先转成文字", "turn it into text first"),
            Self::Binary => ("只能读入文件和文本", "only documents and texts are"),
        };
        lang.pick(zh, en)
    }
}

/// In English.
impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_has_advice_and_what_is_read_has_none() {
        for kind in
            [FileKind::Ole, FileKind::Xls, FileKind::Protected, FileKind::Rtf, FileKind::Image, FileKind::Archive]
        {
            assert!(!kind.advice(Lang::En).is_empty() && kind.feature().is_none());
        }
        for kind in [FileKind::Html, FileKind::Pdf, FileKind::Text] {
            assert!(kind.advice(Lang::En).is_empty());
        }
    }
}
