//! Availability: what people say about when they can be reached, and what follows.

use std::sync::Arc;
use std::time::Duration;

use model::availability::{Availability, FocusBlock, FocusTime, Places, Reach, TimeOff, WorkSpan};
use model::error::FieldError;
use model::event::{Audience, Event};
use model::id::{FocusId, PersonId, TimeOffId};
use model::person::{Person, Role};
use model::settings::Settings;
use model::time::Timestamp;
use rules::availability::{Schedule, ScheduleInputs};
use store::{Defaults, Tx, View};

use crate::actor::Actor;
use crate::delivery::replan;
use crate::error::{AppError, check_version, invalid, not_found};
use crate::{App, random, validate, visible_person};

/// Longest span that a question about reach may cover.
const REACH_SPAN_MAX: Duration = Duration::from_secs(8 * 24 * 60 * 60);

/// A new availability as its person sends it; entries without an id are new.
#[derive(Clone, Debug, Default)]
pub struct AvailabilityChange {
    /// Their working week; `None` means the organisation's default week.
    pub weekly: Option<Vec<WorkSpan>>,
    /// Time off, with the id of an entry that is kept.
    pub time_off: Vec<TimeOffChange>,
    /// Focus blocks, with the id of a block that is kept.
    pub focus: Vec<(Option<FocusId>, FocusTime)>,
    /// Do not disturb until then.
    pub do_not_disturb_until: Option<Timestamp>,
    /// Who stands in, in order.
    pub deputies: Vec<PersonId>,
    /// Whether they agree to be rung off hours as deputy or on a rota.
    pub off_hours_rings: bool,
    /// Where they work.
    pub places: Places,
    /// The region whose holidays count for them; empty for none.
    pub region: String,
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

/// A person with all that decides when they can be reached, and the numbers that count for them.
pub(crate) struct PersonAvailability {
    pub(crate) inputs: ScheduleInputs,
    pub(crate) settings: Settings,
}

impl PersonAvailability {
    pub(crate) fn id(&self) -> PersonId {
        self.inputs.person.id
    }

    pub(crate) fn schedule(&self) -> Schedule<'_> {
        self.inputs.schedule()
    }
}

/// When somebody works, without what their groups agreed; `None` for who has no account any more.
pub(crate) fn hours_of(
    view: &View<'_>,
    defaults: &Defaults,
    person: PersonId,
) -> Result<Option<ScheduleInputs>, AppError> {
    let (Some(availability), Some(person)) = (view.availability(person)?, view.person(person)?)
    else {
        return Ok(None);
    };
    let region = match availability.region.as_str() {
        "" => None,
        name => view.region(name)?,
    };
    Ok(Some(ScheduleInputs {
        in_call: false,
        in_audience: false,
        default_week: defaults.default_week.clone(),
        holidays: region.map_or_else(Vec::new, |region| region.holidays),
        quiet_hours: Vec::new(),
        person,
        availability,
    }))
}

/// Loads what decides when a person can be reached, with what the organisation sets.
pub(crate) fn availability_in(
    app: &App,
    view: &View<'_>,
    defaults: &Defaults,
    person: PersonId,
) -> Result<PersonAvailability, AppError> {
    let hours = hours_of(view, defaults, person)?.ok_or_else(not_found)?;
    let agreements = view.agreements_of(person)?;
    let agreements: Vec<_> = agreements.iter().collect();
    let agreed = rules::agreement::agreed(&defaults.settings, &agreements);
    Ok(PersonAvailability {
        inputs: ScheduleInputs {
            in_call: app.rooms.is_live(person),
            quiet_hours: agreed.quiet_hours,
            ..hours
        },
        settings: agreed.settings,
    })
}

/// What the organisation sets for everybody; it is there whenever somebody is signed in.
pub(crate) fn organisation(view: &View<'_>) -> Result<Defaults, AppError> {
    view.defaults()?.ok_or_else(not_found)
}

/// Writes what a person says about when they can be reached, tells everyone, and plans anew what is
/// held for them.
pub(crate) fn put_availability(
    app: &App,
    tx: &mut Tx<'_>,
    new: &Availability,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.put_availability(new)?;
    let event = Event::AvailabilityUpdated(new.clone());
    tx.append(now, Audience::Organisation, event)?;
    crate::my_board::replan(app, tx, new.person, now)?;
    replan(app, tx, new.person, now)
}

/// Checks that the people and the region that an availability names are there.
fn check_named(
    view: &View<'_>,
    actor: &Actor,
    new: &Availability,
) -> Result<Result<(), Vec<FieldError>>, AppError> {
    let fault = |field: String, detail: &str| FieldError {
        field,
        detail: detail.to_owned(),
    };
    let mut faults = Vec::new();
    let away = new.time_off.iter().map(|entry| entry.deputy);
    let away = away
        .enumerate()
        .filter_map(|(index, deputy)| Some((format!("time_off.{index}.deputy"), deputy?)));
    let standing = new.deputies.iter().enumerate();
    let standing = standing.map(|(index, deputy)| (format!("deputies.{index}"), *deputy));
    for (field, deputy) in away.chain(standing) {
        if visible_person(view, actor, deputy).is_err() {
            faults.push(fault(field, "this person does not exist"));
        }
    }
    if !new.region.is_empty() && view.region(&new.region)?.is_none() {
        faults.push(fault(
            "region".to_owned(),
            "takes a region that admins keep, or nothing",
        ));
    }
    Ok(if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    })
}

impl App {
    /// Loads what decides when a person can be reached.
    pub(crate) fn person_availability(
        &self,
        view: &View<'_>,
        person: PersonId,
    ) -> Result<PersonAvailability, AppError> {
        availability_in(self, view, &organisation(view)?, person)
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
        self: &Arc<Self>,
        actor: &Actor,
        change: AvailabilityChange,
        version: Option<u64>,
    ) -> Result<Availability, AppError> {
        actor.needs(model::account::Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        let new = self.store.write(move |tx| {
            let old = tx.availability(actor.person)?.ok_or_else(not_found)?;
            check_version(version, old.version)?;
            let new = changed(&old, change, now);
            validate::fields(rules::availability::check_availability(&new, now))?;
            validate::fields(check_named(tx, &actor, &new)?)?;
            put_availability(&app, tx, &new, now)?;
            Ok::<_, AppError>(new)
        });
        new.await
    }

    /// When people can be reached, with their spans over a stretch of time. Without names:
    /// everybody the actor may see, at most 200.
    ///
    /// # Errors
    /// `invalid` for a stretch over eight days; people the actor may not see are left out.
    pub async fn reach(
        self: &Arc<Self>,
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
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
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
                let organisation = organisation(view)?;
                let mut found = Vec::new();
                for person in seen.into_iter().filter(wanted).take(200) {
                    let one = availability_in(&app, view, &organisation, person.id)?;
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
    let mut places = change.places;
    places.weekly.sort_by_key(|entry| entry.day as u8);
    places.dates.sort_by_key(|entry| entry.date);
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
        deputies: change.deputies,
        off_hours_rings: change.off_hours_rings,
        places,
        region: change.region.trim().to_owned(),
        version: old.version + 1,
    }
}
