//! Groups, agreements and blockers of the story, and what the owner has planned ahead.

use std::time::Duration;

use model::agreement::AgreementTerms;
use model::availability::WorkSpan;
use model::group::Rota;
use model::later::{LaterChoice, ReminderOf};
use model::time::{MinuteOfDay, Timestamp};
use store::Tx;

use super::{Deed, Played, Stage, Step};
use crate::agreement::{self, Draft};
use crate::blocker;
use crate::error::{AppError, not_found};
use crate::group::{self, NewGroup};
use crate::later::{NewReminder, NewScheduled, create_reminder, schedule};
use crate::message::{PostMessage, Ready};
use crate::sample::cast::{founded_at, spans};
use crate::sample::script::{
    BlockerScript, GroupScript, Hours, LaterScript, ProposalScript, Resolved, Script,
};

/// When a turn on duty begins, on the clock of the first who takes one.
const HAND_OVER: MinuteOfDay = MinuteOfDay(9 * 60);

/// Makes the groups.
pub(super) fn found(
    stage: &Stage<'_>,
    script: &Script,
    tx: &mut Tx<'_>,
    played: &mut Played,
    now: Timestamp,
) -> Result<(), AppError> {
    let made_at = founded_at(now).plus(Duration::from_secs(10 * 24 * 60 * 60));
    for team in &script.team.group {
        let maker = stage.actor(team.people.first().ok_or_else(not_found)?)?;
        let new = NewGroup {
            name: team.name.clone(),
            purpose: team.purpose.clone(),
            members: Some(stage.ids(&team.people)?),
            rota: rota(stage, team)?,
        };
        let group = group::create(tx, maker, &new, made_at)?;
        played.groups.insert(team.name.clone(), group.id);
    }
    Ok(())
}

fn rota(stage: &Stage<'_>, team: &GroupScript) -> Result<Option<Rota>, AppError> {
    let Some(first) = team.rota.first() else {
        return Ok(None);
    };
    let first = stage.cast.member(first).map_err(AppError::Internal)?;
    // Ten working days back is Monday at the latest two weeks ago.
    let begun = stage.calendar.date(10);
    let monday = begun.weekday().to_monday_zero_offset();
    Ok(Some(Rota {
        time_zone: first.person.time_zone.clone(),
        first: begun.saturating_sub(jiff::Span::new().days(monday)),
        hand_over: HAND_OVER,
        days: 7,
        order: stage.ids(&team.rota)?,
        swaps: Vec::new(),
    }))
}

/// What happens about the blockers of a topic.
pub(super) fn of_blockers<'s>(
    stage: &Stage<'s>,
    scene: usize,
    blockers: &'s [BlockerScript],
) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    for script in blockers {
        steps.push(Step {
            at: stage.calendar.instant(script.when),
            scene,
            deed: Deed::Raise(script),
        });
        steps.extend(script.resolved.iter().map(|resolved| Step {
            at: stage.calendar.instant(resolved.when),
            scene,
            deed: Deed::Unblock(script, resolved),
        }));
    }
    steps
}

/// What happens about the agreements of groups.
pub(super) fn of_groups<'s>(stage: &Stage<'s>, groups: &'s [GroupScript]) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    for group in groups {
        for proposal in &group.proposal {
            steps.push(Step {
                at: stage.calendar.instant(proposal.when),
                scene: 0,
                deed: Deed::Propose(group, proposal),
            });
            steps.extend(proposal.adopted.iter().map(|adopted| Step {
                at: stage.calendar.instant(adopted.when),
                scene: 0,
                deed: Deed::Adopt(group, adopted),
            }));
        }
    }
    steps
}

/// Does what a step says about a team.
pub(super) fn act<'s>(
    stage: &Stage<'s>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    step: &Step<'s>,
) -> Result<(), AppError> {
    let at = step.at;
    match step.deed {
        Deed::Raise(script) => {
            let topic = stage.topic(tx, played, step.scene, &script.by, at)?;
            let actor = stage.actor(&script.by)?;
            blocker::raise(stage.app, tx, actor, topic, &script.text, at)?;
        }
        Deed::Unblock(script, resolved) => {
            let topic = stage.topic(tx, played, step.scene, &resolved.by, at)?;
            let open = tx.blockers_on(topic)?;
            let open = open.into_iter().find(|one| one.resolved_at.is_none());
            let open = open.ok_or_else(not_found)?;
            let actor = stage.actor(&resolved.by)?;
            blocker::resolve(stage.app, tx, actor, open.id, &script.outcome, at)?;
        }
        Deed::Propose(group, proposal) => propose(stage, tx, played, (group, proposal), at)?,
        Deed::Adopt(group, adopted) => adopt(stage, tx, played, (group, adopted), at)?,
        _ => {}
    }
    Ok(())
}

fn propose(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (group, script): (&GroupScript, &ProposalScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let week = |hours: &[Hours]| hours.iter().flat_map(spans).collect::<Vec<WorkSpan>>();
    let draft = Draft {
        terms: AgreementTerms {
            settings: script.settings.clone(),
            quiet_hours: week(&script.quiet),
            meeting_free: week(&script.meeting_free),
            modes: script.modes.clone(),
            text: script.text.trim().to_owned(),
        },
        note: script.note.clone(),
    };
    let id = *played.groups.get(&group.name).ok_or_else(not_found)?;
    let by = stage.actor(&script.by)?;
    let proposal = agreement::propose(stage.app, tx, by, id, &draft, at)?;
    played.proposals.insert(id, proposal.id);
    Ok(())
}

fn adopt(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (group, adopted): (&GroupScript, &Resolved),
    at: Timestamp,
) -> Result<(), AppError> {
    let id = played.groups.get(&group.name).ok_or_else(not_found)?;
    let proposal = *played.proposals.get(id).ok_or_else(not_found)?;
    let by = stage.actor(&adopted.by)?;
    agreement::adopt(stage.app, tx, by, proposal, at)?;
    Ok(())
}

/// Plans what the owner has for later.
pub(super) fn plan_ahead(
    stage: &Stage<'_>,
    script: &Script,
    tx: &mut Tx<'_>,
    played: &Played,
    now: Timestamp,
) -> Result<(), AppError> {
    for later in &script.team.later {
        plan_one(stage, tx, played, later, now)?;
    }
    Ok(())
}

fn plan_one(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    later: &LaterScript,
    now: Timestamp,
) -> Result<(), AppError> {
    let owner = stage.owner()?;
    let is_it = |scene: &super::Scene<'_>| scene.talk.title == later.topic;
    let scene = stage.scenes.iter().position(is_it).ok_or_else(not_found)?;
    let topic = *played.topics.get(&scene).ok_or_else(not_found)?;
    if let (Some(text), Some(to)) = (&later.text, &later.to) {
        let message = PostMessage {
            text: stage.with_mentions(played, text),
            ..PostMessage::default()
        };
        let person = stage.actor(to)?.person;
        let new = NewScheduled {
            topic,
            ready: &Ready::new(message.clone()),
            message: &message,
            later: LaterChoice::NextWorkingMinute { person },
        };
        schedule(stage.app, tx, owner, &new, now)?;
        return Ok(());
    }
    let at = |minutes| now.plus(Duration::from_secs(60 * minutes));
    let new = NewReminder {
        of: ReminderOf::Topic { topic },
        note: later.note.clone(),
        later: later
            .minutes
            .map(|minutes| LaterChoice::At { at: at(minutes) }),
    };
    create_reminder(stage.app, tx, owner, &new, now)?;
    Ok(())
}
