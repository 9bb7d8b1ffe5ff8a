//! Sessions: starting, ringing, joining, leaving, ending, and what they leave behind.

use model::account::Scope;
use model::channel::Channel;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{MessageId, PersonId, SessionId, TopicId};
use model::limits::{RING_MAX, SESSION_ABSENT_MAX, SESSION_JOIN_MAX, SESSION_PEOPLE_MAX};
use model::message::{Expectation, Message, MessageBody};
use model::session::{Attendance, RecordingState, Residue, Session, SessionKind};
use model::sync::{Ephemeral, RingEnded, RingOutcome};
use model::time::Timestamp;
use store::{Tx, View};

use crate::actor::Actor;
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::message::append_message;
use crate::participant::media_unavailable;
use crate::ring::{default_ring, ringable};
use crate::topic::put_topic;
use crate::{App, random, topic_standing};

/// Writes a session's row and tells its channel.
pub(crate) fn put_session(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_session(session)?;
    let audience = Audience::Channel(session.channel);
    tx.append(now, audience, Event::SessionUpdated(session.clone()))?;
    Ok(())
}

fn seen_session(
    view: &View<'_>,
    actor: &Actor,
    id: SessionId,
) -> Result<(Session, Channel), AppError> {
    let session = view.session(id)?.ok_or_else(not_found)?;
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

fn over() -> AppError {
    refused(ErrorCode::WrongState, "this call is over")
}

fn start(
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    ring: Option<Vec<PersonId>>,
    now: Timestamp,
) -> Result<(Session, Vec<PersonId>), AppError> {
    let (mut topic, channel, standing) = topic_standing(tx, actor, topic)?;
    rules::channel::decide_write(&channel, standing)?;
    if let Some(id) = topic.session {
        let session = tx.session(id)?.ok_or_else(not_found)?;
        return Ok((session, Vec::new()));
    }
    let mut session = Session {
        id: SessionId::new(now, random()),
        topic: topic.id,
        channel: channel.id,
        kind: SessionKind::Call,
        started_by: actor.person,
        started_at: now,
        ended_at: None,
        ringing: Vec::new(),
        rung: Vec::new(),
        attendance: Vec::new(),
        recordings: Vec::new(),
    };
    let people = ring.unwrap_or_else(|| default_ring(&channel));
    let rung = ringable(tx, &session, actor.person, people)?;
    session.ringing.clone_from(&rung);
    session.rung.clone_from(&rung);
    put_session(tx, &session, now)?;
    topic.session = Some(session.id);
    topic.version += 1;
    put_topic(tx, &topic, now)?;
    Ok((session, rung))
}

/// Begins a stay unless one goes on; who comes back in the millisecond they came goes on with it.
fn begin_stay(
    tx: &Tx<'_>,
    session: &mut Session,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let of_person = |stay: &Attendance| stay.person == person;
    if session
        .attendance
        .iter()
        .any(|stay| of_person(stay) && stay.until.is_none())
    {
        return Ok(());
    }
    session
        .attendance
        .retain(|stay| !of_person(stay) || stay.from != now);
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
    Ok(())
}

/// Ends a stay; answers whether there was one.
fn end_stay(
    tx: &Tx<'_>,
    session: &mut Session,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, AppError> {
    let mut ended = false;
    for stay in &mut session.attendance {
        if stay.person == person && stay.until.is_none() {
            stay.until = Some(now);
            tx.put_attendance(session.id, stay)?;
            ended = true;
        }
    }
    Ok(ended)
}

/// Ends a session in the store: stays, rings, recordings that run, its place on the topic, and the
/// message that it leaves.
fn end(tx: &mut Tx<'_>, mut session: Session, now: Timestamp) -> Result<Session, AppError> {
    for person in session
        .attendance
        .iter()
        .map(|stay| stay.person)
        .collect::<Vec<_>>()
    {
        end_stay(tx, &mut session, person, now)?;
    }
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
    leave_behind(tx, &session, now)?;
    Ok(session)
}

/// Writes the message that an ended session leaves in its topic.
pub(crate) fn leave_behind(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut topic = tx.topic(session.topic)?.ok_or_else(not_found)?;
    let (body, excerpt) = left_by(session);
    let message = Message {
        id: MessageId::new(now, random()),
        topic: topic.id,
        channel: topic.channel,
        ordinal: topic.last_ordinal + 1,
        author: session.started_by,
        body,
        text: String::new(),
        html: String::new(),
        expectation: Expectation::None,
        reply_to: None,
        asked: Vec::new(),
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at: now,
        edited_at: None,
        deleted_at: None,
        version: 1,
    };
    append_message(tx, &mut topic, &message, excerpt)?;
    tx.set_residue(session.id, message.id)?;
    Ok(())
}

/// What a session leaves: its residue, or a missed call if nobody but its starter came.
fn left_by(session: &Session) -> (MessageBody, &'static str) {
    let came = |person: &PersonId| session.attendance.iter().any(|stay| stay.person == *person);
    let others = session
        .attendance
        .iter()
        .any(|stay| stay.person != session.started_by);
    if others || session.rung.is_empty() {
        return (
            MessageBody::Residue(Residue {
                session: session.clone(),
            }),
            "Call",
        );
    }
    let missed_by = session
        .rung
        .iter()
        .copied()
        .filter(|person| !came(person))
        .collect();
    (
        MessageBody::MissedCall {
            session: session.id,
            missed_by,
        },
        "Missed call",
    )
}

/// A call between two ends when one of them hangs up.
fn ends_with_leaving(session: &Session) -> bool {
    let there = session
        .attendance
        .iter()
        .filter(|stay| stay.until.is_none())
        .count();
    let mut ever: Vec<PersonId> = session.attendance.iter().map(|stay| stay.person).collect();
    ever.sort_unstable();
    ever.dedup();
    there == 0 || (there == 1 && ever.len() == 2 && session.ringing.is_empty())
}

impl App {
    pub(crate) fn live(&self) -> Result<&dyn crate::live::Live, AppError> {
        self.live
            .get()
            .map(AsRef::as_ref)
            .ok_or_else(|| media_unavailable(None))
    }

    /// Starts a call on a topic, or finds the one that is live, and rings.
    ///
    /// # Errors
    /// `not_allowed`, `wrong_state` if the channel is archived.
    pub async fn start_session(
        &self,
        actor: &Actor,
        topic: TopicId,
        ring: Option<Vec<PersonId>>,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (by, now) = (actor.clone(), self.now());
        let started = self.store.write(move |tx| start(tx, &by, topic, ring, now));
        let (session, rung) = started.await?;
        self.rooms.with(session.id, |room| {
            let anybody = !room.people.is_empty() || !room.absent.is_empty();
            room.empty_until = (!anybody).then(|| now.plus(SESSION_JOIN_MAX));
        });
        self.ring_people(&session, actor.person, &rung, now);
        Ok(session)
    }

    /// One session.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(seen_session(view, &actor, id)?.0))
            .await
    }

    /// Joins a session; a ring is thereby accepted. The media connection follows by an offer.
    ///
    /// # Errors
    /// `wrong_state` if it is over or full.
    pub async fn join_session(&self, actor: &Actor, id: SessionId) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (by, now) = (actor.clone(), self.now());
        let session = self.store.write(move |tx| {
            let mut session = live_session(tx, &by, id)?;
            let there = |stay: &&Attendance| stay.until.is_none();
            if SESSION_PEOPLE_MAX <= session.attendance.iter().filter(there).count() {
                return Err(refused(ErrorCode::WrongState, "this call is full"));
            }
            session.ringing.retain(|person| *person != by.person);
            begin_stay(tx, &mut session, by.person, now)?;
            put_session(tx, &session, now)?;
            Ok(session)
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
        self.leave_as(actor.person, id).await
    }

    /// Takes a person out of a session.
    pub(crate) async fn leave_as(
        &self,
        person: PersonId,
        id: SessionId,
    ) -> Result<Session, AppError> {
        let now = self.now();
        let session = self.store.write(move |tx| {
            let mut session = tx.session(id)?.ok_or_else(not_found)?;
            if session.ended_at.is_some() || !end_stay(tx, &mut session, person, now)? {
                return Ok::<_, AppError>(session);
            }
            if ends_with_leaving(&session) {
                return end(tx, session, now);
            }
            put_session(tx, &session, now)?;
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
        let (by, now) = (actor.clone(), self.now());
        let session = self.store.write(move |tx| {
            let session = live_session(tx, &by, id)?;
            let there = session
                .attendance
                .iter()
                .any(|a| a.person == by.person && a.until.is_none());
            if !there && session.started_by != by.person {
                return Err(not_allowed("only those in the call can end it"));
            }
            end(tx, session, now)
        });
        let session = session.await?;
        self.close_room(&session).await;
        Ok(session)
    }

    /// Closes what is not in the store: rings, roster, media, running recordings.
    async fn close_room(&self, session: &Session) {
        let Some(room) = self.rooms.remove(session.id) else {
            return;
        };
        for person in room.rings.keys() {
            let ended = RingEnded {
                session: session.id,
                outcome: RingOutcome::Ended,
            };
            self.hub.tell(*person, &Ephemeral::RingEnded(ended));
        }
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
            let ended = self.store.write(move |tx| match tx.session(id)? {
                Some(session) if session.ended_at.is_none() => end(tx, session, now).map(Some),
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
