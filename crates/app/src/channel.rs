//! Channels, direct conversations, and who is in them.

use model::account::Scope;
use model::channel::{Channel, ChannelKind, Membership};
use model::event::{Audience, ChannelLeft, Event, MemberLeft};
use model::id::{ChannelId, PersonId, TopicId};
use model::message::Expectation;
use model::person::{Person, Role};
use model::sync::ChannelSnapshot;
use model::time::Timestamp;
use model::topic::{Topic, TopicState};
use rules::channel::{Candidate, Standing};
use store::{Tx, View};

use crate::access::channel_audience;
use crate::actor::Actor;
use crate::error::{AppError, check_version, invalid, not_found};
use crate::once::{IdempotencyKey, once};
use crate::sync::channel_snapshot;
use crate::{App, channel_standing, random, visible_person};

/// A channel that is to be made.
#[derive(Clone, Debug)]
pub struct NewChannel {
    /// Public or private.
    pub kind: ChannelKind,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Expectation of a message that asks somebody and names none.
    pub default_expectation: Option<Expectation>,
    /// Who else is in it from the start.
    pub members: Vec<PersonId>,
}

/// What is changed about a channel; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct ChannelChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Expectation of a message that asks somebody and names none.
    pub default_expectation: Option<Expectation>,
    /// Whether nothing can be written in it any more.
    pub archived: Option<bool>,
}

/// A direct conversation with its first topic.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Direct {
    /// The channel.
    pub channel: Channel,
    /// Its untitled topic.
    pub topic: Topic,
}

/// Writes a channel's row and tells those who may find it.
pub(crate) fn put_channel(
    tx: &mut Tx<'_>,
    channel: &Channel,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_channel(channel)?;
    let audience = channel_audience(channel.kind, channel.id);
    tx.append(now, audience, Event::ChannelUpdated(channel.clone()))?;
    Ok(())
}

/// Puts people into a channel and gives each what they need to show it.
pub(crate) fn add_members(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    for person in people {
        let membership = Membership {
            channel,
            person: *person,
            joined_at: now,
        };
        if !tx.insert_membership(&membership)? {
            continue;
        }
        introduce(tx, channel, *person, now)?;
        let snapshot: ChannelSnapshot = channel_snapshot(tx, channel, *person, now)?;
        let event = Event::ChannelJoined(Box::new(snapshot));
        tx.append(now, Audience::Person(*person), event)?;
        tx.append(
            now,
            Audience::Channel(channel),
            Event::MemberJoined(membership),
        )?;
    }
    crate::check_in::joined(tx, channel, now)
}

/// Lets guests meet: a guest who joins meets all who are or wrote in the channel, and guests who are
/// in it meet whoever joins.
fn introduce(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    joined: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let members: Vec<PersonId> = tx
        .members(channel)?
        .into_iter()
        .map(|member| member.person)
        .collect();
    let is_guest = |tx: &Tx<'_>, person| -> Result<bool, AppError> {
        Ok(tx
            .person(person)?
            .is_some_and(|found| found.role == Role::Guest))
    };
    if is_guest(tx, joined)? {
        for other in members.iter().copied().chain(tx.authors(channel)?) {
            tx.add_acquaintance(joined, other)?;
        }
    }
    for guest in members {
        if guest == joined || !is_guest(tx, guest)? || !tx.add_acquaintance(guest, joined)? {
            continue;
        }
        let person = tx.person(joined)?.ok_or_else(not_found)?;
        let availability = tx.availability(joined)?.ok_or_else(not_found)?;
        tx.append(now, Audience::Person(guest), Event::PersonUpdated(person))?;
        tx.append(
            now,
            Audience::Person(guest),
            Event::AvailabilityUpdated(availability),
        )?;
    }
    Ok(())
}

/// Takes a person out of a channel: their requests there return to the senders.
fn remove_member(
    app: &App,
    tx: &mut Tx<'_>,
    channel: &Channel,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    crate::later::leave(tx, person, channel.id, now)?;
    crate::talk::end_of(tx, person, Some(channel.id), now)?;
    crate::views::leave(app, tx, person, Some(channel.id), now)?;
    crate::check_in::leave(app, tx, person, Some(channel.id), now)?;
    crate::delivery::withdraw_in(tx, person, channel.id, now)?;
    if !tx.delete_membership(channel.id, person)? {
        return Err(not_found());
    }
    crate::request::withdraw_of(tx, person, Some(channel.id), now)?;
    crate::board::leave(tx, person, channel.id, now)?;
    let left = MemberLeft {
        channel: channel.id,
        person,
    };
    tx.append(now, Audience::Channel(channel.id), Event::MemberLeft(left))?;
    let guest = tx
        .person(person)?
        .is_none_or(|found| found.role == Role::Guest);
    let visible = channel.kind == ChannelKind::Public && !guest;
    let left = ChannelLeft {
        channel: channel.id,
        visible,
    };
    tx.append(now, Audience::Person(person), Event::ChannelLeft(left))?;
    crate::task::leave(tx, person, channel.id, now)
}

/// Whether a person may read a channel: its people, and in a public one all but guests.
pub(crate) fn may_read(
    view: &View<'_>,
    channel: &Channel,
    person: &Person,
) -> Result<bool, AppError> {
    let outside = Standing {
        person: person.id,
        role: person.role,
        member: false,
    };
    Ok(rules::channel::can_read(channel, outside)
        || view.membership(channel.id, person.id)?.is_some())
}

/// A person as somebody who could be asked in a channel.
pub(crate) fn askable(
    view: &View<'_>,
    channel: &Channel,
    person: &Person,
) -> Result<Candidate, AppError> {
    Ok(Candidate {
        person: person.id,
        disabled: person.disabled_at.is_some(),
        can_read: may_read(view, channel, person)?,
    })
}

fn candidate(tx: &Tx<'_>, actor: &Actor, person: PersonId) -> Result<Candidate, AppError> {
    let person = visible_person(tx, actor, person)
        .map_err(|_| invalid("people", "somebody named does not exist"))?;
    let disabled = person.disabled_at.is_some();
    Ok(Candidate {
        person: person.id,
        disabled,
        can_read: false,
    })
}

/// Makes a channel with its maker and `new.members` in it.
pub(crate) fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: &NewChannel,
    now: Timestamp,
) -> Result<Channel, AppError> {
    if new.kind == ChannelKind::Direct {
        return Err(invalid("kind", "takes public or private"));
    }
    let (name, purpose) = rules::channel::decide_create(actor.role, &new.name, &new.purpose)?;
    let channel = Channel {
        id: ChannelId::new(now, random()),
        kind: new.kind,
        name,
        purpose,
        default_expectation: new.default_expectation.unwrap_or(Expectation::Today),
        created_by: actor.person,
        created_at: now,
        archived_at: None,
        people: Vec::new(),
        version: 1,
    };
    put_channel(tx, &channel, now)?;
    let standing = Standing {
        person: actor.person,
        role: actor.role,
        member: true,
    };
    let mut people = vec![actor.person];
    for member in &new.members {
        let added = candidate(tx, actor, *member)?;
        rules::channel::decide_add(&channel, standing, &added)?;
        people.push(*member);
    }
    add_members(tx, channel.id, &people, now)?;
    Ok(channel)
}

/// The direct conversation of the actor and others; made if there is none.
pub(crate) fn find_or_create_direct(
    tx: &mut Tx<'_>,
    actor: &Actor,
    others: &[PersonId],
    now: Timestamp,
) -> Result<Direct, AppError> {
    let can_meet =
        |person| visible_person(tx, actor, person).is_ok_and(|person| person.disabled_at.is_none());
    let people = rules::channel::decide_direct(actor.person, others, can_meet)?;
    if let Some(channel) = tx.direct_channel(&people)? {
        let topics = tx.topics_in(channel.id)?;
        let topic = topics.into_iter().next().ok_or_else(not_found)?;
        return Ok(Direct { channel, topic });
    }
    let channel = Channel {
        id: ChannelId::new(now, random()),
        kind: ChannelKind::Direct,
        name: String::new(),
        purpose: String::new(),
        default_expectation: Expectation::Today,
        created_by: actor.person,
        created_at: now,
        archived_at: None,
        people: people.clone(),
        version: 1,
    };
    tx.put_channel(&channel)?;
    let topic = Topic {
        id: TopicId::new(now, random()),
        channel: channel.id,
        title: String::new(),
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
    tx.put_topic(&topic)?;
    // Everyone gets the conversation with its topic in it.
    add_members(tx, channel.id, &people, now)?;
    Ok(Direct { channel, topic })
}

impl App {
    /// Channels the actor is in, and public ones unless they are a guest, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub async fn channels(&self, actor: &Actor) -> Result<Vec<Channel>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| crate::sync::channels_seen_by(view, &actor))
            .await
    }

    /// One channel.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn channel(&self, actor: &Actor, id: ChannelId) -> Result<Channel, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(channel_standing(view, &actor, id)?.0))
            .await
    }

    /// Makes a channel with the actor in it.
    ///
    /// # Errors
    /// `not_allowed` for guests; `invalid` names the field.
    pub async fn create_channel(
        &self,
        actor: &Actor,
        new: NewChannel,
        key: Option<IdempotencyKey>,
    ) -> Result<Channel, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_channel", now, |tx| {
                    create(tx, &actor, &new, now)
                })
            })
            .await
    }

    /// Finds or makes the direct conversation of the actor and others.
    ///
    /// # Errors
    /// `invalid` for too many or unknown people.
    pub async fn direct(&self, actor: &Actor, others: Vec<PersonId>) -> Result<Direct, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| find_or_create_direct(tx, &actor, &others, now))
            .await
    }

    /// Changes a channel.
    ///
    /// # Errors
    /// `not_allowed` unless its maker or an admin; `stale`; `invalid` names the field.
    pub async fn update_channel(
        &self,
        actor: &Actor,
        id: ChannelId,
        change: ChannelChange,
        version: Option<u64>,
    ) -> Result<Channel, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (mut channel, standing) = channel_standing(tx, &actor, id)?;
                rules::channel::decide_manage(&channel, standing)?;
                check_version(version, channel.version)?;
                let name = change.name.unwrap_or(channel.name);
                let purpose = change.purpose.unwrap_or(channel.purpose);
                (channel.name, channel.purpose) =
                    rules::channel::decide_create(Role::Member, &name, &purpose)?;
                channel.default_expectation = change
                    .default_expectation
                    .unwrap_or(channel.default_expectation);
                channel.archived_at = match change.archived {
                    Some(true) => channel.archived_at.or(Some(now)),
                    Some(false) => None,
                    None => channel.archived_at,
                };
                channel.version += 1;
                put_channel(tx, &channel, now)?;
                Ok(channel)
            })
            .await
    }

    /// Who is in a channel, in order of person.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn members(&self, actor: &Actor, id: ChannelId) -> Result<Vec<Membership>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                channel_standing(view, &actor, id)?;
                Ok(view.members(id)?)
            })
            .await
    }

    /// Adds people to a channel.
    ///
    /// # Errors
    /// `not_allowed` for guests and those outside; `wrong_state` if it is archived or direct.
    pub async fn add_members(
        &self,
        actor: &Actor,
        id: ChannelId,
        people: Vec<PersonId>,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (channel, standing) = channel_standing(tx, &actor, id)?;
                for person in &people {
                    let added = candidate(tx, &actor, *person)?;
                    rules::channel::decide_add(&channel, standing, &added)?;
                }
                add_members(tx, id, &people, now)
            })
            .await
    }

    /// Joins a public channel.
    ///
    /// # Errors
    /// `not_found` for others; `wrong_state` if it is archived.
    pub async fn join_channel(&self, actor: &Actor, id: ChannelId) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (channel, standing) = channel_standing(tx, &actor, id)?;
                rules::channel::decide_join(&channel, standing)?;
                add_members(tx, id, &[actor.person], now)
            })
            .await
    }

    /// Takes a person out of a channel, or leaves it.
    ///
    /// # Errors
    /// `not_allowed` unless it is themselves, or the actor manages the channel; `wrong_state` for
    /// the last one of a private channel.
    pub async fn remove_member(
        self: &std::sync::Arc<Self>,
        actor: &Actor,
        id: ChannelId,
        person: PersonId,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (std::sync::Arc::clone(self), actor.clone(), self.now());
        let sessions = self
            .store
            .write(move |tx| {
                let (channel, standing) = channel_standing(tx, &actor, id)?;
                let members = tx.members(id)?.len();
                rules::channel::decide_remove(&channel, standing, person, members)?;
                remove_member(&app, tx, &channel, person, now)?;
                Ok::<_, AppError>(tx.live_sessions_in(id, person)?)
            })
            .await?;
        for session in sessions {
            self.end_watching(person, Some(session.id));
            self.leave_as(person, session.id).await?;
        }
        Ok(())
    }
}
