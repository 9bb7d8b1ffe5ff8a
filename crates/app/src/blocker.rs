//! Blockers on topics and tasks (rule 9): raised, told to the team, helped with, resolved.

mod list;

use std::collections::BTreeSet;
use std::sync::Arc;

use model::account::Scope;
use model::availability::AvailabilityState;
use model::blocker::Blocker;
use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::id::{BlockerId, PersonId, TopicId};
use model::limits::BLOCKER_TOLD_MAX;
use model::message::MessageBody;
use model::session::Session;
use model::time::Timestamp;
use model::topic::{Topic, TopicLevel, TopicState};
use rules::availability::availability_at;
use rules::blocker::{BlockerRefusal, BlockerStep, decide_blocker};
pub use store::BlockerSearch;
use store::{AlarmKind, Tx, View};

use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_found};
use crate::message::read_own;
use crate::once::{IdempotencyKey, once};
use crate::refusal::of_text;
use crate::session::{Begun, NewSession, begin_with, is_there_on};
use crate::topic::{Said, place_of, say};
use crate::{App, random, task, topic_standing};

/// Writes a blocker and tells its channel.
fn put(tx: &mut Tx<'_>, blocker: &Blocker, now: Timestamp) -> Result<(), AppError> {
    tx.put_blocker(blocker)?;
    let audience = Audience::Channel(blocker.channel);
    tx.append(now, audience, Event::BlockerUpdated(blocker.clone()))?;
    Ok(())
}

/// A topic that the actor may write in.
fn written_topic(view: &View<'_>, actor: &Actor, id: TopicId) -> Result<Topic, AppError> {
    let (topic, channel, standing) = topic_standing(view, actor, id)?;
    rules::channel::decide_write(&channel, standing)?;
    Ok(topic)
}

/// A blocker on a topic that the actor may write in.
fn written_blocker(
    view: &View<'_>,
    actor: &Actor,
    id: BlockerId,
) -> Result<(Blocker, Topic), AppError> {
    let blocker = view.blocker(id)?.ok_or_else(not_found)?;
    let topic = written_topic(view, actor, blocker.topic)?;
    Ok((blocker, topic))
}

/// Says the line of a blocker in its topic, which is thereby blocked or open again.
fn say_line(
    tx: &mut Tx<'_>,
    mut topic: Topic,
    state: TopicState,
    said: Said<'_>,
    now: Timestamp,
) -> Result<(), AppError> {
    topic.state = state;
    topic.version += 1;
    let message = say(tx, &mut topic, said, now)?;
    read_own(tx, &message, now)
}

/// Raises a blocker; its clock begins.
pub(crate) fn raise(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    topic: TopicId,
    text: &str,
    now: Timestamp,
) -> Result<Blocker, AppError> {
    let topic = written_topic(tx, actor, topic)?;
    let earlier = tx.blockers_on(topic.id)?;
    let text = rules::blocker::decide_raise(text, &earlier)?;
    let stopped = tx.task_of_topic(topic.id)?;
    let mut blocker = Blocker {
        id: BlockerId::new(now, random()),
        topic: topic.id,
        task: stopped.map(|task| task.id),
        channel: topic.channel,
        raised_by: actor.person,
        raised_at: now,
        text,
        tell_at: None,
        told_at: None,
        helpers: Vec::new(),
        return_of: None,
        resolved_by: None,
        resolved_at: None,
        outcome: String::new(),
    };
    blocker.return_of = rules::blocker::return_of(&blocker, &earlier).map(|one| one.id);
    let said = Said {
        author: actor.person,
        body: MessageBody::BlockerRaised {
            blocker: blocker.id,
        },
        text: &blocker.text,
        excerpt: None,
    };
    say_line(tx, topic, TopicState::Blocked, said, now)?;
    // The first look at its clock writes it.
    let blocker = look(app, tx, blocker, true, now)?;
    task::raised(app, tx, &blocker, now)?;
    Ok(blocker)
}

/// Decides what is to be done about a blocker now, and does it: waits on, or tells the team.
fn look(
    app: &App,
    tx: &mut Tx<'_>,
    mut blocker: Blocker,
    is_new: bool,
    now: Timestamp,
) -> Result<Blocker, AppError> {
    let raiser = app.person_availability(tx, blocker.raised_by)?;
    let step = decide_blocker(&blocker, &raiser.schedule(), now, &raiser.settings);
    let (next, is_changed) = match step {
        BlockerStep::Wait { until } => (Some(until), blocker.tell_at != Some(until)),
        BlockerStep::TellTeam => (None, true),
        BlockerStep::Nothing => (None, false),
    };
    tx.set_alarm(AlarmKind::Blocker, &blocker.id.to_string(), next)?;
    match step {
        BlockerStep::Wait { until } => blocker.tell_at = Some(until),
        BlockerStep::TellTeam => blocker.told_at = Some(now),
        BlockerStep::Nothing => {}
    }
    if is_new || is_changed {
        put(tx, &blocker, now)?;
    }
    if step == BlockerStep::TellTeam {
        tell_team(app, tx, &blocker, now)?;
    }
    Ok(blocker)
}

/// Tells the team of the boards that the task stands on, or else the members of the channel, that somebody
/// is stuck: those who follow the topic first, nobody who muted it, helps already, or is stuck themselves.
/// Who waits further on is told of the risk.
fn tell_team(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut team = tx.followers(blocker.topic)?;
    if let Some(members) = task::team(tx, blocker)? {
        team.retain(|person| members.contains(person));
        team.extend(members);
    } else {
        let members = tx.members(blocker.channel)?;
        team.extend(members.iter().map(|member| member.person));
    }
    let mut seen = BTreeSet::new();
    team.retain(|person| seen.insert(*person));
    team.retain(|person| *person != blocker.raised_by && !blocker.helpers.contains(person));
    let mut told = 0;
    for person in team {
        let open = tx
            .person(person)?
            .is_some_and(|one| one.disabled_at.is_none());
        if !open || place_of(tx, blocker.topic, person)?.level == TopicLevel::Mute {
            continue;
        }
        if told == BLOCKER_TOLD_MAX {
            break;
        }
        told += 1;
        tell(app, tx, blocker, person, blocker.raised_by, now)?;
    }
    task::tell_all_risks(app, tx, blocker, now)
}

fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    blocker: &Blocker,
    person: PersonId,
    from: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let notice = Notice {
        person,
        about: about(blocker),
        place: Some((blocker.topic, blocker.channel)),
        from: Some(from),
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}

fn about(blocker: &Blocker) -> DeliveryAbout {
    DeliveryAbout::Blocker {
        blocker: blocker.id,
    }
}

/// Looks at a blocker when its time has come.
pub(crate) fn come_due(
    app: &App,
    tx: &mut Tx<'_>,
    id: BlockerId,
    now: Timestamp,
) -> Result<(), AppError> {
    if let Some(blocker) = tx.blocker(id)? {
        look(app, tx, blocker, false, now)?;
    }
    Ok(())
}

/// Looks at the blockers that a person raised after their working hours changed.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut open = tx.open_blockers_of(person)?;
    open.retain(|blocker| blocker.raised_by == person && blocker.told_at.is_none());
    for blocker in open {
        look(app, tx, blocker, false, now)?;
    }
    Ok(())
}

/// Whether who raised a blocker can be rung at `now`, or is in the session that is live on its topic.
fn reach(
    app: &App,
    view: &View<'_>,
    blocker: &Blocker,
    topic: &Topic,
    now: Timestamp,
) -> Result<Reach, AppError> {
    let person = blocker.raised_by;
    if is_there_on(view, topic, person)? {
        return Ok(Reach::There);
    }
    if view.membership(blocker.channel, person)?.is_none() {
        return Ok(Reach::Gone);
    }
    let one = app.person_availability(view, person)?;
    Ok(match availability_at(&one.schedule(), now).state {
        AvailabilityState::Available => Reach::Ringable,
        _ if one.inputs.person.disabled_at.is_some() => Reach::Gone,
        _ => Reach::Later,
    })
}

/// How the one who is stuck learns of help.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// They are in the call.
    There,
    /// Their device rings.
    Ringable,
    /// They are told when they can be reached.
    Later,
    /// They left.
    Gone,
}

fn help(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BlockerId,
    now: Timestamp,
) -> Result<Begun, AppError> {
    let (blocker, topic) = written_blocker(tx, actor, id)?;
    let helped = rules::blocker::decide_help(&blocker, actor.person)?;
    let reach = reach(app, tx, &blocker, &topic, now)?;
    if helped != blocker {
        put(tx, &helped, now)?;
        if reach == Reach::Later {
            tell(app, tx, &helped, helped.raised_by, actor.person, now)?;
        }
    }
    let is_about = about(&helped);
    notice::settle(tx, &[actor.person], |one| *one == is_about, now)?;
    // Whom the guard protects is not rung: the session names them.
    let ring = match reach {
        Reach::Ringable | Reach::Later => vec![helped.raised_by],
        Reach::There | Reach::Gone => Vec::new(),
    };
    let call = NewSession {
        ring: Some(ring),
        huddle: None,
    };
    begin_with(app, tx, actor, topic.id, call, now)
}

pub(crate) fn resolve(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BlockerId,
    outcome: &str,
    now: Timestamp,
) -> Result<Blocker, AppError> {
    let (blocker, topic) = written_blocker(tx, actor, id)?;
    let resolved = rules::blocker::decide_resolve(&blocker, actor.person, outcome, now);
    let resolved = resolved.map_err(|refusal| match refusal {
        BlockerRefusal::Text(text) => of_text("outcome", text),
        other => other.into(),
    })?;
    let said = Said {
        author: actor.person,
        body: MessageBody::BlockerResolved {
            blocker: resolved.id,
        },
        text: &resolved.outcome,
        excerpt: None,
    };
    say_line(tx, topic, TopicState::Open, said, now)?;
    put(tx, &resolved, now)?;
    tx.set_alarm(AlarmKind::Blocker, &resolved.id.to_string(), None)?;
    let mut told = vec![resolved.raised_by];
    if resolved.told_at.is_some() {
        let members = tx.members(resolved.channel)?;
        told.extend(members.iter().map(|member| member.person));
    }
    let is_about = about(&resolved);
    notice::settle(tx, &told, |one| *one == is_about, now)?;
    task::resolved(app, tx, &resolved, actor.person, now)?;
    Ok(resolved)
}

impl App {
    /// Raises a blocker on a topic, in one line.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if the topic is blocked already; `text_empty`, `text_too_long`.
    pub async fn raise_blocker(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        text: String,
        key: Option<IdempotencyKey>,
    ) -> Result<Blocker, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "raise_blocker", now, |tx| {
                    raise(&app, tx, &actor, topic, &text, now)
                })
            })
            .await
    }

    /// A topic's blockers, resolved ones too, oldest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn blockers(&self, actor: &Actor, topic: TopicId) -> Result<Vec<Blocker>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                topic_standing(view, &actor, topic)?;
                Ok(view.blockers_on(topic)?)
            })
            .await
    }

    /// "I can help": starts a call on the topic, or joins what is live there, and rings the one who is
    /// stuck. If they cannot be reached, they are among the session's guarded, and told when they can be.
    ///
    /// # Errors
    /// `wrong_state` if it is resolved or the actor's own.
    pub async fn help_blocker(
        self: &Arc<Self>,
        actor: &Actor,
        id: BlockerId,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (app, by, now) = (Arc::clone(self), actor.clone(), self.now());
        let begun = self.store.write(move |tx| help(&app, tx, &by, id, now));
        Ok(self.let_in(begun.await?, actor.person, now))
    }

    /// Resolves a blocker, in one line that says how; its topic is open again.
    ///
    /// # Errors
    /// `not_allowed`; `wrong_state` if it is resolved; `text_empty`, `text_too_long`.
    pub async fn resolve_blocker(
        self: &Arc<Self>,
        actor: &Actor,
        id: BlockerId,
        outcome: String,
    ) -> Result<Blocker, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| resolve(&app, tx, &actor, id, &outcome, now))
            .await
    }
}
