//! Escalations by the minute, and their laws over random inputs and restarts.

use model::request::{EscalationProgress, EscalationStep, SkipReason};
use proptest::prelude::*;

use super::*;
use crate::availability::tests::instant;
use crate::request::tests::{message, person, request};

const ASKED: u128 = 1;
const DEPUTY: u128 = 2;
const OFF_DEPUTY: u128 = 3;
const ROTA: u128 = 4;

fn start() -> Timestamp {
    instant("2026-11-28T03:00:00Z")
}

fn at(minute: u64) -> Timestamp {
    start().plus(Duration::from_secs(60 * minute))
}

fn off(number: u128) -> PersonState {
    PersonState {
        person: person(number),
        state: AvailabilityState::Off,
        reason: StateReason::OutsideWorkingHours { assumed: false },
        on_duty: false,
        off_hours_rings: false,
    }
}

fn available(number: u128) -> PersonState {
    PersonState {
        state: AvailabilityState::Available,
        reason: StateReason::WorkingHours { assumed: false },
        ..off(number)
    }
}

fn people() -> Vec<PersonState> {
    vec![
        off(ASKED),
        available(DEPUTY),
        off(OFF_DEPUTY),
        PersonState {
            on_duty: true,
            ..off(ROTA)
        },
        available(7),
    ]
}

fn escalation() -> Escalation {
    Escalation::new(
        person(ASKED),
        &[person(OFF_DEPUTY), person(DEPUTY)],
        &[person(DEPUTY), person(ROTA)],
        start(),
        &Settings::default(),
    )
}

fn due() -> EscalationInput {
    EscalationInput::Deadline { people: people() }
}

fn ring(number: u128, ring_as: RingAs) -> EscalationOutput {
    EscalationOutput::Ring {
        person: person(number),
        ring_as,
    }
}

fn skipped(number: u128, ring_as: RingAs) -> EscalationOutput {
    EscalationOutput::Skipped {
        person: person(number),
        ring_as,
        reason: Some(StateReason::OutsideWorkingHours { assumed: false }),
    }
}

#[test]
fn it_rings_the_asked_after_ten_minutes_then_deputies_then_the_rota() {
    let mut escalation = escalation();
    assert_eq!(escalation.deadline(), Some(at(10)));
    assert_eq!(escalation.handle(&due(), at(9)), []);
    assert_eq!(
        escalation.handle(&due(), at(10)),
        [ring(ASKED, RingAs::Asked)]
    );
    assert_eq!(escalation.deadline(), Some(at(15)));
    // The first deputy is off too: passed over and named.
    assert_eq!(
        escalation.handle(&due(), at(15)),
        [
            skipped(OFF_DEPUTY, RingAs::Deputy),
            ring(DEPUTY, RingAs::Deputy)
        ]
    );
    // The rota's first was rung as a deputy already.
    assert_eq!(
        escalation.handle(&due(), at(20)),
        [ring(ROTA, RingAs::Rota)]
    );
    assert_eq!(
        escalation.handle(&due(), at(25)),
        [EscalationOutput::NobodyLeft {
            reachable: [DEPUTY, ROTA, 7].map(person).to_vec()
        }]
    );
    assert_eq!(escalation.deadline(), None);
    assert_eq!(escalation.handle(&due(), at(30)), []);
}

#[test]
fn an_answer_stops_it_at_any_moment() {
    let mut escalation = escalation();
    escalation.handle(&due(), at(10));
    let answered = EscalationInput::Answered { by: person(9) };
    assert_eq!(
        escalation.handle(&answered, at(12)),
        [EscalationOutput::StopRings]
    );
    assert_eq!(escalation.deadline(), None);
    assert_eq!(escalation.handle(&due(), at(15)), []);
    assert_eq!(escalation.handle(&EscalationInput::Withdrawn, at(16)), []);
}

#[test]
fn a_declined_ring_goes_on_at_once() {
    let mut escalation = escalation();
    let declined = |number| EscalationInput::Declined {
        person: person(number),
        people: people(),
    };
    assert_eq!(escalation.handle(&declined(ASKED), at(5)), []);
    escalation.handle(&due(), at(10));
    assert_eq!(
        escalation.handle(&declined(ASKED), at(11)).last(),
        Some(&ring(DEPUTY, RingAs::Deputy))
    );
    assert_eq!(escalation.deadline(), Some(at(16)));
    // A late no of somebody rung before changes nothing.
    assert_eq!(escalation.handle(&declined(ASKED), at(12)), []);
}

#[test]
fn nobody_left_is_said_at_once() {
    let mut escalation = Escalation::new(
        person(ASKED),
        &[person(OFF_DEPUTY)],
        &[],
        start(),
        &Settings::default(),
    );
    escalation.handle(&due(), at(10));
    let outputs = escalation.handle(&due(), at(15));
    assert_eq!(outputs.len(), 2);
    assert!(matches!(outputs[1], EscalationOutput::NobodyLeft { .. }));
}

#[test]
fn who_agreed_to_off_hours_rings_is_rung_off_hours_but_not_in_a_call() {
    let agreed = PersonState {
        off_hours_rings: true,
        ..off(2)
    };
    assert!(may_ring(&agreed, RingAs::Deputy));
    let in_call = PersonState {
        state: AvailabilityState::Live,
        reason: StateReason::InCall,
        ..agreed.clone()
    };
    assert!(!may_ring(&in_call, RingAs::Rota));
    assert!(may_ring(&in_call, RingAs::Asked));
    let closed = PersonState {
        reason: StateReason::Disabled,
        on_duty: true,
        ..agreed
    };
    assert!(!may_ring(&closed, RingAs::Asked));
}

fn any_state(number: u128) -> impl Strategy<Value = PersonState> {
    (0usize..5, any::<bool>(), any::<bool>()).prop_map(move |(state, on_duty, agreed)| {
        let (state, reason) = [
            (
                AvailabilityState::Available,
                StateReason::WorkingHours { assumed: true },
            ),
            (AvailabilityState::Focus, StateReason::FocusBlock),
            (AvailabilityState::Live, StateReason::InCall),
            (
                AvailabilityState::Off,
                StateReason::OutsideWorkingHours { assumed: true },
            ),
            (AvailabilityState::Off, StateReason::Disabled),
        ][state]
            .clone();
        PersonState {
            person: person(number),
            state,
            reason,
            on_duty,
            off_hours_rings: agreed,
        }
    })
}

#[test]
fn who_takes_over_the_duty_in_between_is_rung_last_and_once() {
    let mut escalation = escalation();
    escalation.handle(&due(), at(10));
    escalation.handle(&due(), at(15));
    // 3 was passed over, 4 waits, 8 is new.
    let rota = [person(OFF_DEPUTY), person(ROTA), person(8)];
    escalation.add_rota(&rota);
    escalation.add_rota(&rota);
    assert_eq!(
        escalation.waiting().collect::<Vec<_>>(),
        [person(ROTA), person(8)]
    );
}

/// Asked by 1 of 2, urgently; 5 was rung as a deputy, 6 was skipped.
fn rung_for(number: u128, from: u128, of: u128) -> Request {
    let step = |number: u128, rung_as, skipped| EscalationStep {
        at: start(),
        person: person(number),
        rung_as,
        skipped,
    };
    let progress = EscalationProgress {
        steps: vec![
            step(2, RingAs::Asked, None),
            step(5, RingAs::Deputy, None),
            step(6, RingAs::Rota, Some(SkipReason::CannotRead)),
        ],
        ..EscalationProgress::default()
    };
    Request {
        urgent: true,
        escalation: Some(progress),
        ..request(number, from, 2, of)
    }
}

#[test]
fn only_who_was_rung_in_anothers_stead_stands_in() {
    let urgent = rung_for(1, 1, 7);
    assert!(stands_in(&urgent, person(5)));
    for number in [1, 2, 6, 7] {
        assert!(!stands_in(&urgent, person(number)));
    }
    let closed = Request {
        state: RequestState::Answered {
            at: start(),
            by: None,
        },
        ..urgent.clone()
    };
    let ordinary = Request {
        urgent: false,
        ..urgent
    };
    assert!(!stands_in(&closed, person(5)) && !stands_in(&ordinary, person(5)));
}

#[test]
fn who_stands_in_answers_all_of_one_sender_and_of_several_the_one_they_mean() {
    let open = [rung_for(1, 1, 7), rung_for(2, 1, 7), rung_for(3, 9, 8)];
    let of = |reply_to, named: &[PersonId], open: &[Request]| -> Vec<PersonId> {
        let message = InTheirStead {
            author: person(5),
            reply_to,
            named,
        };
        answered_instead(&message, open)
            .iter()
            .map(|request| request.from)
            .collect()
    };
    assert_eq!(of(None, &[], &open[..2]), [person(1), person(1)]);
    assert_eq!(of(None, &[], &open), []);
    assert_eq!(of(None, &[person(9)], &open), [person(9)]);
    assert_eq!(of(None, &[person(8)], &open[..2]), []);
    assert_eq!(of(Some((message(7), person(1))), &[], &open).len(), 2);
    assert_eq!(of(Some((message(99), person(9))), &[], &open), [person(9)]);
    assert_eq!(of(Some((message(99), person(4))), &[], &open), []);
    assert_eq!(of(None, &[], &[]), []);
}

fn any_input() -> impl Strategy<Value = EscalationInput> {
    let people = || (1u128..6).map(any_state).collect::<Vec<_>>();
    prop_oneof![
        8 => people().prop_map(|people| EscalationInput::Deadline { people }),
        2 => (1u128..6, people()).prop_map(|(number, people)| EscalationInput::Declined {
            person: person(number),
            people,
        }),
        1 => (1u128..6).prop_map(|number| EscalationInput::Answered { by: person(number) }),
    ]
}

proptest! {
    /// Nobody is rung twice, nobody after an end, nobody who may not be; everyone before an end by
    /// exhaustion is rung or named; a restart between any two inputs changes nothing.
    #[test]
    fn everyone_is_rung_once_or_named_and_nobody_after_the_end(
        deputies in proptest::collection::vec(2u128..6, 0..5),
        rota in proptest::collection::vec(2u128..6, 0..5),
        inputs in proptest::collection::vec((any_input(), 0u64..12), 1..30),
    ) {
        let deputies: Vec<PersonId> = deputies.into_iter().map(person).collect();
        let rota: Vec<PersonId> = rota.into_iter().map(person).collect();
        let mut escalation =
            Escalation::new(person(1), &deputies, &rota, start(), &Settings::default());
        let mut now = start();
        let mut handled: Vec<PersonId> = Vec::new();
        for (input, minutes) in inputs {
            now = now.plus(Duration::from_secs(60 * minutes));
            let over = escalation.deadline().is_none();
            let text = serde_json::to_string(&escalation).unwrap();
            let mut restarted: Escalation = serde_json::from_str(&text).unwrap();
            let outputs = escalation.handle(&input, now);
            prop_assert_eq!(&restarted.handle(&input, now), &outputs);
            prop_assert_eq!(&restarted, &escalation);
            prop_assert!(!over || outputs.is_empty());
            for output in &outputs {
                if let EscalationOutput::Ring { person, .. }
                | EscalationOutput::Skipped { person, .. } = output
                {
                    prop_assert!(!handled.contains(person));
                    handled.push(*person);
                }
                if matches!(output, EscalationOutput::NobodyLeft { .. }) {
                    let asked = [person(1)];
                    let mut everyone = deputies.iter().chain(&rota).chain(&asked);
                    prop_assert!(everyone.all(|p| handled.contains(p)));
                }
            }
        }
    }
}
