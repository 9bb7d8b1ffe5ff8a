//! Written views first (rule 11): asked for, given, and in.

use std::sync::Arc;

use model::account::Scope;
use model::advice::WrittenViews;
use model::delivery::DeliveryAbout;
use model::id::{ChannelId, PersonId, TopicId};
use model::limits::ASKED_MAX;
use model::message::{Expectation, Message, MessageBody};
use model::time::Timestamp;
use model::topic::Topic;
use rules::written_views::{decide_ask_views, missing, views_after_leaving, views_after_post};
use store::{AlarmKind, Tx};

use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_found};
use crate::message::{PostMessage, Ready, post_as};
use crate::refusal::of_text;
use crate::topic::put_topic;
use crate::{App, request, topic_standing};

/// The views that somebody wants.
#[derive(Clone, Debug)]
pub struct ViewsWish {
    /// By when.
    pub by: Timestamp,
    /// Of whom.
    pub of: Vec<PersonId>,
    /// On what, in one line; `None` for the topic's title.
    pub text: Option<String>,
}

/// A topic that the actor may change.
fn changed_topic(tx: &Tx<'_>, actor: &Actor, id: TopicId) -> Result<Topic, AppError> {
    let (topic, channel, standing) = topic_standing(tx, actor, id)?;
    rules::topic::decide_change(&channel, &topic, standing)?;
    Ok(topic)
}

/// Asks for views: by a message to all who have not given theirs, so that it is a request to each.
fn ask(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TopicId,
    wish: &ViewsWish,
    now: Timestamp,
) -> Result<Topic, AppError> {
    let topic = changed_topic(tx, actor, id)?;
    let members = open_members(tx, topic.channel, &wish.of)?;
    decide_ask_views(&wish.of, wish.by, |person| members.contains(&person), now)?;
    let line = wish.text.as_ref().unwrap_or(&topic.title);
    let text = rules::text::check_title(line).map_err(|refusal| of_text("text", refusal))?;
    let mut given = Vec::new();
    if let Some(before) = &topic.written_views {
        take_back(tx, &topic, before, now)?;
        given.clone_from(&before.given);
        given.retain(|person| wish.of.contains(person));
    }
    let mut asked = wish.of.clone();
    asked.retain(|person| !given.contains(person));
    let ready = Ready::new(PostMessage {
        text,
        asked,
        expectation: Some(Expectation::By(wish.by)),
        ..PostMessage::default()
    });
    let body = MessageBody::ViewsWanted { by: wish.by };
    let message = post_as(app, tx, actor, id, &ready, body, now)?;
    let mut topic = tx.topic(id)?.ok_or_else(not_found)?;
    topic.written_views = Some(WrittenViews {
        asked_by: actor.person,
        message: message.id,
        by: wish.by,
        of: wish.of.clone(),
        given,
    });
    topic.version += 1;
    put_topic(tx, &topic, now)?;
    tx.set_alarm(AlarmKind::Views, &id.to_string(), Some(wish.by))?;
    Ok(topic)
}

/// Those of `people` who are in a channel with an open account.
fn open_members(
    tx: &Tx<'_>,
    channel: ChannelId,
    people: &[PersonId],
) -> Result<Vec<PersonId>, AppError> {
    let mut members = Vec::new();
    // More than can be asked are refused without a look at them.
    for person in people.iter().take(ASKED_MAX) {
        let open = tx
            .person(*person)?
            .is_some_and(|one| one.disabled_at.is_none());
        if open && tx.membership(channel, *person)?.is_some() {
            members.push(*person);
        }
    }
    Ok(members)
}

/// Takes back what was asked: the requests, the clock, the notice.
fn take_back(
    tx: &mut Tx<'_>,
    topic: &Topic,
    views: &WrittenViews,
    now: Timestamp,
) -> Result<(), AppError> {
    let open = tx.open_requests(topic.id)?;
    let changes = rules::request::decide_delete_requests(views.message, &open, now);
    request::put_changed(tx, changes.changed, now)?;
    tx.set_alarm(AlarmKind::Views, &topic.id.to_string(), None)?;
    let about = DeliveryAbout::ViewsIn { topic: topic.id };
    notice::settle(tx, &[views.asked_by], |one| *one == about, now)
}

/// Takes what was written in a topic as its author's view, if one is wanted of them.
pub(crate) fn note_post(
    app: &App,
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    message: &Message,
) -> Result<(), AppError> {
    let after = topic
        .written_views
        .as_ref()
        .filter(|_| message.body == MessageBody::Text)
        .and_then(|views| views_after_post(views, message.author));
    match after {
        Some(after) => put_views(app, tx, topic, after, message.sent_at),
        None => Ok(()),
    }
}

/// Nobody waits for the views of who is about to leave: everywhere, or one channel.
pub(crate) fn leave(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Option<ChannelId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut topics = tx.topics_with_views(person)?;
    topics.retain(|topic| channel.is_none_or(|only| topic.channel == only));
    for mut topic in topics {
        let views = topic.written_views.as_ref();
        if let Some(after) = views.and_then(|views| views_after_leaving(views, person)) {
            put_views(app, tx, &mut topic, after, now)?;
        }
    }
    Ok(())
}

/// Writes changed views; who asked is told when the last one is in, before their time is over.
fn put_views(
    app: &App,
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    views: WrittenViews,
    now: Timestamp,
) -> Result<(), AppError> {
    let are_in = missing(&views).is_empty();
    topic.written_views = Some(views);
    topic.version += 1;
    put_topic(tx, topic, now)?;
    if are_in && tx.alarm(AlarmKind::Views, &topic.id.to_string())?.is_some() {
        come_in(app, tx, topic.id, now)?;
    }
    Ok(())
}

/// Tells who asked for views that they are in, or that their time is over.
pub(crate) fn come_in(
    app: &App,
    tx: &mut Tx<'_>,
    id: TopicId,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.set_alarm(AlarmKind::Views, &id.to_string(), None)?;
    let Some(topic) = tx.topic(id)? else {
        return Ok(());
    };
    let Some(views) = topic.written_views else {
        return Ok(());
    };
    if open_members(tx, topic.channel, &[views.asked_by])?.is_empty() {
        return Ok(());
    }
    let notice = Notice {
        person: views.asked_by,
        about: DeliveryAbout::ViewsIn { topic: id },
        place: Some((id, topic.channel)),
        from: None,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

impl App {
    /// Asks for written views on a topic, by an instant, of people in its channel; what was asked for
    /// before is replaced, views that were given stay.
    ///
    /// # Errors
    /// `not_allowed`; `invalid` names the field.
    pub async fn ask_views(
        self: &Arc<Self>,
        actor: &Actor,
        id: TopicId,
        wish: ViewsWish,
    ) -> Result<Topic, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| ask(&app, tx, &actor, id, &wish, now))
            .await
    }

    /// Takes the wish for written views back, with its requests.
    ///
    /// # Errors
    /// `not_allowed`; `not_found`.
    pub async fn drop_views(&self, actor: &Actor, id: TopicId) -> Result<Topic, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let mut topic = changed_topic(tx, &actor, id)?;
                let Some(views) = topic.written_views.take() else {
                    return Ok(topic);
                };
                take_back(tx, &topic, &views, now)?;
                topic.version += 1;
                put_topic(tx, &topic, now)?;
                Ok(topic)
            })
            .await
    }
}
