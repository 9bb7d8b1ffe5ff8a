//! One client of the relay: what it may do, and what it is answered. Without sockets and without a clock.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use stun_types::AddressFamily;
use stun_types::attribute::{Nonce, Realm, Username, XorMappedAddress};
use stun_types::message::{BINDING, IntegrityKey, Message, MessageClass};
use turn_types::attribute::{
    ChannelNumber, Lifetime, RequestedAddressFamily, RequestedTransport, XorRelayedAddress,
};
use turn_types::message::{ALLOCATE, CHANNEL_BIND, CREATE_PERMISSION, REFRESH, SEND};

use super::frames::{self, CHANNELS, Frame};
use super::{NoPlace, Place, REALM, Turn, protocol};

/// How long an allocation lives that asks for nothing else (RFC 8656, 3.2).
const LIFETIME: Duration = Duration::from_secs(600);

/// How long an allocation lives at most unless it is refreshed.
const LIFETIME_MAX: Duration = Duration::from_secs(3_600);

/// How long a permission lives (RFC 8656, 9).
const PERMISSION: Duration = Duration::from_secs(300);

/// How long a channel lives (RFC 8656, 12).
const CHANNEL: Duration = Duration::from_secs(600);

/// Most channels of one allocation; one more is refused.
const CHANNELS_MAX: usize = 16;

/// Requests without the right password that one connection may send; then it is closed.
const STRANGERS_MAX: u32 = 10;

/// UDP, the one transport that is relayed (RFC 8656, 18.8).
const UDP: u8 = 17;

/// What a client has.
struct Allocation {
    username: String,
    ends: Instant,
    permissions: BTreeMap<IpAddr, Instant>,
    channels: BTreeMap<u16, (SocketAddr, Instant)>,
    _place: Place,
}

/// What a frame comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing to do.
    Nothing,
    /// Answer this.
    Reply(Vec<u8>),
    /// Send this to our media port, which the client knows by this address.
    Relay(SocketAddr, Vec<u8>),
    /// Close the connection: it speaks something else, or guesses.
    Close,
}

/// When it is, on both clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// For lifetimes.
    pub(super) now: Instant,
    /// For names: seconds since 1970.
    pub(super) unix: u64,
}

/// One connection of a client.
pub(super) struct Client {
    turn: Arc<Turn>,
    source: SocketAddr,
    nonce: String,
    strangers: u32,
    allocation: Option<Allocation>,
}

/// An authenticated request.
struct Request<'a> {
    message: &'a Message<'a>,
    username: String,
    key: IntegrityKey,
}

impl Request<'_> {
    fn refuse(&self, code: u16) -> Outcome {
        Outcome::Reply(protocol::error(self.message, code, &[], Some(&self.key)))
    }
}

impl Client {
    /// A client at `source`; `nonce` is of this connection alone, so that nothing can be replayed on another.
    pub(super) fn new(turn: Arc<Turn>, source: SocketAddr, nonce: String) -> Self {
        Self {
            turn,
            source,
            nonce,
            strangers: 0,
            allocation: None,
        }
    }

    /// When its allocation ends; `None` while it has none.
    pub(super) fn ends(&self) -> Option<Instant> {
        self.allocation.as_ref().map(|allocation| allocation.ends)
    }

    /// Time has come to `now`.
    pub(super) fn advance(&mut self, now: Instant) {
        if self.ends().is_some_and(|ends| ends <= now) {
            self.allocation = None;
        }
    }

    /// Takes a frame. `open` makes the way to our media port for a new allocation; it answers its port.
    pub(super) fn receive(
        &mut self,
        frame: Frame<'_>,
        at: Moment,
        open: &mut dyn FnMut(SocketAddr) -> Option<u16>,
    ) -> Outcome {
        self.advance(at.now);
        let bytes = match frame {
            Frame::Channel(number, data) => return self.relay_channel(number, data, at.now),
            Frame::Stun(bytes) => bytes,
        };
        let Ok(message) = Message::from_bytes(bytes) else {
            return Outcome::Close;
        };
        match message.class() {
            MessageClass::Indication if message.has_method(SEND) => self.send(&message, at.now),
            MessageClass::Request if message.has_method(BINDING) => {
                let source = XorMappedAddress::new(self.source, message.transaction_id());
                Outcome::Reply(protocol::success(&message, &[&source], None))
            }
            MessageClass::Request => match self.authenticate(&message, at.unix) {
                Ok(request) => self.request(&request, at, open),
                Err(outcome) => outcome,
            },
            _ => Outcome::Nothing,
        }
    }

    /// As [`receive`](Self::receive), but takes every request as signed by whom `username` names.
    #[cfg(any(test, feature = "fuzz"))]
    pub(super) fn receive_trusting(
        &mut self,
        username: &str,
        frame: Frame<'_>,
        at: Moment,
        open: &mut dyn FnMut(SocketAddr) -> Option<u16>,
    ) -> Outcome {
        if let Frame::Stun(bytes) = frame
            && let Ok(message) = Message::from_bytes(bytes)
            && message.class() == MessageClass::Request
            && !message.has_method(BINDING)
        {
            self.advance(at.now);
            let request = Request {
                message: &message,
                username: username.to_owned(),
                key: protocol::key_of(username, self.turn.password(username)),
            };
            return self.request(&request, at, open);
        }
        self.receive(frame, at, open)
    }

    /// Long-term credentials (RFC 8489, 9.2).
    fn authenticate<'a>(
        &mut self,
        message: &'a Message<'a>,
        unix: u64,
    ) -> Result<Request<'a>, Outcome> {
        let username = message.attribute::<Username>();
        let (Ok(username), Ok(nonce), Ok(realm)) = (
            username,
            message.attribute::<Nonce>(),
            message.attribute::<Realm>(),
        ) else {
            return Err(self.challenge(message, 401));
        };
        if nonce.nonce() != self.nonce {
            return Err(self.challenge(message, 438));
        }
        let username = username.username().to_owned();
        let key = protocol::key_of(&username, self.turn.password(&username));
        let proven = realm.realm() == REALM && message.validate_integrity_with_key(&key).is_ok();
        if !proven || Turn::person_of(&username, unix).is_none() {
            return Err(self.challenge(message, 401));
        }
        Ok(Request {
            message,
            username,
            key,
        })
    }

    fn challenge(&mut self, message: &Message<'_>, code: u16) -> Outcome {
        self.strangers += 1;
        let (Ok(realm), Ok(nonce)) = (Realm::new(REALM), Nonce::new(&self.nonce)) else {
            return Outcome::Close;
        };
        if STRANGERS_MAX < self.strangers {
            return Outcome::Close;
        }
        Outcome::Reply(protocol::error(message, code, &[&realm, &nonce], None))
    }

    fn request(
        &mut self,
        request: &Request<'_>,
        at: Moment,
        open: &mut dyn FnMut(SocketAddr) -> Option<u16>,
    ) -> Outcome {
        let unknown = protocol::unknown(request.message);
        if !unknown.is_empty() {
            let key = Some(&request.key);
            return Outcome::Reply(protocol::not_understood(request.message, &unknown, key));
        }
        if request.message.has_method(ALLOCATE) {
            return self.allocate(request, at, open);
        }
        match &self.allocation {
            None => return request.refuse(437),
            Some(own) if own.username != request.username => return request.refuse(441),
            Some(_) => {}
        }
        match request.message.method() {
            REFRESH => self.refresh(request, at.now),
            CREATE_PERMISSION => self.permit(request, at.now),
            CHANNEL_BIND => self.bind(request, at.now),
            _ => request.refuse(400),
        }
    }

    fn allocate(
        &mut self,
        request: &Request<'_>,
        at: Moment,
        open: &mut dyn FnMut(SocketAddr) -> Option<u16>,
    ) -> Outcome {
        let message = request.message;
        if self.allocation.is_some() {
            return request.refuse(437);
        }
        match message.attribute::<RequestedTransport>() {
            Ok(transport) if transport.protocol() == UDP => {}
            Ok(_) => return request.refuse(442),
            Err(_) => return request.refuse(400),
        }
        let family = message.attribute::<RequestedAddressFamily>();
        let family = family.map_or(AddressFamily::IPV4, |family| family.family());
        let ipv4 = family == AddressFamily::IPV4;
        let mut peers = self.turn.peers.iter().copied();
        let Some(peer) = peers.find(|peer| peer.is_ipv4() == ipv4) else {
            return request.refuse(440);
        };
        let Some(person) = Turn::person_of(&request.username, at.unix) else {
            return request.refuse(401);
        };
        let place = match self.turn.take_place(person) {
            Ok(place) => place,
            Err(NoPlace::Person) => return request.refuse(486),
            Err(NoPlace::All) => return request.refuse(508),
        };
        let Some(port) = open(peer) else {
            return request.refuse(508);
        };
        let lifetime = lifetime_of(message).unwrap_or(LIFETIME).max(LIFETIME);
        let relayed = SocketAddr::new(peer.ip(), port);
        self.allocation = Some(Allocation {
            username: request.username.clone(),
            ends: at.now + lifetime,
            permissions: BTreeMap::new(),
            channels: BTreeMap::new(),
            _place: place,
        });
        let transaction = message.transaction_id();
        let answer = protocol::success(
            message,
            &[
                &XorRelayedAddress::new(relayed, transaction),
                &XorMappedAddress::new(self.source, transaction),
                &lifetime_attribute(lifetime),
            ],
            Some(&request.key),
        );
        Outcome::Reply(answer)
    }

    fn refresh(&mut self, request: &Request<'_>, now: Instant) -> Outcome {
        let wanted = lifetime_of(request.message).unwrap_or(LIFETIME);
        let lifetime = if wanted.is_zero() {
            self.allocation = None;
            wanted
        } else {
            wanted.max(LIFETIME)
        };
        if let Some(allocation) = &mut self.allocation {
            allocation.ends = now + lifetime;
        }
        let attribute = lifetime_attribute(lifetime);
        let key = Some(&request.key);
        Outcome::Reply(protocol::success(request.message, &[&attribute], key))
    }

    fn permit(&mut self, request: &Request<'_>, now: Instant) -> Outcome {
        let Some(peers) = protocol::peers(request.message).filter(|peers| !peers.is_empty()) else {
            return request.refuse(400);
        };
        if !peers.iter().all(|peer| self.turn.is_our_ip(peer.ip())) {
            return request.refuse(403);
        }
        if let Some(allocation) = &mut self.allocation {
            let until = now + PERMISSION;
            let permitted = peers.iter().map(|peer| (peer.ip(), until));
            allocation.permissions.extend(permitted);
        }
        Outcome::Reply(protocol::success(request.message, &[], Some(&request.key)))
    }

    fn bind(&mut self, request: &Request<'_>, now: Instant) -> Outcome {
        let message = request.message;
        let number = message.attribute::<ChannelNumber>();
        let peers = protocol::peers(message).unwrap_or_default();
        let (Ok(number), [peer]) = (number, peers.as_slice()) else {
            return request.refuse(400);
        };
        let (number, peer) = (number.channel(), *peer);
        if !CHANNELS.contains(&number) {
            return request.refuse(400);
        }
        if !self.turn.is_ours(peer) {
            return request.refuse(403);
        }
        let Some(allocation) = &mut self.allocation else {
            return request.refuse(437);
        };
        allocation.channels.retain(|_, (_, until)| now < *until);
        let mut bound = allocation.channels.iter();
        // A channel has one peer, and a peer one channel, for as long as they live.
        if bound.any(|(other, (of, _))| (*other == number) != (*of == peer)) {
            return request.refuse(400);
        }
        if CHANNELS_MAX <= allocation.channels.len() && !allocation.channels.contains_key(&number) {
            return request.refuse(508);
        }
        allocation.channels.insert(number, (peer, now + CHANNEL));
        allocation.permissions.insert(peer.ip(), now + PERMISSION);
        Outcome::Reply(protocol::success(message, &[], Some(&request.key)))
    }

    fn send(&self, message: &Message<'_>, now: Instant) -> Outcome {
        let Some((peer, data)) = protocol::sent(message) else {
            return Outcome::Nothing;
        };
        if self.turn.is_ours(peer) && self.permits(peer, now) {
            return Outcome::Relay(peer, data);
        }
        Outcome::Nothing
    }

    fn permits(&self, peer: SocketAddr, now: Instant) -> bool {
        let allocation = self.allocation.as_ref();
        let until = allocation.and_then(|allocation| allocation.permissions.get(&peer.ip()));
        until.is_some_and(|until| now < *until)
    }

    fn relay_channel(&self, number: u16, data: &[u8], now: Instant) -> Outcome {
        let allocation = self.allocation.as_ref();
        let bound = allocation.and_then(|allocation| allocation.channels.get(&number));
        match bound {
            Some((peer, until)) if now < *until => Outcome::Relay(*peer, data.to_vec()),
            _ => Outcome::Nothing,
        }
    }

    /// Writes what our media port says, which the client knows as `peer`. Without a channel or a
    /// permission it is dropped.
    pub(super) fn wrap(&self, peer: SocketAddr, bytes: &[u8], now: Instant, out: &mut Vec<u8>) {
        let Some(allocation) = &self.allocation else {
            return;
        };
        let bound = allocation
            .channels
            .iter()
            .find(|(_, (of, until))| *of == peer && now < *until);
        if let Some((number, _)) = bound {
            frames::put_channel(*number, bytes, out);
        } else if self.permits(peer, now) {
            out.extend(protocol::data(peer, bytes));
        }
    }
}

fn lifetime_of(message: &Message<'_>) -> Option<Duration> {
    let wanted = message.attribute::<Lifetime>().ok()?;
    Some(Duration::from_secs(wanted.seconds().into()).min(LIFETIME_MAX))
}

fn lifetime_attribute(lifetime: Duration) -> Lifetime {
    Lifetime::new(u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX))
}
