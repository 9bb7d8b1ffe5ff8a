//! What keeps a connection alive: a check every few seconds (RFC 7675), as browsers send it.

use aws_lc_rs::hmac;

const BINDING: u16 = 0x0001;
const COOKIE: u32 = 0x2112_a442;
const USERNAME: u16 = 0x0006;
const INTEGRITY: u16 = 0x0008;
const PRIORITY: u16 = 0x0024;
const USE_CANDIDATE: u16 = 0x0025;
const FINGERPRINT: u16 = 0x8028;
const CONTROLLING: u16 = 0x802a;

/// Bytes of the attribute that signs.
const INTEGRITY_BYTES: u16 = 24;

/// Bytes of the attribute that ends.
const FINGERPRINT_BYTES: u16 = 8;

/// What a fingerprint is mixed with (RFC 8489, 14.7).
const FINGERPRINT_MIX: u32 = 0x5354_554e;

/// Priority of a peer-reflexive candidate.
const PEER_REFLEXIVE: u32 = 0x6e7f_1eff;

/// Writes checks of one connection.
pub(crate) struct Consent {
    user: String,
    key: hmac::Key,
    tie_breaker: u64,
    count: u64,
}

impl Consent {
    /// With both sides' fragments and the other's password.
    pub(crate) fn new(theirs: &str, ours: &str, password: &str, tie_breaker: u64) -> Self {
        Self {
            user: format!("{theirs}:{ours}"),
            key: hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()),
            tie_breaker,
            count: 0,
        }
    }

    /// Writes a check.
    pub(crate) fn check(&mut self, to: &mut Vec<u8>) {
        self.count += 1;
        to.clear();
        to.extend(BINDING.to_be_bytes());
        to.extend([0, 0]);
        to.extend(COOKIE.to_be_bytes());
        to.extend(self.tie_breaker.to_be_bytes());
        to.extend(((self.count & 0xffff_ffff) as u32).to_be_bytes());
        attribute(to, USERNAME, self.user.as_bytes());
        attribute(to, PRIORITY, &PEER_REFLEXIVE.to_be_bytes());
        attribute(to, CONTROLLING, &self.tie_breaker.to_be_bytes());
        attribute(to, USE_CANDIDATE, &[]);
        set_length(to, INTEGRITY_BYTES);
        let tag = hmac::sign(&self.key, to);
        attribute(to, INTEGRITY, tag.as_ref());
        set_length(to, FINGERPRINT_BYTES);
        let print = crc32(to) ^ FINGERPRINT_MIX;
        attribute(to, FINGERPRINT, &print.to_be_bytes());
    }
}

fn attribute(to: &mut Vec<u8>, kind: u16, value: &[u8]) {
    to.extend(kind.to_be_bytes());
    to.extend(u16::try_from(value.len()).unwrap_or(0).to_be_bytes());
    to.extend(value);
    while !to.len().is_multiple_of(4) {
        to.push(0);
    }
}

/// The length as it will be with an attribute of so many bytes more.
fn set_length(to: &mut [u8], more: u16) {
    let length = u16::try_from(to.len() - 20).unwrap_or(0) + more;
    if let Some(bytes) = to.get_mut(2..4) {
        bytes.copy_from_slice(&length.to_be_bytes());
    }
}

/// The check sum of Ethernet.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            let mix = if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
            crc >> 1 ^ mix
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_names_who_asks_and_whom() {
        let mut out = Vec::new();
        Consent::new("their", "our", "secret", 5).check(&mut out);
        assert_eq!(sfu::ufrag_of(&out).as_deref(), Some("their"));
        assert_eq!(
            usize::from(u16::from_be_bytes([out[2], out[3]])),
            out.len() - 20
        );
    }

    #[test]
    fn the_check_sum_is_that_of_ethernet() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
