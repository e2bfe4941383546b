//! The files of a folder tree, in the order of their paths.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// A file, or what stands in its place.
pub(crate) enum Found {
    /// A file to read.
    File(PathBuf),
    /// A path that leads to no file, and why.
    Lost(PathBuf, String),
}

/// All files under a folder, or the one file that the path names. Hidden files and folders, and the lock files of office
/// programs, are passed over; links are followed.
pub(crate) fn files(root: &Path) -> Vec<Found> {
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    let mut found = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => found.push(Found::File(entry.into_path())),
            // A pipe or a device would be waited for, maybe for ever.
            Ok(entry) => found.push(Found::Lost(entry.into_path(), "not a regular file".to_owned())),
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let why = match error.io_error() {
                    Some(why) => why.to_string(),
                    None => "the link leads back to a folder it is in".to_owned(),
                };
                found.push(Found::Lost(path, why));
            }
        }
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}
