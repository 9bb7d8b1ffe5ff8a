//! The transforms: AES-GCM (RFC 7714) and AES in counter mode with HMAC-SHA1-80 (RFC 3711).

use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{AES_128, EncryptingKey, EncryptionContext, UnboundCipherKey};
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use str0m::crypto::dtls::SrtpProfile;

use super::keys::{Label, Master, Use};
use super::{RTCP_CLEAR, RTCP_INDEX, word_at};

/// Length of the AES-GCM tag.
const GCM_TAG: usize = 16;

/// Length of the HMAC-SHA1-80 tag.
const CM_TAG: usize = 10;

/// Length of the longest tag.
pub(crate) const TAG_MAX: usize = GCM_TAG;

/// A session key of one direction and one use.
pub(super) enum Cipher {
    Gcm {
        key: LessSafeKey,
        salt: [u8; 12],
    },
    /// Boxed: seldom negotiated, and several times as large.
    Cm(Box<Cm>),
}

/// AES in counter mode with HMAC-SHA1-80.
pub(super) struct Cm {
    key: EncryptingKey,
    auth: hmac::Key,
    salt: [u8; 14],
}

impl Cipher {
    /// Derives the session keys; `None` when the cryptography library refuses them.
    pub(super) fn new(profile: SrtpProfile, master: &Master, purpose: Use) -> Option<Self> {
        let salt = || master.derive(purpose, Label::Salt);
        let gcm = |key: UnboundKey| {
            Some(Self::Gcm {
                key: LessSafeKey::new(key),
                salt: salt()?,
            })
        };
        match profile {
            SrtpProfile::AEAD_AES_256_GCM => {
                let key = master.derive::<32>(purpose, Label::Encryption)?;
                gcm(UnboundKey::new(&AES_256_GCM, &key).ok()?)
            }
            SrtpProfile::AEAD_AES_128_GCM => {
                let key = master.derive::<16>(purpose, Label::Encryption)?;
                gcm(UnboundKey::new(&AES_128_GCM, &key).ok()?)
            }
            SrtpProfile::AES128_CM_SHA1_80 => {
                let key = master.derive::<16>(purpose, Label::Encryption)?;
                let auth = master.derive::<20>(purpose, Label::Authentication)?;
                Some(Self::Cm(Box::new(Cm {
                    key: EncryptingKey::ctr(UnboundCipherKey::new(&AES_128, &key).ok()?).ok()?,
                    auth: hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &auth),
                    salt: master.derive(purpose, Label::Salt)?,
                })))
            }
            _ => None,
        }
    }

    /// With session keys as a test vector gives them.
    #[cfg(test)]
    pub(super) fn gcm(key: &[u8], salt: [u8; 12]) -> Self {
        let algorithm = if key.len() == 32 {
            &AES_256_GCM
        } else {
            &AES_128_GCM
        };
        Self::Gcm {
            key: LessSafeKey::new(UnboundKey::new(algorithm, key).unwrap()),
            salt,
        }
    }

    pub(super) const fn tag_len(&self) -> usize {
        match self {
            Self::Gcm { .. } => GCM_TAG,
            Self::Cm(_) => CM_TAG,
        }
    }

    /// A number that no other key has, but for chance.
    #[cfg(feature = "audit")]
    pub(super) fn fingerprint(&self) -> [u8; 14] {
        let mut fingerprint = [0; 14];
        match self {
            Self::Gcm { salt, .. } => fingerprint[..12].copy_from_slice(salt),
            Self::Cm(cm) => fingerprint = cm.salt,
        }
        fingerprint
    }

    /// Seals an RTP packet in place: see [`RtpSealer::seal`](super::RtpSealer::seal).
    #[inline]
    pub(super) fn seal_rtp(
        &self,
        room: &mut [u8],
        head: usize,
        len: usize,
        ssrc: u32,
        index: u64,
    ) -> Option<usize> {
        let sealed = len + self.tag_len();
        let (packet, tag_room) = room.get_mut(..sealed)?.split_at_mut(len);
        let (header, payload) = packet.split_at_mut_checked(head)?;
        match self {
            Self::Gcm { key, salt } => {
                let nonce = Nonce::assume_unique_for_key(gcm_rtp_iv(salt, ssrc, index));
                let tag = key
                    .seal_in_place_separate_tag(nonce, Aad::from(&*header), payload)
                    .ok()?;
                tag_room.copy_from_slice(tag.as_ref());
            }
            Self::Cm(cm) => {
                cm.apply(payload, ssrc, index)?;
                let rollovers = index.to_be_bytes();
                let tag = cm.tag(&[&*packet, &rollovers[2..6]]);
                tag_room.copy_from_slice(tag.as_ref().get(..CM_TAG)?);
            }
        }
        Some(sealed)
    }

    /// Seals an RTCP compound in place; `word` is the E flag with the index.
    pub(super) fn seal_rtcp(
        &self,
        room: &mut [u8],
        len: usize,
        ssrc: u32,
        word: u32,
    ) -> Option<usize> {
        let sealed = len + RTCP_INDEX + self.tag_len();
        let room = room.get_mut(..sealed)?;
        match self {
            // Compound, tag, index (RFC 7714, 9.2).
            Self::Gcm { key, salt } => {
                let (compound, added) = room.split_at_mut(len);
                let (clear, secret) = compound.split_at_mut_checked(RTCP_CLEAR)?;
                let (tag_room, index) = added.split_at_mut(GCM_TAG);
                let nonce = Nonce::assume_unique_for_key(gcm_rtcp_iv(salt, ssrc, word));
                let aad = gcm_rtcp_aad(clear, word)?;
                let tag = key
                    .seal_in_place_separate_tag(nonce, Aad::from(aad), secret)
                    .ok()?;
                tag_room.copy_from_slice(tag.as_ref());
                index.copy_from_slice(&word.to_be_bytes());
            }
            // Compound, index, tag (RFC 3711, 3.4).
            Self::Cm(cm) => {
                cm.apply(room.get_mut(RTCP_CLEAR..len)?, ssrc, cm_rtcp_index(word))?;
                let (signed, tag_room) = room.split_at_mut(len + RTCP_INDEX);
                signed[len..].copy_from_slice(&word.to_be_bytes());
                tag_room.copy_from_slice(cm.tag(&[signed]).as_ref().get(..CM_TAG)?);
            }
        }
        Some(sealed)
    }

    /// The E flag and index of a sealed compound, if it is long enough to be one.
    pub(super) fn rtcp_index(&self, datagram: &[u8]) -> Option<u32> {
        let from_end = match self {
            Self::Gcm { .. } => RTCP_INDEX,
            Self::Cm(_) => RTCP_INDEX + CM_TAG,
        };
        if datagram.len() < RTCP_CLEAR + RTCP_INDEX + self.tag_len() {
            return None;
        }
        word_at(datagram, datagram.len() - from_end)
    }

    /// Opens a sealed compound in place; `word` is its E flag with the index. Gives the length of
    /// the plain compound, if it is genuine.
    pub(super) fn open_rtcp(&self, datagram: &mut [u8], ssrc: u32, word: u32) -> Option<usize> {
        let len = datagram.len().checked_sub(RTCP_INDEX + self.tag_len())?;
        match self {
            Self::Gcm { key, salt } => {
                let (compound, added) = datagram.split_at_mut_checked(len)?;
                let (clear, secret) = compound.split_at_mut_checked(RTCP_CLEAR)?;
                let nonce = Nonce::assume_unique_for_key(gcm_rtcp_iv(salt, ssrc, word));
                let aad = gcm_rtcp_aad(clear, word)?;
                key.open_in_place_separate_tag(nonce, Aad::from(aad), &added[..GCM_TAG], secret)
                    .ok()?;
            }
            Self::Cm(cm) => {
                let (signed, tag) = datagram.split_at_mut_checked(len + RTCP_INDEX)?;
                let expected = cm.tag(&[signed]);
                let expected = expected.as_ref().get(..CM_TAG)?;
                aws_lc_rs::constant_time::verify_slices_are_equal(expected, tag).ok()?;
                cm.apply(signed.get_mut(RTCP_CLEAR..len)?, ssrc, cm_rtcp_index(word))?;
            }
        }
        Some(len)
    }
}

impl Cm {
    /// Encrypts or decrypts in place (RFC 3711, 4.1.1): the counter begins at
    /// `salt * 2^16 XOR SSRC * 2^64 XOR index * 2^16`.
    fn apply(&self, secret: &mut [u8], ssrc: u32, index: u64) -> Option<()> {
        let mut block = [0; 16];
        block[..14].copy_from_slice(&self.salt);
        for (to, from) in block[4..8].iter_mut().zip(ssrc.to_be_bytes()) {
            *to ^= from;
        }
        for (to, from) in block[6..14].iter_mut().zip(index.to_be_bytes()) {
            *to ^= from;
        }
        let counter = EncryptionContext::Iv128(FixedLength::from(block));
        self.key.less_safe_encrypt(secret, counter).ok()?;
        Some(())
    }

    /// The whole HMAC-SHA1, of which the first 80 bits are sent.
    fn tag(&self, parts: &[&[u8]]) -> hmac::Tag {
        let mut context = hmac::Context::with_key(&self.auth);
        for part in parts {
            context.update(part);
        }
        context.sign()
    }
}

/// The SRTCP index where SRTP has the packet index.
fn cm_rtcp_index(word: u32) -> u64 {
    u64::from(word & 0x7fff_ffff)
}

/// Two zero bytes, SSRC, rollover counter, sequence number, all XOR salt (RFC 7714, 8.1).
#[inline]
fn gcm_rtp_iv(salt: &[u8; 12], ssrc: u32, index: u64) -> [u8; 12] {
    let mut iv = *salt;
    for (to, from) in iv[2..6].iter_mut().zip(ssrc.to_be_bytes()) {
        *to ^= from;
    }
    // The index has 48 bits: the rollover counter, then the sequence number.
    for (to, from) in iv[6..12].iter_mut().zip(&index.to_be_bytes()[2..]) {
        *to ^= from;
    }
    iv
}

/// Two zero bytes, SSRC, two zero bytes, index without its flag, all XOR salt (RFC 7714, 9.1).
fn gcm_rtcp_iv(salt: &[u8; 12], ssrc: u32, word: u32) -> [u8; 12] {
    let mut iv = *salt;
    for (to, from) in iv[2..6].iter_mut().zip(ssrc.to_be_bytes()) {
        *to ^= from;
    }
    for (to, from) in iv[8..12].iter_mut().zip((word & 0x7fff_ffff).to_be_bytes()) {
        *to ^= from;
    }
    iv
}

/// What is authenticated but not encrypted: the first header and the word (RFC 7714, 9.2).
fn gcm_rtcp_aad(clear: &[u8], word: u32) -> Option<[u8; RTCP_CLEAR + RTCP_INDEX]> {
    let mut aad = [0; RTCP_CLEAR + RTCP_INDEX];
    aad[..RTCP_CLEAR].copy_from_slice(clear.get(..RTCP_CLEAR)?);
    aad[RTCP_CLEAR..].copy_from_slice(&word.to_be_bytes());
    Some(aad)
}
