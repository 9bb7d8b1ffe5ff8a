//! From the material of a DTLS handshake to master keys and session keys.

use std::fmt;

use aws_lc_rs::cipher::{AES_128, AES_256, EncryptingKey, EncryptionContext, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use str0m::crypto::dtls::SrtpProfile;

/// Longest master key and master salt of the profiles, in bytes.
const KEY_MAX: usize = 32;
const SALT_MAX: usize = 14;

/// A master key with its salt.
#[derive(Clone)]
pub(super) struct Master {
    key: [u8; KEY_MAX],
    key_len: usize,
    salt: [u8; SALT_MAX],
}

/// What a session key protects; the number is the first label of its three (RFC 3711, 4.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Rtp = 0,
    Rtcp = 3,
}

/// Which of the three keys of one use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Encryption = 0,
    Authentication = 1,
    Salt = 2,
}

/// The keys of one connection, both ways, as a DTLS handshake gave them (RFC 5764, 4.2).
#[derive(Clone)]
pub struct SrtpKeys {
    /// The profile that was negotiated.
    pub(super) profile: SrtpProfile,
    /// What the DTLS client seals with, then what the server does.
    masters: [Master; 2],
    /// Whether we are the DTLS client.
    client: bool,
}

impl fmt::Debug for SrtpKeys {
    /// Never tells a key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SrtpKeys")
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

impl SrtpKeys {
    /// Cuts the material up: client key, server key, client salt, server salt. `None` when its
    /// length is not the profile's.
    #[must_use]
    pub fn new(profile: SrtpProfile, material: &[u8], client: bool) -> Option<Self> {
        let (key, salt) = match profile {
            SrtpProfile::AEAD_AES_256_GCM => (32, 12),
            SrtpProfile::AEAD_AES_128_GCM => (16, 12),
            SrtpProfile::AES128_CM_SHA1_80 => (16, 14),
            _ => return None,
        };
        if material.len() != 2 * (key + salt) {
            return None;
        }
        let (keys, salts) = material.split_at(2 * key);
        let master = |at: usize| {
            Some(Master::new(
                keys.get(at * key..(at + 1) * key)?,
                salts.get(at * salt..(at + 1) * salt)?,
            ))
        };
        Some(Self {
            profile,
            masters: [master(0)?, master(1)?],
            client,
        })
    }

    /// Master key and master salt of what we seal and of what the other side seals, for a
    /// generator that seals and opens by itself; `None` with another profile.
    #[cfg(feature = "bot")]
    #[must_use]
    pub fn aes_256_gcm(&self) -> Option<[([u8; 32], [u8; 12]); 2]> {
        if self.profile != SrtpProfile::AEAD_AES_256_GCM {
            return None;
        }
        let of = |master: &Master| {
            let salt = master.salt.first_chunk().copied();
            salt.map(|salt| (master.key, salt))
        };
        Some([of(self.outgoing())?, of(self.incoming())?])
    }

    pub(super) const fn outgoing(&self) -> &Master {
        &self.masters[if self.client { 0 } else { 1 }]
    }

    pub(super) const fn incoming(&self) -> &Master {
        &self.masters[if self.client { 1 } else { 0 }]
    }
}

impl Master {
    /// A shorter salt is filled up with zeros at its end (RFC 7714, 11).
    pub(super) fn new(key: &[u8], salt: &[u8]) -> Self {
        let mut master = Self {
            key: [0; KEY_MAX],
            key_len: key.len().min(KEY_MAX),
            salt: [0; SALT_MAX],
        };
        for (to, from) in master.key.iter_mut().zip(key) {
            *to = *from;
        }
        for (to, from) in master.salt.iter_mut().zip(salt) {
            *to = *from;
        }
        master
    }

    /// Derives a session key of `N` bytes (RFC 3711, 4.3.1 with a derivation rate of zero; for
    /// keys of 256 bits AES_256_CM_PRF of RFC 6188).
    pub(super) fn derive<const N: usize>(&self, purpose: Use, label: Label) -> Option<[u8; N]> {
        let algorithm = if self.key_len == 32 {
            &AES_256
        } else {
            &AES_128
        };
        let key = UnboundCipherKey::new(algorithm, &self.key[..self.key_len]).ok()?;
        // The counter block is (label XOR salt) * 2^16: the label stands in the eighth byte.
        let mut block = [0; 16];
        block[..SALT_MAX].copy_from_slice(&self.salt);
        block[7] ^= purpose as u8 + label as u8;
        let mut derived = [0; N];
        EncryptingKey::ctr(key)
            .ok()?
            .less_safe_encrypt(
                &mut derived,
                EncryptionContext::Iv128(FixedLength::from(block)),
            )
            .ok()?;
        Some(derived)
    }
}
