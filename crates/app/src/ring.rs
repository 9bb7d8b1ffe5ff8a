//! Ringing people into a session.

use model::account::Scope;
use model::channel::{Channel, ChannelKind};
use model::id::{PersonId, SessionId};
use model::limits::RING_MAX;
use model::session::Session;
use model::sync::{Ephemeral, Ring, RingEnded, RingOutcome};
use model::time::Timestamp;
use store::View;

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::session::{live_session, put_session};

/// Whom a call rings if its starter names nobody: the others of a direct conversation.
pub(crate) fn default_ring(channel: &Channel) -> Vec<PersonId> {
    match channel.kind {
        ChannelKind::Direct => channel.people.clone(),
        ChannelKind::Public | ChannelKind::Private => Vec::new(),
    }
}

/// Those who may be rung: in the channel, with an open account, not the caller.
pub(crate) fn ringable(
    view: &View<'_>,
    session: &Session,
    by: PersonId,
    people: Vec<PersonId>,
) -> Result<Vec<PersonId>, AppError> {
    let mut found = Vec::new();
    for id in people {
        let member = view.membership(session.channel, id)?.is_some();
        let open = view
            .person(id)?
            .is_some_and(|person| person.disabled_at.is_none());
        let there = session
            .attendance
            .iter()
            .any(|a| a.person == id && a.until.is_none());
        if member && open && !there && id != by && !session.ringing.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

impl App {
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
        for person in people {
            let ring = Ring {
                session: session.id,
                topic: session.topic,
                channel: session.channel,
                from,
                until,
            };
            self.hub.tell(*person, &Ephemeral::Ring(ring));
        }
    }

    /// Rings further people into a session.
    ///
    /// # Errors
    /// `wrong_state` if it is over; people who cannot be rung are left out.
    pub async fn ring(
        &self,
        actor: &Actor,
        id: SessionId,
        people: Vec<PersonId>,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (by, now) = (actor.clone(), self.now());
        let rung = self.store.write(move |tx| {
            let mut session = live_session(tx, &by, id)?;
            let people = ringable(tx, &session, by.person, people)?;
            session.ringing.extend(&people);
            for person in &people {
                if !session.rung.contains(person) {
                    session.rung.push(*person);
                }
            }
            put_session(tx, &session, now)?;
            Ok::<_, AppError>((session, people))
        });
        let (session, people) = rung.await?;
        self.ring_people(&session, actor.person, &people, now);
        Ok(session)
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
            session.ringing.retain(|person| *person != by.person);
            put_session(tx, &session, now)?;
            Ok::<_, AppError>(session)
        });
        let session = session.await?;
        self.end_ring(id, actor.person, RingOutcome::Declined);
        Ok(session)
    }

    /// Ends rings whose time is over.
    pub(crate) async fn end_rings(&self, now: Timestamp) -> Result<(), AppError> {
        for (id, people) in self.rooms.take_ended_rings(now) {
            for person in &people {
                let ended = RingEnded {
                    session: id,
                    outcome: RingOutcome::Missed,
                };
                self.hub.tell(*person, &Ephemeral::RingEnded(ended));
            }
            self.store
                .write(move |tx| {
                    let Some(mut session) = tx.session(id)? else {
                        return Ok(());
                    };
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
