//! What is in the clear of a packet, and what was agreed on in the descriptions.

/// The fixed part of a packet's header and where the rest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) ssrc: u32,
    pub(crate) seq: u16,
    /// Bytes up to the payload.
    pub(crate) bytes: usize,
    /// Begin and end of the extensions, when they are of the short form.
    extensions: Option<(usize, usize)>,
}

/// The short form of extensions (RFC 8285, 4.2).
const ONE_BYTE: u16 = 0xbede;

impl Header {
    pub(crate) fn read(packet: &[u8]) -> Option<Self> {
        let first = *packet.first()?;
        if first >> 6 != 2 {
            return None;
        }
        let two = |at: usize| Some(u16::from_be_bytes(packet.get(at..at + 2)?.try_into().ok()?));
        let four = |at: usize| Some(u32::from_be_bytes(packet.get(at..at + 4)?.try_into().ok()?));
        let mut bytes = 12 + 4 * usize::from(first & 0x0f);
        let mut extensions = None;
        if first & 0x10 != 0 {
            let end = bytes + 4 + 4 * usize::from(two(bytes + 2)?);
            if two(bytes)? == ONE_BYTE {
                extensions = Some((bytes + 4, end));
            }
            bytes = end;
        }
        (bytes <= packet.len()).then_some(())?;
        Some(Self {
            ssrc: four(8)?,
            seq: two(2)?,
            bytes,
            extensions,
        })
    }

    /// The extension of this number.
    pub(crate) fn extension<'a>(&self, packet: &'a [u8], wanted: u8) -> Option<&'a [u8]> {
        let (mut at, end) = self.extensions?;
        while at < end {
            let head = *packet.get(at)?;
            at += 1;
            if head == 0 {
                continue;
            }
            let length = usize::from(head & 0x0f) + 1;
            if head >> 4 == wanted {
                return packet.get(at..at + length);
            }
            at += length;
        }
        None
    }
}

/// Whether a datagram is a report and no packet (RFC 5761, 4).
pub(crate) fn is_report(datagram: &[u8]) -> bool {
    datagram
        .get(1)
        .is_some_and(|kind| (192..=223).contains(kind))
}

/// What an offer and its answer say of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreed {
    /// Ours and theirs.
    pub(crate) fragments: (String, String),
    /// Theirs.
    pub(crate) password: String,
    /// The number of the extension for transport-wide numbers.
    pub(crate) transport_wide: Option<u8>,
    /// SSRCs of the slots: the packets', and that of their retransmissions.
    pub(crate) slots: Vec<Slot>,
}

/// SSRCs of one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) ssrc: u32,
    pub(crate) again: Option<u32>,
    pub(crate) video: bool,
}

const TRANSPORT_WIDE: &str =
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

fn line<'a>(description: &'a str, name: &str) -> Option<&'a str> {
    description
        .lines()
        .find_map(|line| line.trim_end().strip_prefix(name))
}

impl Agreed {
    /// By the descriptions of both sides, of which one is an offer and one its answer.
    pub(crate) fn read(ours: &str, theirs: &str) -> Option<Self> {
        let transport_wide = theirs.lines().find_map(|line| {
            let (number, uri) = line.trim_end().strip_prefix("a=extmap:")?.split_once(' ')?;
            (uri == TRANSPORT_WIDE).then(|| number.parse().ok())?
        });
        let mut slots = Vec::new();
        for section in theirs.split("\nm=").skip(1) {
            let group = line(section, "a=ssrc-group:FID ");
            let mut named = section.lines().filter_map(|line| {
                line.strip_prefix("a=ssrc:")?
                    .split(' ')
                    .next()?
                    .parse()
                    .ok()
            });
            let pair = group.and_then(|group| {
                let (ssrc, again) = group.split_once(' ')?;
                Some((ssrc.parse().ok()?, again.trim().parse().ok()))
            });
            if let Some((ssrc, again)) = pair.or_else(|| Some((named.next()?, None))) {
                slots.push(Slot {
                    ssrc,
                    again,
                    video: section.starts_with("video"),
                });
            }
        }
        Some(Self {
            fragments: (
                line(ours, "a=ice-ufrag:")?.to_owned(),
                line(theirs, "a=ice-ufrag:")?.to_owned(),
            ),
            password: line(theirs, "a=ice-pwd:")?.to_owned(),
            transport_wide,
            slots,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_ends_after_sources_and_extensions() {
        let mut packet = vec![0x91, 0x60, 0, 9, 0, 0, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4];
        packet.extend([0xbe, 0xde, 0, 2, 0x10, 7, 0, 0x31, 1, 2, 0, 0, 0xff]);
        let header = Header::read(&packet).unwrap();
        assert_eq!((header.ssrc, header.seq, header.bytes), (5, 9, 28));
        assert_eq!(header.extension(&packet, 3), Some(&[1, 2][..]));
        assert_eq!(header.extension(&packet, 2), None);
        assert_eq!(Header::read(&packet[..27]), None);
    }

    #[test]
    fn the_answer_tells_the_slots_and_who_is_who() {
        let offer = "v=0\r\na=ice-ufrag:our\r\na=ice-pwd:x\r\n";
        let answer = "v=0\r\na=ice-ufrag:their\r\na=ice-pwd:secret\r\nm=audio 9\r\na=ssrc:1 cname:a\r\n\
             m=video 9\r\na=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n\
             a=ssrc-group:FID 2 3\r\na=ssrc:2 cname:a\r\na=ssrc:3 cname:a\r\nm=video 9\r\na=recvonly\r\n";
        let agreed = Agreed::read(offer, answer).unwrap();
        let slot = |ssrc, again, video| Slot { ssrc, again, video };
        assert_eq!(agreed.slots, [slot(1, None, false), slot(2, Some(3), true)]);
        assert_eq!(agreed.fragments, ("our".to_owned(), "their".to_owned()));
        assert_eq!(
            (agreed.password.as_str(), agreed.transport_wide),
            ("secret", Some(4))
        );
    }

    #[test]
    fn the_real_answer_tells_all_of_it() {
        let now = std::time::Instant::now();
        let server = std::net::SocketAddr::from(([127, 0, 0, 1], 9));
        let told = sfu::Announced {
            udp: vec![server],
            tcp: Vec::new(),
        };
        let config = sfu::bot::BotConfig::default();
        let (_, offer, tracks) = sfu::bot::Bot::new(&config, server, now).unwrap();
        let answerer = sfu::Answerer::new(told).unwrap();
        let answered = answerer.answer(&offer, &tracks, "00", now).unwrap();
        let agreed = Agreed::read(&offer, &answered.sdp).unwrap();
        let of = |video| agreed.slots.iter().filter(move |slot| slot.video == video);
        assert_eq!((of(false).count(), of(true).count()), (3, 4));
        assert!(of(true).all(|slot| slot.again.is_some()));
        assert!(agreed.transport_wide.is_some());
        assert_eq!(agreed.fragments.1, answered.ufrag);
    }
}
