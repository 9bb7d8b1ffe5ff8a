//! One conference in its home thread.

use std::collections::BTreeMap;
use std::time::Instant;

use model::id::{ConnectionId, PersonId, RecordingId, SessionId};
use model::limits::SESSION_PEOPLE_MAX;
use sfu::{ConferenceEvent, Engine, Output, PeerKey, Relayed, RtcPeer, ToWing};

use super::io::Io;
use super::leads::{Lead, Leads};
use super::link::{Crossing, What};
use crate::event::MediaEvent;
use crate::recording::Recorder;

/// A conference.
pub(super) struct Room {
    session: SessionId,
    /// Its number among all conferences of the process.
    pub(super) number: u64,
    /// Its thread.
    home: usize,
    pub(super) engine: Engine<RtcPeer>,
    pub(super) wake_at: Instant,
    pub(super) recorder: Option<(RecordingId, Recorder)>,
    pub(super) leads: Leads,
    /// The ICE user name of who joins with this input.
    joining: Option<String>,
    /// Which connection each person has, or had last.
    connections: BTreeMap<PersonId, ConnectionId>,
}

/// What came out of a conference.
pub(super) struct Drained {
    pub(super) wake_at: Instant,
    pub(super) events: Vec<ConferenceEvent>,
    pub(super) joined: Option<(String, PeerKey)>,
    pub(super) gone: Vec<Lead>,
}

impl Room {
    pub(super) fn new(session: SessionId, number: u64, home: usize, now: Instant) -> Self {
        Self {
            session,
            number,
            home,
            engine: Engine::new(shard_number(home), now),
            wake_at: now,
            recorder: None,
            leads: Leads::default(),
            joining: None,
            connections: BTreeMap::new(),
        }
    }

    /// Whether there is no room for this person.
    pub(super) fn full(&self, person: PersonId) -> bool {
        SESSION_PEOPLE_MAX <= self.engine.people() && !self.engine.has(person)
    }

    /// The next peer has this ICE user name and is this connection of the person's.
    pub(super) fn joining(&mut self, person: PersonId, connection: ConnectionId, ufrag: String) {
        self.connections.insert(person, connection);
        self.joining = Some(ufrag);
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
            match self.engine.poll(io.outgoing()) {
                Output::Event(event) => drained.events.push(event),
                Output::Recorded(packet) => {
                    if let Some((_, recorder)) = &mut self.recorder {
                        recorder.take(packet);
                    }
                }
                Output::Joined(_, key) if usize::from(key.shard()) == self.home => {
                    if let Some(ufrag) = self.joining.take() {
                        drained.joined = Some((ufrag.clone(), key));
                        self.leads.insert(key, ufrag);
                    }
                }
                // Its user name goes to the wing with it.
                Output::Joined(..) => {}
                Output::Wing(shard, to_wing) => self.send(io, shard, to_wing),
                Output::Relay(to, relayed) => relay(io, self.session, self.number, to, &relayed),
                Output::Gone(key) => drained.gone.extend(self.leads.remove(key)),
                Output::Idle(at) => {
                    drained.wake_at = at;
                    return drained;
                }
            }
        }
    }

    fn send(&mut self, io: &mut Io, shard: u8, to_wing: ToWing<RtcPeer>) {
        let ufrag = match &to_wing {
            ToWing::Join { .. } => self.joining.take(),
            ToWing::Candidate(..) | ToWing::Restart(..) | ToWing::Order(_) => None,
        };
        let what = What::Wing {
            home: self.home,
            to_wing,
            ufrag,
        };
        io.crossings.send(usize::from(shard), self.crossing(what));
    }

    /// An event as others know it; `None` of somebody who has gone since.
    pub(super) fn media_event(&self, event: ConferenceEvent) -> Option<MediaEvent> {
        let session = self.session;
        let connection = |person| self.connections.get(&person).copied();
        Some(match event {
            ConferenceEvent::Connected(person) => MediaEvent::Connected { session, person },
            ConferenceEvent::Lost(person) => MediaEvent::Lost {
                session,
                person,
                connection: connection(person)?,
            },
            ConferenceEvent::Silent(person) => MediaEvent::Silent {
                session,
                person,
                connection: connection(person)?,
            },
            ConferenceEvent::Heard(person) => MediaEvent::Heard {
                session,
                person,
                connection: connection(person)?,
            },
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
            ConferenceEvent::Codecs(person, codecs) => MediaEvent::Codecs {
                session,
                person,
                codecs,
            },
            ConferenceEvent::RecordAnew => MediaEvent::RecordAnew {
                session,
                recording: self.recorder.as_ref()?.0,
            },
            ConferenceEvent::Speaking(people) => MediaEvent::Speaking { session, people },
            ConferenceEvent::Quality(person, quality) => MediaEvent::Quality {
                session,
                person,
                quality,
            },
        })
    }

    /// The person has gone for good.
    pub(super) fn forget(&mut self, person: PersonId) {
        self.connections.remove(&person);
    }

    const fn crossing(&self, what: What) -> Crossing {
        Crossing {
            session: self.session,
            room: self.number,
            what,
        }
    }

    /// Tells all wings that the room is over.
    pub(super) fn close_wings(&self, io: &mut Io) {
        for shard in self.engine.wings() {
            io.crossings
                .send(usize::from(shard), self.crossing(What::Close));
        }
    }
}

/// Sends a published packet to other shards, a bit each.
pub(super) fn relay(io: &mut Io, session: SessionId, room: u64, to: u64, relayed: &Relayed) {
    for shard in (0..64).filter(|shard| to & (1 << shard) != 0) {
        let what = What::Relay(relayed.clone());
        io.crossings.send(
            shard,
            Crossing {
                session,
                room,
                what,
            },
        );
    }
    // They send beside this thread, not after it.
    io.crossings.wake();
}

/// The number of a thread as shards have it.
pub(super) fn shard_number(thread: usize) -> u8 {
    u8::try_from(thread).unwrap_or(0)
}
