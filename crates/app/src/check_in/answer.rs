//! Answers, drafts, and the topics in which answers are talked about.

use std::sync::Arc;

use jiff::civil::Date;
use model::account::Scope;
use model::check_in::{CheckIn, CheckInAnswer, CheckInAnswered, Said, Turn};
use model::event::{Audience, Event};
use model::id::{CheckInId, PersonId};
use model::limits::TITLE_CHARS_MAX;
use model::time::Timestamp;
use model::topic::{Topic, TopicLevel, TopicPlace};
use rules::check_in::{check_answer, check_draft, decide_answer, words};
use store::{StoredDay, Tx, View};

use super::day::{begun_day, rendered};
use super::{seen, turn};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::{App, goal, topic};

/// A turn that the actor may answer now, with its check-in and its day.
fn own_turn(
    view: &View<'_>,
    actor: &Actor,
    id: CheckInId,
    date: Date,
    now: Timestamp,
) -> Result<(CheckIn, Turn, StoredDay), AppError> {
    let (check_in, channel, standing) = seen(view, actor, id)?;
    rules::channel::decide_write(&channel, standing)?;
    let turn = view.turn_of(id, date, actor.person)?;
    decide_answer(check_in.state, turn.as_ref(), now)?;
    let day = view.check_in_day(id, date)?.ok_or_else(not_found)?;
    Ok((check_in, turn.ok_or_else(not_found)?, day))
}

/// Writes an answer and tells the channel that there is one.
fn put(
    tx: &mut Tx<'_>,
    check_in: &CheckIn,
    answer: &CheckInAnswer,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_check_in_answer(answer)?;
    let event = Event::CheckInAnswered(CheckInAnswered {
        check_in: answer.check_in,
        date: answer.date,
        person: answer.person,
    });
    tx.append(now, Audience::Channel(check_in.channel), event)?;
    Ok(())
}

/// What somebody answers on a day.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    /// What they say, question by question.
    pub said: Vec<Said>,
    /// Whether something stops them.
    pub blocked: bool,
}

pub(crate) fn answer(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, date): (CheckInId, Date),
    new: &NewAnswer,
    now: Timestamp,
) -> Result<CheckInAnswer, AppError> {
    let (check_in, own, mut day) = own_turn(tx, actor, id, date, now)?;
    let said = check_answer(&day.questions, &new.said, new.blocked)?;
    let old = tx.check_in_answer(id, date, actor.person)?;
    let answer = CheckInAnswer {
        check_in: id,
        date,
        person: actor.person,
        html: rendered(&said),
        said,
        blocked: new.blocked,
        at: old.as_ref().map_or(now, |old| old.at),
        edited_at: old.as_ref().map(|_| now),
        late: old.as_ref().map_or(day.closed_at.is_some(), |old| old.late),
        topic: old.and_then(|old| old.topic),
    };
    if !day.opened {
        // Somebody answers on their day off, before anybody was told.
        day.opened = true;
        tx.put_check_in_day(&day)?;
    }
    put(tx, &check_in, &answer, now)?;
    tx.put_check_in_draft(id, date, actor.person, None)?;
    turn::answered(tx, own, now)?;
    // The owner of a goal that asks by this check-in has reported on it.
    let noted = goal::Answered {
        check_in: id,
        date,
        person: actor.person,
        text: &words(&day.questions, &answer.said),
    };
    goal::note_answer(app, tx, &noted, now)?;
    Ok(answer)
}

/// The topic of an answer, opened by who asks for it first.
fn open_topic(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, date): (CheckInId, Date),
    person: PersonId,
    now: Timestamp,
) -> Result<Topic, AppError> {
    let (check_in, _, _) = seen(tx, actor, id)?;
    begun_day(tx, id, date)?;
    let found = tx.check_in_answer(id, date, person)?;
    let mut answer = found.ok_or_else(not_found)?;
    if let Some(topic) = answer.topic
        && let Some(topic) = tx.topic(topic)?
    {
        return Ok(topic);
    }
    let name = tx.person(person)?.ok_or_else(not_found)?.name;
    let title = topic_title(&check_in.title, &name, date);
    let topic = topic::open(tx, actor, check_in.channel, &title, now)?;
    answer.topic = Some(topic.id);
    put(tx, &check_in, &answer, now)?;
    // Who is talked with hears of it.
    if person != actor.person && tx.membership(check_in.channel, person)?.is_some() {
        let place = TopicPlace {
            topic: topic.id,
            level: TopicLevel::Follow,
            read_ordinal: 0,
        };
        topic::put_place(tx, person, place, now)?;
    }
    Ok(topic)
}

/// `<check-in>: <name>, <date>`, with the check-in's name cut where it would be too long.
fn topic_title(check_in: &str, name: &str, date: Date) -> String {
    let end = format!(": {name}, {date}");
    let room = TITLE_CHARS_MAX.saturating_sub(end.chars().count());
    let title: String = check_in.chars().take(room).collect();
    format!("{}{end}", title.trim_end())
}

impl App {
    /// Answers a check-in, or changes the answer; late ones are welcome.
    ///
    /// # Errors
    /// `wrong_state` unless it was asked of the actor, has opened, and the check-in has not ended;
    /// `invalid` names the question; `not_allowed` outside the channel.
    pub async fn answer_check_in(
        self: &Arc<Self>,
        actor: &Actor,
        id: CheckInId,
        date: Date,
        new: NewAnswer,
    ) -> Result<CheckInAnswer, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| answer(&app, tx, &actor, (id, date), &new, now))
            .await
    }

    /// Keeps what the actor began to say; nothing forgets it.
    ///
    /// # Errors
    /// As answering.
    pub async fn draft_check_in(
        &self,
        actor: &Actor,
        id: CheckInId,
        date: Date,
        said: Vec<Said>,
    ) -> Result<(), AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (_, _, day) = own_turn(tx, &actor, id, date, now)?;
                let said = if said.is_empty() {
                    None
                } else {
                    Some(check_draft(&day.questions, &said)?)
                };
                Ok(tx.put_check_in_draft(id, date, actor.person, said.as_deref())?)
            })
            .await
    }

    /// The topic in which somebody's answer is talked about; opened by who asks for it first.
    ///
    /// # Errors
    /// `not_found` if there is no such answer; `not_allowed` outside the channel.
    pub async fn open_answer_topic(
        &self,
        actor: &Actor,
        id: CheckInId,
        date: Date,
        person: PersonId,
    ) -> Result<Topic, AppError> {
        actor.needs(Scope::Write)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| open_topic(tx, &actor, (id, date), person, now))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_s_title_fits_and_names_who_and_when() {
        let date = jiff::civil::date(2026, 11, 24);
        let title = topic_title("Stand-up", "Ana", date);
        assert_eq!(title, "Stand-up: Ana, 2026-11-24");
        let long = topic_title(&"x".repeat(200), &"y".repeat(80), date);
        assert_eq!(long.chars().count(), TITLE_CHARS_MAX);
        assert!(long.ends_with(", 2026-11-24"));
    }
}
