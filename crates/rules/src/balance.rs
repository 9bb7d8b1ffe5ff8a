//! Balance without surveillance: sums about a team, never about one of it (rule 15).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// What is counted of one person in a period; shown to them alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonBalance {
    /// Time in live sessions.
    pub live: Duration,
    /// Time their written messages, clips and documents take to be read, as the product estimates.
    pub asynchronous: Duration,
    /// Times something pierced their focus.
    pub focus_interruptions: u32,
    /// Times something told them outside their working hours.
    pub off_hours_notifications: u32,
    /// Requests they answered by the due instant.
    pub answered_in_time: u32,
    /// Requests that were due.
    pub due: u32,
    /// Focus time planned.
    pub focus_planned: Duration,
    /// Focus time not interrupted.
    pub focus_kept: Duration,
    /// Time in recurring meetings.
    pub recurring: Duration,
}

/// The same of a team, as sums; never shown of fewer people than the setting says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamBalance {
    /// How many people it is of.
    pub people: u32,
    /// The sums.
    pub sum: PersonBalance,
    /// Share of communication in its own time, in percent, rounded; `None` if there was none at all.
    pub asynchronous_percent: Option<u8>,
    /// How far that is from the team's aim, in percentage points, below it negative.
    pub distance_points: Option<i16>,
}

/// Sums up a team; `None` if it is so small that a sum would speak of single people.
#[must_use]
pub fn team_balance(
    people: &[PersonBalance],
    aim_percent: Option<u8>,
    settings: &Settings,
) -> Option<TeamBalance> {
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    if count < settings.balance_people_min {
        return None;
    }
    let sum = people.iter().fold(PersonBalance::default(), add);
    let asynchronous_percent = asynchronous_percent(&sum);
    Some(TeamBalance {
        people: count,
        sum,
        asynchronous_percent,
        distance_points: aim_percent
            .zip(asynchronous_percent)
            .map(|(aim, is)| i16::from(is) - i16::from(aim)),
    })
}

/// The share of communication in its own time, in percent, rounded to the nearest.
#[must_use]
pub fn asynchronous_percent(balance: &PersonBalance) -> Option<u8> {
    let all = balance
        .live
        .saturating_add(balance.asynchronous)
        .as_millis();
    if all == 0 {
        return None;
    }
    let percent = (balance.asynchronous.as_millis() * 100 + all / 2) / all;
    u8::try_from(percent).ok()
}

fn add(a: PersonBalance, b: &PersonBalance) -> PersonBalance {
    PersonBalance {
        live: a.live.saturating_add(b.live),
        asynchronous: a.asynchronous.saturating_add(b.asynchronous),
        focus_interruptions: a.focus_interruptions.saturating_add(b.focus_interruptions),
        off_hours_notifications: a
            .off_hours_notifications
            .saturating_add(b.off_hours_notifications),
        answered_in_time: a.answered_in_time.saturating_add(b.answered_in_time),
        due: a.due.saturating_add(b.due),
        focus_planned: a.focus_planned.saturating_add(b.focus_planned),
        focus_kept: a.focus_kept.saturating_add(b.focus_kept),
        recurring: a.recurring.saturating_add(b.recurring),
    }
}

#[cfg(test)]
mod tests;
