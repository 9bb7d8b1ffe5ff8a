//! A client's copy of what it may see: a snapshot that events keep up to date.
//!
//! The sync law: a stale snapshot and the events after it make the fresh snapshot. The web client's
//! `data/apply.ts` follows the same rules.

use std::collections::BTreeMap;

use model::agreement::{Agreement, Proposal, ProposalState};
use model::event::{ChannelLeft, Event};
use model::id::ChannelId;
use model::session::Session;
use model::sync::{ChannelSnapshot, EventFrame, Snapshot};
use model::talk::TalkOfferState;

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
                if delivery.is_listed() {
                    put(&mut mine.deliveries, delivery.clone(), |delivery| {
                        delivery.id
                    });
                }
            }
            Event::GroupUpdated(_)
            | Event::AgreementUpdated(_)
            | Event::ProposalUpdated(_)
            | Event::BlockerUpdated(_)
            | Event::TalkOfferUpdated(_)
            | Event::ScheduledUpdated(_)
            | Event::ScheduledRemoved(_)
            | Event::ReminderUpdated(_) => self.apply_attention(event),
            Event::WaysUpdated(ways) => mine.ways = ways.clone(),
            Event::SessionUpdated(session) => {
                let known = mine.sessions.iter().find(|other| other.id == session.id);
                let session = known.map_or_else(
                    || session.clone(),
                    |known| known.updated(session.clone(), mine.person),
                );
                mine.sessions.retain(|other| other.id != session.id);
                if session.ended_at.is_none() {
                    put(&mut mine.sessions, session, |session| session.id);
                }
            }
            Event::SessionStay(stay) => {
                let of = |session: &&mut Session| session.id == stay.session;
                if let Some(session) = mine.sessions.iter_mut().find(of) {
                    session.take_stay(stay.stay, mine.person);
                }
            }
        }
    }

    fn apply_attention(&mut self, event: &Event) {
        let mine = &mut self.snapshot;
        match event {
            Event::GroupUpdated(group) => put(&mut mine.groups, group.clone(), |group| group.id),
            Event::AgreementUpdated(agreement) => {
                let agreement = Agreement::clone(agreement);
                put(&mut mine.agreements, agreement, |agreement| agreement.group);
            }
            Event::ProposalUpdated(proposal) => {
                mine.proposals.retain(|other| other.id != proposal.id);
                if proposal.state == ProposalState::Open {
                    let proposal = Proposal::clone(proposal);
                    put(&mut mine.proposals, proposal, |proposal| proposal.id);
                }
            }
            Event::BlockerUpdated(blocker) => {
                mine.blockers.retain(|other| other.id != blocker.id);
                if blocker.resolved_at.is_none() {
                    put(&mut mine.blockers, blocker.clone(), |blocker| blocker.id);
                }
            }
            Event::TalkOfferUpdated(offer) => {
                mine.talk_offers.retain(|other| other.id != offer.id);
                if offer.state == TalkOfferState::Open {
                    put(&mut mine.talk_offers, offer.clone(), |offer| offer.id);
                }
            }
            Event::ScheduledUpdated(scheduled) => {
                put(&mut mine.scheduled, scheduled.clone(), |scheduled| {
                    scheduled.id
                });
            }
            Event::ScheduledRemoved(removed) => {
                mine.scheduled.retain(|other| other.id != removed.scheduled);
            }
            Event::ReminderUpdated(reminder) => {
                mine.reminders.retain(|other| other.id != reminder.id);
                if reminder.done_at.is_none() {
                    put(&mut mine.reminders, reminder.clone(), |reminder| {
                        reminder.id
                    });
                }
            }
            _ => {}
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
        for blocker in &joined.blockers {
            put(&mut mine.blockers, blocker.clone(), |blocker| blocker.id);
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
        mine.deliveries
            .retain(|delivery| delivery.channel != Some(gone));
        mine.sessions.retain(|session| session.channel != gone);
        mine.blockers.retain(|blocker| blocker.channel != gone);
        mine.talk_offers.retain(|offer| offer.channel != gone);
        mine.scheduled.retain(|scheduled| scheduled.channel != gone);
        mine.reminders
            .retain(|reminder| reminder.channel != Some(gone));
        if !left.visible {
            mine.channels.retain(|channel| channel.id != gone);
        }
    }
}
