//! Ringing people into a session, and the guard before those who should not be rung (rule 10).

use std::sync::Arc;

use model::account::Scope;
use model::call_guard::{CallGuard, RingAnswer};
use model::channel::{Channel, ChannelKind};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::id::{PersonId, SessionId, TopicId};
use model::limits::RING_MAX;
use model::message::Expectation;
use model::person::Person;
use model::session::Session;
use model::sync::{Ephemeral, Ring, RingEnded, RingOutcome};
use model::time::Timestamp;
use rules::call_guard::{RingDecision, call_guard, may_ring};
use store::{Tx, View};

use crate::actor::Actor;
use crate::channel::find_or_create_direct;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, invalid, refused};
use crate::message::{PostMessage, Ready, post};
use crate::once::{IdempotencyKey, once};
use crate::session::{
    Begun, NewSession, begin, is_there, is_there_on, live_session, put_session, ring_into,
};
use crate::urgent::{self, UrgentPost};
use crate::{App, topic_standing, visible_person};

/// Whom somebody rings.
pub(crate) struct Call {
    /// Who calls.
    pub(crate) by: PersonId,
    /// Whom.
    pub(crate) people: Vec<PersonId>,
    /// Whether it pierces for whom the guard protects: that was paid for as urgent.
    pub(crate) anyway: bool,
}

/// Whom a call rings if its starter names nobody: the others of a direct conversation.
pub(crate) fn default_ring(channel: &Channel) -> Vec<PersonId> {
    match channel.kind {
        ChannelKind::Direct => channel.people.clone(),
        ChannelKind::Public | ChannelKind::Private => Vec::new(),
    }
}

/// Whether somebody could be rung: in the channel, with an open account, not there or rung already.
fn is_ringable(view: &View<'_>, session: &Session, person: PersonId) -> Result<bool, AppError> {
    if view.membership(session.channel, person)?.is_none() {
        return Ok(false);
    }
    let found = view.person(person)?;
    let open = found.is_some_and(|found| found.disabled_at.is_none());
    Ok(open && !session.ringing.contains(&person) && !is_there(view, session.id, person)?)
}

/// Adds to a session whom a call rings, and whom the guard leaves out; answers who is rung. The caller
/// writes the session.
pub(crate) fn add(
    app: &App,
    view: &View<'_>,
    session: &mut Session,
    call: &Call,
    now: Timestamp,
) -> Result<Vec<PersonId>, AppError> {
    let mut added = Vec::new();
    for person in call.people.iter().copied() {
        if person == call.by || !is_ringable(view, session, person)? {
            continue;
        }
        let one = app.person_availability(view, person)?;
        if !call.anyway && !may_ring(&one.schedule(), now) {
            if !session.guarded.contains(&person) {
                session.guarded.push(person);
            }
            continue;
        }
        session.guarded.retain(|guarded| *guarded != person);
        session.declined.retain(|declined| *declined != person);
        session.ringing.push(person);
        if !session.rung.contains(&person) {
            session.rung.push(person);
        }
        added.push(person);
    }
    Ok(added)
}

/// Tells those who are rung, on every way they have, in the transaction that rings them.
pub(crate) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    session: &Session,
    call: &Call,
    rung: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    for person in rung {
        let notice = Notice {
            person: *person,
            about: DeliveryAbout::Ring {
                session: session.id,
            },
            place: Some((session.topic, session.channel)),
            from: Some(call.by),
            pierces: call.anyway,
        };
        notice::tell(app, tx, notice, now)?;
    }
    Ok(())
}

/// It rings for those people no more.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    session: SessionId,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    let ring = DeliveryAbout::Ring { session };
    notice::settle(tx, people, |about| *about == ring, now)
}

/// How somebody wants to ring a person.
#[derive(Clone, Debug, Default)]
pub struct RingPerson {
    /// On which topic; `None` for the direct conversation of the two.
    pub topic: Option<TopicId>,
    /// Why it is urgent, if they are to be rung whatever they do.
    pub anyway: Option<String>,
}

/// What becomes of ringing a person.
enum Answer {
    Rings(Begun),
    Guarded(CallGuard),
}

/// A person who is to be rung, and how.
struct Callee {
    person: Person,
    topic: Option<TopicId>,
    /// The urgent message that pierces for them, ready to be posted.
    urgent: Option<Ready>,
}

/// The message that a call anyway leaves in the topic: it says why, and costs what it costs.
fn urgent_message(person: PersonId, reason: &str) -> Result<Ready, AppError> {
    if reason.trim().is_empty() {
        return Err(invalid("anyway.reason", "say why it is urgent"));
    }
    Ok(Ready::new(PostMessage {
        text: reason.trim().to_owned(),
        expectation: Some(Expectation::Now),
        asked: vec![person],
        urgent: Some(UrgentPost {
            reason: reason.to_owned(),
            ask_confirmation: false,
        }),
        ..PostMessage::default()
    }))
}

fn guard(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    callee: PersonId,
    now: Timestamp,
) -> Result<Option<CallGuard>, AppError> {
    let caller = app.person_availability(view, actor.person)?;
    let callee = app.person_availability(view, callee)?;
    let budget = urgent::budget(app, view, actor.person, now)?;
    let settings = &callee.settings;
    match call_guard(
        &caller.schedule(),
        &callee.schedule(),
        budget,
        now,
        settings,
    ) {
        RingDecision::Ring => Ok(None),
        RingDecision::Guard(guard) => Ok(Some(guard)),
        RingDecision::Closed => {
            let detail = "this account is closed; nobody can be reached by it";
            Err(refused(ErrorCode::WrongState, detail))
        }
    }
}

fn ring_person(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    callee: &Callee,
    now: Timestamp,
) -> Result<Answer, AppError> {
    let person = callee.person.id;
    if person == actor.person {
        return Err(invalid("id", "name somebody else"));
    }
    let mut guarded = guard(app, tx, actor, person, now)?;
    if let Some(topic) = callee.topic {
        let (topic, channel, _) = topic_standing(tx, actor, topic)?;
        if tx.membership(channel.id, person)?.is_none() {
            return Err(invalid(
                "topic",
                "they are not in this channel; add them first",
            ));
        }
        if is_there_on(tx, &topic, person)? {
            // Nobody is interrupted: they wait in the call already.
            guarded = None;
        }
    }
    match (guarded, &callee.urgent) {
        (None, _) => Ok(Answer::Rings(call(app, tx, actor, callee, false, now)?)),
        (Some(guard), None) => Ok(Answer::Guarded(guard)),
        (Some(_), Some(message)) => {
            let topic = topic_of(tx, actor, callee, now)?;
            post(app, tx, actor, topic, message, now)?;
            Ok(Answer::Rings(call(app, tx, actor, callee, true, now)?))
        }
    }
}

/// The topic on which they talk.
fn topic_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    callee: &Callee,
    now: Timestamp,
) -> Result<TopicId, AppError> {
    match callee.topic {
        Some(topic) => Ok(topic),
        None => Ok(find_or_create_direct(tx, actor, &[callee.person.id], now)?
            .topic
            .id),
    }
}

/// Begins a session with the person, or finds the one that is live, and rings them.
fn call(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    callee: &Callee,
    anyway: bool,
    now: Timestamp,
) -> Result<Begun, AppError> {
    let topic = topic_of(tx, actor, callee, now)?;
    let nobody_yet = NewSession {
        ring: Some(Vec::new()),
        huddle: None,
    };
    let mut begun = begin(app, tx, actor, topic, nobody_yet, now)?;
    let call = Call {
        by: actor.person,
        people: vec![callee.person.id],
        anyway,
    };
    begun.rung = ring_into(app, tx, &mut begun.session, &call, now)?;
    Ok(begun)
}

impl App {
    /// Rings one person, or shows the guard that stands before it.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` for a closed account; `invalid` names the field; to ring anyway as of
    /// an urgent message.
    pub async fn ring_person(
        self: &Arc<Self>,
        actor: &Actor,
        id: PersonId,
        how: RingPerson,
        key: Option<IdempotencyKey>,
    ) -> Result<RingAnswer, AppError> {
        actor.needs(Scope::Live)?;
        let RingPerson { topic, anyway } = how;
        let urgent = match anyway {
            Some(reason) => {
                actor.needs(Scope::Write)?;
                Some(urgent_message(id, &reason)?)
            }
            None => None,
        };
        let (app, by, now) = (Arc::clone(self), actor.clone(), self.now());
        let answer = self.store.write(move |tx| {
            let callee = Callee {
                person: visible_person(tx, &by, id)?,
                topic,
                urgent,
            };
            let mut rung = Vec::new();
            let answer = once(tx, &by, key.as_ref(), "ring_person", now, |tx| {
                Ok::<_, AppError>(match ring_person(&app, tx, &by, &callee, now)? {
                    Answer::Guarded(guard) => RingAnswer {
                        session: None,
                        guard: Some(guard),
                    },
                    Answer::Rings(begun) => {
                        rung = begun.rung;
                        RingAnswer {
                            session: Some(begun.session),
                            guard: None,
                        }
                    }
                })
            })?;
            Ok::<_, AppError>((answer, rung))
        });
        let (mut answer, rung) = answer.await?;
        if let Some(session) = answer.session.take() {
            let begun = Begun { session, rung };
            answer.session = Some(self.let_in(begun, actor.person, now));
        }
        Ok(answer)
    }

    pub(crate) fn ring_people(
        &self,
        session: &Session,
        from: PersonId,
        people: &[PersonId],
        now: Timestamp,
    ) {
        let until = now.plus(RING_MAX);
        self.rooms.with(session.id, |room| {
            room.rings
                .extend(people.iter().map(|person| (*person, until)));
        });
        let ring = Ring {
            session: session.id,
            topic: session.topic,
            channel: session.channel,
            from,
            until,
        };
        self.hub.tell_people(people, &Ephemeral::Ring(ring));
    }

    /// Rings further people into a session.
    ///
    /// # Errors
    /// `wrong_state` if it is over; people who cannot be rung are left out, and those whom the guard
    /// protects are named in the answer.
    pub async fn ring(
        &self,
        actor: &Actor,
        id: SessionId,
        people: Vec<PersonId>,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (app, by, now) = (self.shared()?, actor.clone(), self.now());
        let rung = self.store.write(move |tx| {
            let mut session = live_session(tx, &by, id)?;
            let call = Call {
                by: by.person,
                people,
                anyway: false,
            };
            let people = ring_into(&app, tx, &mut session, &call, now)?;
            Ok::<_, AppError>((session, people))
        });
        let (session, people) = rung.await?;
        self.ring_people(&session, actor.person, &people, now);
        Ok(session.shown_to(actor.person))
    }

    /// Rings that still go on for a person.
    pub(crate) fn rings_for(&self, sessions: &[Session], person: PersonId) -> Vec<Ring> {
        let mut rings = Vec::new();
        for session in sessions
            .iter()
            .filter(|session| session.ringing.contains(&person))
        {
            let until = self
                .rooms
                .existing(session.id, |room| room.rings.get(&person).copied());
            if let Some(until) = until.flatten() {
                rings.push(Ring {
                    session: session.id,
                    topic: session.topic,
                    channel: session.channel,
                    from: session.started_by,
                    until,
                });
            }
        }
        rings
    }

    pub(crate) fn end_ring(&self, session: SessionId, person: PersonId, outcome: RingOutcome) {
        let rang = self
            .rooms
            .existing(session, |room| room.rings.remove(&person));
        if rang.flatten().is_some() {
            let ended = RingEnded { session, outcome };
            self.hub.tell(person, &Ephemeral::RingEnded(ended));
        }
    }

    /// Declines a ring.
    ///
    /// # Errors
    /// `wrong_state` if the call is over.
    pub async fn decline(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (by, now) = (actor.clone(), self.now());
        let session = self.store.write(move |tx| {
            let mut session = live_session(tx, &by, id)?;
            if session.ringing.contains(&by.person) {
                session.ringing.retain(|person| *person != by.person);
                session.declined.push(by.person);
            }
            put_session(tx, &session, now)?;
            settle(tx, id, &[by.person], now)?;
            Ok::<_, AppError>(session)
        });
        let session = session.await?;
        self.end_ring(id, actor.person, RingOutcome::Declined);
        Ok(session.shown_to(actor.person))
    }

    /// Ends rings whose time is over.
    pub(crate) async fn end_rings(&self, now: Timestamp) -> Result<(), AppError> {
        for (id, people) in self.rooms.take_ended_rings(now) {
            let ended = RingEnded {
                session: id,
                outcome: RingOutcome::Missed,
            };
            self.hub.tell_people(&people, &Ephemeral::RingEnded(ended));
            self.store
                .write(move |tx| {
                    let Some(mut session) = tx.session(id)? else {
                        return Ok(());
                    };
                    settle(tx, id, &people, now)?;
                    session.ringing.retain(|person| !people.contains(person));
                    if session.ended_at.is_none() {
                        put_session(tx, &session, now)?;
                    }
                    Ok::<_, AppError>(())
                })
                .await?;
        }
        Ok(())
    }
}
