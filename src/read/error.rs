use std::fmt;

use super::FileKind;
use crate::form::Lang;
use crate::shown::clipped;

/// Why bytes could not be read as a document.
///
/// What is wrong *in* a document that could be read is a finding, not an error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The reader for this kind is not compiled in.
    #[error("{kind}: turn on the feature `{feature}` of ogi-report to read it")]
    FeatureOff {
        /// What the bytes are.
        kind: FileKind,
        /// The feature that reads them.
        feature: &'static str,
    },
    /// No reader takes this kind.
    #[error("{kind} is not read: {}", kind.advice(Lang::En))]
    NotRead {
        /// What the bytes are.
        kind: FileKind,
    },
    /// The document goes beyond one of the [limits](super::limits).
    #[error("too many {what}: the limit is {limit}")]
    TooLarge {
        /// What there is too much of.
        what: Excess,
        /// The limit.
        limit: u64,
    },
    /// The document is cut off, or breaks the rules of its format.
    #[error("{}: {}", clipped(part), clipped(reason))]
    Damaged {
        /// The part of the document: the archive itself, or a file inside it.
        part: String,
        /// What is wrong there.
        reason: String,
    },
    /// No report was found in a text that is in none of the encodings that are read.
    #[error("the text is in no encoding that is read: save it as UTF-8{}", or_turn_on(*feature, Lang::En))]
    Undecoded {
        /// The feature that reads more encodings, GB 18030 among them, where it is off.
        feature: Option<&'static str>,
    },
    /// The pages are pictures, as of a scanned paper, or their text is drawn as outlines. Text that a program guessed from
    /// the pictures and hid behind them is not read.
    #[error("the pages are pictures without text: ask for the original file, or turn them into text and check it")]
    Scanned,
    /// The fonts of the document do not tell which characters they show.
    #[error(
        "the text cannot be decoded, as its fonts have no Unicode: ask for the original file, or save it as PDF again"
    )]
    NoUnicode,
    /// The document opens only with a password.
    #[error("a password is needed to open the document: save it without one")]
    Password,
    /// No report was found in the document: none of the form's tables and fewer than half of its sections, or those of a document
    /// about the reports, such as a notice of how to write them.
    #[error(
        "no report found: looked for the tables of sections 二, 三 and 四 by their labels (规章, 一、本年新收政府信息公开申请数量, 结果维持 …) and for the six section headings (一、总体情况 …), in a document that is not a notice or a guide by its title"
    )]
    NotAReport,
}

impl ReadError {
    /// The error in words, in one of the languages; in English what `Display` writes.
    pub fn describe(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, error) => error.to_string(),
            (Lang::Zh, Self::FeatureOff { kind, feature }) => {
                format!("{}：要打开本库的“{feature}”特性才能读入", kind.name(lang))
            }
            (Lang::Zh, Self::NotRead { kind }) => format!("{}不能直接读入：{}", kind.name(lang), kind.advice(lang)),
            (Lang::Zh, Self::TooLarge { what, limit }) => format!("文件过大：{}超过上限 {limit}", what.name(lang)),
            (Lang::Zh, Self::Damaged { part, reason }) => {
                format!("文件已损坏：“{}”，“{}”", clipped(part), clipped(reason))
            }
            (Lang::Zh, Self::Undecoded { feature }) => {
                format!("文字的编码不明：请另存为“UTF-8”编码的文件{}", or_turn_on(*feature, lang))
            }
            (Lang::Zh, Self::Scanned) => {
                "各页都是图片（如扫描件），没有文字：请提供原始文件，或者转成文字并核对后再读入".to_owned()
            }
            (Lang::Zh, Self::NoUnicode) => {
                "文字无法识别（字体中没有“Unicode”编码）：请提供原始文件，或者重新导出“PDF”".to_owned()
            }
            (Lang::Zh, Self::Password) => "打开文件需要密码：请取消密码后另存".to_owned(),
            (Lang::Zh, Self::NotAReport) => "没有找到年度报告：没有找到第二、三、四部分的表格（“规章”“一、本年新收政府信息公开申请数量”“结果维持”等），也没有找到六个部分的标题（“一、总体情况”等），或者文件是关于年度报告的通知、指南等".to_owned(),
        }
    }
}

/// Declares what there can be too much of, each with its words.
macro_rules! excesses {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// What a document can have too much of; see the [limits](super::limits).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Excess {
            $(#[doc = concat!("Too many ", $en, ".")] $name,)*
        }

        impl Excess {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The words for it.
            pub const fn name(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, Lang::Zh) => $zh, (Self::$name, Lang::En) => $en,)*
                }
            }
        }
    };
}

excesses! {
    Bytes: "文件的字节", "bytes in the document";
    Lines: "文本的行", "lines in the text";
    PageLines: "“PDF”文本的行", "lines in the text of a PDF";
    PageWords: "“PDF”文本的字词", "words in the text of a PDF";
    PdfUnpacked: "“PDF”解压后的字节", "bytes in the unpacked PDF";
    CrossReferences: "“PDF”交叉引用的字节", "bytes of cross-references in the PDF";
    EncryptedObjects: "加密“PDF”中对象流的字节", "bytes of object streams in the encrypted PDF";
    Streams: "“PDF”的数据流", "streams in the PDF";
    Dictionaries: "“PDF”的字典", "dictionaries in the PDF";
    Unended: "“PDF”中没有结尾的对象", "bytes after objects of the PDF that have no end";
    Operators: "绘图指令", "drawing operators";
    PathBytes: "一条路径的字节", "bytes in a path";
    Pages: "文件的页", "pages in the document";
    Glyphs: "各页的字符", "characters on the pages";
    Rules: "各页的线条", "lines drawn on the pages";
    Cells: "表格的单元格", "cells in tables";
    Reports: "一个文件中的报告", "reports in the document";
    TextCells: "文本中的单元格", "cells in the text";
    Positions: "合并单元格所占的位置", "positions under merged cells of a table";
    CellBytes: "单元格的字节", "bytes in cells";
    Parts: "压缩包中的文件", "parts in the archive";
    Unpacked: "解压后的字节", "bytes in the unpacked archive";
    Tags: "压缩包中的标记", "tags in the archive";
    PartDepth: "压缩包中逐层嵌套的元素", "elements inside each other in a part of the archive";
    Attributes: "网页一个标记的属性", "attributes in a tag of the page";
    Steps: "解析网页的步骤", "steps to make a tree of the page";
    Nodes: "网页的元素和文字", "elements and texts in the page";
    PageParts: "网页存档的部分", "parts of the saved page";
    Characters: "文件的字符", "characters in the document";
    Paragraphs: "文件的段落", "paragraphs in the document";
    Properties: "文字和段落的格式数据", "bytes of properties of characters and paragraphs";
    TableDepth: "逐层嵌套的表格", "tables inside each other";
    Depth: "网页中逐层嵌套的元素", "elements inside each other in the page";
}

/// In English.
impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::En))
    }
}

fn or_turn_on(feature: Option<&str>, lang: Lang) -> String {
    match (feature, lang) {
        (None, _) => String::new(),
        (Some(feature), Lang::Zh) => format!("，或者打开本库的“{feature}”特性以读入“GB 18030”（“GBK”）编码"),
        (Some(feature), Lang::En) => {
            format!(", or turn on the feature `{feature}` of ogi-report to read GB 18030 (GBK)")
        }
    }
}
