//! Who we are, towards push services: VAPID (RFC 8292), a signed token with each push.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use thiserror::Error;

/// How long a token is good for; push services take at most a day (RFC 8292, 2), and clocks differ.
const TOKEN_VALID: Duration = Duration::from_secs(12 * 60 * 60);

/// Why keys are not to be had or used.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum VapidError {
    /// The machine gave no chance to make a key with, or to sign with.
    #[error("a key of P-256 cannot be made or used on this machine")]
    Key,
    /// What was kept is no key.
    #[error("not a private key of P-256 in PKCS #8")]
    Content,
}

/// The key pair by which push services know this installation. Browsers subscribe for its public
/// key only: a new pair makes all their subscriptions useless, so it is made once and kept.
pub struct VapidKeys {
    pair: EcdsaKeyPair,
    kept: Vec<u8>,
}

impl fmt::Debug for VapidKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VapidKeys")
            .field(&self.public_key_base64url())
            .finish()
    }
}

impl VapidKeys {
    /// Makes a new pair.
    ///
    /// # Errors
    /// [`VapidError::Key`] if the machine gives no chance.
    pub fn generate() -> Result<Self, VapidError> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
            .map_err(|_| VapidError::Key)?;
        let kept = pair.to_pkcs8v1().map_err(|_| VapidError::Key)?;
        let kept = kept.as_ref().to_vec();
        Ok(Self { pair, kept })
    }

    /// Reads what [`Self::to_bytes`] gave.
    ///
    /// # Errors
    /// [`VapidError::Content`] if it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VapidError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes)
            .map_err(|_| VapidError::Content)?;
        let kept = bytes.to_vec();
        Ok(Self { pair, kept })
    }

    /// The private key in PKCS #8, to be kept where only the server's user can read it.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.kept
    }

    /// What a browser subscribes with (`applicationServerKey`): the uncompressed public key.
    #[must_use]
    pub fn public_key_base64url(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key())
    }

    /// The `Authorization` for a push service: a token for its origin, and our public key.
    pub(super) fn authorization(
        &self,
        origin: &str,
        contact: &str,
        now: SystemTime,
    ) -> Result<String, VapidError> {
        let expires = (now + TOKEN_VALID)
            .duration_since(UNIX_EPOCH)
            .map_err(|_| VapidError::Key)?;
        let header = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({ "aud": origin, "exp": expires.as_secs(), "sub": contact });
        let encode = |part: serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .map_err(|_| VapidError::Key)?;
        let signature = URL_SAFE_NO_PAD.encode(signature);
        let key = self.public_key_base64url();
        Ok(format!("vapid t={signed}.{signature}, k={key}"))
    }
}

#[cfg(test)]
mod tests;
