//! Polls: asked in a topic, voted on, reminded of, closed.

mod clock;
mod record;

use std::sync::Arc;

use jiff::tz::TimeZone;
use model::account::Scope;
use model::channel::Channel;
use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::id::{PersonId, PollId, TopicId};
use model::limits::POLL_TOLD_MAX;
use model::message::{Message, MessageBody};
use model::poll::{Poll, PollKind, PollNews, PollOption, Vote};
use model::time::Timestamp;
use rules::channel::Standing;
use rules::poll::{Draft, PollRefusal, decide_ask, decide_close, decide_vote, shown};
use rules::zone::zone_or_utc;
use store::{AlarmKind, Tx, View};

use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::delivery::{self, Told};
use crate::error::{AppError, not_found};
use crate::message::read_own;
use crate::once::{IdempotencyKey, once};
use crate::topic::{Said, say};
use crate::{App, channel_standing, random, topic_standing};

pub(crate) use clock::{come_due, replan, told};
pub use record::{NewRecord, RecordsOf};
pub(crate) use record::{Ready, decide, record};

/// A poll that is to be asked.
#[derive(Clone, Debug)]
pub struct NewPoll {
    /// What is asked.
    pub question: String,
    /// How it is voted on.
    pub kind: PollKind,
    /// Its options.
    pub options: Vec<PollOption>,
    /// Whether nobody is shown who voted for what.
    pub anonymous: bool,
    /// When it closes.
    pub closes_at: Option<Timestamp>,
}

/// Writes a poll and tells its channel.
fn put(tx: &mut Tx<'_>, poll: &Poll, now: Timestamp) -> Result<(), AppError> {
    tx.put_poll(poll)?;
    tell_channel(tx, poll.clone(), now)
}

fn tell_channel(tx: &mut Tx<'_>, poll: Poll, now: Timestamp) -> Result<(), AppError> {
    let audience = Audience::Channel(poll.channel);
    tx.append(now, audience, Event::PollUpdated(Box::new(poll)))?;
    Ok(())
}

/// A poll that the actor may see, with its channel and their standing there.
fn seen_poll(
    view: &View<'_>,
    actor: &Actor,
    id: PollId,
) -> Result<(Poll, Channel, Standing), AppError> {
    let poll = view.poll(id)?.ok_or_else(not_found)?;
    let (channel, standing) = channel_standing(view, actor, poll.channel)?;
    Ok((poll, channel, standing))
}

/// The zone on whose clock somebody reads times; UTC of who is not there.
fn zone_of(view: &View<'_>, person: PersonId) -> Result<TimeZone, AppError> {
    let person = view.person(person)?;
    Ok(person.map_or(TimeZone::UTC, |person| zone_or_utc(&person.time_zone)))
}

/// Asks a poll: a message in its topic that asks nobody by itself.
pub(crate) fn ask(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    new: &NewPoll,
    now: Timestamp,
) -> Result<Poll, AppError> {
    let (mut topic, channel, standing) = topic_standing(tx, actor, topic)?;
    rules::channel::decide_write(&channel, standing)?;
    let mut open = tx.open_polls_in(channel.id)?;
    open.retain(|poll| poll.topic == topic.id);
    let draft = Draft {
        question: &new.question,
        kind: new.kind,
        options: &new.options,
        closes_at: new.closes_at,
    };
    let (question, options) = decide_ask(&draft, open.len(), now)?;
    let id = PollId::new(now, random());
    topic.state = rules::topic::state_after_post(topic.state);
    let said = Said {
        author: actor.person,
        body: MessageBody::Poll { poll: id },
        text: &question,
        excerpt: None,
    };
    let message = say(tx, &mut topic, said, now)?;
    tell_message(app, tx, &message, &channel, now)?;
    let poll = Poll {
        id,
        topic: topic.id,
        channel: channel.id,
        message: message.id,
        question,
        kind: new.kind,
        options,
        anonymous: new.anonymous,
        closes_at: new.closes_at,
        created_by: actor.person,
        created_at: now,
        voted: Vec::new(),
        votes: Vec::new(),
        tally: None,
        closed_at: None,
        record: None,
    };
    let poll = shown(poll, &[]);
    put(tx, &poll, now)?;
    clock::look(app, tx, &poll, now)?;
    Ok(poll)
}

/// What was said in a topic is told as a message that asks nobody.
fn tell_message(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
    now: Timestamp,
) -> Result<(), AppError> {
    read_own(tx, message, now)?;
    let answered = Vec::new();
    let told = Told {
        message,
        channel,
        answered,
    };
    delivery::deliver(app, tx, &told)
}

/// Votes, votes anew, or takes a vote back.
pub(crate) fn vote(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PollId,
    options: Vec<u16>,
    now: Timestamp,
) -> Result<Poll, AppError> {
    let (poll, channel, standing) = seen_poll(tx, actor, id)?;
    decide_vote(&poll, &channel, standing, &options)?;
    if poll.closes_at.is_some_and(|at| at <= now) {
        return Err(PollRefusal::Closed.into());
    }
    if options.is_empty() {
        tx.delete_vote(id, actor.person)?;
    } else {
        let vote = Vote {
            person: actor.person,
            options,
            at: now,
        };
        tx.put_vote(id, &vote)?;
        let is_about = closing(id);
        notice::settle(tx, &[actor.person], |about| *about == is_about, now)?;
    }
    let after = shown(poll.clone(), &tx.votes(id)?);
    if after != poll {
        put(tx, &after, now)?;
    }
    clock::look(app, tx, &after, now)?;
    Ok(after)
}

fn closing(poll: PollId) -> DeliveryAbout {
    let news = PollNews::Closing;
    DeliveryAbout::Poll { poll, news }
}

/// Closes a poll: counts it, cuts the votes of an anonymous one from their people, and tells who asked
/// and who voted, besides who closed it.
fn end(
    app: &App,
    tx: &mut Tx<'_>,
    poll: Poll,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<Poll, AppError> {
    let closed = Poll {
        closed_at: Some(now),
        ..poll
    };
    let poll = shown(closed, &tx.votes(poll.id)?);
    if poll.anonymous {
        tx.delete_votes(poll.id)?;
    }
    put(tx, &poll, now)?;
    tx.set_alarm(AlarmKind::Poll, &poll.id.to_string(), None)?;
    let (reminded, is_about) = (tx.reminded_of(poll.id)?, closing(poll.id));
    notice::settle(tx, &reminded, |about| *about == is_about, now)?;
    let others = poll.voted.iter().filter(|one| **one != poll.created_by);
    let told = std::iter::once(&poll.created_by).chain(others);
    for person in told.take(POLL_TOLD_MAX) {
        if Some(*person) != by {
            tell(app, tx, &poll, *person, PollNews::Closed, now)?;
        }
    }
    Ok(poll)
}

/// Tells somebody of a poll if they are still in its channel.
fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    poll: &Poll,
    person: PersonId,
    news: PollNews,
    now: Timestamp,
) -> Result<(), AppError> {
    let open = tx
        .person(person)?
        .is_some_and(|one| one.disabled_at.is_none());
    if !open || tx.membership(poll.channel, person)?.is_none() {
        return Ok(());
    }
    let notice = Notice {
        person,
        about: DeliveryAbout::Poll {
            poll: poll.id,
            news,
        },
        place: Some((poll.topic, poll.channel)),
        from: Some(poll.created_by),
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

pub(crate) fn close(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PollId,
    now: Timestamp,
) -> Result<Poll, AppError> {
    let (poll, channel, standing) = seen_poll(tx, actor, id)?;
    decide_close(&poll, &channel, standing)?;
    end(app, tx, poll, Some(actor.person), now)
}

/// What follows when a message is deleted: the poll or the decision that it showed goes with it.
pub(crate) fn forget(tx: &mut Tx<'_>, message: &Message, now: Timestamp) -> Result<(), AppError> {
    match message.body {
        MessageBody::Poll { poll } => forget_poll(tx, poll, now),
        MessageBody::Decided { record } => record::forget(tx, record, now),
        _ => Ok(()),
    }
}

/// A poll goes with its votes; the decision that came of it stands by itself.
fn forget_poll(tx: &mut Tx<'_>, id: PollId, now: Timestamp) -> Result<(), AppError> {
    let Some(poll) = tx.poll(id)? else {
        return Ok(());
    };
    record::without_poll(tx, &poll, now)?;
    tx.set_alarm(AlarmKind::Poll, &id.to_string(), None)?;
    let mut people = tx.reminded_of(id)?;
    people.extend(poll.voted.iter().copied());
    people.push(poll.created_by);
    let is_about =
        |about: &DeliveryAbout| matches!(about, DeliveryAbout::Poll { poll, .. } if *poll == id);
    notice::settle(tx, &people, is_about, now)?;
    tx.delete_poll(id)?;
    let gone = Poll {
        question: String::new(),
        options: Vec::new(),
        voted: Vec::new(),
        votes: Vec::new(),
        tally: None,
        record: None,
        closed_at: Some(poll.closed_at.unwrap_or(now)),
        ..poll
    };
    tell_channel(tx, gone, now)
}

impl App {
    /// Asks a poll in a topic.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if many polls are open there; `invalid` names the field.
    pub async fn ask_poll(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        new: NewPoll,
        key: Option<IdempotencyKey>,
    ) -> Result<Poll, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "ask_poll", now, |tx| {
                    ask(&app, tx, &actor, topic, &new, now)
                })
            })
            .await
    }

    /// A topic's polls, newest first, at most 500.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn polls(&self, actor: &Actor, topic: TopicId) -> Result<Vec<Poll>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                topic_standing(view, &actor, topic)?;
                Ok(view.polls_on(topic)?)
            })
            .await
    }

    /// Votes on a poll; a later vote takes the place of an earlier one, and no options take it back.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if it is closed; `invalid` if there are no such options.
    pub async fn vote(
        self: &Arc<Self>,
        actor: &Actor,
        id: PollId,
        options: Vec<u16>,
    ) -> Result<Poll, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| vote(&app, tx, &actor, id, options, now))
            .await
    }

    /// The actor's own vote on a poll, to change it; nobody else's.
    ///
    /// # Errors
    /// `not_found` also if they did not vote, or if the poll was anonymous and is closed.
    pub async fn own_vote(&self, actor: &Actor, id: PollId) -> Result<Vote, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                seen_poll(view, &actor, id)?;
                let votes = view.votes(id)?.into_iter();
                let mut own = votes.filter(|vote| vote.person == actor.person);
                own.next().ok_or_else(not_found)
            })
            .await
    }

    /// Closes a poll before its time.
    ///
    /// # Errors
    /// `not_allowed` unless the actor asked it or manages the channel; `wrong_state` if it is closed.
    pub async fn close_poll(self: &Arc<Self>, actor: &Actor, id: PollId) -> Result<Poll, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| close(&app, tx, &actor, id, now))
            .await
    }
}
