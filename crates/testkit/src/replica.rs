//! A client's copy of what it may see: a snapshot that events keep up to date.
//!
//! The sync law: a stale snapshot and the events after it make the fresh snapshot. The web client's
//! `data/apply.ts` follows the same rules.

use std::collections::{BTreeMap, BTreeSet};

use model::agreement::{Agreement, Proposal, ProposalState};
use model::board::{Board, Card};
use model::check_in::{CheckIn, CheckInState};
use model::event::{ChannelLeft, Event};
use model::goal::{Goal, GoalState};
use model::id::ChannelId;
use model::poll::Poll;
use model::session::Session;
use model::sync::{ChannelSnapshot, EventFrame, Snapshot};
use model::talk::TalkOfferState;
use model::task::Task;

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
            Event::TaskUpdated(_)
            | Event::TaskRemoved(_)
            | Event::BoardUpdated(_)
            | Event::CardUpdated(_)
            | Event::CardRemoved(_)
            | Event::MyCardUpdated(_)
            | Event::MyCardRemoved(_)
            | Event::CheckInUpdated(_)
            | Event::TurnUpdated(_)
            | Event::GoalUpdated(_)
            | Event::PollUpdated(_) => self.apply_work(event),
            // What these are about is read when somebody looks at it.
            Event::IterationUpdated(_)
            | Event::CheckInAnswered(_)
            | Event::UpdateMade(_)
            | Event::DecisionRecorded(_) => {}
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

    fn apply_work(&mut self, event: &Event) {
        let mine = &mut self.snapshot;
        match event {
            Event::TaskUpdated(task) => {
                mine.tasks.retain(|other| other.id != task.id);
                if task.is_of(mine.person) && task.dropped_at.is_none() {
                    put(&mut mine.tasks, Task::clone(task), |task| task.id);
                } else {
                    mine.cards.retain(|card| card.task != task.id);
                }
            }
            Event::TaskRemoved(removed) => {
                mine.tasks.retain(|task| task.id != removed.task);
                mine.cards.retain(|card| card.task != removed.task);
            }
            Event::BoardUpdated(board) => {
                mine.boards.retain(|other| other.id != board.id);
                if board.archived_at.is_none() {
                    put(&mut mine.boards, Board::clone(board), |board| board.id);
                } else {
                    mine.cards.retain(|card| card.board != board.id);
                }
            }
            Event::CardUpdated(card) => {
                let key = |card: &Card| (card.board, card.task);
                mine.cards.retain(|other| key(other) != key(card));
                let is_mine = mine.tasks.iter().any(|task| task.id == card.task);
                if is_mine && card.archived_at.is_none() {
                    put(&mut mine.cards, card.clone(), key);
                }
            }
            Event::CardRemoved(removed) => {
                let gone = (removed.board, removed.task);
                mine.cards.retain(|card| (card.board, card.task) != gone);
            }
            Event::MyCardUpdated(card) => put(&mut mine.my_cards, card.clone(), |card| card.item),
            Event::MyCardRemoved(removed) => {
                mine.my_cards.retain(|card| card.item != removed.item);
            }
            Event::CheckInUpdated(check_in) => {
                mine.check_ins.retain(|other| other.id != check_in.id);
                if check_in.state == CheckInState::Ended {
                    mine.turns.retain(|turn| turn.check_in != check_in.id);
                } else {
                    put(&mut mine.check_ins, CheckIn::clone(check_in), |one| one.id);
                }
            }
            Event::TurnUpdated(turn) => {
                mine.turns.retain(|other| other.id != turn.id);
                if turn.is_open() {
                    put(&mut mine.turns, turn.clone(), |turn| turn.id);
                }
            }
            Event::GoalUpdated(goal) => {
                mine.goals.retain(|other| other.id != goal.id);
                if goal.state == GoalState::Active {
                    put(&mut mine.goals, Goal::clone(goal), |goal| goal.id);
                }
            }
            Event::PollUpdated(poll) => {
                mine.polls.retain(|other| other.id != poll.id);
                if poll.closed_at.is_none() {
                    put(&mut mine.polls, Poll::clone(poll), |poll| poll.id);
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
        for board in &joined.boards {
            put(&mut mine.boards, board.clone(), |board| board.id);
        }
        for card in &joined.cards {
            put(&mut mine.cards, card.clone(), |card| {
                (card.board, card.task)
            });
        }
        for check_in in &joined.check_ins {
            put(&mut mine.check_ins, check_in.clone(), |one| one.id);
        }
        for poll in &joined.polls {
            put(&mut mine.polls, poll.clone(), |poll| poll.id);
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
        mine.boards.retain(|board| board.channel != gone);
        let boards: BTreeSet<_> = mine.boards.iter().map(|board| board.id).collect();
        mine.cards.retain(|card| boards.contains(&card.board));
        mine.check_ins.retain(|check_in| check_in.channel != gone);
        let check_ins: BTreeSet<_> = mine.check_ins.iter().map(|one| one.id).collect();
        mine.turns.retain(|turn| check_ins.contains(&turn.check_in));
        mine.polls.retain(|poll| poll.channel != gone);
        mine.talk_offers.retain(|offer| offer.channel != gone);
        mine.scheduled.retain(|scheduled| scheduled.channel != gone);
        mine.reminders
            .retain(|reminder| reminder.channel != Some(gone));
        if !left.visible {
            mine.channels.retain(|channel| channel.id != gone);
        }
    }
}
