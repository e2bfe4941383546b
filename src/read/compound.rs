//! Compound files ([MS-CFB]): the streams of bytes in which Office programs before 2007, and WPS, keep a document.
//!
//! A stream is a chain of sectors, named by a table of successors. Nothing that the file states about its size is believed: a chain
//! ends where the file does, and one that is longer than the table runs in a circle. The last sector may be incomplete, as many
//! programs leave it.

use super::ReadError;
use super::little_endian::{LittleEndian, size};

/// Successors and sectors from here on are marks: the end of a chain, a free sector, a sector of the table.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// How many sectors of the table the header names.
const IN_HEADER: usize = 109;
const ENTRY: usize = 128;
/// Shorter streams are kept in the mini stream, in sectors of 64 bytes.
const MINI_STREAM_CUTOFF: u32 = 4096;
const MINI_SHIFT: u32 = 6;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    shift: u32,
    successors: Vec<u32>,
    directory: Vec<u8>,
}

/// Where a stream begins and how long it is.
#[derive(Clone, Copy)]
struct Stream {
    first: u32,
    length: u32,
}

impl<'a> Compound<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let number = |at| bytes.u32_at(at).ok_or_else(|| damaged("ends inside its header"));
        let shift = u32::from(bytes.u16_at(30).unwrap_or_default());
        if !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || !matches!(shift, 9 | 12) {
            return Err(damaged("has no header"));
        }
        let mut file = Self { bytes, shift, successors: Vec::new(), directory: Vec::new() };
        let sectors = bytes.len() >> shift;
        // The table is itself kept in sectors: the header lists the first ones, a chain of sectors the others.
        let mut tables: Vec<u32> = (0..IN_HEADER).map_while(|n| bytes.u32_at(76 + 4 * n)).collect();
        let mut list = number(68)?;
        while let Some(sector) = file.sector(list).filter(|_| tables.len() <= sectors) {
            let numbers = sector.chunks_exact(4).filter_map(|number| number.u32_at(0));
            tables.extend(numbers);
            list = tables.pop().unwrap_or(u32::MAX);
        }
        for table in tables {
            let sector = file.sector(table).filter(|_| file.successors.len() <= sectors);
            let Some(sector) = sector else { continue };
            file.successors.extend(sector.chunks_exact(4).filter_map(|number| number.u32_at(0)));
        }
        file.directory = file.chain(Stream { first: number(48)?, length: u32::MAX })?;
        if file.directory.len() < ENTRY {
            return Err(damaged("has no directory"));
        }
        Ok(file)
    }

    /// The bytes of a stream at the top of the file, as far as the file has them; nothing if it has no such stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.start(name, u32::MAX)
    }

    /// The first bytes of a stream.
    pub(super) fn start(&self, name: &str, most: u32) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(stream) = self.find(name) else { return Ok(None) };
        let wanted = Stream { length: stream.length.min(most), ..stream };
        if stream.length >= MINI_STREAM_CUTOFF {
            return self.chain(wanted).map(Some);
        }
        let table = Stream { first: self.bytes.u32_at(60).unwrap_or(u32::MAX), length: u32::MAX };
        let successors: Vec<u32> = self.chain(table)?.chunks_exact(4).filter_map(|number| number.u32_at(0)).collect();
        let mini = self.stream_of(0).map_or(Ok(Vec::new()), |root| self.chain(root))?;
        let sector = |n: u32| slice(&mini, size(n) << MINI_SHIFT, 1 << MINI_SHIFT);
        chain(&successors, wanted, 1 << MINI_SHIFT, sector).map(Some)
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The streams and folders at the top of the file are a binary tree, which is searched whole: not every program sorts it.
    fn find(&self, name: &str) -> Option<Stream> {
        let entries = self.directory.len() / ENTRY;
        let mut seen = vec![false; entries];
        let mut left = vec![self.directory.u32_at(76)?];
        while let Some(entry) = left.pop() {
            let Some(seen) = seen.get_mut(size(entry)).filter(|seen| !**seen) else { continue };
            *seen = true;
            let at = size(entry) * ENTRY;
            if self.directory.get(at + 66) == Some(&2) && self.is_named(at, name) {
                return self.stream_of(at);
            }
            left.extend([self.directory.u32_at(at + 68), self.directory.u32_at(at + 72)].into_iter().flatten());
        }
        None
    }

    /// Whether an entry has a name, in capital or small letters.
    fn is_named(&self, entry: usize, name: &str) -> bool {
        let bytes = usize::from(self.directory.u16_at(entry + 64).unwrap_or_default()).min(64);
        // The length counts the zero at the end.
        let units = (0..(bytes / 2).saturating_sub(1)).filter_map(|n| self.directory.u16_at(entry + 2 * n));
        let found: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        found.eq_ignore_ascii_case(name)
    }

    fn stream_of(&self, entry: usize) -> Option<Stream> {
        Some(Stream { first: self.directory.u32_at(entry + 116)?, length: self.directory.u32_at(entry + 120)? })
    }

    fn chain(&self, stream: Stream) -> Result<Vec<u8>, ReadError> {
        chain(&self.successors, stream, 1 << self.shift, |n| self.sector(n))
    }

    /// A sector, as much of it as the file has.
    fn sector(&self, n: u32) -> Option<&'a [u8]> {
        // The header takes the place of a sector.
        slice(self.bytes, size(n).checked_add(1)?.checked_shl(self.shift)?, 1 << self.shift)
    }
}

fn slice(bytes: &[u8], at: usize, most: usize) -> Option<&[u8]> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    Some(rest.get(..most).unwrap_or(rest))
}

/// Joins the sectors of a stream, up to its length or to where the file breaks off.
fn chain<'s>(
    successors: &[u32],
    stream: Stream,
    whole: usize,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, ReadError> {
    let length = size(stream.length);
    let mut bytes = Vec::new();
    let mut next = Some(stream.first);
    let mut steps = 0;
    while let Some(n) = next.filter(|n| *n < LAST_SECTOR && bytes.len() < length) {
        steps += 1;
        if steps > successors.len() {
            return Err(damaged("has a chain of sectors that runs in a circle"));
        }
        let Some(found) = sector(n) else { break };
        bytes.extend_from_slice(found.get(..length - bytes.len()).unwrap_or(found));
        if found.len() < whole {
            break;
        }
        next = successors.get(size(n)).copied();
    }
    Ok(bytes)
}

fn damaged(reason: &str) -> ReadError {
    ReadError::Damaged { part: "compound file".to_owned(), reason: reason.to_owned() }
}
