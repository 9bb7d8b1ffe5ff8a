//! Deliveries with exact instants, and the laws of rule 4 over random people.

use model::availability::{AvailabilityState, StateReason};
use proptest::prelude::*;

use super::*;
use crate::availability::tests::{
    any_instant, any_world, focus_once, instant, nothing_said, person_in, time_off,
};
use crate::availability::{availability_at, default_week, next_reachable};

const ASKED: Recipient = Recipient {
    expectation: Expectation::Today,
    channel: ChannelKind::Public,
    asked: true,
    answers: None,
    level: TopicLevel::Normal,
};

/// Monday 14:00 in Berlin.
const WORKING: &str = "2026-11-23T13:00:00Z";
/// Monday 22:40 in Berlin.
const EVENING: &str = "2026-11-23T21:40:00Z";

fn check_delivery(recipient: Recipient, at: &str, kind: DeliveryKind, reason: DeliveryReason) {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let got = decide_delivery(&recipient, &schedule, instant(at));
    assert_eq!(got, (kind, reason), "{recipient:?} at {at}");
}

#[test]
fn who_works_is_notified_of_what_asks_for_today() {
    use DeliveryKind::{Notify, Quiet};
    use DeliveryReason as Why;
    let table = [
        (ASKED, Notify, Why::AskedAndAvailable),
        (
            Recipient {
                expectation: Expectation::Now,
                ..ASKED
            },
            Notify,
            Why::AskedAndAvailable,
        ),
        (
            Recipient {
                expectation: Expectation::ThisWeek,
                ..ASKED
            },
            Quiet,
            Why::AskedNotSoon,
        ),
        (
            Recipient {
                asked: false,
                ..ASKED
            },
            Quiet,
            Why::NotAsked,
        ),
        (
            Recipient {
                asked: false,
                level: TopicLevel::Follow,
                ..ASKED
            },
            Notify,
            Why::FollowedAndAvailable,
        ),
        (
            Recipient {
                expectation: Expectation::None,
                channel: ChannelKind::Direct,
                ..ASKED
            },
            Notify,
            Why::DirectAndAvailable,
        ),
        (
            Recipient {
                expectation: Expectation::None,
                asked: false,
                answers: Some(Expectation::Today),
                ..ASKED
            },
            Notify,
            Why::AnswersThemAndAvailable,
        ),
    ];
    for (recipient, kind, reason) in table {
        check_delivery(recipient, WORKING, kind, reason);
    }
}

#[test]
fn who_is_off_is_told_at_their_next_working_minute() {
    check_delivery(
        ASKED,
        EVENING,
        DeliveryKind::Hold {
            until: instant("2026-11-24T08:00:00Z"),
        },
        DeliveryReason::NotReachable {
            state: StateReason::OutsideWorkingHours { assumed: true },
        },
    );
}

#[test]
fn information_comes_with_the_digest_unless_the_topic_is_followed() {
    let information = Recipient {
        expectation: Expectation::None,
        asked: false,
        ..ASKED
    };
    check_delivery(
        information,
        WORKING,
        DeliveryKind::Digest,
        DeliveryReason::ForInformation,
    );
    let followed = Recipient {
        level: TopicLevel::Follow,
        ..information
    };
    check_delivery(
        followed,
        WORKING,
        DeliveryKind::Quiet,
        DeliveryReason::NotAsked,
    );
}

#[test]
fn a_muted_topic_tells_only_what_asks() {
    let muted = Recipient {
        level: TopicLevel::Mute,
        asked: false,
        ..ASKED
    };
    check_delivery(muted, EVENING, DeliveryKind::Quiet, DeliveryReason::Muted);
    let asked = Recipient {
        asked: true,
        ..muted
    };
    check_delivery(
        asked,
        WORKING,
        DeliveryKind::Notify,
        DeliveryReason::AskedAndAvailable,
    );
}

#[test]
fn focus_holds_until_it_ends_and_a_long_absence_promises_nothing() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.focus = vec![focus_once("2026-11-23T12:00:00Z", "2026-11-23T14:30:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let (kind, reason) = decide_delivery(&ASKED, &schedule, instant(WORKING));
    let until = instant("2026-11-23T14:30:00Z");
    assert_eq!(kind, DeliveryKind::Hold { until });
    assert_eq!(told_at(kind, instant(WORKING)), Some(until));
    let state = StateReason::FocusBlock;
    assert_eq!(reason, DeliveryReason::NotReachable { state });

    said.time_off = vec![time_off("2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let (kind, reason) = decide_delivery(&ASKED, &schedule, instant(WORKING));
    assert_eq!(kind, DeliveryKind::Quiet);
    assert!(matches!(reason, DeliveryReason::NeverReachable { .. }));
}

#[test]
fn an_audience_is_told_without_a_sound() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week()).with_audience(true);
    assert_eq!(
        decide_delivery(&ASKED, &schedule, instant(WORKING)),
        (DeliveryKind::Quiet, DeliveryReason::InAudience)
    );
}

#[test]
fn urgent_pierces_night_and_do_not_disturb_but_only_to_those_it_asks() {
    let mut person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.do_not_disturb_until = Some(instant("2026-11-30T00:00:00Z"));
    let urgent = Recipient {
        expectation: Expectation::Now,
        ..ASKED
    };
    let bystander = Recipient {
        asked: false,
        ..urgent
    };
    for at in [WORKING, EVENING] {
        let schedule = Schedule::new(&person, &said, false, default_week());
        let got = decide_urgent_delivery(&urgent, &schedule, instant(at));
        assert_eq!(got, (DeliveryKind::BreakThrough, DeliveryReason::Urgent));
        let (kind, _) = decide_urgent_delivery(&bystander, &schedule, instant(at));
        assert!(matches!(kind, DeliveryKind::Hold { .. }));
    }
    person.disabled_at = Some(person.joined_at);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let (kind, _) = decide_urgent_delivery(&urgent, &schedule, instant(WORKING));
    assert_eq!(kind, DeliveryKind::Quiet);
}

prop_compose! {
    pub(crate) fn any_recipient()(
        expectation in 0usize..5,
        named in any_instant(),
        channel in 0usize..3,
        asked in any::<bool>(),
        answers in proptest::option::of(0usize..5),
        level in 0usize..3,
    ) -> Recipient {
        let expectations = [
            Expectation::Now,
            Expectation::Today,
            Expectation::ThisWeek,
            Expectation::By(named),
            Expectation::None,
        ];
        Recipient {
            expectation: expectations[expectation],
            channel: [ChannelKind::Public, ChannelKind::Private, ChannelKind::Direct][channel],
            asked,
            answers: answers.map(|index| expectations[index]),
            level: [TopicLevel::Mute, TopicLevel::Normal, TopicLevel::Follow][level],
        }
    }
}

proptest! {
    /// Nothing ordinary notifies who is not available; a hold ends at the first reachable minute,
    /// and decided again then it is told or a badge, never held on.
    #[test]
    fn nothing_notifies_outside_reach_and_a_hold_ends_at_the_first_reachable_minute(
        recipient in any_recipient(),
        (person, said, in_call) in any_world(),
        now in any_instant(),
    ) {
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let state = availability_at(&schedule, now).state;
        let (kind, _) = decide_delivery(&recipient, &schedule, now);
        match kind {
            DeliveryKind::Notify => prop_assert_eq!(state, AvailabilityState::Available),
            DeliveryKind::Hold { until } => {
                prop_assert_ne!(state, AvailabilityState::Available);
                prop_assert_eq!(Some(until), next_reachable(&schedule, now));
                prop_assert!(now < until);
                let after_call = Schedule::new(&person, &said, false, default_week());
                let (then, _) = decide_delivery(&recipient, &after_call, until);
                prop_assert!(matches!(then, DeliveryKind::Notify | DeliveryKind::Quiet));
            }
            DeliveryKind::Quiet | DeliveryKind::Digest => {}
            DeliveryKind::BreakThrough => prop_assert!(false, "nothing here is urgent"),
        }
        prop_assert_eq!(kind, decide_delivery(&recipient, &schedule, now).0);
    }

    /// Who is asked for today, or addressed directly, is always told, unless never reachable.
    #[test]
    fn who_is_asked_soon_is_always_told(
        (person, said, _) in any_world(),
        now in any_instant(),
        direct in any::<bool>(),
    ) {
        let channel = if direct { ChannelKind::Direct } else { ChannelKind::Private };
        let schedule = Schedule::new(&person, &said, false, default_week());
        let (kind, _) = decide_delivery(&Recipient { channel, ..ASKED }, &schedule, now);
        prop_assert_eq!(told_at(kind, now), next_reachable(&schedule, now));
    }
}
