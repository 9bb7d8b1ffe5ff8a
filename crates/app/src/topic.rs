//! Topics and each person's place in them.

mod say;

use model::account::Scope;
use model::event::{Audience, Event};
use model::id::{ChannelId, PersonId, TopicId};
use model::message::Message;
use model::time::Timestamp;
use model::topic::{Topic, TopicLevel, TopicPlace, TopicState};
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, check_version, not_found};
use crate::message::{Ready, post};
use crate::once::{IdempotencyKey, once};
use crate::{App, channel_standing, random, talk, topic_standing};

pub(crate) use say::{Said, say};

/// What is changed about a topic; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct TopicChange {
    /// Its title.
    pub title: Option<String>,
    /// Whether it still wants something.
    pub state: Option<TopicState>,
}

/// A topic that was opened, with its first message if there is one.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Opened {
    /// The topic.
    pub topic: Topic,
    /// Its first message.
    pub message: Option<Message>,
}

/// Writes a topic's row and tells its channel.
pub(crate) fn put_topic(tx: &mut Tx<'_>, topic: &Topic, now: Timestamp) -> Result<(), AppError> {
    tx.put_topic(topic)?;
    let audience = Audience::Channel(topic.channel);
    tx.append(now, audience, Event::TopicUpdated(topic.clone()))?;
    Ok(())
}

/// Changes whether a topic still wants something. What is resolved needs no talk any more.
pub(crate) fn put_state(
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    state: TopicState,
    now: Timestamp,
) -> Result<(), AppError> {
    let resolved = state == TopicState::Resolved && topic.state != TopicState::Resolved;
    topic.state = state;
    topic.version += 1;
    if resolved {
        topic.resolved_at = Some(now);
        talk::end_on(tx, topic.id, now)?;
    }
    put_topic(tx, topic, now)
}

/// A person's place in a topic, the default one if they have none yet.
pub(crate) fn place_of(
    view: &View<'_>,
    topic: TopicId,
    person: PersonId,
) -> Result<TopicPlace, AppError> {
    let fresh = TopicPlace {
        topic,
        level: TopicLevel::default(),
        read_ordinal: 0,
    };
    Ok(view.place(topic, person)?.unwrap_or(fresh))
}

/// Writes a person's place and tells them alone.
pub(crate) fn put_place(
    tx: &mut Tx<'_>,
    person: PersonId,
    place: TopicPlace,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_place(person, &place)?;
    tx.append(now, Audience::Person(person), Event::PlaceUpdated(place))?;
    Ok(())
}

/// Opens a topic; its opener follows it.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    actor: &Actor,
    channel: ChannelId,
    title: &str,
    now: Timestamp,
) -> Result<Topic, AppError> {
    let (channel, standing) = channel_standing(tx, actor, channel)?;
    let title = rules::topic::decide_open(&channel, standing, title)?;
    let topic = Topic {
        id: TopicId::new(now, random()),
        channel: channel.id,
        title,
        state: TopicState::Open,
        created_by: actor.person,
        created_at: now,
        last_ordinal: 0,
        last: None,
        session: None,
        resolved_at: None,
        written_views: None,
        version: 1,
    };
    put_topic(tx, &topic, now)?;
    let place = TopicPlace {
        topic: topic.id,
        level: TopicLevel::Follow,
        read_ordinal: 0,
    };
    put_place(tx, actor.person, place, now)?;
    Ok(topic)
}

impl App {
    /// A channel's topics after `after`, in order of id, at most `limit`.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn topics(
        &self,
        actor: &Actor,
        channel: ChannelId,
        after: Option<TopicId>,
        limit: u64,
    ) -> Result<Vec<Topic>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                channel_standing(view, &actor, channel)?;
                Ok(view.topics_after(channel, after, limit)?)
            })
            .await
    }

    /// One topic.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn topic(&self, actor: &Actor, id: TopicId) -> Result<Topic, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(topic_standing(view, &actor, id)?.0))
            .await
    }

    /// Opens a topic, with its first message if one is given.
    ///
    /// # Errors
    /// As of opening and of posting; nothing is kept if either is refused.
    pub async fn open_topic(
        self: &std::sync::Arc<Self>,
        actor: &Actor,
        channel: ChannelId,
        title: String,
        message: Option<crate::message::PostMessage>,
        key: Option<IdempotencyKey>,
    ) -> Result<Opened, AppError> {
        actor.needs(Scope::Write)?;
        let ready = message.map(Ready::new);
        let (app, actor, now) = (std::sync::Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "open_topic", now, |tx| {
                    let topic = open(tx, &actor, channel, &title, now)?;
                    let Some(ready) = &ready else {
                        return Ok(Opened {
                            topic,
                            message: None,
                        });
                    };
                    let message = post(&app, tx, &actor, topic.id, ready, now)?;
                    let topic = tx.topic(topic.id)?.ok_or_else(not_found)?;
                    Ok(Opened {
                        topic,
                        message: Some(message),
                    })
                })
            })
            .await
    }

    /// Changes a topic's title or state.
    ///
    /// # Errors
    /// `not_allowed`; `stale`; `invalid` names the field.
    pub async fn update_topic(
        &self,
        actor: &Actor,
        id: TopicId,
        change: TopicChange,
        version: Option<u64>,
    ) -> Result<Topic, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (mut topic, channel, standing) = topic_standing(tx, &actor, id)?;
                rules::topic::decide_change(&channel, &topic, standing)?;
                check_version(version, topic.version)?;
                if let Some(title) = change.title {
                    topic.title = rules::topic::decide_rename(&channel, &topic, standing, &title)?;
                }
                let state = change.state.unwrap_or(topic.state);
                rules::topic::decide_state(topic.state, state)?;
                put_state(tx, &mut topic, state, now)?;
                Ok(topic)
            })
            .await
    }

    /// Sets how much of a topic the actor wants to hear.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn set_level(
        &self,
        actor: &Actor,
        id: TopicId,
        level: TopicLevel,
    ) -> Result<TopicPlace, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (topic, channel, standing) = topic_standing(tx, &actor, id)?;
                rules::channel::decide_write(&channel, standing)?;
                let place = TopicPlace {
                    level,
                    ..place_of(tx, topic.id, actor.person)?
                };
                put_place(tx, actor.person, place, now)?;
                Ok(place)
            })
            .await
    }

    /// Moves the actor's read position, forward or back; what they have read is not told again.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn read_to(
        &self,
        actor: &Actor,
        id: TopicId,
        ordinal: u64,
    ) -> Result<TopicPlace, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (topic, _, standing) = topic_standing(tx, &actor, id)?;
                if !standing.member {
                    return Err(not_found());
                }
                let old = place_of(tx, topic.id, actor.person)?;
                let place = TopicPlace {
                    read_ordinal: ordinal.min(topic.last_ordinal),
                    ..old
                };
                if place != old {
                    put_place(tx, actor.person, place, now)?;
                }
                crate::delivery::note_read(tx, actor.person, place, now)?;
                Ok(place)
            })
            .await
    }
}
