//! Boxes of MP4 files (ISO/IEC 14496-12): the little of them that is read and written here.

/// The boxes in `bytes`, with where their contents begin, up to where they are cut off.
pub(super) fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let size = usize::try_from(number(bytes, at, 4)?).ok()?;
        let kind = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let begins = at + 8;
        let end = at.checked_add(size)?;
        let contents = bytes.get(begins..end)?;
        at = end;
        Some((kind, begins, contents))
    })
}

/// The contents of the first box on a way into nested ones.
pub(super) fn find<'b>(bytes: &'b [u8], way: &[&[u8; 4]]) -> Option<&'b [u8]> {
    way.iter().try_fold(bytes, |bytes, wanted| {
        let mut found = boxes(bytes).filter(|(kind, _, _)| kind == *wanted);
        found.next().map(|(_, _, contents)| contents)
    })
}

/// A number of `len` bytes at an offset.
pub(super) fn number(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(len)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

/// Appends a box with these contents.
pub(super) fn put(out: &mut Vec<u8>, kind: &[u8; 4], contents: impl FnOnce(&mut Vec<u8>)) {
    let at = out.len();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(kind);
    contents(out);
    let size = u32::try_from(out.len() - at).unwrap_or(u32::MAX);
    out[at..at + 4].copy_from_slice(&size.to_be_bytes());
}

/// Appends a box that begins with its version and 24 flags.
pub(super) fn put_full(
    out: &mut Vec<u8>,
    kind: &[u8; 4],
    (version, flags): (u8, u32),
    contents: impl FnOnce(&mut Vec<u8>),
) {
    put(out, kind, |out| {
        put_u32(out, u32::from(version) << 24 | flags);
        contents(out);
    });
}

/// Appends a number of two bytes.
pub(super) fn put_u16(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_be_bytes());
}

/// Appends a number of four bytes.
pub(super) fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_be_bytes());
}

/// Appends a number of eight bytes.
pub(super) fn put_u64(out: &mut Vec<u8>, value: u64) {
    out.extend_from_slice(&value.to_be_bytes());
}

/// Appends this many bytes of nothing.
pub(super) fn put_zeros(out: &mut Vec<u8>, count: usize) {
    out.resize(out.len() + count, 0);
}
