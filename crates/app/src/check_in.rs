//! Check-ins: made, changed, paused, ended; followed; found.

mod answer;
mod day;
mod prefill;
mod turn;

use std::sync::Arc;

use jiff::civil::Date;
use model::account::Scope;
use model::channel::{Channel, ChannelKind};
use model::check_in::{CheckIn, CheckInAsked, CheckInState, CheckInTemplate, Question};
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{ChannelId, CheckInId, PersonId};
use model::limits::{CHECK_IN_FOLLOWERS_MAX, CHECK_INS_PER_CHANNEL_MAX};
use model::time::{MinuteOfDay, Timestamp};
use rules::channel::Standing;
use rules::check_in::{CheckInRefusal, check_shape, decide_manage};
use rules::my_board::date_of;
use store::{CheckInPlan, Tx, View};

use crate::actor::Actor;
use crate::channel::may_read;
use crate::error::{AppError, check_version, invalid, not_found, refused};
use crate::once::{IdempotencyKey, once};
use crate::{App, channel_standing, random};

pub use answer::NewAnswer;
pub(crate) use answer::answer;
pub(crate) use day::told;
pub(crate) use turn::{come_due, group_changed, joined, leave, plan, replan};

/// A check-in that is to be made.
#[derive(Clone, Debug)]
pub struct NewCheckIn {
    /// The channel whose members read it.
    pub channel: ChannelId,
    /// Its name.
    pub title: String,
    /// What it asks.
    pub questions: Vec<Question>,
    /// Whom.
    pub asked: CheckInAsked,
    /// On which days.
    pub rule: String,
    /// The first day it may ask; today by the actor's clock if left out.
    pub first: Option<Date>,
    /// By which minute of each person's day.
    pub minute: MinuteOfDay,
    /// How many minutes before that it opens.
    pub opens_before_minutes: u32,
    /// How many minutes after that the report is made.
    pub closes_after_minutes: u32,
    /// Who else is told of the report.
    pub followers: Vec<PersonId>,
}

/// What is changed about a check-in; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct CheckInChange {
    /// Its name.
    pub title: Option<String>,
    /// What it asks, from the next day on.
    pub questions: Option<Vec<Question>>,
    /// Whom.
    pub asked: Option<CheckInAsked>,
    /// On which days.
    pub rule: Option<String>,
    /// The first day it may ask.
    pub first: Option<Date>,
    /// By which minute of each person's day.
    pub minute: Option<MinuteOfDay>,
    /// How many minutes before that it opens.
    pub opens_before_minutes: Option<u32>,
    /// How many minutes after that the report is made.
    pub closes_after_minutes: Option<u32>,
    /// Who else is told of the report.
    pub followers: Option<Vec<PersonId>>,
    /// Whether it asks.
    pub state: Option<CheckInState>,
}

/// Writes a check-in and tells its channel.
fn put(
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    plan: CheckInPlan,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_check_in(check_in, plan)?;
    let event = Event::CheckInUpdated(Box::new(check_in.clone()));
    tx.append(now, Audience::Channel(check_in.channel), event)?;
    Ok(())
}

/// How far a check-in's turns are made.
fn plan_of(view: &View<'_>, id: CheckInId) -> Result<CheckInPlan, AppError> {
    view.check_in_plan(id)?.ok_or_else(not_found)
}

/// A check-in of a channel that the actor may read.
pub(crate) fn seen(
    view: &View<'_>,
    actor: &Actor,
    id: CheckInId,
) -> Result<(CheckIn, Channel, Standing), AppError> {
    let check_in = view.check_in(id)?.ok_or_else(not_found)?;
    let (channel, standing) = channel_standing(view, actor, check_in.channel)?;
    Ok((check_in, channel, standing))
}

/// Checks that whom it names is there: the group in use, the people in the channel, and who newly
/// follows may read it.
fn check_named(
    view: &View<'_>,
    channel: &Channel,
    check_in: &CheckIn,
    before: Option<&CheckIn>,
) -> Result<(), AppError> {
    let is_asked_anew = before.is_none_or(|before| before.asked != check_in.asked);
    match &check_in.asked {
        CheckInAsked::Group { group } if is_asked_anew => {
            let group = view.group(*group)?;
            if group.is_none_or(|group| group.archived_at.is_some()) {
                return Err(invalid("asked", "takes a group that is in use"));
            }
        }
        CheckInAsked::People { people } if is_asked_anew => {
            for person in people {
                if view.membership(channel.id, *person)?.is_none() {
                    let detail = "somebody named is not in the channel; add them to it first";
                    return Err(invalid("asked", detail));
                }
            }
        }
        CheckInAsked::Channel | CheckInAsked::Group { .. } | CheckInAsked::People { .. } => {}
    }
    for follower in &check_in.followers {
        if before.is_some_and(|before| before.followers.contains(follower)) {
            continue;
        }
        let person = view.person(*follower)?;
        let person = person.filter(|person| person.disabled_at.is_none());
        let reads = match person {
            Some(person) => may_read(view, channel, &person)?,
            None => false,
        };
        if !reads {
            let detail = "somebody named does not exist or may not read the channel";
            return Err(invalid("followers", detail));
        }
    }
    Ok(())
}

fn shaped(check_in: CheckIn) -> Result<CheckIn, AppError> {
    check_shape(check_in).map_err(|faults| CheckInRefusal::Fields(faults).into())
}

pub(crate) fn create(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    new: &NewCheckIn,
    now: Timestamp,
) -> Result<CheckIn, AppError> {
    let (channel, standing) = channel_standing(tx, actor, new.channel)?;
    decide_manage(&channel, standing)?;
    if CHECK_INS_PER_CHANNEL_MAX <= tx.check_ins_in(channel.id)?.len() {
        let detail = format!("{CHECK_INS_PER_CHANNEL_MAX} check-ins run here; end one first");
        return Err(refused(ErrorCode::WrongState, detail));
    }
    let today = || -> Result<Date, AppError> {
        let one = app.person_availability(tx, actor.person)?;
        Ok(date_of(&one.schedule(), now))
    };
    let check_in = shaped(CheckIn {
        id: CheckInId::new(now, random()),
        channel: channel.id,
        title: new.title.clone(),
        questions: new.questions.clone(),
        asked: new.asked.clone(),
        rule: new.rule.clone(),
        first: new.first.map_or_else(today, Ok)?,
        minute: new.minute,
        opens_before_minutes: new.opens_before_minutes,
        closes_after_minutes: new.closes_after_minutes,
        followers: new.followers.clone(),
        state: CheckInState::Running,
        created_by: actor.person,
        created_at: now,
        version: 1,
    })?;
    check_named(tx, &channel, &check_in, None)?;
    let begun = CheckInPlan {
        since: now,
        planned: None,
        after: None,
    };
    put(tx, &check_in, begun, now)?;
    plan(app, tx, check_in.id, now)?;
    Ok(check_in)
}

/// The check-in with the change in it.
fn changed(old: &CheckIn, change: CheckInChange) -> Result<CheckIn, AppError> {
    let old = old.clone();
    shaped(CheckIn {
        title: change.title.unwrap_or(old.title),
        questions: change.questions.unwrap_or(old.questions),
        asked: change.asked.unwrap_or(old.asked),
        rule: change.rule.unwrap_or(old.rule),
        first: change.first.unwrap_or(old.first),
        minute: change.minute.unwrap_or(old.minute),
        opens_before_minutes: change
            .opens_before_minutes
            .unwrap_or(old.opens_before_minutes),
        closes_after_minutes: change
            .closes_after_minutes
            .unwrap_or(old.closes_after_minutes),
        followers: change.followers.unwrap_or(old.followers),
        state: change.state.unwrap_or(old.state),
        version: old.version + 1,
        ..old
    })
}

/// Whether the days that nobody was told of yet are to be made anew.
fn asks_otherwise(old: &CheckIn, new: &CheckIn) -> bool {
    let unnamed = |check_in: &CheckIn| CheckIn {
        title: String::new(),
        followers: Vec::new(),
        version: 0,
        ..check_in.clone()
    };
    unnamed(old) != unnamed(new)
}

pub(crate) fn change(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CheckInId,
    (change, version): (CheckInChange, Option<u64>),
    now: Timestamp,
) -> Result<CheckIn, AppError> {
    let (old, channel, standing) = seen(tx, actor, id)?;
    decide_manage(&channel, standing)?;
    check_version(version, old.version)?;
    if old.state == CheckInState::Ended {
        return Err(CheckInRefusal::Ended.into());
    }
    let new = changed(&old, change)?;
    check_named(tx, &channel, &new, Some(&old))?;
    if asks_otherwise(&old, &new) {
        turn::begin_anew(app, tx, &new, now)?;
    } else {
        put(tx, &new, plan_of(tx, id)?, now)?;
    }
    Ok(new)
}

fn follow(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CheckInId,
    follows: bool,
    now: Timestamp,
) -> Result<CheckIn, AppError> {
    let (mut check_in, _, _) = seen(tx, actor, id)?;
    if check_in.followers.contains(&actor.person) == follows {
        return Ok(check_in);
    }
    if follows {
        if CHECK_IN_FOLLOWERS_MAX <= check_in.followers.len() {
            let detail = format!("at most {CHECK_IN_FOLLOWERS_MAX} people follow one check-in");
            return Err(refused(ErrorCode::WrongState, detail));
        }
        check_in.followers.push(actor.person);
        check_in.followers.sort_unstable();
    } else {
        check_in.followers.retain(|person| *person != actor.person);
    }
    check_in.version += 1;
    put(tx, &check_in, plan_of(tx, id)?, now)?;
    Ok(check_in)
}

impl App {
    /// Makes a check-in.
    ///
    /// # Errors
    /// `not_allowed` for guests and those outside; `invalid` names the fields; `wrong_state` if the
    /// channel is archived or has 50.
    pub async fn create_check_in(
        self: &Arc<Self>,
        actor: &Actor,
        new: NewCheckIn,
        key: Option<IdempotencyKey>,
    ) -> Result<CheckIn, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "create_check_in", now, |tx| {
                    create(&app, tx, &actor, &new, now)
                })
            })
            .await
    }

    /// The check-ins of the actor's channels, or of one channel that they may read, that have not
    /// ended, in order of id; those that have instead if `ended`, newest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn check_ins(
        &self,
        actor: &Actor,
        channel: Option<ChannelId>,
        ended: bool,
    ) -> Result<Vec<CheckIn>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                if let Some(channel) = channel {
                    channel_standing(view, &actor, channel)?;
                }
                Ok(match (channel, ended) {
                    (None, false) => view.check_ins_of(actor.person)?,
                    (None, true) => view.ended_check_ins_of(actor.person)?,
                    (Some(channel), false) => view.check_ins_in(channel)?,
                    (Some(channel), true) => view.ended_check_ins_in(channel)?,
                })
            })
            .await
    }

    /// One check-in.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn check_in(&self, actor: &Actor, id: CheckInId) -> Result<CheckIn, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| Ok(seen(view, &actor, id)?.0))
            .await
    }

    /// Changes, pauses or ends a check-in. What people were told of already goes on as it was asked.
    ///
    /// # Errors
    /// `not_allowed`; `stale`; `wrong_state` if it has ended; `invalid` names the fields.
    pub async fn update_check_in(
        self: &Arc<Self>,
        actor: &Actor,
        id: CheckInId,
        wanted: CheckInChange,
        version: Option<u64>,
    ) -> Result<CheckIn, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| change(&app, tx, &actor, id, (wanted, version), now))
            .await
    }

    /// Follows a check-in or ceases to: who follows is told of its reports.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` above 200.
    pub async fn follow_check_in(
        &self,
        actor: &Actor,
        id: CheckInId,
        follows: bool,
    ) -> Result<CheckIn, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| follow(tx, &actor, id, follows, now))
            .await
    }

    /// Check-ins to begin with.
    #[must_use]
    pub fn check_in_templates(&self) -> Vec<CheckInTemplate> {
        rules::check_in::templates()
    }
}

/// Whether a channel's check-ins ask: not in one that is archived.
fn asks_in(channel: &Channel) -> bool {
    channel.archived_at.is_none() && channel.kind != ChannelKind::Direct
}
