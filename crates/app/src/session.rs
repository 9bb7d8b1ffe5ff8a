//! Sessions: beginning, joining, leaving, ending, and what they leave behind.

mod begin;
mod outcome;

use model::account::Scope;
use model::channel::Channel;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{PersonId, SessionId};
use model::limits::{RING_MAX, SESSION_ABSENT_MAX, SESSION_JOIN_MAX, SESSION_PEOPLE_MAX};
use model::message::MessageBody;
use model::session::{Attendance, RecordingState, Residue, Session, SessionStay};
use model::sync::{Ephemeral, RingEnded, RingOutcome};
use model::time::Timestamp;
use model::topic::Topic;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::participant::media_unavailable;
use crate::topic::{Said, put_topic, say};
use crate::{App, delivery, escalation, ring, topic_standing};

pub(crate) use begin::{Begun, begin, begin_with, ring_into};
pub use begin::{HuddleMinutes, NewSession};
pub(crate) use outcome::{refresh_residue, residue_excerpt};

/// What stands for a call that nobody took in lists.
pub(crate) const MISSED_CALL: &str = "Missed call";

/// Writes a session's row and tells its channel.
pub(crate) fn put_session(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_session(session)?;
    tell_session(tx, session, now)
}

/// Tells its channel how a session stands.
pub(crate) fn tell_session(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    let audience = Audience::Channel(session.channel);
    let shown = session.clone().shown();
    tx.append(now, audience, Event::SessionUpdated(shown))?;
    Ok(())
}

/// Tells of a stay alone: all, or in a large session the person whose it is, so that who comes or goes
/// costs the others of a thousand nothing.
fn tell_stay(
    tx: &mut Tx<'_>,
    session: &Session,
    stay: Attendance,
    now: Timestamp,
) -> Result<(), AppError> {
    let audience = if session.shows(&stay) {
        Audience::Channel(session.channel)
    } else {
        Audience::Person(stay.person)
    };
    let session = session.id;
    tx.append(
        now,
        audience,
        Event::SessionStay(SessionStay { session, stay }),
    )?;
    Ok(())
}

/// A session as the actor sees it, and its channel.
fn seen_session(
    view: &View<'_>,
    actor: &Actor,
    id: SessionId,
) -> Result<(Session, Channel), AppError> {
    let session = view.session_seen_by(id, actor.person)?;
    let session = session.ok_or_else(not_found)?;
    let (_, channel, standing) = topic_standing(view, actor, session.topic)?;
    if !standing.member {
        return Err(not_allowed("join the channel first"));
    }
    Ok((session, channel))
}

pub(crate) fn live_session(
    view: &View<'_>,
    actor: &Actor,
    id: SessionId,
) -> Result<Session, AppError> {
    let (session, _) = seen_session(view, actor, id)?;
    if session.ended_at.is_some() {
        return Err(over());
    }
    Ok(session)
}

/// Whether a person is in a session now.
pub(crate) fn is_there(
    view: &View<'_>,
    session: SessionId,
    person: PersonId,
) -> Result<bool, AppError> {
    let stays = view.stays_of(session, person)?;
    Ok(stays.iter().any(|stay| stay.until.is_none()))
}

/// Whether a person is in the session that is live on a topic.
pub(crate) fn is_there_on(
    view: &View<'_>,
    topic: &Topic,
    person: PersonId,
) -> Result<bool, AppError> {
    match topic.session {
        Some(session) => is_there(view, session, person),
        None => Ok(false),
    }
}

fn over() -> AppError {
    refused(ErrorCode::WrongState, "this call is over")
}

/// Begins a stay unless one goes on, and answers it; who comes back in the millisecond they came goes on
/// with it. The session is as the person sees it.
fn begin_stay(
    tx: &Tx<'_>,
    session: &mut Session,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<Attendance>, AppError> {
    if is_there(tx, session.id, person)? {
        return Ok(None);
    }
    if SESSION_PEOPLE_MAX as u64 <= tx.count_there(session.id)? {
        return Err(refused(ErrorCode::WrongState, "this call is full"));
    }
    session
        .attendance
        .retain(|stay| stay.person != person || stay.from != now);
    let stay = Attendance {
        person,
        from: now,
        until: None,
    };
    tx.put_attendance(session.id, &stay)?;
    session.attendance.push(stay);
    // As the store reads it, so that two who join in one millisecond look the same.
    session
        .attendance
        .sort_by_key(|stay| (stay.from, stay.person));
    Ok(Some(stay))
}

/// Ends a stay; answers the one there was. The session is as the person sees it.
fn end_stay(
    tx: &Tx<'_>,
    session: &mut Session,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<Attendance>, AppError> {
    let mut ended = None;
    for stay in &mut session.attendance {
        if stay.person == person && stay.until.is_none() {
            stay.until = Some(now);
            tx.put_attendance(session.id, stay)?;
            ended = Some(*stay);
        }
    }
    Ok(ended)
}

/// Ends a session in the store: stays, rings, recordings that run, its place on the topic, and the
/// message that it leaves.
fn end(app: &App, tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<Session, AppError> {
    tx.end_stays(id, now)?;
    let mut session = tx.session(id)?.ok_or_else(not_found)?;
    ring::settle(tx, session.id, &session.ringing, now)?;
    session.ringing.clear();
    session.ended_at = Some(now);
    for recording in &mut session.recordings {
        if recording.state == RecordingState::Running {
            recording.state = RecordingState::Finishing;
            tx.put_recording(recording)?;
        }
    }
    put_session(tx, &session, now)?;
    let mut topic = tx.topic(session.topic)?.ok_or_else(not_found)?;
    topic.session = None;
    topic.version += 1;
    put_topic(tx, &topic, now)?;
    leave_behind(app, tx, &session, now)?;
    Ok(session)
}

/// Writes the message that an ended session leaves in its topic, and tells those who missed it when
/// they can be reached.
pub(crate) fn leave_behind(
    app: &App,
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut topic = tx.topic(session.topic)?.ok_or_else(not_found)?;
    let (body, excerpt) = left_by(session);
    let said = Said {
        author: session.started_by,
        body,
        text: "",
        excerpt: Some(excerpt),
    };
    let message = say(tx, &mut topic, said, now)?;
    tx.set_residue(session.id, message.id)?;
    let mut missed = rules::session::missed_by(session);
    missed.retain(|person| rules::session::is_missed(&message.body, *person));
    let channel = tx.channel(session.channel)?.ok_or_else(not_found)?;
    delivery::deliver_to(app, tx, &message, &channel, &missed)
}

/// What a session leaves: its residue, or a missed call if nobody but its starter came.
fn left_by(session: &Session) -> (MessageBody, String) {
    let missed_by = rules::session::missed_by(session);
    let others = session
        .attendance
        .iter()
        .any(|stay| stay.person != session.started_by);
    if others || missed_by.is_empty() {
        return (
            MessageBody::Residue(Box::new(Residue {
                session: session.clone().shown(),
            })),
            residue_excerpt(session),
        );
    }
    (
        MessageBody::MissedCall {
            session: session.id,
            missed_by,
            declined_by: session.declined.clone(),
        },
        MISSED_CALL.to_owned(),
    )
}

/// A call between two ends when one of them hangs up.
fn ends_with_leaving(view: &View<'_>, session: &Session) -> Result<bool, AppError> {
    Ok(match view.count_there(session.id)? {
        0 => true,
        1 => session.ringing.is_empty() && view.count_came(session.id, 3)? == 2,
        _ => false,
    })
}

impl App {
    pub(crate) fn live(&self) -> Result<&dyn crate::live::Live, AppError> {
        self.live
            .get()
            .map(AsRef::as_ref)
            .ok_or_else(|| media_unavailable(None))
    }

    /// One session.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(seen_session(view, &actor, id)?.0.shown_to(actor.person)))
            .await
    }

    /// Joins a session; a ring is thereby accepted. The media connection follows by an offer.
    ///
    /// # Errors
    /// `wrong_state` if it is over or full.
    pub async fn join_session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let session = self.enter_session(actor, id).await?;
        Ok(session.shown_to(actor.person))
    }

    /// Joins a session by whatever means the actor may.
    pub(crate) async fn enter_session(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<Session, AppError> {
        let (by, now) = (actor.clone(), self.now());
        let session = self.store.write(move |tx| {
            let mut session = live_session(tx, &by, id)?;
            let called = session.ringing.len() + session.guarded.len();
            session.ringing.retain(|person| *person != by.person);
            session.guarded.retain(|person| *person != by.person);
            let stay = begin_stay(tx, &mut session, by.person, now)?;
            if session.ringing.len() + session.guarded.len() != called {
                put_session(tx, &session, now)?;
            }
            if let Some(stay) = stay {
                tell_stay(tx, &session, stay, now)?;
            }
            ring::settle(tx, id, &[by.person], now)?;
            escalation::answer_live(tx, &session, now)?;
            Ok::<_, AppError>(session)
        });
        let session = session.await?;
        self.rooms.with(id, |room| {
            room.empty_until = None;
            if !room.people.contains_key(&actor.person) {
                room.absent.insert(actor.person, now.plus(SESSION_JOIN_MAX));
            }
        });
        self.end_ring(id, actor.person, RingOutcome::Accepted);
        Ok(session)
    }

    /// Leaves a session; the last one out, or one of two, ends it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn leave_session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let by = actor.clone();
        self.store
            .read(move |view| seen_session(view, &by, id))
            .await?;
        let session = self.leave_as(actor.person, id).await?;
        Ok(session.shown_to(actor.person))
    }

    /// Takes a person out of a session.
    pub(crate) async fn leave_as(
        &self,
        person: PersonId,
        id: SessionId,
    ) -> Result<Session, AppError> {
        let (app, now) = (self.shared()?, self.now());
        let session = self.store.write(move |tx| {
            let session = tx.session_seen_by(id, person)?;
            let mut session = session.ok_or_else(not_found)?;
            if session.ended_at.is_some() {
                return Ok::<_, AppError>(session);
            }
            let Some(stay) = end_stay(tx, &mut session, person, now)? else {
                return Ok(session);
            };
            if ends_with_leaving(tx, &session)? {
                return end(&app, tx, id, now);
            }
            tell_stay(tx, &session, stay, now)?;
            Ok(session)
        });
        let session = session.await?;
        self.rooms.existing(id, |room| room.absent.remove(&person));
        self.remove_present(id, person);
        if let Ok(live) = self.live() {
            live.leave(id, person);
        }
        if session.ended_at.is_some() {
            self.close_room(&session).await;
            self.tell_those_out(&session).await?;
        } else if !self.rooms.is_live(person) {
            self.replan_people(vec![person]).await?;
        }
        Ok(session)
    }

    /// Takes a person out of every session: their account was closed.
    pub(crate) async fn leave_everywhere(&self, person: PersonId) -> Result<(), AppError> {
        for session in self.rooms.sessions_of(person) {
            self.leave_as(person, session).await?;
        }
        Ok(())
    }

    /// Ends a session for everyone.
    ///
    /// # Errors
    /// `not_allowed` unless the actor is in it or started it.
    pub async fn end_session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (app, by, now) = (self.shared()?, actor.clone(), self.now());
        let session = self.store.write(move |tx| {
            let session = live_session(tx, &by, id)?;
            if session.started_by != by.person && !is_there(tx, id, by.person)? {
                return Err(not_allowed("only those in the call can end it"));
            }
            end(&app, tx, id, now)
        });
        let session = session.await?;
        self.close_room(&session).await;
        self.tell_those_out(&session).await?;
        Ok(session.shown_to(actor.person))
    }

    /// A call holds what would interrupt it: who is out of it is told now.
    async fn tell_those_out(&self, session: &Session) -> Result<(), AppError> {
        let mut out: Vec<PersonId> = session.attendance.iter().map(|stay| stay.person).collect();
        out.sort_unstable();
        out.dedup();
        out.retain(|person| !self.rooms.is_live(*person));
        self.replan_people(out).await
    }

    /// Closes what is not in the store: rings, roster, media, running recordings.
    async fn close_room(&self, session: &Session) {
        self.end_broadcasts_of(session.id);
        let Some(room) = self.rooms.remove(session.id) else {
            return;
        };
        let rung: Vec<PersonId> = room.rings.keys().copied().collect();
        let ended = RingEnded {
            session: session.id,
            outcome: RingOutcome::Ended,
        };
        self.hub.tell_people(&rung, &Ephemeral::RingEnded(ended));
        let Ok(live) = self.live() else { return };
        for recording in &session.recordings {
            if recording.state == RecordingState::Finishing {
                live.stop_recording(session.id, recording.id).await;
            }
        }
        live.end(session.id);
    }

    /// Lets go of people who did not come back, and ends sessions that nobody came into.
    pub(crate) async fn end_absences(&self, now: Timestamp) -> Result<(), AppError> {
        for (session, person) in self.rooms.overdue_absent(now) {
            self.leave_as(person, session).await?;
            // The session may be gone from the store; the room must not ask again.
            self.rooms
                .existing(session, |room| room.absent.remove(&person));
        }
        for id in self.rooms.never_joined(now) {
            let app = self.shared()?;
            let ended = self.store.write(move |tx| match tx.session(id)? {
                Some(session) if session.ended_at.is_none() => end(&app, tx, id, now).map(Some),
                other => Ok::<_, AppError>(other),
            });
            match ended.await? {
                Some(session) => self.close_room(&session).await,
                None => drop(self.rooms.remove(id)),
            }
        }
        Ok(())
    }

    /// Takes up what a stop left: live sessions wait for their people, rings go on, recordings that
    /// were cut off are made playable. The server calls it once at start.
    ///
    /// # Errors
    /// As any command.
    pub async fn resume(&self) -> Result<(), AppError> {
        let now = self.now();
        let live = self.store.read(|view| view.live_sessions()).await?;
        for session in live {
            let back = now.plus(SESSION_ABSENT_MAX);
            let there = session
                .attendance
                .iter()
                .filter(|stay| stay.until.is_none());
            self.rooms.with(session.id, |room| {
                room.absent.extend(there.map(|stay| (stay.person, back)));
                room.empty_until = room.absent.is_empty().then_some(back);
                let until = now.plus(RING_MAX);
                room.rings
                    .extend(session.ringing.iter().map(|person| (*person, until)));
            });
        }
        self.repair_recordings().await
    }
}
