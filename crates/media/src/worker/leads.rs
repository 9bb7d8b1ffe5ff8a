//! What leads to the peers of a conference that are in this thread.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;

use sfu::{PeerKey, Protocol};

/// Addresses kept of one peer; the oldest goes for a new one.
const ADDRESSES_MAX: usize = 16;

/// ICE user names kept of one peer.
const UFRAGS_MAX: usize = 2;

pub(super) type Address = (Protocol, SocketAddr);

/// What leads to a peer.
#[derive(Debug)]
pub(super) struct Lead {
    /// The newest last.
    pub(super) ufrags: VecDeque<String>,
    pub(super) addresses: VecDeque<Address>,
}

/// What leads to the peers of one conference.
#[derive(Debug, Default)]
pub(super) struct Leads {
    leads: BTreeMap<PeerKey, Lead>,
}

impl Leads {
    pub(super) fn insert(&mut self, key: PeerKey, ufrag: String) {
        let addresses = VecDeque::new();
        let ufrags = [ufrag].into();
        self.leads.insert(key, Lead { ufrags, addresses });
    }

    /// A peer goes by a further ICE user name. Gives the one to forget for it: checks under the last
    /// one may still be on their way.
    pub(super) fn note_ufrag(&mut self, key: PeerKey, ufrag: String) -> Option<String> {
        let lead = self.leads.get_mut(&key)?;
        lead.ufrags.push_back(ufrag);
        let full = UFRAGS_MAX < lead.ufrags.len();
        full.then(|| lead.ufrags.pop_front()).flatten()
    }

    pub(super) fn remove(&mut self, key: PeerKey) -> Option<Lead> {
        self.leads.remove(&key)
    }

    /// A datagram for a peer came from this address. Gives the one to forget for it.
    pub(super) fn note_address(&mut self, key: PeerKey, address: Address) -> Option<Address> {
        let lead = self.leads.get_mut(&key)?;
        lead.addresses.push_back(address);
        let full = ADDRESSES_MAX < lead.addresses.len();
        if full {
            lead.addresses.pop_front()
        } else {
            None
        }
    }

    /// All that leads anywhere.
    pub(super) fn into_all(self) -> impl Iterator<Item = Lead> {
        self.leads.into_values()
    }
}
