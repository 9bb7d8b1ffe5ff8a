//! Every number of the attention rules, with its default and what a team may set of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The numbers of the rules as one decision uses them; the defaults are the organisation's until an
/// admin changes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Settings {
    /// What `now` means, in minutes from the first reachable one (urgent: on the wall clock).
    pub now_minutes: u32,
    /// What `today` means, in minutes of the asked person's working time.
    pub today_minutes: u32,
    /// What `this_week` means, in working days of the asked person.
    pub this_week_days: u32,
    /// What a named instant leaves at least if it passes before the asked person can be told: minutes
    /// of their working time from then.
    pub by_minutes: u32,
    /// Above how many asked people a message that names no expectation is for information.
    pub asked_by_default_max: u32,
    /// Urgent messages a person may send in a week.
    pub urgent_per_week: u32,
    /// Within how many of the sender's working days recipients say whether it was urgent.
    pub urgent_verdict_days: u32,
    /// Minutes without an answer after which an urgent request rings the asked person.
    pub ring_after_minutes: u32,
    /// Minutes between one ring of an escalation and the next.
    pub ring_next_minutes: u32,
    /// Minutes of the asked person's working time between the nudge about an overdue request and the
    /// offer to its sender.
    pub overdue_offer_minutes: u32,
    /// Round trips of two people in one topic above which a talk is offered.
    pub round_trips_max: u32,
    /// Minutes within which these must have fallen for a talk right away.
    pub round_trips_within_minutes: u32,
    /// Minutes of a huddle.
    pub huddle_minutes: u32,
    /// Minutes of its raiser's working time after which a blocker is told to the team.
    pub blocker_minutes: u32,
    /// People above which the advisor names the asynchronous mode.
    pub asynchronous_above_people: u32,
    /// Minutes of a meeting unless its planner says otherwise.
    pub meeting_minutes: u32,
    /// Minutes of pause between two meetings.
    pub pause_minutes: u32,
    /// Times a recurring meeting happens before it must be renewed.
    pub recurring_times_max: u32,
    /// Passages through a board's column that tell its usual time, the newest ones.
    pub column_passages_max: u32,
    /// Passages below which a column has no usual time.
    pub column_passages_min: u32,
    /// People below which sums about a team are not shown.
    pub balance_people_min: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            now_minutes: 10,
            today_minutes: 8 * 60,
            this_week_days: 5,
            by_minutes: 60,
            asked_by_default_max: 8,
            urgent_per_week: 3,
            urgent_verdict_days: 5,
            ring_after_minutes: 10,
            ring_next_minutes: 5,
            overdue_offer_minutes: 60,
            round_trips_max: 3,
            round_trips_within_minutes: 60,
            huddle_minutes: 5,
            blocker_minutes: 120,
            asynchronous_above_people: 8,
            meeting_minutes: 15,
            pause_minutes: 5,
            recurring_times_max: 8,
            column_passages_max: 50,
            column_passages_min: 5,
            balance_people_min: 5,
        }
    }
}

/// The numbers that a team's agreement sets; what it leaves out is the organisation's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TeamSettings {
    /// As [`Settings::now_minutes`].
    pub now_minutes: Option<u32>,
    /// As [`Settings::today_minutes`].
    pub today_minutes: Option<u32>,
    /// As [`Settings::this_week_days`].
    pub this_week_days: Option<u32>,
    /// As [`Settings::asked_by_default_max`].
    pub asked_by_default_max: Option<u32>,
    /// As [`Settings::urgent_per_week`].
    pub urgent_per_week: Option<u32>,
    /// As [`Settings::ring_after_minutes`].
    pub ring_after_minutes: Option<u32>,
    /// As [`Settings::ring_next_minutes`].
    pub ring_next_minutes: Option<u32>,
    /// As [`Settings::overdue_offer_minutes`].
    pub overdue_offer_minutes: Option<u32>,
    /// As [`Settings::round_trips_max`].
    pub round_trips_max: Option<u32>,
    /// As [`Settings::blocker_minutes`].
    pub blocker_minutes: Option<u32>,
    /// As [`Settings::asynchronous_above_people`].
    pub asynchronous_above_people: Option<u32>,
    /// As [`Settings::meeting_minutes`].
    pub meeting_minutes: Option<u32>,
    /// As [`Settings::pause_minutes`].
    pub pause_minutes: Option<u32>,
    /// As [`Settings::recurring_times_max`].
    pub recurring_times_max: Option<u32>,
}
