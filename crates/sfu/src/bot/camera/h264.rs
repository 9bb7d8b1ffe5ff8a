//! H.264 on the wire (RFC 6184), as browsers and encoders send it: parameters together, large units in
//! parts.

/// Payload bytes of one packet.
const PACKET_BYTES: usize = 1_100;

/// Kinds of payloads (RFC 6184, table 1).
const AGGREGATE: u8 = 24;
const FRAGMENT: u8 = 28;

/// Begins units that stand for themselves (H.264, annex B).
const START: [u8; 3] = [0, 0, 1];

/// The payloads of a picture that is given as a byte stream (H.264, annex B).
pub(super) fn payloads(picture: &[u8]) -> Vec<Vec<u8>> {
    let (parameters, others): (Vec<&[u8]>, Vec<&[u8]>) = units(picture)
        .into_iter()
        .partition(|unit| matches!(unit[0] & 0x1f, 7 | 8));
    let mut payloads = Vec::new();
    if !parameters.is_empty() {
        let mut aggregate = vec![0x60 | AGGREGATE];
        for unit in parameters {
            let length = u16::try_from(unit.len()).unwrap_or(0);
            aggregate.extend_from_slice(&length.to_be_bytes());
            aggregate.extend_from_slice(unit);
        }
        payloads.push(aggregate);
    }
    for unit in others {
        if unit.len() <= PACKET_BYTES {
            payloads.push(unit.to_vec());
            continue;
        }
        let (head, body) = (unit[0], &unit[1..]);
        let count = body.chunks(PACKET_BYTES).count();
        for (at, part) in body.chunks(PACKET_BYTES).enumerate() {
            let first = if at == 0 { 0x80 } else { 0 };
            let last = if at + 1 == count { 0x40 } else { 0 };
            let mut payload = vec![head & 0xe0 | FRAGMENT, first | last | head & 0x1f];
            payload.extend_from_slice(part);
            payloads.push(payload);
        }
    }
    payloads
}

/// The units between start codes.
fn units(stream: &[u8]) -> Vec<&[u8]> {
    let starts = stream.windows(START.len()).enumerate();
    let starts: Vec<usize> = starts
        .filter(|(_, bytes)| *bytes == START)
        .map(|(at, _)| at)
        .collect();
    let units = starts.iter().enumerate().map(|(number, start)| {
        let end = starts.get(number + 1).copied().unwrap_or(stream.len());
        let unit = &stream[start + START.len()..end];
        // A start code may have one more zero before it, which no unit ends with.
        let last = unit.iter().rposition(|byte| *byte != 0);
        &unit[..last.map_or(0, |last| last + 1)]
    });
    units.filter(|unit| !unit.is_empty()).collect()
}
