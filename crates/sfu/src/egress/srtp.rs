//! Protection of what one connection sends, and opening of the SRTCP it receives: SRTP (RFC 3711)
//! with AES-128-CM and HMAC-SHA1-80, and with AES-GCM of 128 and 256 bits (RFC 7714).
//!
//! **Invariant:** no pair of SSRC and index is ever sealed twice with one key. For SRTP whoever
//! seals hands in the extended sequence number and never repeats one (a retransmission has its own
//! SSRC and numbers, RFC 4588); for SRTCP the index is counted here. With AES-GCM a single
//! repetition would give the key stream and the authentication key away (RFC 7714, 8.1).

mod cipher;
mod keys;
mod replay;

use super::word_at;
use cipher::Cipher;
pub(crate) use cipher::TAG_MAX;
pub use keys::SrtpKeys;
use replay::Replay;

/// Header and SSRC of the first packet of a compound, which SRTCP leaves in the clear.
const RTCP_CLEAR: usize = 8;

/// The E flag and the SRTCP index (RFC 3711, 3.4).
const RTCP_INDEX: usize = 4;

/// Most bytes SRTCP adds to a compound.
pub(crate) const RTCP_ADDED_MAX: usize = RTCP_INDEX + TAG_MAX;

/// The E flag: the compound is encrypted, as RFC 8827 wants it to be.
const ENCRYPTED: u32 = 1 << 31;

/// SSRCs from which SRTCP is taken in one connection; what comes from further ones is ignored.
const SENDERS_MAX: usize = 128;

/// Seals the RTP packets of one connection.
pub(crate) struct RtpSealer {
    cipher: Cipher,
}

impl RtpSealer {
    /// `None` when the cryptography library refuses the keys.
    pub(crate) fn new(keys: &SrtpKeys) -> Option<Self> {
        Some(Self {
            cipher: Cipher::new(keys.profile, keys.outgoing(), keys::Use::Rtp)?,
        })
    }

    /// Seals the packet at the front of `room` in place: `head` bytes of header, then payload up
    /// to `len`, then room for [`TAG_MAX`] bytes. `index` is the extended sequence
    /// number, whose upper part is the rollover counter. Returns the sealed length.
    pub(crate) fn seal(
        &self,
        room: &mut [u8],
        head: usize,
        len: usize,
        ssrc: u32,
        index: u64,
    ) -> Option<usize> {
        #[cfg(feature = "audit")]
        crate::audit::sealed(self.cipher.fingerprint(), ssrc, index);
        self.cipher.seal_rtp(room, head, len, ssrc, index)
    }
}

/// Seals the RTCP compounds of one connection.
pub(crate) struct RtcpSealer {
    cipher: Cipher,
    /// Index of the next compound, 31 bits.
    next: u32,
}

impl RtcpSealer {
    /// `None` when the cryptography library refuses the keys.
    pub(crate) fn new(keys: &SrtpKeys) -> Option<Self> {
        Some(Self {
            cipher: Cipher::new(keys.profile, keys.outgoing(), keys::Use::Rtcp)?,
            next: 0,
        })
    }

    /// Seals the compound of `len` bytes at the front of `room` in place; room for
    /// [`RTCP_ADDED_MAX`] bytes follows it. Returns the sealed length; `None` also after 2^31
    /// compounds, when the key is used up (RFC 3711, 9.2).
    pub(crate) fn seal(&mut self, room: &mut [u8], len: usize) -> Option<usize> {
        if len < RTCP_CLEAR || ENCRYPTED <= self.next {
            return None;
        }
        let index = self.next;
        self.next += 1;
        let ssrc = word_at(room, 4)?;
        #[cfg(feature = "audit")]
        crate::audit::sealed(self.cipher.fingerprint(), ssrc, u64::from(index));
        self.cipher.seal_rtcp(room, len, ssrc, ENCRYPTED | index)
    }
}

/// Opens the SRTCP that comes on one connection, each compound once.
pub(crate) struct RtcpOpener {
    cipher: Cipher,
    /// What came from each SSRC.
    senders: Vec<(u32, Replay)>,
}

impl RtcpOpener {
    /// `None` when the cryptography library refuses the keys.
    pub(crate) fn new(keys: &SrtpKeys) -> Option<Self> {
        Some(Self {
            cipher: Cipher::new(keys.profile, keys.incoming(), keys::Use::Rtcp)?,
            senders: Vec::new(),
        })
    }

    /// Opens a compound in place and gives its plain bytes. `None` for what is forged, cut off, not
    /// encrypted, or came before.
    pub(crate) fn open<'a>(&mut self, datagram: &'a mut [u8]) -> Option<&'a [u8]> {
        let ssrc = word_at(datagram, 4)?;
        let word = self.cipher.rtcp_index(datagram)?;
        if word & ENCRYPTED == 0 {
            return None;
        }
        let index = word & !ENCRYPTED;
        let known = self.senders.iter().position(|(known, _)| *known == ssrc);
        match known {
            Some(at) if !self.senders[at].1.is_new(index) => return None,
            None if SENDERS_MAX <= self.senders.len() => return None,
            _ => {}
        }
        let len = self.cipher.open_rtcp(datagram, ssrc, word)?;
        // Only what is genuine moves the window (RFC 3711, 3.3.2).
        let at = known.unwrap_or_else(|| {
            self.senders.push((ssrc, Replay::default()));
            self.senders.len() - 1
        });
        self.senders[at].1.note(index);
        datagram.get(..len)
    }
}

/// The SSRC under which an RTCP compound is sent, sealed or not.
pub(crate) fn sender_of(compound: &[u8]) -> Option<u32> {
    word_at(compound, 4)
}

#[cfg(test)]
mod tests;
