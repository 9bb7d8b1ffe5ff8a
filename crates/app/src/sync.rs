//! The snapshot, and what a socket missed.

use std::sync::Arc;
use std::time::Duration;

use model::channel::Channel;
use model::id::{ChannelId, PersonId, TopicId};
use model::limits::CATCH_UP_EVENTS_MAX;
use model::person::Role;
use model::session::Session;
use model::sync::{ChannelSnapshot, Ephemeral, EventFrame, Ring, Snapshot, Typing};
use model::time::Timestamp;
use store::{StoredEvent, View};

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::request::CLOSED_SHOWN;

/// How often a new socket looks whether the hub has what its snapshot has, and how long between.
const HUB_TRIES: u32 = 400;
const HUB_LOOK_AGAIN: Duration = Duration::from_millis(5);

/// What a client missed.
#[derive(Debug)]
pub enum CatchUp {
    /// The events after `since` that it may see, oldest first.
    Events(Vec<Missed>),
    /// It is too far behind, or ahead of us: it reads the snapshot.
    Resync,
}

/// One missed event, ready for the wire.
#[derive(Debug)]
pub struct Missed {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// The event as JSON.
    pub json: Arc<str>,
}

/// Channels an actor is in, and public ones unless they are a guest, in order of id.
pub(crate) fn channels_seen_by(view: &View<'_>, actor: &Actor) -> Result<Vec<Channel>, AppError> {
    let mut channels = view.channels_of(actor.person)?;
    if actor.role != Role::Guest {
        let joined: Vec<ChannelId> = channels.iter().map(|channel| channel.id).collect();
        let others = view.public_channels()?;
        channels.extend(
            others
                .into_iter()
                .filter(|channel| !joined.contains(&channel.id)),
        );
        channels.sort_by_key(|channel| channel.id);
    }
    Ok(channels)
}

/// Sessions as one reader sees them.
pub(crate) fn sessions_shown(sessions: Vec<Session>, reader: PersonId) -> Vec<Session> {
    let shown = sessions.into_iter();
    shown.map(|session| session.shown_to(reader)).collect()
}

/// One channel as somebody who joins it needs it.
pub(crate) fn channel_snapshot(
    view: &View<'_>,
    id: ChannelId,
    reader: PersonId,
    now: Timestamp,
) -> Result<ChannelSnapshot, AppError> {
    let guest = view
        .person(reader)?
        .is_none_or(|person| person.role == Role::Guest);
    let mut people = Vec::new();
    let mut availability = Vec::new();
    if guest {
        people = view.acquaintances(reader)?;
        for person in &people {
            availability.extend(view.availability(person.id)?);
        }
    }
    Ok(ChannelSnapshot {
        channel: view.channel(id)?.ok_or_else(not_found)?,
        membership: view.membership(id, reader)?.ok_or_else(not_found)?,
        people,
        availability,
        topics: view.topics_in(id)?,
        places: view.places_in(id, reader)?,
        requests: view.requests_around_in(id, reader, now.minus(CLOSED_SHOWN))?,
        sessions: sessions_shown(view.live_sessions_in(id, reader)?, reader),
        blockers: view.open_blockers_in(id)?,
        boards: view.boards_in(id)?,
        cards: view.cards_of_in(reader, id, now.minus(CLOSED_SHOWN))?,
        check_ins: view.check_ins_in(id)?,
        polls: view.open_polls_in(id)?,
    })
}

fn snapshot(view: &View<'_>, actor: &Actor, now: Timestamp) -> Result<Snapshot, AppError> {
    let me = actor.person;
    let people = match actor.role {
        Role::Guest => view.acquaintances(me)?,
        _ => view.people()?,
    };
    let mut availability = view.availabilities()?;
    if actor.role == Role::Guest {
        availability.retain(|one| people.iter().any(|person| person.id == one.person));
    }
    // Guests see people, not teams.
    let (groups, agreements, proposals) = match actor.role {
        Role::Guest => (Vec::new(), Vec::new(), Vec::new()),
        _ => (view.groups()?, view.agreements()?, view.open_proposals()?),
    };
    Ok(Snapshot {
        seq: view.last_seq()?,
        person: me,
        organisation: view.organisation()?.ok_or_else(not_found)?,
        people,
        availability,
        channels: channels_seen_by(view, actor)?,
        memberships: view.memberships_of(me)?,
        topics: view.topics_of(me)?,
        places: view.places_of(me)?,
        requests: view.requests_around(me, now.minus(CLOSED_SHOWN))?,
        deliveries: view.listed_deliveries(me)?,
        sessions: sessions_shown(view.live_sessions_of(me)?, me),
        blockers: view.open_blockers_of(me)?,
        groups,
        agreements,
        proposals,
        talk_offers: view.open_talk_offers(me)?,
        scheduled: view.scheduled_messages(me)?,
        reminders: view.open_reminders(me)?,
        ways: crate::ways::ways(view, me)?,
        boards: view.boards_of(me)?,
        tasks: view.tasks_around(me, now.minus(CLOSED_SHOWN))?,
        cards: view.cards_of(me, now.minus(CLOSED_SHOWN))?,
        my_cards: view.my_cards(me)?,
        check_ins: view.check_ins_of(me)?,
        turns: view.open_turns(me)?,
        goals: match actor.role {
            Role::Guest => Vec::new(),
            _ => view.goals()?,
        },
        polls: view.open_polls_of(me)?,
    })
}

impl App {
    /// All that the actor's client needs for its first screen.
    ///
    /// # Errors
    /// As any query.
    pub async fn snapshot(&self, actor: &Actor) -> Result<Snapshot, AppError> {
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .read(move |view| snapshot(view, &actor, now))
            .await
    }

    /// Whether the actor may see an event of the log, as things stand now.
    fn may_see(&self, person: PersonId, stored: &StoredEvent) -> bool {
        let logged = &stored.logged;
        self.hub
            .with_access(|access| access.may_see(person, logged.audience, &logged.event))
    }

    /// Waits until sockets are told of the log up to `since`: the hub learns of a commit a moment after
    /// it was answered, and a client that read its snapshot in between is not behind.
    pub async fn hub_has(&self, since: u64) {
        for _ in 0..HUB_TRIES {
            if since <= self.hub.seq() {
                return;
            }
            let newest = self.store.read(|view| view.last_seq()).await;
            if newest.is_ok_and(|newest| newest < since) {
                return;
            }
            tokio::time::sleep(HUB_LOOK_AGAIN).await;
        }
    }

    /// What a socket missed after `since`, up to `until`.
    ///
    /// # Errors
    /// As any query.
    pub async fn catch_up(
        &self,
        actor: &Actor,
        since: u64,
        until: u64,
    ) -> Result<CatchUp, AppError> {
        if until < since || CATCH_UP_EVENTS_MAX < until - since {
            return Ok(CatchUp::Resync);
        }
        if since == until {
            return Ok(CatchUp::Events(Vec::new()));
        }
        let limit = until - since;
        let stored = self
            .store
            .read(move |view| view.events_after(since, limit))
            .await?;
        // A log that begins later than `since` was wiped; its numbers mean something else.
        if stored
            .first()
            .is_some_and(|first| first.logged.seq != since + 1)
        {
            return Ok(CatchUp::Resync);
        }
        let seen = stored
            .into_iter()
            .filter(|event| self.may_see(actor.person, event));
        let missed = seen.map(|event| Missed {
            seq: event.logged.seq,
            at: event.logged.at,
            json: event.json.into(),
        });
        Ok(CatchUp::Events(missed.collect()))
    }

    /// Events after `since` that the actor may see, and the number up to which was looked.
    ///
    /// # Errors
    /// As any query.
    pub async fn events(
        &self,
        actor: &Actor,
        since: u64,
        limit: u64,
    ) -> Result<(Vec<EventFrame>, u64), AppError> {
        let stored = self
            .store
            .read(move |view| view.events_after(since, limit))
            .await?;
        let looked = stored.last().map_or(since, |event| event.logged.seq);
        let mut prev = since;
        let mut frames = Vec::new();
        for event in stored
            .into_iter()
            .filter(|event| self.may_see(actor.person, event))
        {
            let seq = event.logged.seq;
            frames.push(EventFrame {
                seq,
                prev,
                at: event.logged.at,
                event: event.logged.event,
            });
            prev = seq;
        }
        Ok((frames, looked))
    }

    /// Rings that go on for the actor, for a browser that comes while it rings.
    ///
    /// # Errors
    /// As any query.
    pub async fn rings(&self, actor: &Actor) -> Result<Vec<Ring>, AppError> {
        let person = actor.person;
        let live = self
            .store
            .read(move |view| view.live_sessions_of(person))
            .await?;
        Ok(self.rings_for(&live, person))
    }

    /// Tells the others in a topic's channel that the actor is typing.
    ///
    /// # Errors
    /// `not_found` unless they are in the channel.
    pub async fn typing(&self, actor: &Actor, id: TopicId) -> Result<(), AppError> {
        let topic = self.topic(actor, id).await?;
        let frame = Ephemeral::Typing(Typing {
            topic: id,
            person: actor.person,
        });
        self.hub.tell_channel(topic.channel, actor.person, &frame);
        Ok(())
    }
}
