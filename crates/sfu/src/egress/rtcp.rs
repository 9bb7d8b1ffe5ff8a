//! RTCP: reads what a subscriber tells of what it was sent, writes reports of what was sent.

mod transport;

use super::word_at;
pub(crate) use transport::TransportFeedback;

/// Packet types (RFC 3550, 12.1; RFC 4585, 6.1).
const SENDER_REPORT: u8 = 200;
const RECEIVER_REPORT: u8 = 201;
const SOURCE_DESCRIPTION: u8 = 202;
const TRANSPORT_FEEDBACK: u8 = 205;
const PAYLOAD_FEEDBACK: u8 = 206;

/// Kinds of transport feedback: generic NACK (RFC 4585, 6.2.1) and transport-wide congestion
/// control (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1).
const GENERIC_NACK: u8 = 1;
const TRANSPORT_WIDE: u8 = 15;

/// Kinds of payload feedback: picture loss (RFC 4585, 6.3.1) and full intra request (RFC 5104,
/// 4.3.1).
const PICTURE_LOSS: u8 = 1;
const FULL_INTRA: u8 = 4;

/// Bytes of a common header with the SSRC of who sends.
const HEAD: usize = 8;

/// Bytes of a sender report without blocks (RFC 3550, 6.4.1).
const REPORT: usize = 28;

/// What a subscriber tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told<'a> {
    /// It has received something of an SSRC.
    Receives(Receives),
    /// It misses packets: the first, and bit `n` for the `n + 1`th after it.
    Misses { ssrc: u32, first: u16, others: u16 },
    /// It cannot go on without a keyframe.
    NeedsKeyframe { ssrc: u32 },
    /// When which packets of the whole transport came.
    Arrivals(TransportFeedback<'a>),
}

/// What a report block says of one SSRC (RFC 3550, 6.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Receives {
    pub(crate) ssrc: u32,
    /// How many were lost since the beginning, less those that came twice.
    pub(crate) lost: i32,
    /// The highest sequence number, with its rollovers above.
    pub(crate) newest: u32,
    /// The middle of the NTP time of the last sender report, 0 if none came, and how long ago that
    /// came, in 2^-16 s.
    pub(crate) reported: u32,
    pub(crate) since: u32,
}

impl Receives {
    fn read(block: &[u8]) -> Option<Self> {
        // The lower 24 bits, with their sign.
        let lost = word_at(block, 4)?.cast_signed() << 8 >> 8;
        Some(Self {
            ssrc: word_at(block, 0)?,
            lost,
            newest: word_at(block, 8)?,
            reported: word_at(block, 16)?,
            since: word_at(block, 20)?,
        })
    }
}

/// Whether a datagram is RTCP, or SRTCP, rather than RTP (RFC 5761, 4).
pub(crate) fn is_rtcp(datagram: &[u8]) -> bool {
    matches!(datagram, [first, 192..=223, ..] if first >> 6 == 2)
}

/// Hands out what a compound tells of what was sent. Returns whether it also tells of what its
/// sender sends itself.
pub(crate) fn read<'a>(compound: &'a [u8], mut told: impl FnMut(Told<'a>)) -> bool {
    let mut rest = compound;
    let mut of_its_own = false;
    while let [first, kind, high, low, ..] = *rest {
        let len = 4 * (usize::from(u16::from_be_bytes([high, low])) + 1);
        let (2, Some((packet, after))) = (first >> 6, rest.split_at_checked(len)) else {
            break;
        };
        rest = after;
        let count = first & 0x1f;
        match kind {
            SENDER_REPORT => {
                of_its_own = true;
                read_blocks(packet.get(REPORT..), count, &mut told);
            }
            RECEIVER_REPORT => read_blocks(packet.get(HEAD..), count, &mut told),
            TRANSPORT_FEEDBACK => read_transport(packet, count, &mut told),
            PAYLOAD_FEEDBACK => read_payload(packet, count, &mut told),
            // A description alone tells nothing; a goodbye or an extended report might.
            SOURCE_DESCRIPTION => {}
            _ => of_its_own = true,
        }
    }
    of_its_own
}

fn half_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn read_blocks<'a>(blocks: Option<&'a [u8]>, count: u8, told: &mut impl FnMut(Told<'a>)) {
    let blocks = blocks.unwrap_or_default().chunks_exact(24);
    for block in blocks.take(usize::from(count)) {
        if let Some(receives) = Receives::read(block) {
            told(Told::Receives(receives));
        }
    }
}

fn read_transport<'a>(packet: &'a [u8], kind: u8, told: &mut impl FnMut(Told<'a>)) {
    let Some((ssrc, body)) = word_at(packet, 8).zip(packet.get(12..)) else {
        return;
    };
    match kind {
        GENERIC_NACK => {
            for entry in body.chunks_exact(4) {
                if let Some((first, others)) = half_at(entry, 0).zip(half_at(entry, 2)) {
                    told(Told::Misses {
                        ssrc,
                        first,
                        others,
                    });
                }
            }
        }
        TRANSPORT_WIDE => {
            if let Some(feedback) = TransportFeedback::new(body) {
                told(Told::Arrivals(feedback));
            }
        }
        _ => {}
    }
}

fn read_payload<'a>(packet: &'a [u8], kind: u8, told: &mut impl FnMut(Told<'a>)) {
    match kind {
        PICTURE_LOSS => {
            if let Some(ssrc) = word_at(packet, 8) {
                told(Told::NeedsKeyframe { ssrc });
            }
        }
        FULL_INTRA => {
            for entry in packet.get(12..).unwrap_or_default().chunks_exact(8) {
                if let Some(ssrc) = word_at(entry, 0) {
                    told(Told::NeedsKeyframe { ssrc });
                }
            }
        }
        _ => {}
    }
}

/// What a sender report says of one SSRC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SenderReport {
    pub(crate) ssrc: u32,
    /// Seconds, and 2^-32 of a second, of the clock that all reports of a connection share.
    pub(crate) ntp: u64,
    /// RTP timestamp of that instant.
    pub(crate) time: u32,
    /// Packets and payload bytes sent so far.
    pub(crate) packets: u32,
    pub(crate) octets: u32,
}

/// Bytes that one SSRC takes in a compound: its report, and its chunk with a name of this length.
pub(crate) const fn reported_len(name: usize) -> usize {
    REPORT + chunk_len(name)
}

/// SSRC, item type, item length, name, and at least one zero byte up to a whole word (RFC 3550,
/// 6.5).
const fn chunk_len(name: usize) -> usize {
    (4 + 2 + name + 1).next_multiple_of(4)
}

/// Most SSRCs that one compound reports: a description counts its chunks with five bits.
pub(crate) const REPORTED_MAX: usize = 31;

/// Writes a compound of sender reports, with the canonical name that all their SSRCs have (RFC
/// 3550, 6.1). Returns its length; `None` when the room does not suffice.
pub(crate) fn write_reports(
    room: &mut [u8],
    reports: &[SenderReport],
    name: &[u8],
) -> Option<usize> {
    let count = u8::try_from(reports.len()).ok()?;
    let len = reports.len() * reported_len(name.len()) + 4;
    if count == 0 || REPORTED_MAX < reports.len() {
        return None;
    }
    let room = room.get_mut(..len)?;
    let (all, description) = room.split_at_mut(reports.len() * REPORT);
    for (report, to) in reports.iter().zip(all.chunks_exact_mut(REPORT)) {
        to[..4].copy_from_slice(&[0x80, SENDER_REPORT, 0, 6]);
        to[4..8].copy_from_slice(&report.ssrc.to_be_bytes());
        to[8..16].copy_from_slice(&report.ntp.to_be_bytes());
        to[16..20].copy_from_slice(&report.time.to_be_bytes());
        to[20..24].copy_from_slice(&report.packets.to_be_bytes());
        to[24..28].copy_from_slice(&report.octets.to_be_bytes());
    }
    let chunk = chunk_len(name.len());
    let words = u16::try_from(reports.len() * chunk / 4).ok()?;
    let (head, chunks) = description.split_at_mut(4);
    head[..2].copy_from_slice(&[0x80 | count, SOURCE_DESCRIPTION]);
    head[2..].copy_from_slice(&words.to_be_bytes());
    for (report, to) in reports.iter().zip(chunks.chunks_exact_mut(chunk)) {
        to.fill(0);
        to[..4].copy_from_slice(&report.ssrc.to_be_bytes());
        // The canonical name is item 1.
        to[4..6].copy_from_slice(&[1, u8::try_from(name.len()).ok()?]);
        to[6..6 + name.len()].copy_from_slice(name);
    }
    Some(len)
}

#[cfg(test)]
mod tests;
