//! Whose a datagram is, when its address is not known yet.

use aws_lc_rs::hmac;
use str0m::ice::StunMessage;

/// The ICE user name fragment of ours that a STUN request names (RFC 8445, 7.2.2), if the datagram
/// is one.
#[must_use]
pub fn ufrag_of(datagram: &[u8]) -> Option<String> {
    // STUN begins with two zero bits (RFC 8489, 5); parsing anything else would be a waste.
    let stun = datagram.first().is_some_and(|first| *first < 2) && 20 <= datagram.len();
    if !stun {
        return None;
    }
    let message = StunMessage::parse(datagram).ok()?;
    let (ours, _) = message
        .is_binding_request()
        .then(|| message.split_username())
        .flatten()?;
    Some(ours.to_owned())
}

/// Whether a STUN message is signed with this password (RFC 8489, 14.5).
pub(crate) fn is_signed(datagram: &[u8], password: &str) -> bool {
    StunMessage::parse(datagram).is_ok_and(|message| message.verify(password.as_bytes(), sign))
}

fn sign(password: &[u8], parts: &[&[u8]]) -> [u8; 20] {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, password);
    let mut context = hmac::Context::with_key(&key);
    parts.iter().for_each(|part| context.update(part));
    let tag = context.sign();
    std::array::from_fn(|at| tag.as_ref().get(at).copied().unwrap_or(0))
}
