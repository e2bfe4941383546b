//! Numbers in binary formats: the low byte comes first, and a place outside the bytes holds none.

pub(super) trait LittleEndian {
    fn u16_at(&self, at: usize) -> Option<u16>;
    fn u32_at(&self, at: usize) -> Option<u32>;

    fn i16_at(&self, at: usize) -> Option<i16> {
        self.u16_at(at).map(u16::cast_signed)
    }
}

impl LittleEndian for [u8] {
    fn u16_at(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(*self.get(at..)?.first_chunk()?))
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(*self.get(at..)?.first_chunk()?))
    }
}

/// A place or a size in bytes, as files give it. On a machine where it does not fit it lies outside any bytes.
pub(super) fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
