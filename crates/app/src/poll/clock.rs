//! What the clock does with polls: it reminds each in their own working time, and closes.

use std::collections::BTreeSet;

use model::delivery::Delivery;
use model::group::Group;
use model::id::{PersonId, PollId};
use model::limits::POLL_TOLD_MAX;
use model::poll::{Poll, PollNews};
use model::time::Timestamp;
use model::topic::TopicLevel;
use rules::poll::{option_text, remind_at};
use store::{AlarmKind, Tx, View};

use super::{end, tell, zone_of};
use crate::error::AppError;
use crate::outgoing::Told;
use crate::topic::place_of;
use crate::{App, text};

/// Reminds of a poll that closes soon, or closes it.
pub(crate) fn come_due(
    app: &App,
    tx: &mut Tx<'_>,
    id: PollId,
    now: Timestamp,
) -> Result<(), AppError> {
    match tx.poll(id)? {
        Some(poll) if poll.closed_at.is_none() => {
            if poll.closes_at.is_some_and(|at| at <= now) {
                end(app, tx, poll, None, now)?;
                return Ok(());
            }
            look(app, tx, &poll, now)
        }
        _ => Ok(()),
    }
}

/// Reminds whose time has come, and sets when to look again.
pub(super) fn look(
    app: &App,
    tx: &mut Tx<'_>,
    poll: &Poll,
    now: Timestamp,
) -> Result<(), AppError> {
    let (None, Some(closes_at)) = (poll.closed_at, poll.closes_at) else {
        return Ok(());
    };
    let mut next = closes_at;
    for person in waited_for(tx, poll)? {
        let one = app.person_availability(tx, person)?;
        match remind_at(&one.schedule(), poll.created_at, closes_at) {
            Some(at) if now < at => next = next.min(at),
            Some(_) => {
                tx.put_reminded(poll.id, person)?;
                tell(app, tx, poll, person, PollNews::Closing, now)?;
            }
            None => {}
        }
    }
    tx.set_alarm(AlarmKind::Poll, &poll.id.to_string(), Some(next))?;
    Ok(())
}

/// Whose vote is still waited for: members of the channel whom the question names, and who follow its
/// topic; nobody who muted it, voted or was reminded.
fn waited_for(view: &View<'_>, poll: &Poll) -> Result<Vec<PersonId>, AppError> {
    let named = text::render(&poll.question);
    let mut people = named.mentions;
    for group in named.groups {
        let group: Option<Group> = view.group(group)?;
        people.extend(group.into_iter().flat_map(|group| group.members));
    }
    people.extend(view.followers(poll.topic)?);
    let reminded: BTreeSet<PersonId> = view.reminded_of(poll.id)?.into_iter().collect();
    let members: BTreeSet<PersonId> = view
        .members(poll.channel)?
        .into_iter()
        .map(|member| member.person)
        .collect();
    let mut left = POLL_TOLD_MAX.saturating_sub(reminded.len());
    let mut seen = BTreeSet::new();
    let mut waited = Vec::new();
    for person in people {
        let done = poll.voted.binary_search(&person).is_ok() || reminded.contains(&person);
        if left == 0 || done || !members.contains(&person) || !seen.insert(person) {
            continue;
        }
        if place_of(view, poll.topic, person)?.level != TopicLevel::Mute {
            waited.push(person);
            left -= 1;
        }
    }
    Ok(waited)
}

/// Looks at the open polls of a person after their working hours changed.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    for poll in tx.open_polls_of(person)? {
        look(app, tx, &poll, now)?;
    }
    Ok(())
}

/// What is told of it; `None` if there is nothing to say any more.
pub(crate) fn told(
    view: &View<'_>,
    delivery: &Delivery,
    poll: PollId,
    news: PollNews,
) -> Result<Option<Told>, AppError> {
    let Some(poll) = view.poll(poll)? else {
        return Ok(None);
    };
    let path = format!("/topic/{}#{}", poll.topic, poll.message);
    let (title, body) = match news {
        PollNews::Closing => {
            let voted = poll.voted.binary_search(&delivery.person).is_ok();
            if voted || poll.closed_at.is_some() {
                return Ok(None);
            }
            ("A poll closes soon, and waits for your vote", poll.question)
        }
        PollNews::Closed => {
            let zone = zone_of(view, delivery.person)?;
            let tally = poll.tally.unwrap_or_default();
            let leading: Vec<String> = tally
                .leading
                .iter()
                .filter_map(|place| poll.options.get(usize::from(*place)))
                .map(|option| option_text(option, &zone))
                .collect();
            let mut body = poll.question;
            if !leading.is_empty() {
                body = format!("{body}\n{}", leading.join(", "));
            }
            ("The poll is closed", body)
        }
    };
    Ok(Some(Told {
        title: title.to_owned(),
        body: text::render(&body).excerpt,
        path,
    }))
}
