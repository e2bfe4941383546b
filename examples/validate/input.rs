//! A document from a file or from standard input: what the examples share.

#[path = "bytes.rs"]
mod bytes;

use std::ffi::OsStr;
use std::fs;
use std::io;

use ogi_report::Draft;
use ogi_report::form::Lang;

/// The drafts of all reports in a file, or in standard input if it is `-`; or why there is none.
pub(crate) fn drafts(file: &OsStr, lang: Lang) -> Result<Vec<Draft>, String> {
    ogi_report::read::read_all(&bytes(file, lang)?).map_err(|error| error.describe(lang))
}

fn bytes(file: &OsStr, lang: Lang) -> Result<Vec<u8>, String> {
    let (directory, missing, irregular) = match lang {
        Lang::Zh => ("是文件夹，请写出其中的文件", "没有这个文件", "不是普通文件"),
        Lang::En => ("is a directory; name the files in it", "no such file", "not a regular file"),
    };
    if file == "-" {
        return bytes::of(io::stdin().lock()).map_err(|e| e.to_string());
    }
    match fs::metadata(file) {
        Ok(found) if found.is_dir() => Err(directory.to_owned()),
        // A pipe or a device would be waited for, maybe for ever.
        Ok(found) if !found.is_file() => Err(irregular.to_owned()),
        Ok(_) => bytes::of_file(file).map_err(|e| e.to_string()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(missing.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
