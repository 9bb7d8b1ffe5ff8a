//! Beginning a session: a call, or a huddle with its clock, and whom it rings.

use std::time::Duration;

use model::account::Scope;
use model::id::{PersonId, SessionId, TopicId};
use model::limits::SESSION_JOIN_MAX;
use model::session::{Session, SessionKind};
use model::time::Timestamp;
use model::topic::Topic;
use store::Tx;

use super::put_session;
use crate::actor::Actor;
use crate::availability::organisation;
use crate::error::{AppError, not_found};
use crate::ring::{self, Call, default_ring};
use crate::topic::put_topic;
use crate::{App, random, topic_standing};

/// A session as its starter wants it.
#[derive(Clone, Debug, Default)]
pub struct NewSession {
    /// Whom it rings; `None`: the others of a direct conversation, nobody in a channel.
    pub ring: Option<Vec<PersonId>>,
    /// The minutes of a huddle; `None` for a call.
    pub huddle: Option<HuddleMinutes>,
}

/// How long a huddle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HuddleMinutes {
    /// As the organisation has set it.
    Usual,
    /// So many, of those that can be chosen.
    Chosen(u32),
    /// So many, as an offer to talk said.
    Offered(u32),
}

/// A session that is live now, and who is rung into it.
pub(crate) struct Begun {
    pub(crate) session: Session,
    pub(crate) rung: Vec<PersonId>,
}

/// Begins a session on a topic. If one is live there, it is that one, and nobody is rung.
pub(crate) fn begin(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    new: NewSession,
    now: Timestamp,
) -> Result<Begun, AppError> {
    let (topic, channel, standing) = topic_standing(tx, actor, topic)?;
    rules::channel::decide_write(&channel, standing)?;
    let minutes = match new.huddle {
        None => None,
        Some(HuddleMinutes::Offered(minutes)) => Some(minutes),
        Some(HuddleMinutes::Usual) => Some(huddle_minutes(tx, None)?),
        Some(HuddleMinutes::Chosen(minutes)) => Some(huddle_minutes(tx, Some(minutes))?),
    };
    if let Some(id) = topic.session {
        let session = tx.session_seen_by(id, actor.person)?;
        let session = session.ok_or_else(not_found)?;
        let rung = Vec::new();
        return Ok(Begun { session, rung });
    }
    let mut session = fresh(&topic, actor.person, minutes, now);
    let people = new.ring.unwrap_or_else(|| default_ring(&channel));
    let call = Call {
        by: actor.person,
        people,
        anyway: false,
    };
    let rung = ring::add(app, tx, &mut session, &call, now)?;
    stand(tx, topic, &session, now)?;
    ring::tell(app, tx, &session, &call, &rung, now)?;
    Ok(Begun { session, rung })
}

/// The same for whoever must come: they are rung into a session that is live already, too.
pub(crate) fn begin_with(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    new: NewSession,
    now: Timestamp,
) -> Result<Begun, AppError> {
    let call = Call {
        by: actor.person,
        people: new.ring.clone().unwrap_or_default(),
        anyway: false,
    };
    let mut begun = begin(app, tx, actor, topic, new, now)?;
    if begun.rung.is_empty() && !call.people.is_empty() {
        begun.rung = ring_into(app, tx, &mut begun.session, &call, now)?;
    }
    Ok(begun)
}

/// Rings further people into a session; answers who is rung.
pub(crate) fn ring_into(
    app: &App,
    tx: &mut Tx<'_>,
    session: &mut Session,
    call: &Call,
    now: Timestamp,
) -> Result<Vec<PersonId>, AppError> {
    let rung = ring::add(app, tx, session, call, now)?;
    put_session(tx, session, now)?;
    ring::tell(app, tx, session, call, &rung, now)?;
    Ok(rung)
}

fn huddle_minutes(tx: &Tx<'_>, minutes: Option<u32>) -> Result<u32, AppError> {
    let settings = organisation(tx)?.settings;
    Ok(rules::session::decide_huddle_minutes(minutes, &settings)?)
}

fn fresh(topic: &Topic, by: PersonId, huddle: Option<u32>, now: Timestamp) -> Session {
    let ends_at = huddle.map(|minutes| now.plus(Duration::from_secs(60 * u64::from(minutes))));
    Session {
        id: SessionId::new(now, random()),
        topic: topic.id,
        channel: topic.channel,
        kind: match huddle {
            Some(_) => SessionKind::Huddle,
            None => SessionKind::Call,
        },
        started_by: by,
        started_at: now,
        ends_at,
        ended_at: None,
        outcome: None,
        ringing: Vec::new(),
        rung: Vec::new(),
        guarded: Vec::new(),
        declined: Vec::new(),
        attendance: Vec::new(),
        came: None,
        recordings: Vec::new(),
    }
}

/// Writes a new session and that it stands on its topic.
fn stand(
    tx: &mut Tx<'_>,
    mut topic: Topic,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    put_session(tx, session, now)?;
    topic.session = Some(session.id);
    topic.version += 1;
    put_topic(tx, &topic, now)
}

impl App {
    /// Starts a session on a topic, or finds the one that is live, and rings.
    ///
    /// # Errors
    /// `not_allowed`, `wrong_state` if the channel is archived; `invalid` for a huddle of another
    /// length than can be chosen.
    pub async fn start_session(
        &self,
        actor: &Actor,
        topic: TopicId,
        new: NewSession,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (app, by, now) = (self.shared()?, actor.clone(), self.now());
        let begun = self
            .store
            .write(move |tx| begin(&app, tx, &by, topic, new, now));
        Ok(self.let_in(begun.await?, actor.person, now))
    }

    /// Opens the room of a session that begins, and lets the devices of those it is for ring.
    pub(crate) fn let_in(&self, begun: Begun, by: PersonId, now: Timestamp) -> Session {
        let Begun { session, rung } = begun;
        self.rooms.with(session.id, |room| {
            let anybody = !room.people.is_empty() || !room.absent.is_empty();
            room.empty_until = (!anybody).then(|| now.plus(SESSION_JOIN_MAX));
        });
        self.ring_people(&session, by, &rung, now);
        session.shown_to(by)
    }
}
