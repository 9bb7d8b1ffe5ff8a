//! A relay for clients whose network lets only TLS pass (TURN, RFC 8656, over TLS on the web port).
//!
//! **Invariant:** it relays to our own media port and to nothing else: any other peer is forbidden, and
//! the only sockets it opens are connected to the media port.

mod client;
mod frames;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod fuzz;
mod pipe;
mod protocol;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use model::id::{PersonId, SessionId};
use model::limits::{RELAYS_MAX, RELAYS_PER_PERSON_MAX};
use stun_types::attribute::MessageIntegritySha256;
use stun_types::message::ShortTermCredentials;

/// The realm that names and passwords are for.
pub(crate) const REALM: &str = "meanwhile";

/// Name and password for the relay.
#[derive(Clone, PartialEq, Eq)]
pub struct RelayCredentials {
    /// Who, where, and until when.
    pub username: String,
    /// Proves that we made the name.
    pub password: String,
}

/// The relay: what its clients share.
pub struct Turn {
    /// Makes passwords out of names.
    secret: String,
    /// The addresses under which clients know our media port.
    peers: Vec<SocketAddr>,
    /// Where it really is.
    media: SocketAddr,
    /// Allocations by person.
    taken: Mutex<BTreeMap<PersonId, usize>>,
}

/// One allocation's place among all; free again when it is dropped.
pub(crate) struct Place {
    turn: Arc<Turn>,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.turn.taken();
        if let Some(count) = taken.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.person);
            }
        }
    }
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// The person has enough.
    Person,
    /// All are taken.
    All,
}

impl Turn {
    /// A relay to `media`, which clients know as `peers`. `secret` makes its passwords: 32 bytes of chance
    /// or more.
    #[must_use]
    pub fn new(secret: String, peers: Vec<SocketAddr>, media: SocketAddr) -> Arc<Self> {
        Arc::new(Self {
            secret,
            peers,
            media,
            taken: Mutex::default(),
        })
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, BTreeMap<PersonId, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Allocations that live.
    #[must_use]
    pub fn allocations(&self) -> usize {
        self.taken().values().sum()
    }

    /// Name and password of a person in a session, good until `until` (seconds since 1970).
    #[must_use]
    pub fn credentials(
        &self,
        session: SessionId,
        person: PersonId,
        until: u64,
    ) -> RelayCredentials {
        let username = format!("{until}:{session}:{person}");
        RelayCredentials {
            password: self.password(&username),
            username,
        }
    }

    fn password(&self, username: &str) -> String {
        let key = ShortTermCredentials::new(self.secret.clone()).make_key();
        // It fails for keys of no length only.
        let hash =
            MessageIntegritySha256::compute(&[username.as_bytes()], &key).unwrap_or_default();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whose a name is, unless it has ended at `now` (seconds since 1970).
    fn person_of(username: &str, now: u64) -> Option<PersonId> {
        let mut parts = username.split(':');
        let until: u64 = parts.next()?.parse().ok()?;
        let _: SessionId = parts.next()?.parse().ok()?;
        let person = parts.next()?.parse().ok()?;
        (now < until && parts.next().is_none()).then_some(person)
    }

    fn take_place(self: &Arc<Self>, person: PersonId) -> Result<Place, NoPlace> {
        let mut taken = self.taken();
        if RELAYS_MAX <= taken.values().sum() {
            return Err(NoPlace::All);
        }
        let count = taken.entry(person).or_default();
        if RELAYS_PER_PERSON_MAX <= *count {
            return Err(NoPlace::Person);
        }
        *count += 1;
        Ok(Place {
            turn: Arc::clone(self),
            person,
        })
    }

    /// Whether an address is our media port.
    fn is_ours(&self, peer: SocketAddr) -> bool {
        self.peers.contains(&peer)
    }

    /// Whether our media port has this address.
    fn is_our_ip(&self, ip: IpAddr) -> bool {
        self.peers.iter().any(|peer| peer.ip() == ip)
    }

    /// The media port, as it is reached from here for a client that knows it as `peer`.
    fn reach(&self, peer: SocketAddr) -> SocketAddr {
        let ip = match self.media.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V6(_) if peer.is_ipv6() => Ipv6Addr::LOCALHOST.into(),
            _ => Ipv4Addr::LOCALHOST.into(),
        };
        SocketAddr::new(ip, self.media.port())
    }
}

#[cfg(test)]
mod tests;
