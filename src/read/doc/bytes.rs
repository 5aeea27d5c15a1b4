//! Numbers at offsets of a stream, little-endian; nothing where the stream ends before.

/// Two bytes at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    Some(u16::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// Four bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    Some(u32::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// Four bytes at `at`, as an offset or a count.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// `len` bytes at `at`.
pub(super) fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// A "plex": `n + 1` positions, then `n` records of `size` bytes.
pub(super) struct Plex<'a> {
    bytes: &'a [u8],
    size: usize,
    count: usize,
}

impl<'a> Plex<'a> {
    pub(super) fn new(bytes: &'a [u8], size: usize) -> Plex<'a> {
        Plex { bytes, size, count: bytes.len().saturating_sub(4) / (4 + size) }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Position `index`, up to and including `len()`.
    pub(super) fn position(&self, index: usize) -> Option<usize> {
        if index > self.count { None } else { size_at(self.bytes, index * 4) }
    }

    /// Record `index`.
    pub(super) fn record(&self, index: usize) -> Option<&'a [u8]> {
        if index >= self.count {
            return None;
        }
        slice(self.bytes, (self.count + 1) * 4 + index * self.size, self.size)
    }
}
