//! Bounds, sums and reviews of agreements.

use model::advice::{Mode, Purpose};
use model::id::GroupId;
use model::time::Weekday;

use super::*;
use crate::availability::tests::{instant, span};
use crate::request::tests::person;
use crate::zone::time_zone;

fn agreement(settings: TeamSettings) -> Agreement {
    Agreement {
        group: GroupId::new(Timestamp::default(), 1),
        settings,
        quiet_hours: vec![span(Weekday::Monday, 540, 720)],
        meeting_free: Vec::new(),
        modes: Vec::new(),
        text: String::new(),
        changed_by: person(1),
        changed_at: Timestamp::default(),
        reviewed_at: instant("2026-11-30T20:00:00Z"),
        version: 1,
    }
}

/// What an agreement says, without who changed it when.
pub(crate) fn terms_of(agreement: &Agreement) -> AgreementTerms {
    AgreementTerms {
        settings: agreement.settings.clone(),
        quiet_hours: agreement.quiet_hours.clone(),
        meeting_free: agreement.meeting_free.clone(),
        modes: agreement.modes.clone(),
        text: agreement.text.clone(),
    }
}

fn check(agreement: &Agreement) -> Result<(), Vec<FieldError>> {
    check_terms(&terms_of(agreement))
}

#[test]
fn an_agreement_cannot_make_a_rule_meaningless() {
    assert_eq!(check(&agreement(TeamSettings::default())), Ok(()));
    let mut wrong = agreement(TeamSettings {
        now_minutes: Some(0),
        this_week_days: Some(21),
        pause_minutes: Some(0),
        ..TeamSettings::default()
    });
    wrong.meeting_free = vec![span(Weekday::Monday, 1440, 1441)];
    let fields: Vec<String> = check(&wrong)
        .unwrap_err()
        .into_iter()
        .map(|f| f.field)
        .collect();
    assert_eq!(
        fields,
        [
            "settings.now_minutes",
            "settings.this_week_days",
            "meeting_free.0"
        ]
    );
}

#[test]
fn a_purpose_has_one_mode() {
    let mut agreement = agreement(TeamSettings::default());
    let mode = |purpose, mode| AgreedMode { purpose, mode };
    agreement.modes = vec![
        mode(Purpose::StatusUpdate, Mode::CheckIn),
        mode(Purpose::Decision, Mode::DocumentAndPoll),
    ];
    assert_eq!(check(&agreement), Ok(()));
    agreement
        .modes
        .push(mode(Purpose::StatusUpdate, Mode::Message));
    let faults = check(&agreement).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].field, "modes.2.purpose");
}

#[test]
fn the_defaults_lie_within_the_bounds() {
    let Settings {
        now_minutes,
        today_minutes,
        blocker_minutes,
        recurring_times_max,
        ..
    } = Settings::default();
    let same = TeamSettings {
        now_minutes: Some(now_minutes),
        today_minutes: Some(today_minutes),
        blocker_minutes: Some(blocker_minutes),
        recurring_times_max: Some(recurring_times_max),
        ..TeamSettings::default()
    };
    assert_eq!(check(&agreement(same)), Ok(()));
}

#[test]
fn of_several_teams_all_quiet_hours_and_the_quieter_number_count() {
    let patient = agreement(TeamSettings {
        now_minutes: Some(30),
        ..TeamSettings::default()
    });
    let other = agreement(TeamSettings {
        now_minutes: Some(15),
        ..TeamSettings::default()
    });
    let agreed = agreed(&Settings::default(), &[&patient, &other]);
    assert_eq!(agreed.settings.now_minutes, 30);
    assert_eq!(agreed.quiet_hours.len(), 2);
}

#[test]
fn it_is_looked_at_again_a_quarter_later() {
    let zone = time_zone("Asia/Tokyo").unwrap();
    // Reviewed on 1 December in Tokyo: again on 1 March.
    let review = next_review(&agreement(TeamSettings::default()), &zone);
    assert_eq!(review, instant("2027-02-28T15:00:00Z"));
}
