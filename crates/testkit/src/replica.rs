//! A client's copy of what it may see: a snapshot that events keep up to date.
//!
//! The sync law: a stale snapshot and the events after it make the fresh snapshot. The web client's
//! `data/apply.ts` follows the same rules.

use std::collections::BTreeMap;

use model::delivery::DeliveryKind;
use model::event::{ChannelLeft, Event};
use model::id::ChannelId;
use model::sync::{ChannelSnapshot, EventFrame, Snapshot};

/// A snapshot that can take events.
#[derive(Clone, Debug)]
pub struct Replica {
    snapshot: Snapshot,
}

/// Puts a value into a list in order of its key, in place of the one with the same key.
fn put<T, K: Ord>(list: &mut Vec<T>, value: T, key: impl Fn(&T) -> K) {
    match list.binary_search_by(|other| key(other).cmp(&key(&value))) {
        Ok(found) => list[found] = value,
        Err(place) => list.insert(place, value),
    }
}

impl Replica {
    /// Begins with a snapshot.
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        Self { snapshot }
    }

    /// What the client has now.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Takes one event of the reader's view.
    ///
    /// # Panics
    /// If `prev` is not the event before on this view: the client would have missed one.
    pub fn apply_frame(&mut self, frame: &EventFrame) {
        assert_eq!(
            frame.prev, self.snapshot.seq,
            "an event is missing before {frame:?}"
        );
        self.apply(&frame.event);
        self.snapshot.seq = frame.seq;
    }

    /// Takes one event, whatever its number.
    pub fn apply(&mut self, event: &Event) {
        let mine = &mut self.snapshot;
        match event {
            Event::OrganisationUpdated(organisation) => mine.organisation = organisation.clone(),
            Event::PersonUpdated(person) => put(&mut mine.people, person.clone(), |p| p.id),
            Event::AvailabilityUpdated(availability) => {
                put(&mut mine.availability, availability.clone(), |one| {
                    one.person
                });
            }
            Event::ChannelUpdated(channel) => {
                put(&mut mine.channels, channel.clone(), |channel| channel.id);
            }
            Event::ChannelJoined(joined) => self.join(joined),
            Event::ChannelLeft(left) => self.leave(left),
            // Others' memberships are no part of the snapshot; the own come with `channel.joined`.
            Event::MemberJoined(_) | Event::MemberLeft(_) => {}
            Event::TopicUpdated(topic) => put(&mut mine.topics, topic.clone(), |topic| topic.id),
            Event::PlaceUpdated(place) => put(&mut mine.places, *place, |place| place.topic),
            Event::MessageUpdated(updated) => {
                put(&mut mine.topics, updated.topic.clone(), |topic| topic.id);
            }
            Event::RequestUpdated(request) => {
                if request.from == mine.person || request.asked == mine.person {
                    put(&mut mine.requests, request.clone(), |request| request.id);
                }
            }
            Event::DeliveryUpdated(delivery) => {
                mine.deliveries.retain(|other| other.id != delivery.id);
                let held = matches!(delivery.kind, DeliveryKind::Hold { .. });
                if held && delivery.told_at.is_none() {
                    put(&mut mine.deliveries, delivery.clone(), |delivery| {
                        delivery.id
                    });
                }
            }
            Event::SessionUpdated(session) => {
                mine.sessions.retain(|other| other.id != session.id);
                if session.ended_at.is_none() {
                    put(&mut mine.sessions, session.clone(), |session| session.id);
                }
            }
        }
    }

    fn join(&mut self, joined: &ChannelSnapshot) {
        let mine = &mut self.snapshot;
        put(&mut mine.channels, joined.channel.clone(), |channel| {
            channel.id
        });
        put(
            &mut mine.memberships,
            joined.membership.clone(),
            |membership| membership.channel,
        );
        for person in &joined.people {
            put(&mut mine.people, person.clone(), |person| person.id);
        }
        for availability in &joined.availability {
            put(&mut mine.availability, availability.clone(), |one| {
                one.person
            });
        }
        for topic in &joined.topics {
            put(&mut mine.topics, topic.clone(), |topic| topic.id);
        }
        for place in &joined.places {
            put(&mut mine.places, *place, |place| place.topic);
        }
        for request in &joined.requests {
            put(&mut mine.requests, request.clone(), |request| request.id);
        }
        for session in &joined.sessions {
            put(&mut mine.sessions, session.clone(), |session| session.id);
        }
    }

    fn leave(&mut self, left: &ChannelLeft) {
        let mine = &mut self.snapshot;
        let channel_of: BTreeMap<_, ChannelId> = mine
            .topics
            .iter()
            .map(|topic| (topic.id, topic.channel))
            .collect();
        let gone = left.channel;
        mine.memberships
            .retain(|membership| membership.channel != gone);
        // A place may have come without its topic, which was hidden by then; it goes as well.
        mine.places.retain(|place| {
            channel_of
                .get(&place.topic)
                .is_some_and(|channel| *channel != gone)
        });
        mine.topics.retain(|topic| topic.channel != gone);
        mine.requests.retain(|request| request.channel != gone);
        mine.deliveries.retain(|delivery| delivery.channel != gone);
        mine.sessions.retain(|session| session.channel != gone);
        if !left.visible {
            mine.channels.retain(|channel| channel.id != gone);
        }
    }
}
