//! More than a few times back and forth: the offer to talk (rule 8).

use std::time::Duration;

use model::availability::AvailabilityState;
use model::id::PersonId;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::availability::{Schedule, availability_at};
use crate::common_slots::{SharedSpan, next_common_slot};
use crate::settings::Settings;
use crate::zone::local_date;

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

/// What two people are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "offer", rename_all = "snake_case")]
pub enum TalkOffer {
    /// Talk now, for a few minutes.
    Now {
        /// How often they went back and forth.
        round_trips: u32,
        /// Minutes of the huddle.
        minutes: u32,
    },
    /// A clip, or the next slot both have.
    Later {
        /// How often they went back and forth.
        round_trips: u32,
        /// The next slot; `None` if they share no working time.
        slot: Option<SharedSpan>,
    },
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

/// Decides what `a` and `b` are offered after a message at `now`.
///
/// `offered_at` is when they were last offered to talk in this topic, taken or dismissed: once per
/// topic and day of either.
#[must_use]
pub fn decide_talk_offer(
    said: &[Said],
    a: &Schedule<'_>,
    b: &Schedule<'_>,
    offered_at: Option<Timestamp>,
    now: Timestamp,
    settings: &Settings,
) -> Option<TalkOffer> {
    let trips = round_trips(said, a.person(), b.person());
    let count = u32::try_from(trips.len()).unwrap_or(u32::MAX);
    if count <= settings.round_trips_max {
        return None;
    }
    let same_day = |schedule: &Schedule<'_>, at: Timestamp| {
        local_date(schedule.zone(), at) == local_date(schedule.zone(), now)
    };
    if offered_at.is_some_and(|at| same_day(a, at) || same_day(b, at)) {
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
        return Some(TalkOffer::Now {
            round_trips: count,
            minutes: settings.huddle_minutes,
        });
    }
    let length = Duration::from_secs(60 * u64::from(settings.huddle_minutes));
    Some(TalkOffer::Later {
        round_trips: count,
        slot: next_common_slot(&[a, b], now, length),
    })
}

#[cfg(test)]
mod tests;
