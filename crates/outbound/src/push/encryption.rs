//! Encryption to one browser (RFC 8291) in one record of `aes128gcm` (RFC 8188).

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use model::limits::PUSH_TEXT_BYTES_MAX;
use thiserror::Error;

use super::subscription::{PUBLIC_KEY_BYTES, Receiver};

/// Size of the one record, and so of the largest body; every push service takes as much (RFC 8030, 7.2).
const RECORD_BYTES: u32 = 4_096;

/// Texts are padded to a multiple of this, so that their length says little about them.
const PADDED_BYTES: usize = 512;

/// Ends the text of the last record; zeros follow (RFC 8188, 2).
const LAST_RECORD: u8 = 2;

const SALT_BYTES: usize = 16;

/// Why nothing was encrypted.
#[derive(Debug, PartialEq, Eq, Error)]
pub(super) enum EncryptionError {
    /// The text does not fit in one record.
    #[error("the text has {0} bytes and {PUSH_TEXT_BYTES_MAX} fit in a push")]
    TooLong(usize),
    /// The receiver's public key is no point on the curve, or the machine gave no chance.
    #[error("the receiver's key cannot be used")]
    Key,
}

impl From<Unspecified> for EncryptionError {
    fn from(_: Unspecified) -> Self {
        Self::Key
    }
}

/// Number of bytes that a derived key shall have.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// Encrypts `text`, padded, with a new key and a new salt.
pub(super) fn encrypt(receiver: &Receiver, text: &[u8]) -> Result<Vec<u8>, EncryptionError> {
    let sender = PrivateKey::generate(&ECDH_P256)?;
    let mut salt = [0; SALT_BYTES];
    aws_lc_rs::rand::fill(&mut salt)?;
    let padded = text.len().max(1).next_multiple_of(PADDED_BYTES);
    seal(
        receiver,
        &sender,
        salt,
        text,
        padded.min(PUSH_TEXT_BYTES_MAX),
    )
}

/// Encrypts `text` and zeros behind it up to `padded` bytes.
fn seal(
    receiver: &Receiver,
    sender: &PrivateKey,
    salt: [u8; SALT_BYTES],
    text: &[u8],
    padded: usize,
) -> Result<Vec<u8>, EncryptionError> {
    if PUSH_TEXT_BYTES_MAX < text.len() {
        return Err(EncryptionError::TooLong(text.len()));
    }
    let sender_public = sender.compute_public_key()?;
    let (key, nonce) = derive(receiver, sender, sender_public.as_ref(), salt)?;

    let mut record = text.to_vec();
    record.push(LAST_RECORD);
    record.resize(1 + padded.max(text.len()), 0);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?);
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut record)?;

    let mut body = Vec::with_capacity(SALT_BYTES + 5 + PUBLIC_KEY_BYTES + record.len());
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_BYTES.to_be_bytes());
    body.push(u8::try_from(sender_public.as_ref().len()).map_err(|_| EncryptionError::Key)?);
    body.extend_from_slice(sender_public.as_ref());
    body.extend_from_slice(&record);
    Ok(body)
}

/// Derives the record's key and nonce (RFC 8291, 3.4).
fn derive(
    receiver: &Receiver,
    sender: &PrivateKey,
    sender_public: &[u8],
    salt: [u8; SALT_BYTES],
) -> Result<([u8; 16], [u8; 12]), EncryptionError> {
    let theirs = UnparsedPublicKey::new(&ECDH_P256, receiver.public_key);
    let combined: Prk = agree(sender, theirs, EncryptionError::Key, |shared| {
        Ok(Salt::new(HKDF_SHA256, &receiver.auth).extract(shared))
    })?;
    let mut input = [0; 32];
    let info = [
        b"WebPush: info\0".as_slice(),
        &receiver.public_key,
        sender_public,
    ];
    combined
        .expand(&info, Length(input.len()))?
        .fill(&mut input)?;

    let record = Salt::new(HKDF_SHA256, &salt).extract(&input);
    let mut key = [0; 16];
    let mut nonce = [0; 12];
    let info = [b"Content-Encoding: aes128gcm\0".as_slice()];
    record.expand(&info, Length(key.len()))?.fill(&mut key)?;
    let info = [b"Content-Encoding: nonce\0".as_slice()];
    record
        .expand(&info, Length(nonce.len()))?
        .fill(&mut nonce)?;
    Ok((key, nonce))
}

#[cfg(test)]
mod tests;
