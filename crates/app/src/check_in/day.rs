//! One day of a check-in: its report, made with its last turn, and what is told of it.

use jiff::civil::Date;
use model::check_in::{CheckIn, CheckInDay, CheckInNews, CheckInReport, Said, Turn, TurnSkipped};
use model::delivery::{Delivery, DeliveryAbout};
use model::id::{CheckInId, PersonId};
use model::time::Timestamp;
use rules::check_in::{Day, changes};
use store::{StoredDay, Tx, View};

use super::turn::{AT_ONCE, PAUSE, TOGETHER, tell};
use super::{plan_of, seen};
use crate::actor::Actor;
use crate::channel::may_read;
use crate::delivery::notice;
use crate::error::{AppError, not_found};
use crate::outgoing::Told;
use crate::{App, text};

/// Makes the report of a day when its last turn is over, and tells of it; a day without turns is
/// forgotten.
pub(super) fn close_day(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    date: Date,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(day) = tx.check_in_day(check_in.id, date)? else {
        return Ok(());
    };
    let plan = plan_of(tx, check_in.id)?;
    let is_being_made = plan.planned == Some(date) && plan.after.is_some();
    if day.closed_at.is_some() || is_being_made || tx.has_turns_left(check_in.id, date)? {
        return Ok(());
    }
    let turns = tx.turns_on(check_in.id, date)?;
    if turns.is_empty() {
        return Ok(tx.delete_check_in_day(check_in.id, date)?);
    }
    tx.put_check_in_day(&StoredDay {
        closed_at: Some(now),
        ..day
    })?;
    // A day on which nobody was asked is told to nobody.
    if turns.iter().any(|turn| turn.skipped.is_none()) {
        tell_all(app, tx, check_in, date, &turns, now)?;
    }
    Ok(())
}

/// Tells who follows and who was asked, some at once and the others by the clock.
fn tell_all(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    date: Date,
    turns: &[Turn],
    now: Timestamp,
) -> Result<(), AppError> {
    let (few, others) = turns.split_at(turns.len().min(AT_ONCE));
    let mut at = now;
    for some in others.chunks(TOGETHER) {
        at = at.plus(PAUSE);
        for turn in some {
            let subject = turn.id.to_string();
            tx.set_alarm(store::AlarmKind::Turn, &subject, Some(at))?;
        }
    }
    let asked = |person: &PersonId| turns.iter().any(|turn| turn.person == *person);
    let followers = check_in.followers.iter().filter(|person| !asked(person));
    let told: Vec<PersonId> = few.iter().map(|turn| turn.person).collect();
    for person in followers.chain(&told) {
        tell_report(app, tx, check_in, date, *person, now)?;
    }
    Ok(())
}

/// Tells somebody of a report, in place of the one before.
pub(super) fn tell_report(
    app: &App,
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    date: Date,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    if !reads(tx, check_in, person)? {
        return Ok(());
    }
    let of = check_in.id;
    let is_report = |about: &DeliveryAbout| {
        matches!(about, DeliveryAbout::CheckIn { check_in, news, .. }
            if *check_in == of && *news == CheckInNews::Report)
    };
    notice::settle(tx, &[person], is_report, now)?;
    tell(app, tx, person, (of, date, CheckInNews::Report), now)
}

/// Whether somebody has an open account and may read a check-in.
fn reads(view: &View<'_>, check_in: &CheckIn, person: PersonId) -> Result<bool, AppError> {
    let (Some(channel), Some(person)) = (view.channel(check_in.channel)?, view.person(person)?)
    else {
        return Ok(false);
    };
    Ok(person.disabled_at.is_none() && may_read(view, &channel, &person)?)
}

/// A day that somebody was told of.
pub(super) fn begun_day(
    view: &View<'_>,
    check_in: CheckInId,
    date: Date,
) -> Result<StoredDay, AppError> {
    let day = view.check_in_day(check_in, date)?;
    day.filter(|day| day.opened || day.closed_at.is_some())
        .ok_or_else(not_found)
}

fn report(view: &View<'_>, id: CheckInId, date: Date) -> Result<CheckInReport, AppError> {
    let day = begun_day(view, id, date)?;
    let turns = view.turns_on(id, date)?;
    let answers = view.check_in_answers(id, date)?;
    let before = view.check_in_day_before(id, date)?;
    let said_before = match &before {
        Some(before) => view.check_in_answers(id, before.date)?,
        None => Vec::new(),
    };
    let before = before.as_ref().map(|before| Day {
        date: before.date,
        questions: &before.questions,
        answers: &said_before,
    });
    let now = Day {
        date,
        questions: &day.questions,
        answers: &answers,
    };
    let changes = changes(before, now);
    let has_answered = |person: PersonId| answers.iter().any(|answer| answer.person == person);
    let asked = turns.iter().filter(|turn| turn.skipped.is_none());
    let blocked = answers.iter().filter(|answer| answer.blocked);
    let skipped = turns.iter().filter_map(|turn| {
        let why = turn
            .skipped
            .clone()
            .filter(|_| !has_answered(turn.person))?;
        Some(TurnSkipped {
            person: turn.person,
            why,
        })
    });
    Ok(CheckInReport {
        check_in: id,
        date,
        missing: asked
            .map(|turn| turn.person)
            .filter(|person| !has_answered(*person))
            .collect(),
        skipped: skipped.collect(),
        blocked: blocked.map(|answer| answer.person).collect(),
        changes,
        closed_at: day.closed_at,
        questions: day.questions,
        answers,
    })
}

/// What is told of it; `None` if there is nothing to say any more.
pub(crate) fn told(
    view: &View<'_>,
    delivery: &Delivery,
    check_in: CheckInId,
    date: Date,
    news: CheckInNews,
) -> Result<Option<Told>, AppError> {
    let Some(check_in) = view.check_in(check_in)? else {
        return Ok(None);
    };
    if !reads(view, &check_in, delivery.person)? {
        return Ok(None);
    }
    let body = match news {
        CheckInNews::Open | CheckInNews::Reminder => {
            let turn = view.turn_of(check_in.id, date, delivery.person)?;
            if !turn.is_some_and(|turn| turn.is_open()) {
                return Ok(None);
            }
            // A day keeps what it asks, whatever the check-in asks from the next one on.
            let day = view.check_in_day(check_in.id, date)?;
            let question = day.and_then(|day| day.questions.into_iter().next());
            question.map_or_else(String::new, |question| question.text)
        }
        CheckInNews::Report => counts(&report(view, check_in.id, date)?),
    };
    let what = match news {
        CheckInNews::Open => "Your turn",
        CheckInNews::Reminder => "Still your turn",
        CheckInNews::Report => "Report",
    };
    Ok(Some(Told {
        title: format!("{what} · {}", check_in.title),
        body,
        path: format!("/check-ins/{}/{date}", check_in.id),
    }))
}

fn counts(report: &CheckInReport) -> String {
    let mut line = format!("{} answered", report.answers.len());
    for (people, what) in [
        (report.blocked.len(), "stopped by something"),
        (report.missing.len(), "not yet"),
        (report.skipped.len(), "off"),
    ] {
        if people != 0 {
            line.push_str(&format!(", {people} {what}"));
        }
    }
    line
}

/// Answers in words as HTML, empty where there are none.
pub(super) fn rendered(said: &[Said]) -> Vec<String> {
    let html = |said: &Said| match said {
        Said::Text(words) => text::render(words).html,
        _ => String::new(),
    };
    said.iter().map(html).collect()
}

impl App {
    /// The days of a check-in with their counts, newest first, those before `before`.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn check_in_days(
        &self,
        actor: &Actor,
        id: CheckInId,
        before: Option<Date>,
        limit: u64,
    ) -> Result<Vec<CheckInDay>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                seen(view, &actor, id)?;
                Ok(view.check_in_days(id, before, limit)?)
            })
            .await
    }

    /// One day of a check-in: what was said, who is missing, who was off, and what changed.
    ///
    /// # Errors
    /// `not_found`, also before anybody was told of it.
    pub async fn check_in_report(
        &self,
        actor: &Actor,
        id: CheckInId,
        date: Date,
    ) -> Result<CheckInReport, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                seen(view, &actor, id)?;
                report(view, id, date)
            })
            .await
    }
}
