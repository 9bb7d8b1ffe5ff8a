//! The people of the story: their accounts, their hours, and how the text names them.

use std::time::Duration;

use jiff::tz::TimeZone;
use model::availability::{
    Availability, AvailabilityState, FocusBlock, FocusTime, TimeOff, WorkSpan,
};
use model::event::{Audience, Event};
use model::id::{FocusId, PersonId, TimeOffId};
use model::person::Person;
use model::time::{MinuteOfDay, Timestamp, Weekday};
use rules::availability::{Schedule, availability_at, default_week};
use rules::zone::zone_or_utc;
use store::{PersonSecret, Tx};

use super::calendar::Calendar;
use super::script::{Away, Fault, Hours, Player, Team};
use super::{PASSWORD, SampleSignIn};
use crate::actor::Actor;
use crate::error::AppError;
use crate::person::{insert_person, new_person};
use crate::random;

/// How long ago the organisation was founded.
const AGE: Duration = Duration::from_secs(300 * 24 * 60 * 60);

/// How long somebody who must be there when the story is told works from then on, at least: longer
/// than any request `in` so many minutes has time.
const HERE_FOR: Duration = Duration::from_secs(3 * 60 * 60);

/// How long after the first person each further one came.
const COMES_AFTER: Duration = Duration::from_secs(60 * 60);

/// One person of the story.
#[derive(Clone)]
pub(super) struct Member {
    /// What the story calls them.
    pub(super) first_name: String,
    pub(super) actor: Actor,
    pub(super) person: Person,
    pub(super) availability: Availability,
    email: String,
}

/// All people of the story; the owner is the first.
#[derive(Clone)]
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
}

/// When the organisation was founded, in a story that is told at `now`.
pub(super) fn founded_at(now: Timestamp) -> Timestamp {
    now.minus(AGE)
}

impl Cast {
    /// Makes the people of a story that is told at `now`.
    pub(super) fn assemble(team: &Team, now: Timestamp) -> Result<Self, Fault> {
        let owner_zone = team.person.first().ok_or("nobody in the story")?;
        let calendar = Calendar::new(zone_or_utc(&owner_zone.time_zone), now);
        let people = (0..).zip(&team.person).map(|(number, player)| {
            let zone = player.time_zone.clone();
            let in_turn = founded_at(now).plus(COMES_AFTER * number);
            let joined_at = player.joined.map_or(in_turn, |when| calendar.instant(when));
            let mut person = new_person(player.name.clone(), player.role, zone, joined_at);
            person.place.clone_from(&player.place);
            person
        });
        let mut cast = Self {
            members: people.zip(&team.person).map(member).collect(),
        };
        for (number, player) in team.person.iter().enumerate() {
            let availability = cast.availability(number, player, &calendar, now)?;
            if let Some(member) = cast.members.get_mut(number) {
                member.availability = availability;
            }
        }
        Ok(cast)
    }

    fn availability(
        &self,
        number: usize,
        player: &Player,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Availability, Fault> {
        let member = self.members.get(number).ok_or("nobody in the story")?;
        let mut availability = member.availability.clone();
        if !player.hours.is_empty() {
            availability.weekly = Some(player.hours.iter().flat_map(spans).collect());
        }
        let blocks = player.focus.iter().flat_map(spans);
        availability.focus = blocks
            .map(|span| FocusBlock {
                id: FocusId::new(now, random()),
                when: FocusTime::Weekly(span),
            })
            .collect();
        if let Some(away) = &player.away {
            let zone = zone_or_utc(&player.time_zone);
            availability
                .time_off
                .push(self.time_off(away, &zone, calendar)?);
        }
        if player.here_now
            && let Some(week) = &mut availability.weekly
        {
            work_now(week, &member.person, now);
        }
        Ok(availability)
    }

    fn time_off(
        &self,
        away: &Away,
        zone: &TimeZone,
        calendar: &Calendar,
    ) -> Result<TimeOff, Fault> {
        let midnight = |day| {
            let local = calendar.date(day).at(0, 0, 0, 0);
            zone.to_timestamp(local).map(Timestamp::from_jiff)
        };
        let from = midnight(away.from_day)?;
        Ok(TimeOff {
            id: TimeOffId::new(from, random()),
            from,
            until: midnight(away.until_day)?,
            note: away.note.clone(),
            deputy: Some(self.member(&away.deputy)?.person.id),
        })
    }

    /// Who the story calls so.
    pub(super) fn member(&self, first_name: &str) -> Result<&Member, Fault> {
        self.members
            .iter()
            .find(|member| member.first_name == first_name)
            .ok_or_else(|| format!("nobody in the story is called {first_name}").into())
    }

    /// Who the story calls so, as somebody who does something.
    pub(super) fn actor(&self, first_name: &str) -> Result<&Actor, Fault> {
        Ok(&self.member(first_name)?.actor)
    }

    /// The ids of those whom the story calls so.
    pub(super) fn ids(&self, first_names: &[String]) -> Result<Vec<PersonId>, Fault> {
        let id = |name: &String| Ok(self.member(name)?.person.id);
        first_names.iter().map(id).collect()
    }

    /// The zone on whose clock the story is told.
    pub(super) fn owner_zone(&self) -> TimeZone {
        let owner = self.members.first();
        owner.map_or(TimeZone::UTC, |owner| zone_or_utc(&owner.person.time_zone))
    }

    /// How each of them signs in.
    pub(super) fn sign_ins(&self) -> Vec<SampleSignIn> {
        let sign_in = |member: &Member| SampleSignIn {
            name: member.person.name.clone(),
            email: member.email.clone(),
            password: PASSWORD,
            role: member.person.role,
        };
        self.members.iter().map(sign_in).collect()
    }

    /// Writes their accounts and hours.
    pub(super) fn enter(&self, tx: &mut Tx<'_>, password_hash: &str) -> Result<(), AppError> {
        for member in &self.members {
            let joined_at = member.person.joined_at;
            let secret = PersonSecret {
                person: member.person.clone(),
                email: member.email.clone(),
                password_hash: password_hash.to_owned(),
            };
            insert_person(tx, &secret, joined_at)?;
            tx.put_availability(&member.availability)?;
            let event = Event::AvailabilityUpdated(member.availability.clone());
            tx.append(joined_at, Audience::Organisation, event)?;
        }
        Ok(())
    }

    /// The text with `@Ruth` and `@_Ruth` made into mentions.
    pub(super) fn with_mentions(&self, text: &str) -> String {
        let mut told = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some(at) = rest.find('@') {
            let (before, mark) = rest.split_at(at);
            told.push_str(before);
            let sign = if mark.starts_with("@_") { "@_" } else { "@" };
            let after = &mark[sign.len()..];
            let end = after.find(|c: char| !c.is_alphabetic());
            let (name, tail) = after.split_at(end.unwrap_or(after.len()));
            match self.member(name) {
                Ok(member) => {
                    told.push_str(&format!("{sign}[{name}]({})", member.person.id));
                }
                Err(_) => {
                    told.push_str(sign);
                    told.push_str(name);
                }
            }
            rest = tail;
        }
        told.push_str(rest);
        told
    }
}

impl Member {
    /// When they can be reached.
    pub(super) fn schedule(&self) -> Schedule<'_> {
        Schedule::new(&self.person, &self.availability, false, default_week())
    }
}

fn member((person, player): (Person, &Player)) -> Member {
    let first_name = player.name.split(' ').next().unwrap_or_default().to_owned();
    Member {
        first_name,
        actor: Actor {
            person: person.id,
            role: person.role,
            scopes: None,
            sign_in: None,
            ends_at: None,
        },
        availability: Availability {
            version: 2,
            ..Availability::unsaid(person.id)
        },
        email: player.email.clone(),
        person,
    }
}

/// The working spans of hours on several days.
pub(super) fn spans(hours: &Hours) -> impl Iterator<Item = WorkSpan> + '_ {
    let (first, last) = hours.days;
    Weekday::ALL
        .into_iter()
        .skip(first)
        .take((last + 1).saturating_sub(first))
        .map(|day| WorkSpan {
            day,
            from: MinuteOfDay(hours.from),
            until: MinuteOfDay(hours.until),
        })
}

/// Adds six working hours around `now` unless it is working time anyway: whoever tries the sample at
/// night or on a Sunday finds requests that are due now, within the hour and later, as at noon.
fn work_now(week: &mut Vec<WorkSpan>, person: &Person, now: Timestamp) {
    let availability = Availability {
        weekly: Some(week.clone()),
        ..Availability::unsaid(person.id)
    };
    let schedule = Schedule::new(person, &availability, false, default_week());
    let works = |at| availability_at(&schedule, at).state != AvailabilityState::Off;
    if works(now) && works(now.plus(HERE_FOR / 4)) && works(now.plus(HERE_FOR)) {
        return;
    }
    let local = zone_or_utc(&person.time_zone).to_datetime(now.to_jiff());
    let day = Weekday::ALL
        .into_iter()
        .nth(usize::from(
            local.weekday().to_monday_zero_offset().unsigned_abs(),
        ))
        .unwrap_or(Weekday::Monday);
    let hour = u16::from(local.hour().unsigned_abs());
    let mut from = hour.saturating_sub(1) * 60;
    let mut until = from + 6 * 60;
    for span in week.iter().filter(|span| span.day == day) {
        let regular = span.from.0..span.until.0;
        if regular.contains(&from) {
            from = regular.end;
        } else if from < regular.start && regular.start < until {
            until = regular.start;
        }
    }
    week.push(WorkSpan {
        day,
        from: MinuteOfDay(from),
        until: MinuteOfDay(if 24 * 60 <= until {
            until - 24 * 60
        } else {
            until
        }),
    });
}
