//! One conference in a thread, and what leads to its peers.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::Instant;

use model::id::{PersonId, RecordingId, SessionId};
use model::limits::SESSION_PEOPLE_MAX;
use sfu::{ConferenceEvent, Engine, Output, PeerKey, Protocol, RtcPeer};

use super::io::Io;
use crate::event::MediaEvent;
use crate::recording::Recorder;

/// Addresses kept of one peer; the oldest goes for a new one.
const ADDRESSES_MAX: usize = 16;

type Address = (Protocol, SocketAddr);

/// What leads to a peer.
struct Lead {
    person: PersonId,
    ufrag: String,
    addresses: VecDeque<Address>,
}

/// A conference.
pub(super) struct Room {
    pub(super) engine: Engine<RtcPeer>,
    pub(super) wake_at: Instant,
    pub(super) recorder: Option<(RecordingId, Recorder)>,
    leads: BTreeMap<PeerKey, Lead>,
    joining: Option<(PersonId, String)>,
}

/// What came out of a conference.
pub(super) struct Drained {
    pub(super) wake_at: Instant,
    pub(super) events: Vec<ConferenceEvent>,
    pub(super) joined: Option<(String, PeerKey)>,
    pub(super) gone: Vec<(String, Vec<Address>)>,
}

impl Room {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            engine: Engine::new(now),
            wake_at: now,
            recorder: None,
            leads: BTreeMap::new(),
            joining: None,
        }
    }

    /// Whether there is no room for this person.
    pub(super) fn full(&self, person: PersonId) -> bool {
        SESSION_PEOPLE_MAX <= self.engine.people()
            && !self.leads.values().any(|lead| lead.person == person)
    }

    /// The next peer is this person's.
    pub(super) fn joining(&mut self, person: PersonId, ufrag: String) {
        self.joining = Some((person, ufrag));
    }

    /// People with a connection.
    pub(super) fn people(&self) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = self.leads.values().map(|lead| lead.person).collect();
        people.sort_unstable();
        people.dedup();
        people
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

    /// All that leads to its peers.
    pub(super) fn leads(self) -> Vec<(String, Vec<Address>)> {
        self.leads
            .into_values()
            .map(|lead| (lead.ufrag, lead.addresses.into()))
            .collect()
    }

    /// Takes all outputs up to idle.
    pub(super) fn drain(&mut self, io: &mut Io, now: Instant) -> Drained {
        let mut drained = Drained {
            wake_at: now,
            events: Vec::new(),
            joined: None,
            gone: Vec::new(),
        };
        loop {
            match self.engine.poll() {
                Output::Send(_, datagram) => io.send(datagram),
                Output::Event(event) => drained.events.push(event),
                Output::Recorded(packet) => {
                    if let Some((_, recorder)) = &mut self.recorder {
                        recorder.take(packet);
                    }
                }
                Output::Joined(_, key) => {
                    if let Some((person, ufrag)) = self.joining.take() {
                        drained.joined = Some((ufrag.clone(), key));
                        self.leads.insert(
                            key,
                            Lead {
                                person,
                                ufrag,
                                addresses: VecDeque::new(),
                            },
                        );
                    }
                }
                Output::Gone(key) => {
                    if let Some(lead) = self.leads.remove(&key) {
                        drained.gone.push((lead.ufrag, lead.addresses.into()));
                    }
                }
                Output::Idle(at) => {
                    drained.wake_at = at;
                    return drained;
                }
            }
        }
    }
}

/// A conference's event as others know it.
pub(super) fn media_event(session: SessionId, event: ConferenceEvent) -> MediaEvent {
    match event {
        ConferenceEvent::Connected(person) => MediaEvent::Connected { session, person },
        ConferenceEvent::Lost(person) => MediaEvent::Lost { session, person },
        ConferenceEvent::Slots(person, slots) => MediaEvent::Slots {
            session,
            person,
            slots,
        },
        ConferenceEvent::Layers(person, layers) => MediaEvent::Layers {
            session,
            person,
            layers,
        },
        ConferenceEvent::Speaking(people) => MediaEvent::Speaking { session, people },
    }
}
