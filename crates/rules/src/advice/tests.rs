//! The advisor's table: purpose, people, shared time, length and history.

use model::agreement::AgreedMode;
use model::id::{GroupId, MessageId, PersonId};
use model::settings::TeamSettings;

use super::*;

fn inputs(purpose: Purpose) -> AdviceInputs {
    AdviceInputs {
        purpose,
        planned: Mode::Message,
        people: 3,
        share_an_hour: true,
        chars: 200,
        options: 0,
        round_trips: 0,
        agreed: None,
        not_helpful: 0,
        settings: Settings::default(),
    }
}

fn check(inputs: &AdviceInputs, wanted: Option<(Mode, AdviceReason)>) {
    let got = advise_mode(inputs).map(|advice| (advice.mode, advice.reason));
    assert_eq!(got, wanted, "{inputs:?}");
}

#[test]
fn each_purpose_has_its_mode() {
    use AdviceReason as Why;
    for (purpose, mode, reason) in [
        (Purpose::StatusUpdate, Mode::CheckIn, Why::BetterRead),
        (Purpose::ProjectUpdate, Mode::Document, Why::BetterRead),
        (Purpose::GoalSetting, Mode::Document, Why::BetterRead),
        (Purpose::OneToOne, Mode::Live, Why::BetterLive),
        (Purpose::Retrospective, Mode::Live, Why::BetterLive),
        (Purpose::Planning, Mode::Live, Why::BetterLive),
        (Purpose::Evaluation, Mode::Live, Why::BetterLive),
        (Purpose::Hiring, Mode::Live, Why::BetterLive),
        (Purpose::Onboarding, Mode::Live, Why::BetterLive),
        (Purpose::KickOff, Mode::Live, Why::BetterLive),
        (Purpose::Crisis, Mode::Live, Why::Crisis),
        (Purpose::SensitiveMatter, Mode::Live, Why::ToneMatters),
        (
            Purpose::HardProblem,
            Mode::WrittenViewsFirst,
            Why::ThoughtFirst,
        ),
    ] {
        check(&inputs(purpose), Some((mode, reason)));
    }
}

#[test]
fn what_suits_already_is_not_advised_on() {
    check(&inputs(Purpose::Information), None);
    check(&inputs(Purpose::Question), None);
    let session = AdviceInputs {
        planned: Mode::Live,
        ..inputs(Purpose::Retrospective)
    };
    check(&session, None);
    let meeting_for_information = AdviceInputs {
        planned: Mode::Live,
        ..inputs(Purpose::Information)
    };
    check(
        &meeting_for_information,
        Some((Mode::Message, AdviceReason::BetterRead)),
    );
}

#[test]
fn many_people_or_no_shared_hour_is_asynchronous_but_a_crisis_is_live() {
    for purpose in [Purpose::Planning, Purpose::KickOff] {
        let many = AdviceInputs {
            people: 9,
            ..inputs(purpose)
        };
        let reason = AdviceReason::ManyPeople {
            people: 9,
            above: 8,
        };
        check(&many, Some((Mode::Document, reason)));
        let eight = AdviceInputs { people: 8, ..many };
        check(&eight, Some((Mode::Live, AdviceReason::BetterLive)));
        let apart = AdviceInputs {
            share_an_hour: false,
            ..eight
        };
        check(&apart, Some((Mode::Document, AdviceReason::NoSharedHour)));
    }
    let crisis = AdviceInputs {
        people: 40,
        share_an_hour: false,
        ..inputs(Purpose::Crisis)
    };
    check(&crisis, Some((Mode::Live, AdviceReason::Crisis)));
    let sensitive = AdviceInputs {
        share_an_hour: false,
        ..inputs(Purpose::SensitiveMatter)
    };
    check(
        &sensitive,
        Some((Mode::CameraClip, AdviceReason::ToneMatters)),
    );
}

#[test]
fn options_length_and_history_count() {
    let options = AdviceInputs {
        options: 3,
        ..inputs(Purpose::Decision)
    };
    check(
        &options,
        Some((Mode::DocumentAndPoll, AdviceReason::ManyOptions)),
    );
    let long = AdviceInputs {
        chars: DOCUMENT_CHARS_MIN,
        ..inputs(Purpose::Question)
    };
    check(&long, Some((Mode::Document, AdviceReason::Long)));
    let again = AdviceInputs {
        round_trips: 4,
        ..inputs(Purpose::Question)
    };
    let reason = AdviceReason::ManyRoundTrips { round_trips: 4 };
    check(&again, Some((Mode::Live, reason)));
}

#[test]
fn not_helpful_lowers_its_voice() {
    for (not_helpful, voice) in [
        (0, Voice::Line),
        (1, Voice::Line),
        (2, Voice::Mark),
        (4, Voice::Mark),
        (5, Voice::Silent),
    ] {
        let inputs = AdviceInputs {
            not_helpful,
            ..inputs(Purpose::Crisis)
        };
        assert_eq!(advise_mode(&inputs).map(|a| a.voice), Some(voice));
    }
}

fn team(number: u128, modes: &[(Purpose, Mode)]) -> Agreement {
    let by = PersonId::new(Timestamp::default(), 1);
    Agreement {
        group: GroupId::new(Timestamp::default(), number),
        settings: TeamSettings::default(),
        quiet_hours: Vec::new(),
        meeting_free: Vec::new(),
        modes: modes
            .iter()
            .map(|(purpose, mode)| AgreedMode {
                purpose: *purpose,
                mode: *mode,
            })
            .collect(),
        text: String::new(),
        changed_by: by,
        changed_at: Timestamp::default(),
        reviewed_at: Timestamp::default(),
        version: 1,
    }
}

#[test]
fn of_several_teams_the_quieter_mode_counts() {
    let calls = team(1, &[(Purpose::Decision, Mode::Live)]);
    let writes = team(
        2,
        &[
            (Purpose::Question, Mode::Message),
            (Purpose::Decision, Mode::Document),
        ],
    );
    let both = [&calls, &writes];
    assert_eq!(agreed_mode(Purpose::Decision, &both), Some(Mode::Document));
    assert_eq!(agreed_mode(Purpose::Decision, &[&calls]), Some(Mode::Live));
    assert_eq!(agreed_mode(Purpose::Crisis, &both), None);
}

#[test]
fn what_the_team_has_agreed_on_comes_before_the_purpose() {
    let agreed = AdviceInputs {
        agreed: Some(Mode::Document),
        ..inputs(Purpose::Crisis)
    };
    check(&agreed, Some((Mode::Document, AdviceReason::Agreed)));
    let suits = AdviceInputs {
        agreed: Some(Mode::Message),
        ..inputs(Purpose::StatusUpdate)
    };
    check(&suits, None);
    let apart = AdviceInputs {
        agreed: Some(Mode::Live),
        share_an_hour: false,
        ..inputs(Purpose::Planning)
    };
    check(&apart, Some((Mode::Document, AdviceReason::NoSharedHour)));
    let together = AdviceInputs {
        purpose: Purpose::StatusUpdate,
        share_an_hour: true,
        ..apart.clone()
    };
    check(&together, Some((Mode::Live, AdviceReason::Agreed)));
    let sensitive = AdviceInputs {
        purpose: Purpose::SensitiveMatter,
        ..apart
    };
    check(
        &sensitive,
        Some((Mode::CameraClip, AdviceReason::ToneMatters)),
    );
}

#[test]
fn a_planned_session_waits_for_written_views_and_a_crisis_does_not() {
    let who = |number| PersonId::new(Timestamp::default(), number);
    let until = Timestamp::from_millis(60_000);
    let views = WrittenViews {
        asked_by: who(1),
        message: MessageId::new(Timestamp::default(), 1),
        by: until,
        of: vec![who(2), who(3)],
        given: vec![who(3)],
    };
    let planned = AdviceInputs {
        planned: Mode::Live,
        not_helpful: 9,
        ..inputs(Purpose::Retrospective)
    };
    let said = advise_session(&planned, Some(&views), Timestamp::default());
    assert_eq!(said.missing, [who(2)]);
    let advice = said.advice.unwrap();
    assert_eq!(advice.mode, Mode::WrittenViewsFirst);
    assert_eq!(advice.reason, AdviceReason::ViewsWanted { until });
    assert_eq!(advice.voice, Voice::Line);
    let nothing = SessionAdvice {
        advice: None,
        missing: Vec::new(),
    };
    assert_eq!(advise_session(&planned, Some(&views), until), nothing);
    let crisis = AdviceInputs {
        purpose: Purpose::Crisis,
        ..planned
    };
    let at_once = advise_session(&crisis, Some(&views), Timestamp::default());
    assert_eq!(at_once, nothing);
}
