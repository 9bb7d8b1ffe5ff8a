//! Who may pierce another's focus and night, how often, and what recipients say of it (rule 6).

use jiff::tz::TimeZone;
use model::id::PersonId;
use model::message::Expectation;
use model::time::Timestamp;
use model::urgent::{URGENT_REASON_CHARS_MAX, Urgent, UrgentBudget, UrgentVerdict};
use serde::{Deserialize, Serialize};

use crate::availability::Schedule;
use crate::due::due_instant;
use crate::settings::Settings;
use crate::zone::{instant_of, local_date, zone_or_utc};

/// All that decides whether a message may be sent as urgent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakThroughInputs {
    /// Who sends it.
    pub sender: PersonId,
    /// The sender's IANA time zone: their week is the budget's.
    pub time_zone: String,
    /// Whether the sender is on duty, or the message is an alert of one who is.
    pub on_duty: bool,
    /// The expectation of the message.
    pub expectation: Expectation,
    /// Why it is urgent.
    pub reason: String,
    /// Whom it asks.
    pub asked: Vec<PersonId>,
    /// What the sender has sent as urgent before, of the last 30 days at least.
    pub past: Vec<Urgent>,
    /// Who is on duty in the rotas the sender may turn to.
    pub rota: Vec<PersonId>,
    /// Which other member has confirmed that it is urgent.
    pub confirmed_by: Option<PersonId>,
    /// The numbers that count.
    pub settings: Settings,
    /// When it is sent.
    pub now: Timestamp,
}

/// What becomes of a message that wants to be urgent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum BreakThrough {
    /// It pierces.
    Pierce {
        /// Whether it costs the sender nothing.
        free: bool,
        /// The budget as it will stand.
        budget: UrgentBudget,
    },
    /// The budget is spent: it may go to those on duty, or somebody else confirms it.
    Spent {
        /// The budget as it stands.
        budget: UrgentBudget,
        /// Who is on duty; a message that asks only them pierces.
        rota: Vec<PersonId>,
    },
}

/// Why a message cannot be urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum BreakThroughRefusal {
    /// Only what wants a reply now can be urgent.
    #[error("only what wants a reply now can be urgent")]
    NotNow,
    /// Nobody is asked.
    #[error("name whom it is for")]
    NobodyAsked,
    /// No reason is given.
    #[error("say why it is urgent")]
    ReasonEmpty,
    /// The reason is too long.
    #[error("the reason has at most {URGENT_REASON_CHARS_MAX} characters")]
    ReasonTooLong,
    /// The sender cannot confirm their own message.
    #[error("somebody else must confirm it")]
    OwnConfirmation,
}

/// Decides whether a message may pierce.
///
/// One message costs one, however many it asks.
///
/// # Errors
/// [`BreakThroughRefusal`] names the rule that refused.
pub fn decide_break_through(
    inputs: &BreakThroughInputs,
) -> Result<BreakThrough, BreakThroughRefusal> {
    if inputs.expectation != Expectation::Now {
        return Err(BreakThroughRefusal::NotNow);
    }
    if inputs.asked.is_empty() {
        return Err(BreakThroughRefusal::NobodyAsked);
    }
    if inputs.reason.trim().is_empty() {
        return Err(BreakThroughRefusal::ReasonEmpty);
    }
    if URGENT_REASON_CHARS_MAX < inputs.reason.chars().count() {
        return Err(BreakThroughRefusal::ReasonTooLong);
    }
    if inputs.confirmed_by == Some(inputs.sender) {
        return Err(BreakThroughRefusal::OwnConfirmation);
    }
    let zone = zone_or_utc(&inputs.time_zone);
    let budget = urgent_budget(&inputs.past, &zone, inputs.now, &inputs.settings);
    if inputs.on_duty {
        return Ok(BreakThrough::Pierce { free: true, budget });
    }
    if budget.spent < budget.per_week {
        let budget = UrgentBudget {
            spent: budget.spent + 1,
            ..budget
        };
        return Ok(BreakThrough::Pierce {
            free: false,
            budget,
        });
    }
    let to_rota = inputs.asked.iter().all(|asked| inputs.rota.contains(asked));
    if to_rota || inputs.confirmed_by.is_some() {
        return Ok(BreakThrough::Pierce { free: true, budget });
    }
    Ok(BreakThrough::Spent {
        budget,
        rota: inputs.rota.clone(),
    })
}

/// What a person has left in the week of `now`, Monday to Sunday in their zone. What recipients found
/// not urgent costs one more in the week in which their time to say so ends.
#[must_use]
pub fn urgent_budget(
    past: &[Urgent],
    zone: &TimeZone,
    now: Timestamp,
    settings: &Settings,
) -> UrgentBudget {
    let (from, until) = week_of(zone, now);
    let in_week = |at: Timestamp| from <= at && at < until;
    let paid = || past.iter().filter(|urgent| !urgent.free);
    let used = paid().filter(|urgent| in_week(urgent.at)).count();
    let doubled = paid()
        .filter(|urgent| in_week(urgent.verdicts_until) && urgent.verdicts_until <= now)
        .filter(|urgent| found_not_urgent(urgent))
        .count();
    UrgentBudget {
        per_week: settings.urgent_per_week,
        spent: u32::try_from(used + doubled).unwrap_or(u32::MAX),
        resets_at: until,
    }
}

/// Whether most of those who said so in time said that it was not urgent.
#[must_use]
pub fn found_not_urgent(urgent: &Urgent) -> bool {
    let in_time = || {
        urgent
            .verdicts
            .iter()
            .filter(|verdict| verdict.at < urgent.verdicts_until)
    };
    let no = in_time().filter(|verdict| !verdict.urgent).count();
    let yes = in_time().filter(|verdict| verdict.urgent).count();
    yes < no
}

/// Until when recipients may say whether it was urgent: the end of the fifth working day of the
/// sender, or a week on if they have no working time.
#[must_use]
pub fn verdicts_until(sender: &Schedule<'_>, at: Timestamp, settings: &Settings) -> Timestamp {
    let days = Settings {
        this_week_days: settings.urgent_verdict_days,
        ..settings.clone()
    };
    due_instant(Expectation::ThisWeek, sender, at, &days)
        .and_then(|due| due.at)
        .unwrap_or(at.plus(std::time::Duration::from_secs(7 * 24 * 60 * 60)))
}

/// Why somebody cannot say whether a message was urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerdictRefusal {
    /// They were not asked by it.
    #[error("only those it was for may say so")]
    NotAsked,
    /// The time to say so is over.
    #[error("the time to say so is over")]
    Late,
}

/// Decides on a verdict; a later one of the same person replaces the earlier.
///
/// # Errors
/// [`VerdictRefusal`] names the rule that refused.
pub fn decide_verdict(
    urgent: &Urgent,
    asked: &[PersonId],
    verdict: UrgentVerdict,
) -> Result<Urgent, VerdictRefusal> {
    if !asked.contains(&verdict.person) || verdict.person == urgent.sender {
        return Err(VerdictRefusal::NotAsked);
    }
    if urgent.verdicts_until <= verdict.at {
        return Err(VerdictRefusal::Late);
    }
    let mut urgent = urgent.clone();
    urgent.verdicts.retain(|v| v.person != verdict.person);
    urgent.verdicts.push(verdict);
    Ok(urgent)
}

/// The week of `at` in a zone, from Monday 00:00 to the next.
fn week_of(zone: &TimeZone, at: Timestamp) -> (Timestamp, Timestamp) {
    let date = local_date(zone, at);
    let back = jiff::Span::new().days(i64::from(date.weekday().to_monday_zero_offset()));
    let monday = date.checked_sub(back).unwrap_or(jiff::civil::Date::MIN);
    (
        instant_of(zone, monday, 0).unwrap_or(Timestamp::MIN),
        instant_of(zone, monday, 7 * 24 * 60).unwrap_or(Timestamp::MAX),
    )
}

#[cfg(test)]
mod tests;
