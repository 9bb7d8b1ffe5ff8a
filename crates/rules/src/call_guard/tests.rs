//! Who is rung, and what the guard shows of the others.

use model::availability::SharedSpan;
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{any_instant, any_world, instant, nothing_said, person_in};

fn budget() -> UrgentBudget {
    UrgentBudget {
        per_week: 3,
        spent: 1,
        resets_at: instant("2026-11-30T00:00:00Z"),
    }
}

#[test]
fn who_works_is_rung_and_who_is_off_is_guarded() {
    let caller = person_in("Europe/Berlin");
    let callee = person_in("Asia/Kathmandu");
    let (said_a, said_b) = (nothing_said(&caller), nothing_said(&callee));
    let a = Schedule::new(&caller, &said_a, false, default_week());
    let b = Schedule::new(&callee, &said_b, false, default_week());
    let settings = Settings::default();
    let decide = |now: &str| call_guard(&a, &b, budget(), instant(now), &settings);
    assert_eq!(decide("2026-11-23T09:00:00Z"), RingDecision::Ring);
    // Monday 14:00 in Berlin is 18:45 in Kathmandu.
    assert_eq!(
        decide("2026-11-23T13:00:00Z"),
        RingDecision::Guard(CallGuard {
            person: callee.id,
            state: AvailabilityState::Off,
            reason: StateReason::OutsideWorkingHours { assumed: true },
            until: Some(instant("2026-11-24T03:15:00Z")),
            utc_offset_seconds: 20_700,
            told_at: Some(instant("2026-11-24T03:15:00Z")),
            slots: [24, 25, 26]
                .map(|day| SharedSpan {
                    from: instant(&format!("2026-11-{day}T08:00:00Z")),
                    until: instant(&format!("2026-11-{day}T08:15:00Z")),
                })
                .to_vec(),
            budget: budget(),
        })
    );
}

#[test]
fn who_is_in_a_call_is_guarded_and_a_closed_account_never_rings() {
    let caller = person_in("Europe/Berlin");
    let mut callee = person_in("Europe/Berlin");
    let said = nothing_said(&caller);
    let now = instant("2026-11-23T13:00:00Z");
    let settings = Settings::default();
    let a = Schedule::new(&caller, &said, false, default_week());
    let busy = Schedule::new(&callee, &said, true, default_week());
    let RingDecision::Guard(guard) = call_guard(&a, &busy, budget(), now, &settings) else {
        panic!("who is in a call is guarded");
    };
    assert_eq!(guard.state, AvailabilityState::Live);
    // The call does not stand in the way of a time later today.
    assert_eq!(guard.slots.first().map(|slot| slot.from), Some(now));
    callee.disabled_at = Some(callee.joined_at);
    let closed = Schedule::new(&callee, &said, false, default_week());
    assert_eq!(
        call_guard(&a, &closed, budget(), now, &settings),
        RingDecision::Closed
    );
}

proptest! {
    /// Nobody is rung unguarded who is not available.
    #[test]
    fn nobody_is_rung_unguarded_outside_reach(
        (person, said, in_call) in any_world(),
        now in any_instant(),
    ) {
        let caller = person_in("Europe/Berlin");
        let nothing = nothing_said(&caller);
        let a = Schedule::new(&caller, &nothing, false, default_week());
        let b = Schedule::new(&person, &said, in_call, default_week());
        let rings = call_guard(&a, &b, budget(), now, &Settings::default()) == RingDecision::Ring;
        let available = availability_at(&b, now).state == AvailabilityState::Available;
        prop_assert_eq!(rings, available);
    }
}
