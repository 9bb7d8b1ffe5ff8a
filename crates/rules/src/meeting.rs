//! Meetings cost energy, and live leaves something (rules 12 and 13).

use model::advice::Purpose;
use model::id::PersonId;
use model::session::Attendance;
use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// A meeting as its planner wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingDraft {
    /// What it is for.
    pub purpose: Purpose,
    /// Its length in minutes, if the planner named one.
    pub minutes: Option<u32>,
    /// Whether it has an agenda.
    pub agenda: bool,
    /// Whether it comes back, and how often if the planner said so.
    pub recurring: Option<Option<u32>>,
}

/// What becomes of it, and what the planner is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingPlan {
    /// Its length in minutes.
    pub minutes: u32,
    /// Pause before and after, in minutes.
    pub pause_minutes: u32,
    /// How often it happens before it must be renewed; `None` if once.
    pub times: Option<u32>,
    /// Ask why there is no agenda.
    pub ask_agenda: bool,
    /// Offer a check-in instead: a status is better read.
    pub offer_check_in: bool,
}

/// Decides how a meeting is planned.
#[must_use]
pub fn plan_meeting(draft: &MeetingDraft, settings: &Settings) -> MeetingPlan {
    let most = settings.recurring_times_max;
    MeetingPlan {
        minutes: draft.minutes.unwrap_or(settings.meeting_minutes),
        pause_minutes: settings.pause_minutes,
        times: draft.recurring.map(|times| times.unwrap_or(most).min(most)),
        ask_agenda: !draft.agenda,
        offer_check_in: draft.purpose == Purpose::StatusUpdate,
    }
}

/// Where a recurring meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "recurrence", rename_all = "snake_case")]
pub enum Recurrence {
    /// It happens so often still.
    Left {
        /// How often.
        times: u32,
    },
    /// The next time is the last unless it is renewed: ask now.
    AskToRenew,
    /// It is over.
    Ended,
}

/// Decides where a recurring meeting stands after `held` times since it began or was renewed.
#[must_use]
pub fn recurrence(held: u32, times: u32) -> Recurrence {
    match times.saturating_sub(held) {
        0 => Recurrence::Ended,
        1 => Recurrence::AskToRenew,
        times => Recurrence::Left { times },
    }
}

/// Who was required and did not come: they get the residue as a request for this week, those who came
/// do not.
#[must_use]
pub fn missed_by(required: &[PersonId], attendance: &[Attendance]) -> Vec<PersonId> {
    let came = |person: &PersonId| attendance.iter().any(|stay| stay.person == *person);
    required
        .iter()
        .copied()
        .filter(|person| !came(person))
        .collect()
}

#[cfg(test)]
mod tests;
