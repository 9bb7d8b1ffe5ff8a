//! Reading requests and writing answers: STUN's messages with TURN's attributes.

use std::net::SocketAddr;

use stun_types::attribute::{
    Attribute, AttributeStaticType, AttributeType, AttributeWrite, ErrorCode, Fingerprint,
    MessageIntegrity, MessageIntegritySha256, Nonce, Realm, Software, UnknownAttributes, Username,
};
use stun_types::message::{
    IntegrityAlgorithm, IntegrityKey, LongTermKeyCredentials, Message, MessageWriteVec,
};
use stun_types::prelude::{MessageWrite, MessageWriteExt};
use turn_types::attribute::{
    ChannelNumber, Data, DontFragment, Lifetime, RequestedAddressFamily, RequestedTransport,
    XorPeerAddress,
};
use turn_types::message::{DATA, SEND};

use super::REALM;

/// Attributes that must be understood, and are; any other such refuses its request (420).
const KNOWN: &[AttributeType] = &[
    Username::TYPE,
    MessageIntegrity::TYPE,
    MessageIntegritySha256::TYPE,
    Realm::TYPE,
    Nonce::TYPE,
    Fingerprint::TYPE,
    Software::TYPE,
    ChannelNumber::TYPE,
    Lifetime::TYPE,
    XorPeerAddress::TYPE,
    Data::TYPE,
    RequestedTransport::TYPE,
    RequestedAddressFamily::TYPE,
];

/// Peers of one request that are looked at; one with more is refused.
pub(super) const PEERS_MAX: usize = 16;

/// The key that a name's password makes.
pub(super) fn key_of(username: &str, password: String) -> IntegrityKey {
    LongTermKeyCredentials::new(username.to_owned(), password, REALM.to_owned())
        .make_key(IntegrityAlgorithm::Sha1)
}

/// Attributes of a request that must be understood and are not.
pub(super) fn unknown(message: &Message<'_>) -> Vec<AttributeType> {
    let sent = message.iter_attributes().map(|(_, raw)| raw.get_type());
    sent.filter(|kind| kind.comprehension_required() && !KNOWN.contains(kind))
        .take(8)
        .collect()
}

/// The peers that a request names; `None` if they are too many or cannot be read.
pub(super) fn peers(message: &Message<'_>) -> Option<Vec<SocketAddr>> {
    let mut peers = Vec::new();
    for (_, raw) in message.iter_attributes() {
        if raw.get_type() != XorPeerAddress::TYPE {
            continue;
        }
        let peer = XorPeerAddress::try_from(&raw).ok()?;
        if PEERS_MAX <= peers.len() {
            return None;
        }
        peers.push(peer.addr(message.transaction_id()));
    }
    Some(peers)
}

/// What a Send indication carries, and to whom.
pub(super) fn sent(message: &Message<'_>) -> Option<(SocketAddr, Vec<u8>)> {
    if !message.has_method(SEND) || message.has_attribute(DontFragment::TYPE) {
        return None;
    }
    let peer = message.attribute::<XorPeerAddress>().ok()?;
    let data = message.attribute::<Data<'_>>().ok()?;
    Some((peer.addr(message.transaction_id()), data.data().to_vec()))
}

/// A Data indication.
pub(super) fn data(peer: SocketAddr, data: &[u8]) -> Vec<u8> {
    let writer = MessageWriteVec::with_capacity(data.len() + 64);
    let mut message = Message::builder_indication(DATA, writer);
    let from = XorPeerAddress::new(peer, message.transaction_id());
    put(&mut message, &from);
    put(&mut message, &Data::new(data));
    message.finish()
}

/// A good answer with these attributes.
pub(super) fn success(
    to: &Message<'_>,
    attributes: &[&dyn AttributeWrite],
    key: Option<&IntegrityKey>,
) -> Vec<u8> {
    let writer = MessageWriteVec::with_capacity(128);
    finish(Message::builder_success(to, writer), attributes, key)
}

/// A refusal.
pub(super) fn error(
    to: &Message<'_>,
    code: u16,
    attributes: &[&dyn AttributeWrite],
    key: Option<&IntegrityKey>,
) -> Vec<u8> {
    let mut message = Message::builder_error(to, MessageWriteVec::with_capacity(128));
    let reason = ErrorCode::default_reason_for_code(code);
    if let Ok(error) = ErrorCode::new(code, reason) {
        put(&mut message, &error);
    }
    finish(message, attributes, key)
}

/// A refusal that names what is not understood.
pub(super) fn not_understood(
    to: &Message<'_>,
    unknown: &[AttributeType],
    key: Option<&IntegrityKey>,
) -> Vec<u8> {
    error(to, 420, &[&UnknownAttributes::new(unknown)], key)
}

fn finish(
    mut message: MessageWriteVec,
    attributes: &[&dyn AttributeWrite],
    key: Option<&IntegrityKey>,
) -> Vec<u8> {
    for attribute in attributes {
        put(&mut message, *attribute);
    }
    if let Some(key) = key
        && let Err(error) = message.add_message_integrity_with_key(key, IntegrityAlgorithm::Sha1)
    {
        tracing::debug!(%error, "an answer could not be signed");
    }
    message.finish()
}

/// Adds an attribute; none of ours is refused.
fn put(message: &mut MessageWriteVec, attribute: &dyn AttributeWrite) {
    if let Err(error) = message.add_attribute(attribute) {
        tracing::debug!(%error, "an attribute was left out");
    }
}
