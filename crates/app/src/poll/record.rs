//! Decisions that are recorded: by themselves, as the outcome of a poll, in the place of another.

use std::sync::Arc;

use model::account::Scope;
use model::event::{Audience, Event};
use model::id::{ChannelId, PollId, RecordId, TopicId};
use model::limits::{DECISION_REASON_BYTES_MAX, SEARCH_CHARS_MAX};
use model::message::MessageBody;
use model::person::Role;
use model::poll::{DecisionRecord, Poll};
use model::time::Timestamp;
use rules::poll::{decide_decide, decide_record, decide_replace};
use store::{RecordSearch, Tx};

use super::{put, seen_poll, tell_message, zone_of};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::once::{IdempotencyKey, once};
use crate::topic::{Said, say};
use crate::{App, channel_standing, random, text, topic_standing};

/// A decision that is to be recorded.
#[derive(Clone, Debug, Default)]
pub struct NewRecord {
    /// What was decided; of a poll's outcome `None` for the option that leads.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
    /// The decision that it takes the place of.
    pub replaces: Option<RecordId>,
}

/// Which recorded decisions are read.
#[derive(Clone, Debug, Default)]
pub struct RecordsOf {
    /// Those of this channel; `None` for all that the actor may see.
    pub channel: Option<ChannelId>,
    /// That hold these words.
    pub words: String,
    /// That stand before this one, newest first.
    pub before: Option<RecordId>,
    /// As many at most.
    pub limit: u64,
}

/// A decision with its reason rendered, which happens before the writer's turn.
pub(crate) struct Ready {
    new: NewRecord,
    reason_html: String,
}

impl Ready {
    pub(crate) fn new(new: NewRecord) -> Self {
        let reason = new.reason.trim();
        let fits = !reason.is_empty() && reason.len() <= DECISION_REASON_BYTES_MAX;
        let reason_html = if fits {
            text::render(reason).html
        } else {
            String::new()
        };
        Self { new, reason_html }
    }
}

/// Writes a record and tells its channel.
fn put_record(tx: &mut Tx<'_>, record: &DecisionRecord, now: Timestamp) -> Result<(), AppError> {
    tx.put_decision_record(record)?;
    tell_channel(tx, record.clone(), now)
}

fn tell_channel(tx: &mut Tx<'_>, record: DecisionRecord, now: Timestamp) -> Result<(), AppError> {
    let audience = Audience::Channel(record.channel);
    tx.append(now, audience, Event::DecisionRecorded(record))?;
    Ok(())
}

/// Records a decision in a topic and says it there.
pub(crate) fn record(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    ready: &Ready,
    poll: Option<PollId>,
    now: Timestamp,
) -> Result<DecisionRecord, AppError> {
    let (mut topic, channel, standing) = topic_standing(tx, actor, topic)?;
    rules::channel::decide_write(&channel, standing)?;
    let words = ready.new.text.as_deref().unwrap_or_default();
    let (line, reason) = decide_record(words, &ready.new.reason)?;
    let replaced = match ready.new.replaces {
        Some(id) => {
            let old = tx.decision_record(id)?.ok_or_else(not_found)?;
            channel_standing(tx, actor, old.channel)?;
            decide_replace(channel.id, &old)?;
            Some(old)
        }
        None => None,
    };
    let id = RecordId::new(now, random());
    let whole = if reason.is_empty() {
        line.clone()
    } else {
        format!("{line}\n\n{reason}")
    };
    let said = Said {
        author: actor.person,
        body: MessageBody::Decided { record: id },
        text: &whole,
        excerpt: Some(text::render(&line).excerpt),
    };
    let message = say(tx, &mut topic, said, now)?;
    tell_message(app, tx, &message, &channel, now)?;
    let record = DecisionRecord {
        id,
        topic: topic.id,
        channel: channel.id,
        message: message.id,
        text: line,
        reason,
        reason_html: ready.reason_html.clone(),
        poll,
        replaces: replaced.as_ref().map(|old| old.id),
        replaced_by: None,
        by: actor.person,
        at: now,
    };
    put_record(tx, &record, now)?;
    if let Some(old) = replaced {
        let old = DecisionRecord {
            replaced_by: Some(id),
            ..old
        };
        put_record(tx, &old, now)?;
    }
    Ok(record)
}

/// Records the outcome of a closed poll.
pub(crate) fn decide(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PollId,
    ready: Ready,
    now: Timestamp,
) -> Result<DecisionRecord, AppError> {
    let (poll, channel, standing) = seen_poll(tx, actor, id)?;
    rules::channel::decide_write(&channel, standing)?;
    let zone = zone_of(tx, actor.person)?;
    let text = decide_decide(&poll, ready.new.text.as_deref(), &zone)?;
    let new = NewRecord {
        text: Some(text),
        ..ready.new
    };
    let ready = Ready { new, ..ready };
    let record = record(app, tx, actor, poll.topic, &ready, Some(id), now)?;
    let decided = Poll {
        record: Some(record.id),
        ..poll
    };
    put(tx, &decided, now)?;
    Ok(record)
}

/// The decision that came of a poll stands by itself when the poll goes.
pub(super) fn without_poll(tx: &mut Tx<'_>, poll: &Poll, now: Timestamp) -> Result<(), AppError> {
    let Some(id) = poll.record else {
        return Ok(());
    };
    if let Some(record) = tx.decision_record(id)? {
        let record = DecisionRecord {
            poll: None,
            ..record
        };
        put_record(tx, &record, now)?;
    }
    Ok(())
}

/// A record goes; what it replaced and what replaced it follow one another, and its poll may be decided
/// anew.
pub(super) fn forget(tx: &mut Tx<'_>, id: RecordId, now: Timestamp) -> Result<(), AppError> {
    let Some(record) = tx.decision_record(id)? else {
        return Ok(());
    };
    if let Some(before) = record.replaces
        && let Some(mut before) = tx.decision_record(before)?
    {
        before.replaced_by = record.replaced_by;
        put_record(tx, &before, now)?;
    }
    if let Some(after) = record.replaced_by
        && let Some(mut after) = tx.decision_record(after)?
    {
        after.replaces = record.replaces;
        put_record(tx, &after, now)?;
    }
    if let Some(poll) = record.poll
        && let Some(mut poll) = tx.poll(poll)?
    {
        poll.record = None;
        put(tx, &poll, now)?;
    }
    tx.delete_decision_record(id)?;
    let gone = DecisionRecord {
        text: String::new(),
        reason: String::new(),
        reason_html: String::new(),
        poll: None,
        replaces: None,
        replaced_by: None,
        ..record
    };
    tell_channel(tx, gone, now)
}

impl App {
    /// Records a decision in a topic.
    ///
    /// # Errors
    /// `not_allowed`; `text_empty`, `text_too_long`; `not_found`, `wrong_state` or `invalid` if it cannot
    /// take the place of the one it names.
    pub async fn record_decision(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        new: NewRecord,
        key: Option<IdempotencyKey>,
    ) -> Result<DecisionRecord, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(new);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "record_decision", now, |tx| {
                    record(&app, tx, &actor, topic, &ready, None, now)
                })
            })
            .await
    }

    /// Records the outcome of a closed poll as a decision.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if it is open or decided; `text_empty` if nothing leads alone and
    /// the text does not say what was decided; as [`Self::record_decision`] of what it replaces.
    pub async fn decide_poll(
        self: &Arc<Self>,
        actor: &Actor,
        id: PollId,
        new: NewRecord,
        key: Option<IdempotencyKey>,
    ) -> Result<DecisionRecord, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(new);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "decide_poll", now, |tx| {
                    decide(&app, tx, &actor, id, ready, now)
                })
            })
            .await
    }

    /// One recorded decision.
    ///
    /// # Errors
    /// `not_found` also if the actor may not see its channel.
    pub async fn decision(&self, actor: &Actor, id: RecordId) -> Result<DecisionRecord, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let record = view.decision_record(id)?.ok_or_else(not_found)?;
                channel_standing(view, &actor, record.channel)?;
                Ok(record)
            })
            .await
    }

    /// Recorded decisions, newest first.
    ///
    /// # Errors
    /// `not_found` if the actor may not see the channel.
    pub async fn decisions(
        &self,
        actor: &Actor,
        of: RecordsOf,
    ) -> Result<Vec<DecisionRecord>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                if let Some(channel) = of.channel {
                    channel_standing(view, &actor, channel)?;
                }
                let search = RecordSearch {
                    channel: of.channel,
                    reader: actor.person,
                    public: Role::Guest < actor.role,
                    words: of.words.trim().chars().take(SEARCH_CHARS_MAX).collect(),
                    before: of.before,
                    limit: of.limit,
                };
                Ok(view.decision_records(&search)?)
            })
            .await
    }
}
