//! Availability: what people say about when they can be reached, and what follows.

use std::time::Duration;

use model::availability::{Availability, FocusBlock, FocusTime, Reach, TimeOff, WorkSpan};
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::id::{FocusId, PersonId, TimeOffId};
use model::person::{Person, Role};
use model::time::Timestamp;
use rules::availability::{Schedule, default_week};
use store::View;

use crate::actor::Actor;
use crate::error::{AppError, Refusal, check_version, invalid, not_found};
use crate::{App, random, visible_person};

/// Longest span that a question about reach may cover.
const REACH_SPAN_MAX: Duration = Duration::from_secs(8 * 24 * 60 * 60);

/// A new availability as its person sends it; entries without an id are new.
#[derive(Clone, Debug)]
pub struct AvailabilityChange {
    /// Their working week; `None` means the organisation's default week.
    pub weekly: Option<Vec<WorkSpan>>,
    /// Time off, with the id of an entry that is kept.
    pub time_off: Vec<TimeOffChange>,
    /// Focus blocks, with the id of a block that is kept.
    pub focus: Vec<(Option<FocusId>, FocusTime)>,
    /// Do not disturb until then.
    pub do_not_disturb_until: Option<Timestamp>,
}

/// One entry of time off as its person sends it.
#[derive(Clone, Debug)]
pub struct TimeOffChange {
    /// The id of an entry that is kept.
    pub id: Option<TimeOffId>,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// What others may read about it.
    pub note: String,
    /// Who stands in meanwhile.
    pub deputy: Option<PersonId>,
}

/// A span of time that a question is about.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
}

/// A person with all that decides when they can be reached.
pub(crate) struct PersonAvailability {
    pub(crate) person: Person,
    pub(crate) availability: Availability,
    pub(crate) in_call: bool,
}

impl PersonAvailability {
    pub(crate) fn schedule(&self) -> Schedule<'_> {
        Schedule::new(
            &self.person,
            &self.availability,
            self.in_call,
            default_week(),
        )
    }
}

impl App {
    /// Loads what decides when a person can be reached.
    pub(crate) fn person_availability(
        &self,
        view: &View<'_>,
        person: PersonId,
    ) -> Result<PersonAvailability, AppError> {
        let availability = view.availability(person)?.ok_or_else(not_found)?;
        let person = view.person(person)?.ok_or_else(not_found)?;
        let in_call = self.rooms.is_live(person.id);
        Ok(PersonAvailability {
            person,
            availability,
            in_call,
        })
    }

    /// What a person has said about when they can be reached.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn availability(
        &self,
        actor: &Actor,
        id: PersonId,
    ) -> Result<Availability, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let person = visible_person(view, &actor, id)?;
                view.availability(person.id)?.ok_or_else(not_found)
            })
            .await
    }

    /// Replaces the actor's own availability and plans anew what is held for them.
    ///
    /// # Errors
    /// `invalid` names the fields; `stale`.
    pub async fn set_availability(
        &self,
        actor: &Actor,
        change: AvailabilityChange,
        version: Option<u64>,
    ) -> Result<Availability, AppError> {
        actor.needs(model::account::Scope::Write)?;
        let (person, now) = (actor.person, self.now());
        let new = self.store.write(move |tx| {
            let old = tx.availability(person)?.ok_or_else(not_found)?;
            check_version(version, old.version)?;
            let new = changed(&old, change, now);
            rules::availability::check_availability(&new, now).map_err(|fields| {
                let detail = fields.first().map_or_else(String::new, |first| {
                    format!("{}: {}", first.field, first.detail)
                });
                let code = ErrorCode::Invalid;
                AppError::Refused(Refusal {
                    code,
                    detail,
                    fields,
                    retry_after: None,
                })
            })?;
            tx.put_availability(&new)?;
            tx.append(
                now,
                Audience::Organisation,
                Event::AvailabilityUpdated(new.clone()),
            )?;
            Ok::<_, AppError>(new)
        });
        let new = new.await?;
        self.replan(person).await?;
        Ok(new)
    }

    /// When people can be reached, with their spans over a stretch of time. Without names:
    /// everybody the actor may see, at most 200.
    ///
    /// # Errors
    /// `invalid` for a stretch over eight days; people the actor may not see are left out.
    pub async fn reach(
        self: &std::sync::Arc<Self>,
        actor: &Actor,
        people: Option<Vec<PersonId>>,
        span: Span,
    ) -> Result<(Timestamp, Vec<Reach>), AppError> {
        if span.until < span.from || span.from.plus(REACH_SPAN_MAX) < span.until {
            return Err(invalid(
                "until",
                "takes an instant within 8 days after from",
            ));
        }
        let (app, actor, now) = (std::sync::Arc::clone(self), actor.clone(), self.now());
        self.store
            .read(move |view| {
                let seen = match actor.role {
                    Role::Guest => view.acquaintances(actor.person)?,
                    _ => view.people()?,
                };
                let wanted = |person: &Person| match &people {
                    Some(people) => people.contains(&person.id),
                    None => person.disabled_at.is_none(),
                };
                let mut found = Vec::new();
                for person in seen.into_iter().filter(wanted).take(200) {
                    let one = app.person_availability(view, person.id)?;
                    let schedule = one.schedule();
                    found.push(rules::availability::reach(
                        &schedule, now, span.from, span.until,
                    ));
                }
                Ok((now, found))
            })
            .await
    }
}

/// The new availability: ids that the old one has are kept, others are made.
fn changed(old: &Availability, change: AvailabilityChange, now: Timestamp) -> Availability {
    let mut time_off: Vec<TimeOff> = change
        .time_off
        .into_iter()
        .map(|entry| TimeOff {
            id: entry
                .id
                .filter(|id| old.time_off.iter().any(|kept| kept.id == *id))
                .unwrap_or_else(|| TimeOffId::new(now, random())),
            from: entry.from,
            until: entry.until,
            note: entry.note.trim().to_owned(),
            deputy: entry.deputy,
        })
        .collect();
    time_off.sort_by_key(|entry| (entry.from, entry.id));
    let focus = change
        .focus
        .into_iter()
        .map(|(id, when)| FocusBlock {
            id: id
                .filter(|id| old.focus.iter().any(|kept| kept.id == *id))
                .unwrap_or_else(|| FocusId::new(now, random())),
            when,
        })
        .collect();
    Availability {
        person: old.person,
        weekly: change.weekly,
        time_off,
        focus,
        do_not_disturb_until: change.do_not_disturb_until.filter(|until| now < *until),
        version: old.version + 1,
    }
}
