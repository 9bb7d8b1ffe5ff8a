//! EBML (RFC 8794): the little of it that WebM needs.

/// Element ids of Matroska (RFC 9559), as written.
pub(super) mod id {
    pub(crate) const EBML: u32 = 0x1a45_dfa3;
    pub(crate) const EBML_VERSION: u32 = 0x4286;
    pub(crate) const EBML_READ_VERSION: u32 = 0x42f7;
    pub(crate) const EBML_MAX_ID_LENGTH: u32 = 0x42f2;
    pub(crate) const EBML_MAX_SIZE_LENGTH: u32 = 0x42f3;
    pub(crate) const DOC_TYPE: u32 = 0x4282;
    pub(crate) const DOC_TYPE_VERSION: u32 = 0x4287;
    pub(crate) const DOC_TYPE_READ_VERSION: u32 = 0x4285;
    pub(crate) const VOID: u32 = 0xec;
    pub(crate) const SEGMENT: u32 = 0x1853_8067;
    pub(crate) const SEEK_HEAD: u32 = 0x114d_9b74;
    pub(crate) const SEEK: u32 = 0x4dbb;
    pub(crate) const SEEK_ID: u32 = 0x53ab;
    pub(crate) const SEEK_POSITION: u32 = 0x53ac;
    pub(crate) const INFO: u32 = 0x1549_a966;
    pub(crate) const TIMESTAMP_SCALE: u32 = 0x002a_d7b1;
    pub(crate) const DURATION: u32 = 0x4489;
    pub(crate) const MUXING_APP: u32 = 0x4d80;
    pub(crate) const WRITING_APP: u32 = 0x5741;
    pub(crate) const TRACKS: u32 = 0x1654_ae6b;
    pub(crate) const TRACK_ENTRY: u32 = 0xae;
    pub(crate) const TRACK_NUMBER: u32 = 0xd7;
    pub(crate) const TRACK_UID: u32 = 0x73c5;
    pub(crate) const TRACK_TYPE: u32 = 0x83;
    pub(crate) const FLAG_LACING: u32 = 0x9c;
    pub(crate) const CODEC_ID: u32 = 0x86;
    pub(crate) const CODEC_PRIVATE: u32 = 0x63a2;
    pub(crate) const CODEC_DELAY: u32 = 0x56aa;
    pub(crate) const SEEK_PRE_ROLL: u32 = 0x56bb;
    pub(crate) const VIDEO: u32 = 0xe0;
    pub(crate) const PIXEL_WIDTH: u32 = 0xb0;
    pub(crate) const PIXEL_HEIGHT: u32 = 0xba;
    pub(crate) const AUDIO: u32 = 0xe1;
    pub(crate) const SAMPLING_FREQUENCY: u32 = 0xb5;
    pub(crate) const CHANNELS: u32 = 0x9f;
    pub(crate) const CLUSTER: u32 = 0x1f43_b675;
    pub(crate) const TIMESTAMP: u32 = 0xe7;
    pub(crate) const SIMPLE_BLOCK: u32 = 0xa3;
    pub(crate) const BLOCK_GROUP: u32 = 0xa0;
    pub(crate) const BLOCK: u32 = 0xa1;
    pub(crate) const REFERENCE_BLOCK: u32 = 0xfb;
    pub(crate) const CUES: u32 = 0x1c53_bb6b;
    pub(crate) const CUE_POINT: u32 = 0xbb;
    pub(crate) const CUE_TIME: u32 = 0xb3;
    pub(crate) const CUE_TRACK_POSITIONS: u32 = 0xb7;
    pub(crate) const CUE_TRACK: u32 = 0xf7;
    pub(crate) const CUE_CLUSTER_POSITION: u32 = 0xf1;
}

/// The size that means "until the end", in eight bytes.
pub(super) const SIZE_UNKNOWN: u64 = (1 << 56) - 1;

/// Appends an element id.
pub(super) fn put_id(out: &mut Vec<u8>, id: u32) {
    let bytes = id.to_be_bytes();
    let skip = (id.leading_zeros() / 8) as usize;
    out.extend_from_slice(&bytes[skip.min(3)..]);
}

/// Appends a size in eight bytes, so that it can be replaced in place.
pub(super) fn put_size(out: &mut Vec<u8>, size: u64) {
    out.extend_from_slice(&((1 << 56) | size).to_be_bytes());
}

/// Appends an element with these contents.
pub(super) fn put(out: &mut Vec<u8>, id: u32, contents: &[u8]) {
    put_id(out, id);
    put_size(out, contents.len() as u64);
    out.extend_from_slice(contents);
}

/// Appends an unsigned integer in eight bytes.
pub(super) fn put_uint(out: &mut Vec<u8>, id: u32, value: u64) {
    put(out, id, &value.to_be_bytes());
}

/// Appends a float of eight bytes.
pub(super) fn put_float(out: &mut Vec<u8>, id: u32, value: f64) {
    put(out, id, &value.to_be_bytes());
}

/// Appends an element that means nothing and takes `bytes` in all; at least 9.
pub(super) fn put_void(out: &mut Vec<u8>, bytes: usize) {
    put(out, id::VOID, &vec![0; bytes.saturating_sub(9)]);
}

/// The head of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its id.
    pub(super) id: u32,
    /// The size of its contents; `None` for unknown.
    pub(super) size: Option<u64>,
    /// The size of the head itself.
    pub(super) len: usize,
}

/// Reads the head of an element; `None` when it is cut off or none.
pub(super) fn read_head(bytes: &[u8]) -> Option<Head> {
    let id_len = bytes.first()?.leading_zeros() as usize + 1;
    if 4 < id_len {
        return None;
    }
    let id = bytes
        .get(..id_len)?
        .iter()
        .fold(0, |id, byte| id << 8 | u32::from(*byte));
    let size_first = *bytes.get(id_len)?;
    let size_len = size_first.leading_zeros() as usize + 1;
    if 8 < size_len {
        return None;
    }
    let size_bytes = bytes.get(id_len..id_len + size_len)?;
    let raw = size_bytes
        .iter()
        .fold(0, |size, byte| size << 8 | u64::from(*byte));
    let bits = 7 * size_len;
    let size = raw & ((1 << bits) - 1);
    let size = Some(size).filter(|size| *size != (1 << bits) - 1);
    Some(Head {
        id,
        size,
        len: id_len + size_len,
    })
}

/// Reads an unsigned integer of up to eight bytes.
pub(super) fn read_uint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// The elements in `bytes`, with their contents, up to where they are cut off.
pub(super) fn elements(bytes: &[u8]) -> impl Iterator<Item = (Head, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let head = read_head(rest)?;
        let end = head.len.checked_add(usize::try_from(head.size?).ok()?)?;
        let contents = rest.get(head.len..end)?;
        rest = rest.get(end..)?;
        Some((head, contents))
    })
}

#[cfg(test)]
mod tests;
