//! Redundant audio (RFC 2198): older packets travel again in the newer.

/// Most blocks read from one payload; who sends more is not read.
const BLOCKS_MAX: usize = 16;

/// One block of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Payload type of its bytes.
    pub payload_type: u8,
    /// How many ticks it is older than the packet, 14 bits.
    pub older: u16,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Reads the blocks, the oldest first and the newest, which the packet is about, last. `None` when
/// the payload is not well formed.
#[must_use]
pub fn blocks(payload: &[u8]) -> Option<Vec<Block<'_>>> {
    let mut heads = Vec::new();
    let mut at = 0;
    loop {
        let first = *payload.get(at)?;
        if first & 0x80 == 0 {
            heads.push((first, 0, None));
            at += 1;
            break;
        }
        if BLOCKS_MAX <= heads.len() {
            return None;
        }
        let [_, high, middle, low] = *payload.get(at..at + 4)?.first_chunk()?;
        let older = u16::from(high) << 6 | u16::from(middle >> 2);
        let length = usize::from(middle & 0x03) << 8 | usize::from(low);
        heads.push((first & 0x7f, older, Some(length)));
        at += 4;
    }
    let mut blocks = Vec::with_capacity(heads.len());
    for (payload_type, older, length) in heads {
        let end = length.map_or(payload.len(), |length| at + length);
        blocks.push(Block {
            payload_type,
            older,
            bytes: payload.get(at..end)?,
        });
        at = end;
    }
    Some(blocks)
}

/// The newest block, without the older ones: where it begins and its payload type. `None` when the
/// payload is not well formed or carries no sound.
#[must_use]
pub fn newest(payload: &[u8]) -> Option<(usize, u8)> {
    let mut at = 0;
    let mut older = 0;
    for _ in 0..=BLOCKS_MAX {
        let first = *payload.get(at)?;
        if first & 0x80 == 0 {
            let start = at + 1 + older;
            return (start < payload.len()).then_some((start, first));
        }
        let length = payload.get(at + 2..at + 4)?;
        older += usize::from(length[0] & 0x03) << 8 | usize::from(length[1]);
        at += 4;
    }
    None
}

/// Writes blocks, the newest last. `None` when one of the older is too old or too long for its head
/// (14 and 10 bits), or there is none.
#[must_use]
pub fn write(blocks: &[Block<'_>]) -> Option<Vec<u8>> {
    let (newest, older) = blocks.split_last()?;
    let mut payload = Vec::new();
    for block in older {
        let length = u16::try_from(block.bytes.len()).ok()?;
        if 1 << 10 <= length || 1 << 14 <= block.older {
            return None;
        }
        let [high, low] = (block.older << 2 | length >> 8).to_be_bytes();
        payload.extend([
            0x80 | block.payload_type,
            high,
            low,
            length.to_be_bytes()[1],
        ]);
    }
    payload.push(newest.payload_type & 0x7f);
    for block in blocks {
        payload.extend_from_slice(block.bytes);
    }
    Some(payload)
}

/// Gives all blocks this payload type, in place: each subscriber has numbers of its own.
pub fn set_payload_type(payload: &mut [u8], payload_type: u8) {
    let mut at = 0;
    while let Some(first) = payload.get_mut(at) {
        let last = *first & 0x80 == 0;
        *first = *first & 0x80 | payload_type & 0x7f;
        if last {
            return;
        }
        at += 4;
    }
}

#[cfg(test)]
mod tests;
