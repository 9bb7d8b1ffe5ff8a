//! Offers to talk after many round trips (rule 8): made, taken, dismissed, over.

mod heard;

use std::sync::Arc;

use model::account::Scope;
use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::id::{ChannelId, PersonId, SessionId, TalkOfferId, TopicId};
use model::limits::{ROUND_TRIP_MESSAGES_MAX, ROUND_TRIP_PEOPLE_MAX};
use model::message::{Message, MessageBody};
use model::session::Session;
use model::talk::{TalkOffer, TalkOfferState};
use model::time::Timestamp;
use model::topic::Topic;
use rules::round_trips::{Said, decide_take, decide_talk_offer, offer_ends, quieter, was_offered};
use store::{AlarmKind, Tx, View};

use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_allowed, not_found};
use crate::session::{Begun, HuddleMinutes, NewSession, begin_with, is_there_on};
use crate::{App, random, topic_standing};

pub(crate) use heard::Heard;
use heard::named;

/// Round trips below which nobody is offered anything: no team can set fewer.
const TRIPS_MIN: usize = 1;

/// Messages that a topic has before anybody can have gone back and forth more often.
const MESSAGES_MIN: u64 = 4;

/// What people said in a topic since it was opened or last resolved, as far as round trips go.
pub(crate) fn said_in(view: &View<'_>, topic: &Topic) -> Result<Vec<Said>, AppError> {
    let rows = view.said_in(topic.id, topic.resolved_at, ROUND_TRIP_MESSAGES_MAX)?;
    let said = rows.into_iter().map(|row| Said {
        author: row.author,
        at: row.at,
        to: named(row.author, row.asked, row.replies_to),
    });
    Ok(said.collect())
}

/// Offers the author of a new message and those it concerns to talk, if they have gone back and forth
/// often enough.
pub(crate) fn consider(
    app: &App,
    tx: &mut Tx<'_>,
    topic: &Topic,
    message: &Message,
) -> Result<(), AppError> {
    if topic.last_ordinal < MESSAGES_MIN || message.body != MessageBody::Text {
        return Ok(());
    }
    let people = app.heard.hear(tx, topic, message, TRIPS_MIN)?;
    if people.is_empty() || ROUND_TRIP_PEOPLE_MAX < people.len() {
        return Ok(());
    }
    let mut said = None;
    for other in people {
        let pair = [message.author, other];
        consider_pair(app, tx, topic, &mut said, pair, message.sent_at)?;
    }
    Ok(())
}

/// The same for two of them; `said` is read for the first who may be offered anything.
fn consider_pair(
    app: &App,
    tx: &mut Tx<'_>,
    topic: &Topic,
    said: &mut Option<Vec<Said>>,
    people: [PersonId; 2],
    now: Timestamp,
) -> Result<(), AppError> {
    let [author, other] = people;
    if tx.membership(topic.channel, other)?.is_none() || talk_already(tx, topic, people)? {
        return Ok(());
    }
    let before = tx.newest_talk_offer(topic.id, author, other)?;
    let (a, b) = (
        app.person_availability(tx, author)?,
        app.person_availability(tx, other)?,
    );
    if b.inputs.person.disabled_at.is_some() {
        return Ok(());
    }
    let (one, two) = (a.schedule(), b.schedule());
    let settings = quieter(&a.settings, &b.settings);
    let offered_at = before.as_ref().map(|offer| offer.offered_at);
    // In a lively topic this is most messages.
    if was_offered(&one, &two, offered_at, now) {
        return Ok(());
    }
    let said = match said {
        Some(said) => said,
        None => said.insert(said_in(tx, topic)?),
    };
    let Some(decision) = decide_talk_offer(said, &one, &two, offered_at, now, settings) else {
        return Ok(());
    };
    if let Some(offer) = before.filter(|offer| offer.state == TalkOfferState::Open) {
        end(tx, offer, TalkOfferState::Dismissed, now)?;
    }
    let offer = TalkOffer {
        id: TalkOfferId::new(now, random()),
        topic: topic.id,
        channel: topic.channel,
        people: people.to_vec(),
        round_trips: decision.round_trips,
        way: decision.way,
        offered_at: now,
        state: TalkOfferState::Open,
    };
    let ends = offer_ends(one.zone(), two.zone(), now);
    tx.set_alarm(AlarmKind::Talk, &offer.id.to_string(), Some(ends))?;
    put(tx, &offer, now)?;
    for (person, from) in [(author, other), (other, author)] {
        let notice = Notice {
            person,
            about: DeliveryAbout::Talk { offer: offer.id },
            place: Some((topic.id, topic.channel)),
            from: Some(from),
            pierces: false,
        };
        notice::tell(app, tx, notice, now)?;
    }
    Ok(())
}

/// Whether both are in the session that is live on the topic.
fn talk_already(view: &View<'_>, topic: &Topic, people: [PersonId; 2]) -> Result<bool, AppError> {
    let [one, other] = people;
    Ok(is_there_on(view, topic, one)? && is_there_on(view, topic, other)?)
}

/// Writes an offer and tells both.
fn put(tx: &mut Tx<'_>, offer: &TalkOffer, now: Timestamp) -> Result<(), AppError> {
    tx.put_talk_offer(offer)?;
    for person in &offer.people {
        let event = Event::TalkOfferUpdated(offer.clone());
        tx.append(now, Audience::Person(*person), event)?;
    }
    Ok(())
}

/// Ends an open offer: nobody is told of it any more.
fn end(
    tx: &mut Tx<'_>,
    mut offer: TalkOffer,
    state: TalkOfferState,
    now: Timestamp,
) -> Result<TalkOffer, AppError> {
    offer.state = state;
    tx.set_alarm(AlarmKind::Talk, &offer.id.to_string(), None)?;
    put(tx, &offer, now)?;
    let about = DeliveryAbout::Talk { offer: offer.id };
    notice::settle(tx, &offer.people, |one| *one == about, now)?;
    Ok(offer)
}

/// Ends the open offers on a topic: it is resolved.
pub(crate) fn end_on(tx: &mut Tx<'_>, topic: TopicId, now: Timestamp) -> Result<(), AppError> {
    for offer in tx.open_talk_offers_on(topic)? {
        end(tx, offer, TalkOfferState::Dismissed, now)?;
    }
    Ok(())
}

/// Ends the open offers to a person, everywhere or in one channel, that they are about to leave.
pub(crate) fn end_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Option<ChannelId>,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut open = tx.open_talk_offers(person)?;
    open.retain(|offer| channel.is_none_or(|only| offer.channel == only));
    for offer in open {
        end(tx, offer, TalkOfferState::Dismissed, now)?;
    }
    Ok(())
}

/// Ends an offer whose day is over.
pub(crate) fn run_out(tx: &mut Tx<'_>, id: TalkOfferId, now: Timestamp) -> Result<(), AppError> {
    let open = tx.talk_offer(id)?;
    if let Some(offer) = open.filter(|offer| offer.state == TalkOfferState::Open) {
        end(tx, offer, TalkOfferState::Dismissed, now)?;
    }
    Ok(())
}

/// An offer to the actor, and the other one.
fn own(view: &View<'_>, actor: &Actor, id: TalkOfferId) -> Result<(TalkOffer, PersonId), AppError> {
    let offer = view.talk_offer(id)?.ok_or_else(not_found)?;
    let mut people = offer.people.iter().copied();
    let other = people.find(|person| *person != actor.person);
    if !offer.people.contains(&actor.person) {
        return Err(not_found());
    }
    let (_, _, standing) = topic_standing(view, actor, offer.topic)?;
    if !standing.member {
        return Err(not_allowed("join the channel first"));
    }
    Ok((offer, other.ok_or_else(not_found)?))
}

fn take(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TalkOfferId,
    now: Timestamp,
) -> Result<Begun, AppError> {
    let (offer, other) = own(tx, actor, id)?;
    // Both may press at once: the second comes into the huddle of the first.
    if let TalkOfferState::Taken { session } = offer.state
        && let Some(session) = live(tx, actor, session)?
    {
        let rung = Vec::new();
        return Ok(Begun { session, rung });
    }
    let topic = tx.topic(offer.topic)?.ok_or_else(not_found)?;
    let waits = is_there_on(tx, &topic, other)?;
    let one = app.person_availability(tx, other)?;
    let minutes = decide_take(&offer, &one.schedule(), waits, now, &one.settings)?;
    let huddle = NewSession {
        ring: Some(vec![other]),
        huddle: Some(HuddleMinutes::Offered(minutes)),
    };
    let begun = begin_with(app, tx, actor, offer.topic, huddle, now)?;
    let session = begun.session.id;
    end(tx, offer, TalkOfferState::Taken { session }, now)?;
    Ok(begun)
}

fn live(view: &View<'_>, actor: &Actor, id: SessionId) -> Result<Option<Session>, AppError> {
    Ok(view
        .session_seen_by(id, actor.person)?
        .filter(|session| session.ended_at.is_none()))
}

impl App {
    /// Takes an offer to talk: starts a huddle on its topic, or joins what is live there, and rings
    /// the other one.
    ///
    /// # Errors
    /// `not_found` unless it was made to the actor; `wrong_state` if it is over; `guarded` if the other
    /// one cannot be reached now.
    pub async fn take_talk_offer(
        self: &Arc<Self>,
        actor: &Actor,
        id: TalkOfferId,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (app, by, now) = (Arc::clone(self), actor.clone(), self.now());
        let begun = self.store.write(move |tx| take(&app, tx, &by, id, now));
        Ok(self.let_in(begun.await?, actor.person, now))
    }

    /// Dismisses an offer to talk, for both.
    ///
    /// # Errors
    /// `not_found` unless it was made to the actor; `wrong_state` if it is over.
    pub async fn dismiss_talk_offer(
        &self,
        actor: &Actor,
        id: TalkOfferId,
    ) -> Result<TalkOffer, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (offer, _) = own(tx, &actor, id)?;
                if offer.state != TalkOfferState::Open {
                    return Err(rules::round_trips::TalkRefusal::Over.into());
                }
                end(tx, offer, TalkOfferState::Dismissed, now)
            })
            .await
    }
}
