//! Messages: posting, editing, deleting, reacting.

mod asked;
mod delete;
mod preview;

use std::sync::Arc;

use model::account::Scope;
use model::channel::Channel;
use model::event::{Audience, Event, MessageUpdated};
use model::file::File;
use model::group::GroupMention;
use model::id::{FileId, GroupId, MessageId, PersonId, TopicId};
use model::limits::ATTACHMENTS_MAX;
use model::message::{Expectation, Message, MessageBody, MessageRevision};
use model::time::Timestamp;
use model::topic::{MessageExcerpt, Topic, TopicLevel, TopicPlace};
use rules::escalation::{InTheirStead, answered_instead};
use rules::message::Draft;
use rules::request::{Posted, Posting};
use store::{Tx, View};

use crate::actor::Actor;
use crate::availability::organisation;
use crate::delivery::{self, Told};
use crate::error::{AppError, check_version, invalid, not_found};
use crate::once::{IdempotencyKey, once};
use crate::request;
use crate::session::{MISSED_CALL, residue_excerpt};
use crate::text::{self, Rendered};
use crate::topic::put_place;
use crate::urgent::{Marked, UrgentPost, Wanted};
use crate::{App, clip, random, talk, topic_standing, urgent, views};

pub(crate) use asked::check_picked;
use asked::{Asked, Named};
pub(crate) use delete::delete;

/// A message as its author sends it.
#[derive(Clone, Debug, Default)]
pub struct PostMessage {
    /// Its Markdown.
    pub text: String,
    /// How soon it wants a reply; `None` leaves it to the channel.
    pub expectation: Option<Expectation>,
    /// Whom it asks besides those its text mentions.
    pub asked: Vec<PersonId>,
    /// Groups of which it asks everyone, where otherwise any one member answers.
    pub everyone: Vec<GroupId>,
    /// The message it replies to.
    pub reply_to: Option<MessageId>,
    /// Files of the author that hang on it.
    pub attachments: Vec<FileId>,
    /// Why it is urgent, if it is to pierce.
    pub urgent: Option<UrgentPost>,
}

/// A page of a topic's messages.
#[derive(Clone, Debug)]
pub struct MessagePage {
    /// The messages, oldest first.
    pub items: Vec<Message>,
    /// Number of the topic's newest message.
    pub last_ordinal: u64,
}

/// Which page of a topic.
#[derive(Clone, Copy, Debug)]
pub enum PageOf {
    /// The newest messages with a number below.
    Before(u64),
    /// The oldest messages with a number above.
    After(u64),
}

/// A message with its text rendered, which happens before the writer's turn.
pub(crate) struct Ready {
    post: PostMessage,
    rendered: Rendered,
}

impl Ready {
    pub(crate) fn new(post: PostMessage) -> Self {
        // A text that is refused later is not worth rendering.
        let fits = post.text.len() <= model::limits::MESSAGE_TEXT_BYTES_MAX;
        let rendered = if fits {
            text::render(&post.text)
        } else {
            Rendered::default()
        };
        Self { post, rendered }
    }

    /// Everything the author names, each once.
    fn named(&self) -> Named {
        let mut people = self.rendered.mentions.clone();
        for person in &self.post.asked {
            if !people.contains(person) {
                people.push(*person);
            }
        }
        let mut groups = self.rendered.groups.clone();
        for group in &self.post.everyone {
            if !groups.contains(group) {
                groups.push(*group);
            }
        }
        let mention = |group| GroupMention {
            group,
            everyone: self.post.everyone.contains(&group),
        };
        Named {
            people,
            groups: groups.into_iter().map(mention).collect(),
        }
    }
}

/// What is decided about a message before anything is written.
struct Decided {
    topic: Topic,
    id: MessageId,
    channel: Channel,
    asked: Asked,
    posted: Posted,
    attachments: Vec<File>,
}

impl Decided {
    /// What decides whether it may pierce.
    fn wanted<'a>(&'a self, actor: &Actor, asked: &'a [PersonId], reason: &'a str) -> Wanted<'a> {
        Wanted {
            sender: actor.person,
            role: actor.role,
            channel: &self.channel,
            expectation: self.posted.expectation,
            reason,
            asked,
            message: None,
            confirmed_by: None,
        }
    }
}

fn decide(
    view: &View<'_>,
    actor: &Actor,
    topic: TopicId,
    ready: &Ready,
    now: Timestamp,
) -> Result<Decided, AppError> {
    let (topic, channel, standing) = topic_standing(view, actor, topic)?;
    let post = &ready.post;
    let reply_to = match post.reply_to {
        Some(id) => Some(
            view.message(id)?
                .ok_or(rules::message::PostRefusal::ReplyTo)?,
        ),
        None => None,
    };
    asked::check_count(&post.asked)?;
    let named = ready.named();
    let asked = asked::decide(view, actor, &channel, &named, None)?;
    let open = view.open_requests(topic.id)?;
    let replied = reply_to
        .as_ref()
        .map(|message| (message.id, message.author));
    let stead = InTheirStead {
        author: actor.person,
        reply_to: replied,
        named: &named.people,
    };
    let instead = answered_instead(&stead, &open);
    let in_doubt = post.expectation.is_none() && 0 < asked.ask.answers();
    let posting = Posting {
        message: MessageId::new(now, random()),
        author: actor.person,
        named: &named.people,
        asked: &asked.ask,
        picked: post.expectation,
        channel_default: channel.default_expectation,
        reply_to: replied,
        follows_answer: !instead.is_empty()
            || in_doubt && request::follows_answer(view, actor.person, &topic, reply_to.as_ref())?,
        now,
    };
    let settings = organisation(view)?.settings;
    let mut posted = rules::request::decide_requests(&posting, &open, &settings);
    rules::escalation::answer_instead(&mut posted.requests, &instead, posting.message, now);
    let attachments = attachments(view, actor, &post.attachments, &[])?;
    let draft = Draft {
        topic: topic.id,
        text: &post.text,
        attachments: post.attachments.len(),
        clips: attachments
            .iter()
            .filter(|file| file.clip.is_some())
            .count(),
        asked: asked.people(posted.expectation).len(),
        expectation: post.expectation,
        reply_to: reply_to.as_ref(),
    };
    rules::message::decide_post(&channel, standing, &draft, now)?;
    Ok(Decided {
        id: posting.message,
        topic,
        channel,
        asked,
        posted,
        attachments,
    })
}

/// The files that a message or a task names: those of `before`, which hang on it already, and the actor's own.
pub(crate) fn attachments(
    view: &View<'_>,
    actor: &Actor,
    ids: &[FileId],
    before: &[File],
) -> Result<Vec<File>, AppError> {
    let mut files = Vec::with_capacity(ids.len().min(ATTACHMENTS_MAX));
    for id in ids {
        let file = match before.iter().find(|file| file.id == *id) {
            Some(known) => Some(known.clone()),
            None => view
                .file(*id)?
                .filter(|file| file.uploaded_by == actor.person),
        };
        let file = file.ok_or_else(|| invalid("attachments", "upload the file first"))?;
        if !files.contains(&file) {
            files.push(file);
        }
    }
    Ok(files)
}

/// Writes a message at the end of its topic, and tells the channel.
pub(crate) fn append_message(
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    message: &Message,
    excerpt: &str,
) -> Result<(), AppError> {
    topic.last_ordinal = message.ordinal;
    topic.last = Some(MessageExcerpt {
        author: message.author,
        text: excerpt.to_owned(),
        sent_at: message.sent_at,
    });
    tx.insert_message(message)?;
    tx.put_topic(topic)?;
    tell(tx, topic, message.clone(), message.sent_at)
}

/// Tells the channel how a message stands.
fn tell(tx: &mut Tx<'_>, topic: &Topic, message: Message, now: Timestamp) -> Result<(), AppError> {
    let updated = MessageUpdated {
        message,
        topic: topic.clone(),
    };
    let event = Event::MessageUpdated(Box::new(updated));
    tx.append(now, Audience::Channel(topic.channel), event)?;
    Ok(())
}

/// Posts a message: its row, its requests, its deliveries, and the author's own place.
pub(crate) fn post(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    ready: &Ready,
    now: Timestamp,
) -> Result<Message, AppError> {
    post_as(app, tx, actor, topic, ready, MessageBody::Text, now)
}

/// The same for a message that is more than its text.
pub(crate) fn post_as(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    ready: &Ready,
    body: MessageBody,
    now: Timestamp,
) -> Result<Message, AppError> {
    let decided = decide(tx, actor, topic, ready, now)?;
    let asked = decided.asked.people(decided.posted.expectation);
    let marked = match &ready.post.urgent {
        Some(urgent) => {
            let wanted = decided.wanted(actor, &asked, &urgent.reason);
            urgent::decide_mark(app, tx, &wanted, urgent.ask_confirmation, now)?
        }
        None => Marked::No,
    };
    let mut topic = decided.topic;
    let message = Message {
        id: decided.id,
        topic: topic.id,
        channel: topic.channel,
        ordinal: topic.last_ordinal + 1,
        author: actor.person,
        body,
        text: ready.post.text.clone(),
        html: ready.rendered.html.clone(),
        expectation: decided.posted.expectation,
        reply_to: ready.post.reply_to,
        asked,
        groups: decided.asked.groups,
        urgent: marked.mark(),
        attachments: decided.attachments,
        reactions: Vec::new(),
        sent_at: now,
        edited_at: None,
        deleted_at: None,
        version: 1,
    };
    topic.state = rules::topic::state_after_post(topic.state);
    let excerpt = clip::excerpt(&message.attachments, &ready.rendered.excerpt);
    append_message(tx, &mut topic, &message, &excerpt)?;
    read_own(tx, &message, now)?;
    let answered = request::apply(
        app,
        tx,
        request::Change {
            message: &message,
            asked: &decided.asked.ask,
            excerpt: &excerpt,
            now,
        },
        decided.posted.requests,
    )?;
    delivery::deliver(
        app,
        tx,
        &Told {
            message: &message,
            channel: &decided.channel,
            answered,
        },
    )?;
    urgent::note_post(app, tx, &message, &decided.channel, &marked)?;
    views::note_post(app, tx, &mut topic, &message)?;
    talk::consider(app, tx, &topic, &message)?;
    Ok(message)
}

/// Refuses what posting would refuse at an instant, and writes nothing; answers the topic.
pub(crate) fn check_post(
    view: &View<'_>,
    actor: &Actor,
    topic: TopicId,
    ready: &Ready,
    at: Timestamp,
) -> Result<Topic, AppError> {
    let decided = decide(view, actor, topic, ready, at)?;
    Ok(decided.topic)
}

/// Whoever writes in a topic has read it, and follows it unless they said otherwise.
pub(crate) fn read_own(tx: &mut Tx<'_>, message: &Message, now: Timestamp) -> Result<(), AppError> {
    let old = tx.place(message.topic, message.author)?;
    let level = old.map_or(TopicLevel::Follow, |place| place.level);
    let place = TopicPlace {
        topic: message.topic,
        level,
        read_ordinal: message.ordinal,
    };
    put_place(tx, message.author, place, now)?;
    if old.is_some() {
        delivery::note_read(tx, message.author, place, now)?;
    }
    Ok(())
}

/// Loads a message that the actor may see, with its topic and their standing there.
pub(crate) fn seen_message(
    view: &View<'_>,
    actor: &Actor,
    id: MessageId,
) -> Result<(Message, Topic, Channel, rules::channel::Standing), AppError> {
    let message = view.message(id)?.ok_or_else(not_found)?;
    let (topic, channel, standing) = topic_standing(view, actor, message.topic)?;
    Ok((message, topic, channel, standing))
}

/// What stands for a message in lists.
pub(crate) fn excerpt_of(message: &Message) -> String {
    match &message.body {
        MessageBody::Residue(residue) => residue_excerpt(&residue.session),
        MessageBody::MissedCall { .. } => MISSED_CALL.to_owned(),
        _ => clip::excerpt_of(message),
    }
}

/// Makes the topic's excerpt true again after a message changed.
fn refresh_last(tx: &Tx<'_>, topic: &mut Topic) -> Result<(), AppError> {
    topic.last = tx.newest_message(topic.id)?.map(|newest| MessageExcerpt {
        author: newest.author,
        text: excerpt_of(&newest),
        sent_at: newest.sent_at,
    });
    tx.put_topic(topic)?;
    Ok(())
}

/// Writes a changed message, refreshes its topic and tells the channel.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    message: &mut Message,
    now: Timestamp,
) -> Result<(), AppError> {
    message.version += 1;
    tx.update_message(message)?;
    refresh_last(tx, topic)?;
    tell(tx, topic, message.clone(), now)
}

/// Replaces a message's text and asks anew whom it asks now.
pub(crate) fn edit(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MessageId,
    ready: &Ready,
    version: Option<u64>,
    now: Timestamp,
) -> Result<Message, AppError> {
    let (old, mut topic, channel, standing) = seen_message(tx, actor, id)?;
    rules::message::decide_edit(&channel, &old, standing, &ready.post.text)?;
    check_version(version, old.version)?;
    let named = asked::named_after_edit(tx, &old, ready.named())?;
    let asked = asked::decide(tx, actor, &channel, &named, Some(&old))?;
    let asked_nobody = old.asked.is_empty() && old.groups.is_empty();
    let expectation = if asked_nobody && old.expectation == Expectation::None {
        let (default, settings) = (channel.default_expectation, organisation(tx)?.settings);
        let answers = asked.ask.answers();
        rules::request::effective_expectation(None, default, answers, false, &settings)
    } else {
        old.expectation
    };
    let open = tx.open_requests(topic.id)?;
    let ask = &asked.ask;
    let changes = rules::request::decide_edit_requests(&old, ask, expectation, &open, now);
    if !changes.opened.is_empty() {
        urgent::check_edit(app, tx, &old, &channel, &asked.people(expectation), now)?;
    }
    tx.insert_revision(&old, now)?;
    let excerpt = clip::excerpt(&old.attachments, &ready.rendered.excerpt);
    crate::later::forget_text(tx, &old, &excerpt, now)?;
    let mut message = Message {
        text: ready.post.text.clone(),
        html: ready.rendered.html.clone(),
        edited_at: Some(now),
        asked: asked.people(expectation),
        groups: asked.groups,
        expectation,
        ..old
    };
    update(tx, &mut topic, &mut message, now)?;
    let change = request::Change {
        message: &message,
        asked: &asked.ask,
        excerpt: &excerpt,
        now,
    };
    let opened = changes.opened.clone();
    request::apply(app, tx, change, changes)?;
    request::put_excerpt(tx, message.id, &excerpt, now)?;
    delivery::deliver_to(app, tx, &message, &channel, &opened)?;
    Ok(message)
}

impl App {
    /// Posts a message; it is on disk when this answers.
    ///
    /// # Errors
    /// `not_allowed`, `wrong_state`, `text_empty`, `text_too_long`; `invalid` names the field.
    pub async fn post_message(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        message: PostMessage,
        key: Option<IdempotencyKey>,
    ) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(message);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "post_message", now, |tx| {
                    check_picked(tx, &actor, &ready.post.asked)?;
                    post(&app, tx, &actor, topic, &ready, now)
                })
            })
            .await
    }

    /// A page of a topic's messages.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn messages(
        &self,
        actor: &Actor,
        topic: TopicId,
        page: PageOf,
        limit: u64,
    ) -> Result<MessagePage, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let (topic, _, _) = topic_standing(view, &actor, topic)?;
                let items = match page {
                    PageOf::Before(ordinal) => {
                        let before = ordinal.min(topic.last_ordinal + 1);
                        view.messages_before(topic.id, before, limit)?
                    }
                    PageOf::After(ordinal) => view.messages_after(topic.id, ordinal, limit)?,
                };
                Ok(MessagePage {
                    items,
                    last_ordinal: topic.last_ordinal,
                })
            })
            .await
    }

    /// Former texts of a message, oldest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn revisions(
        &self,
        actor: &Actor,
        id: MessageId,
    ) -> Result<Vec<MessageRevision>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                seen_message(view, &actor, id)?;
                Ok(view.revisions(id)?)
            })
            .await
    }

    /// Replaces a message's text; the former one is kept.
    ///
    /// # Errors
    /// `not_allowed` unless its author; `wrong_state` if it is deleted; `stale`.
    pub async fn edit_message(
        self: &Arc<Self>,
        actor: &Actor,
        id: MessageId,
        text: String,
        version: Option<u64>,
    ) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(PostMessage {
            text,
            ..PostMessage::default()
        });
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| edit(&app, tx, &actor, id, &ready, version, now))
            .await
    }

    /// Deletes a message: its text, attachments and reactions go, its number stays.
    ///
    /// # Errors
    /// `not_allowed` unless its author or an admin; `wrong_state` if it is deleted already.
    pub async fn delete_message(&self, actor: &Actor, id: MessageId) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| delete(tx, &actor, id, now))
            .await
    }
}
