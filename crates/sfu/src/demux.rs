//! Whose a datagram is, when its address is not known yet.

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
