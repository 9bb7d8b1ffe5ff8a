//! The advisor (rule 11): which mode suits a draft or a planned session. It looks at what the author
//! picks and at numbers, never at the words.

use std::time::Duration;

use model::account::Scope;
use model::advice::{Advice, AdviceVerdict, Mode, Purpose, SessionAdvice};
use model::id::{PersonId, TopicId};
use model::limits::{ADVICE_PEOPLE_MAX, ROUND_TRIP_PEOPLE_MAX};
use model::time::Timestamp;
use model::topic::Topic;
use rules::advice::{AdviceInputs, advise_mode, advise_session, agreed_mode, voice};
use rules::availability::Schedule;
use rules::common_slots::share_time;
use rules::round_trips::round_trips;
use store::View;

use crate::actor::Actor;
use crate::availability::{availability_in, organisation};
use crate::error::{AppError, invalid};
use crate::talk::said_in;
use crate::{App, topic_standing};

/// Longest session that can be asked about, in minutes.
const SESSION_MINUTES_MAX: u32 = 24 * 60;

/// What the author of a draft says of it.
#[derive(Clone, Copy, Debug)]
pub struct DraftPurpose {
    /// What it is for.
    pub purpose: Purpose,
    /// How many options a decision has.
    pub options: u32,
}

/// A session that somebody plans.
#[derive(Clone, Copy, Debug)]
pub struct PlannedSession {
    /// What it is for.
    pub purpose: Purpose,
    /// On which topic; its channel's members are whom it is for.
    pub topic: Option<TopicId>,
    /// How long it would be.
    pub minutes: Option<u32>,
}

/// A draft as the advisor sees it.
pub(crate) struct Draft<'a> {
    pub(crate) topic: &'a Topic,
    pub(crate) asked: &'a [PersonId],
    pub(crate) chars: usize,
}

/// What advice is wanted on.
struct Subject<'a> {
    purpose: DraftPurpose,
    planned: Mode,
    topic: Option<&'a Topic>,
    /// For whom, the author first.
    people: Vec<PersonId>,
    chars: usize,
    length: Duration,
}

/// What the advisor says of a draft.
pub(crate) fn of_draft(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    purpose: DraftPurpose,
    draft: &Draft<'_>,
    now: Timestamp,
) -> Result<Option<Advice>, AppError> {
    let mut people = vec![actor.person];
    if draft.asked.is_empty() {
        others_in(view, draft.topic, &mut people)?;
    } else {
        people.extend(draft.asked.iter().filter(|person| **person != actor.person));
    }
    let subject = Subject {
        purpose,
        planned: Mode::Message,
        topic: Some(draft.topic),
        people,
        chars: draft.chars,
        length: Duration::ZERO,
    };
    Ok(advise_mode(&inputs(app, view, &subject, now)?))
}

/// Adds who else is in a topic's channel.
fn others_in(view: &View<'_>, topic: &Topic, people: &mut Vec<PersonId>) -> Result<(), AppError> {
    for member in view.members(topic.channel)? {
        if !people.contains(&member.person) {
            people.push(member.person);
        }
    }
    Ok(())
}

fn inputs(
    app: &App,
    view: &View<'_>,
    subject: &Subject<'_>,
    now: Timestamp,
) -> Result<AdviceInputs, AppError> {
    let organisation = organisation(view)?;
    let mut known = Vec::new();
    for person in subject.people.iter().take(ADVICE_PEOPLE_MAX) {
        known.push(availability_in(app, view, &organisation, *person)?);
    }
    let schedules: Vec<Schedule<'_>> = known.iter().map(|one| one.schedule()).collect();
    let schedules: Vec<&Schedule<'_>> = schedules.iter().collect();
    let author = subject.people.first().copied();
    let settings = known
        .first()
        .map_or(organisation.settings, |one| one.settings.clone());
    let purpose = subject.purpose.purpose;
    let (agreements, not_helpful) = match author {
        Some(person) => (
            view.agreements_of(person)?,
            view.not_helpful(person, purpose)?,
        ),
        None => (Vec::new(), 0),
    };
    Ok(AdviceInputs {
        purpose,
        planned: subject.planned,
        people: number(subject.people.len()),
        share_an_hour: share_time(&schedules, now, subject.length),
        chars: number(subject.chars),
        options: subject.purpose.options,
        round_trips: back_and_forth(view, subject)?,
        agreed: agreed_mode(purpose, &agreements.iter().collect::<Vec<_>>()),
        not_helpful: u32::try_from(not_helpful).unwrap_or(u32::MAX),
        settings,
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How often the author went back and forth with whom of them it was most.
fn back_and_forth(view: &View<'_>, subject: &Subject<'_>) -> Result<u32, AppError> {
    let (Some(topic), Some((author, others))) = (subject.topic, subject.people.split_first())
    else {
        return Ok(0);
    };
    if ROUND_TRIP_PEOPLE_MAX < others.len() {
        return Ok(0);
    }
    let said = said_in(view, topic)?;
    let trips = others
        .iter()
        .map(|other| round_trips(&said, *author, *other).len());
    Ok(number(trips.max().unwrap_or(0)))
}

impl App {
    /// What the advisor says of a session that the actor plans, and whose written views it waits for.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a length that no session has.
    pub async fn advise_session(
        self: &std::sync::Arc<Self>,
        actor: &Actor,
        plan: PlannedSession,
    ) -> Result<SessionAdvice, AppError> {
        let minutes = plan.minutes.unwrap_or(0);
        if SESSION_MINUTES_MAX < minutes {
            let detail = format!("takes at most {SESSION_MINUTES_MAX}");
            return Err(invalid("minutes", detail));
        }
        let (app, actor, now) = (std::sync::Arc::clone(self), actor.clone(), self.now());
        self.store
            .read(move |view| {
                let mut people = vec![actor.person];
                let topic = match plan.topic {
                    Some(id) => Some(topic_standing(view, &actor, id)?.0),
                    None => None,
                };
                if let Some(topic) = &topic {
                    others_in(view, topic, &mut people)?;
                }
                let subject = Subject {
                    purpose: DraftPurpose {
                        purpose: plan.purpose,
                        options: 0,
                    },
                    planned: Mode::Live,
                    topic: topic.as_ref(),
                    people,
                    chars: 0,
                    length: Duration::from_secs(60 * u64::from(minutes)),
                };
                let inputs = inputs(&app, view, &subject, now)?;
                let views = topic
                    .as_ref()
                    .and_then(|topic| topic.written_views.as_ref());
                Ok(advise_session(&inputs, views, now))
            })
            .await
    }

    /// Takes "not helpful" of the advisor: it lowers its voice for the actor and that purpose.
    ///
    /// # Errors
    /// As any command.
    pub async fn refuse_advice(
        &self,
        actor: &Actor,
        purpose: Purpose,
    ) -> Result<AdviceVerdict, AppError> {
        actor.needs(Scope::Write)?;
        let person = actor.person;
        self.store
            .write(move |tx| {
                tx.add_not_helpful(person, purpose)?;
                let not_helpful = tx.not_helpful(person, purpose)?;
                let not_helpful = u32::try_from(not_helpful).unwrap_or(u32::MAX);
                Ok(AdviceVerdict {
                    purpose,
                    not_helpful,
                    voice: voice(not_helpful),
                })
            })
            .await
    }
}
