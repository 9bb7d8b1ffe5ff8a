//! More than a few times back and forth: the offer to talk (rule 8).

use std::time::Duration;

use jiff::tz::TimeZone;
use model::availability::AvailabilityState;
use model::id::PersonId;
use model::talk::{TalkOffer, TalkOfferState, TalkWay};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Schedule, availability_at};
use crate::common_slots::{SLOTS_MAX, next_common_slots};
use crate::settings::Settings;
use crate::zone::{local_date, midnight_after};

/// One message of a topic, as far as round trips go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whom it asks, mentions or replies to; may be empty.
    pub to: Vec<PersonId>,
}

/// One message there and one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTrip {
    /// When the first was written.
    pub from: Timestamp,
    /// When the answer was written.
    pub until: Timestamp,
}

/// What two people are offered, and after how many round trips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkDecision {
    /// How often they went back and forth.
    pub round_trips: u32,
    /// How they could talk.
    pub way: TalkWay,
}

/// The round trips of two people among `said`, the messages of one topic since it was opened or last
/// resolved, in order.
///
/// A message counts if it names the other, or names nobody and follows one of the other's. Several in
/// a row by the same person are one.
#[must_use]
pub fn round_trips(said: &[Said], a: PersonId, b: PersonId) -> Vec<RoundTrip> {
    let mut turns: Vec<(PersonId, Timestamp)> = Vec::new();
    let mut before: Option<PersonId> = None;
    for message in said {
        let other = match message.author {
            author if author == a => b,
            author if author == b => a,
            author => {
                before = Some(author);
                continue;
            }
        };
        let counts = if message.to.is_empty() {
            before.is_none_or(|author| author == other)
        } else {
            message.to.contains(&other)
        };
        before = Some(message.author);
        if counts
            && turns
                .last()
                .is_none_or(|(author, _)| *author != message.author)
        {
            turns.push((message.author, message.at));
        }
    }
    turns
        .chunks_exact(2)
        .map(|pair| RoundTrip {
            from: pair[0].1,
            until: pair[1].1,
        })
        .collect()
}

/// With whom the newest of `said` could have made a round trip: those it names, or if it names nobody,
/// whoever spoke before it.
#[must_use]
pub fn concerned(said: &[Said]) -> Vec<PersonId> {
    let Some((newest, before)) = said.split_last() else {
        return Vec::new();
    };
    let mut people = newest.to.clone();
    if people.is_empty() {
        people.extend(before.last().map(|message| message.author));
    }
    people.retain(|person| *person != newest.author);
    people
}

/// Whose numbers count for two people: of both the quieter.
#[must_use]
pub fn quieter<'a>(a: &'a Settings, b: &'a Settings) -> &'a Settings {
    if a.round_trips_max < b.round_trips_max {
        b
    } else {
        a
    }
}

/// When an offer made at `at` is over: with the day of both, so that the next may come then.
#[must_use]
pub fn offer_ends(a: &TimeZone, b: &TimeZone, at: Timestamp) -> Timestamp {
    let day = Duration::from_secs(24 * 60 * 60);
    midnight_after(a, at)
        .max(midnight_after(b, at))
        .unwrap_or_else(|| at.plus(day))
}

/// Whether `a` and `b` are offered nothing more today, whatever they say: once per topic and day of
/// either. `offered_at` is when they were last offered to talk in this topic, taken or dismissed.
#[must_use]
pub fn was_offered(
    a: &Schedule<'_>,
    b: &Schedule<'_>,
    offered_at: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    let same_day = |schedule: &Schedule<'_>, at: Timestamp| {
        local_date(schedule.zone(), at) == local_date(schedule.zone(), now)
    };
    offered_at.is_some_and(|at| same_day(a, at) || same_day(b, at))
}

/// Decides what `a` and `b` are offered after a message at `now`; `offered_at` as of [`was_offered`].
#[must_use]
pub fn decide_talk_offer(
    said: &[Said],
    a: &Schedule<'_>,
    b: &Schedule<'_>,
    offered_at: Option<Timestamp>,
    now: Timestamp,
    settings: &Settings,
) -> Option<TalkDecision> {
    let trips = round_trips(said, a.person(), b.person());
    let count = u32::try_from(trips.len()).unwrap_or(u32::MAX);
    if count <= settings.round_trips_max {
        return None;
    }
    if was_offered(a, b, offered_at, now) {
        return None;
    }
    let counted = usize::try_from(settings.round_trips_max).unwrap_or(usize::MAX);
    let recent = &trips[trips.len().saturating_sub(counted.saturating_add(1))..];
    let within = Duration::from_secs(60 * u64::from(settings.round_trips_within_minutes));
    let took = match (recent.first(), recent.last()) {
        (Some(first), Some(last)) => last.until.since(first.from),
        _ => Duration::ZERO,
    };
    let reachable = [a, b]
        .iter()
        .all(|s| availability_at(s, now).state == AvailabilityState::Available);
    if took <= within && reachable {
        return Some(TalkDecision {
            round_trips: count,
            way: TalkWay::Now {
                minutes: settings.huddle_minutes,
            },
        });
    }
    let length = Duration::from_secs(60 * u64::from(settings.huddle_minutes));
    Some(TalkDecision {
        round_trips: count,
        way: TalkWay::Later {
            slots: next_common_slots(&[a, b], now, length, SLOTS_MAX),
        },
    })
}

/// Why an offer to talk cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TalkRefusal {
    /// It was dismissed, or its day is over.
    #[error("this offer is over; call them, or write on")]
    Over,
    /// The other one cannot be reached any more, or not yet.
    #[error("they cannot be reached now; see when they can, and what to do until then")]
    NotReachable,
}

/// Decides whether an open offer may be taken at `now`: whoever takes it rings the other one, who must
/// be reachable, or wait in the session already (`is_waiting`). Answers the minutes of the huddle.
///
/// # Errors
/// [`TalkRefusal`] names the rule that refused.
pub fn decide_take(
    offer: &TalkOffer,
    other: &Schedule<'_>,
    is_waiting: bool,
    now: Timestamp,
    settings: &Settings,
) -> Result<u32, TalkRefusal> {
    if offer.state != TalkOfferState::Open {
        return Err(TalkRefusal::Over);
    }
    if !is_waiting && availability_at(other, now).state != AvailabilityState::Available {
        return Err(TalkRefusal::NotReachable);
    }
    Ok(match offer.way {
        TalkWay::Now { minutes } => minutes,
        TalkWay::Later { .. } => settings.huddle_minutes,
    })
}

#[cfg(test)]
mod tests;
