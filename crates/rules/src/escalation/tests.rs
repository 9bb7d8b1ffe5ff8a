//! Escalations by the minute, and their laws over random inputs and restarts.

use proptest::prelude::*;

use super::*;
use crate::availability::tests::instant;
use crate::request::tests::person;

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
