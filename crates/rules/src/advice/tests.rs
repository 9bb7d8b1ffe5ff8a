//! The advisor's table: purpose, people, shared time, length and history.

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
