//! Decisions given again from stored inputs, and alternatives that are true.

use model::channel::ChannelKind;
use proptest::prelude::*;

use super::*;
use crate::availability::DEFAULT_WEEK;
use crate::availability::tests::{
    any_instant, any_world, focus_once, instant, nothing_said, person_in,
};

fn inputs(at: &str) -> DeliveryInputs {
    let person = person_in("Europe/Berlin");
    let availability = nothing_said(&person);
    DeliveryInputs {
        recipient: Recipient {
            expectation: Expectation::Today,
            channel: ChannelKind::Public,
            asked: true,
            answers: None,
            level: TopicLevel::Normal,
        },
        schedule: ScheduleInputs {
            person,
            availability,
            in_call: false,
            in_audience: false,
            default_week: DEFAULT_WEEK.to_vec(),
            holidays: Vec::new(),
            quiet_hours: Vec::new(),
        },
        urgent: false,
        now: instant(at),
    }
}

#[test]
fn a_hold_in_focus_names_what_would_have_changed_it() {
    let mut inputs = inputs("2026-11-23T13:00:00Z");
    inputs.schedule.availability.focus =
        vec![focus_once("2026-11-23T12:00:00Z", "2026-11-23T14:30:00Z")];
    let why = why_delivery(&inputs);
    let until = instant("2026-11-23T14:30:00Z");
    assert_eq!((why.kind, why.rule), (DeliveryKind::Hold { until }, 4));
    assert_eq!(why.state, AvailabilityState::Focus);
    let found: Vec<(Change, DeliveryKind)> = why
        .alternatives
        .iter()
        .map(|a| (a.change, a.kind))
        .collect();
    assert_eq!(
        found,
        [
            (Change::WithoutFocus, DeliveryKind::Notify),
            (Change::SentAt { at: until }, DeliveryKind::Notify),
            (
                Change::Expectation {
                    expectation: Expectation::None
                },
                DeliveryKind::Digest
            ),
            (Change::Urgent, DeliveryKind::BreakThrough),
        ]
    );
}

#[test]
fn a_badge_names_what_would_have_notified() {
    let mut inputs = inputs("2026-11-23T13:00:00Z");
    inputs.recipient.asked = false;
    let why = why_delivery(&inputs);
    assert_eq!(why.reason, DeliveryReason::NotAsked);
    let notifies: Vec<Change> = why
        .alternatives
        .iter()
        .filter(|a| a.kind == DeliveryKind::Notify)
        .map(|a| a.change)
        .collect();
    assert_eq!(notifies, [Change::Followed, Change::Asked]);
}

#[test]
fn urgent_names_its_own_rule() {
    let mut inputs = inputs("2026-11-23T23:00:00Z");
    inputs.urgent = true;
    let why = why_delivery(&inputs);
    assert_eq!((why.kind, why.rule), (DeliveryKind::BreakThrough, 6));
    let due = DueInputs {
        expectation: Expectation::Now,
        schedule: inputs.schedule,
        urgent: true,
        settings: Settings::default(),
        now: inputs.now,
        put_off: false,
    };
    let due = due.decide().unwrap();
    assert_eq!(due.at, Some(instant("2026-11-23T23:10:00Z")));
    assert_eq!(rule_of_due(&due.reason), 2);
}

#[test]
fn a_notice_names_the_rule_it_comes_from() {
    use model::id::{BlockerId, MessageId, TalkOfferId};
    let now = instant("2026-11-23T09:00:00Z");
    let blocker = BlockerId::new(now, 1);
    let offer = TalkOfferId::new(now, 2);
    let message = MessageId::new(now, 3);
    assert_eq!(rule_of_notice(&DeliveryAbout::Blocker { blocker }), 9);
    assert_eq!(rule_of_notice(&DeliveryAbout::Talk { offer }), 8);
    assert_eq!(rule_of_notice(&DeliveryAbout::Verdict { message }), 6);
    assert_eq!(rule_of_notice(&DeliveryAbout::Message { message }), 4);
}

#[test]
fn only_their_time_could_have_changed_a_notice() {
    use model::id::BlockerId;
    let mut inputs = inputs("2026-11-23T13:00:00Z");
    let about = DeliveryAbout::Blocker {
        blocker: BlockerId::new(inputs.now, 1),
    };
    let told = why_notice(&inputs, &about);
    assert_eq!((told.kind, told.rule), (DeliveryKind::Notify, 9));
    assert_eq!(told.reason, DeliveryReason::NoticeAndAvailable);
    assert!(told.alternatives.is_empty());

    let until = instant("2026-11-23T14:30:00Z");
    inputs.schedule.availability.focus =
        vec![focus_once("2026-11-23T12:00:00Z", "2026-11-23T14:30:00Z")];
    let held = why_notice(&inputs, &about);
    assert_eq!((held.kind, held.rule), (DeliveryKind::Hold { until }, 4));
    let changes: Vec<Change> = held.alternatives.iter().map(|one| one.change).collect();
    assert_eq!(
        changes,
        [Change::WithoutFocus, Change::SentAt { at: until }]
    );
}

proptest! {
    /// What was stored beside a decision gives it again, and every alternative is another decision.
    #[test]
    fn stored_inputs_give_the_decision_again_and_alternatives_are_true(
        (person, availability, in_call) in any_world(),
        now in any_instant(),
        asked in any::<bool>(),
        urgent in any::<bool>(),
        level in 0usize..3,
        kind in 0usize..4,
    ) {
        let expectation = [
            Expectation::Now,
            Expectation::Today,
            Expectation::ThisWeek,
            Expectation::None,
        ][kind];
        let base = inputs("2026-11-23T13:00:00Z");
        let inputs = DeliveryInputs {
            recipient: Recipient {
                expectation,
                asked,
                level: [TopicLevel::Mute, TopicLevel::Normal, TopicLevel::Follow][level],
                ..base.recipient
            },
            schedule: ScheduleInputs { person, availability, in_call, ..base.schedule },
            urgent,
            now,
        };
        let stored = serde_json::to_string(&inputs).unwrap();
        let replayed: DeliveryInputs = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(replayed.decide(), inputs.decide());
        let why = why_delivery(&replayed);
        prop_assert_eq!((why.kind, why.reason.clone()), inputs.decide());
        for alternative in &why.alternatives {
            prop_assert_ne!(alternative.kind, why.kind);
        }
        let due = DueInputs {
            expectation,
            schedule: inputs.schedule,
            urgent,
            settings: Settings::default(),
            now,
            put_off: false,
        };
        let stored = serde_json::to_string(&due).unwrap();
        let replayed: DueInputs = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(replayed.decide(), due.decide());
    }
}
