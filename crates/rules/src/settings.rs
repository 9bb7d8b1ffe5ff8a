//! Which numbers count for whom: the organisation's, or those of the recipient's teams.

pub use model::settings::{Settings, TeamSettings};

/// The numbers that count for a person in `teams`: what a team sets counts before what the
/// organisation sets, and of several teams the quieter.
///
/// Quieter is more time to answer and fewer interruptions.
#[must_use]
pub fn settings_for(organisation: &Settings, teams: &[&TeamSettings]) -> Settings {
    let longest = |own: u32, pick: fn(&TeamSettings) -> Option<u32>| {
        teams
            .iter()
            .filter_map(|team| pick(team))
            .max()
            .unwrap_or(own)
    };
    let fewest = |own: u32, pick: fn(&TeamSettings) -> Option<u32>| {
        teams
            .iter()
            .filter_map(|team| pick(team))
            .min()
            .unwrap_or(own)
    };
    let base = organisation;
    Settings {
        now_minutes: longest(base.now_minutes, |t| t.now_minutes),
        today_minutes: longest(base.today_minutes, |t| t.today_minutes),
        this_week_days: longest(base.this_week_days, |t| t.this_week_days),
        asked_by_default_max: fewest(base.asked_by_default_max, |t| t.asked_by_default_max),
        urgent_per_week: fewest(base.urgent_per_week, |t| t.urgent_per_week),
        ring_after_minutes: longest(base.ring_after_minutes, |t| t.ring_after_minutes),
        ring_next_minutes: longest(base.ring_next_minutes, |t| t.ring_next_minutes),
        overdue_offer_minutes: longest(base.overdue_offer_minutes, |t| t.overdue_offer_minutes),
        round_trips_max: longest(base.round_trips_max, |t| t.round_trips_max),
        blocker_minutes: longest(base.blocker_minutes, |t| t.blocker_minutes),
        asynchronous_above_people: fewest(base.asynchronous_above_people, |t| {
            t.asynchronous_above_people
        }),
        meeting_minutes: fewest(base.meeting_minutes, |t| t.meeting_minutes),
        pause_minutes: longest(base.pause_minutes, |t| t.pause_minutes),
        recurring_times_max: fewest(base.recurring_times_max, |t| t.recurring_times_max),
        ..base.clone()
    }
}

#[cfg(test)]
mod tests;
