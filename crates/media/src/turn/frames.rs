//! What comes on a stream: STUN messages and ChannelData, padded to four bytes (RFC 8656, 12.5).

/// The largest frame; a longer one is none of ours. Media datagrams are shorter.
const FRAME_BYTES_MAX: usize = 4 * 1024;

/// Length of a STUN header.
const STUN_HEADER: usize = 20;

/// Length of the head of ChannelData.
pub(super) const CHANNEL_HEADER: usize = 4;

/// Numbers that channels may have (RFC 8656, 12).
pub(super) const CHANNELS: std::ops::RangeInclusive<u16> = 0x4000..=0x4fff;

/// In every STUN message, so that it is told from other protocols (RFC 8489, 5).
const MAGIC_COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];

/// One frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame<'a> {
    /// A whole STUN message.
    Stun(&'a [u8]),
    /// Data for what a channel is bound to.
    Channel(u16, &'a [u8]),
}

/// The stream carries what is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoFrame;

/// Cuts the first frame off what has come; with it, how many bytes it took. `None` while it is not whole.
pub(super) fn cut(bytes: &[u8]) -> Result<Option<(Frame<'_>, usize)>, NoFrame> {
    let Some([first, second, high, low]) = bytes.first_chunk::<4>() else {
        return Ok(None);
    };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    if *first < 0x40 {
        let whole = STUN_HEADER + length;
        if FRAME_BYTES_MAX < whole || !length.is_multiple_of(4) {
            return Err(NoFrame);
        }
        if bytes.get(4..8).is_some_and(|cookie| cookie != MAGIC_COOKIE) {
            return Err(NoFrame);
        }
        return Ok(bytes
            .get(..whole)
            .map(|message| (Frame::Stun(message), whole)));
    }
    let number = u16::from_be_bytes([*first, *second]);
    let padded = CHANNEL_HEADER + length.next_multiple_of(4);
    if !CHANNELS.contains(&number) || FRAME_BYTES_MAX < padded {
        return Err(NoFrame);
    }
    let data = bytes.get(..padded);
    Ok(data.and_then(|data| {
        let data = data.get(CHANNEL_HEADER..CHANNEL_HEADER + length)?;
        Some((Frame::Channel(number, data), padded))
    }))
}

/// Writes data for a channel.
pub(super) fn put_channel(number: u16, data: &[u8], out: &mut Vec<u8>) {
    let Ok(length) = u16::try_from(data.len()) else {
        return;
    };
    out.extend(number.to_be_bytes());
    out.extend(length.to_be_bytes());
    out.extend(data);
    let padding = data.len().next_multiple_of(4) - data.len();
    out.extend([0; 3].iter().take(padding));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stun(length: u16) -> Vec<u8> {
        let mut bytes = vec![0, 1];
        bytes.extend(length.to_be_bytes());
        bytes.extend(MAGIC_COOKIE);
        bytes.resize(STUN_HEADER + usize::from(length), 7);
        bytes
    }

    #[test]
    fn frames_are_cut_wherever_the_stream_was_broken() {
        let mut stream = stun(8);
        put_channel(0x4001, b"hello", &mut stream);
        put_channel(0x4002, b"", &mut stream);
        stream.extend(stun(0));
        for broken in 0..stream.len() {
            // What came first, up to each byte, gives whole frames only.
            let mut at = 0;
            while let Some((_, took)) = cut(&stream[at..broken]).unwrap() {
                at += took;
            }
            assert!(at <= broken);
        }
        let mut at = 0;
        let mut found = Vec::new();
        while let Some((frame, took)) = cut(&stream[at..]).unwrap() {
            found.push(frame);
            at += took;
        }
        assert_eq!(at, stream.len());
        let (first, last) = (stun(8), stun(0));
        assert_eq!(
            found,
            [
                Frame::Stun(&first),
                Frame::Channel(0x4001, b"hello"),
                Frame::Channel(0x4002, b""),
                Frame::Stun(&last),
            ]
        );
    }

    #[test]
    fn what_is_no_frame_ends_the_stream() {
        assert_eq!(cut(b"GET / HTTP/1.1\r\n"), Err(NoFrame));
        let mut other = stun(0);
        other[5] ^= 1;
        assert_eq!(cut(&other), Err(NoFrame));
        assert_eq!(cut(&[0, 1, 0, 3]), Err(NoFrame));
        assert_eq!(cut(&[0, 1, 0xff, 0xfc]), Err(NoFrame));
        assert_eq!(cut(&[0x40, 0, 0xff, 0xff]), Err(NoFrame));
        assert_eq!(cut(&[0x80, 0, 0, 0]), Err(NoFrame));
    }
}
