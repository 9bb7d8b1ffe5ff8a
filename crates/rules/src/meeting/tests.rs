//! Lengths, renewals, and who missed it.

use super::*;
use crate::availability::tests::instant;
use crate::request::tests::person;

#[test]
fn a_meeting_is_short_has_a_pause_an_agenda_and_an_end() {
    let draft = MeetingDraft {
        purpose: Purpose::StatusUpdate,
        minutes: None,
        agenda: false,
        recurring: Some(None),
    };
    assert_eq!(
        plan_meeting(&draft, &Settings::default()),
        MeetingPlan {
            minutes: 15,
            pause_minutes: 5,
            times: Some(8),
            ask_agenda: true,
            offer_check_in: true,
        }
    );
    let planned = MeetingDraft {
        purpose: Purpose::Planning,
        minutes: Some(45),
        agenda: true,
        recurring: Some(Some(3)),
    };
    let plan = plan_meeting(&planned, &Settings::default());
    assert_eq!((plan.minutes, plan.times), (45, Some(3)));
    assert!(!plan.ask_agenda && !plan.offer_check_in);
    let endless = MeetingDraft {
        recurring: Some(Some(500)),
        ..planned
    };
    assert_eq!(plan_meeting(&endless, &Settings::default()).times, Some(8));
}

#[test]
fn it_asks_to_be_renewed_before_its_last_time() {
    assert_eq!(recurrence(0, 8), Recurrence::Left { times: 8 });
    assert_eq!(recurrence(7, 8), Recurrence::AskToRenew);
    assert_eq!(recurrence(8, 8), Recurrence::Ended);
    assert_eq!(recurrence(9, 8), Recurrence::Ended);
}

#[test]
fn who_was_required_and_did_not_come_missed_it() {
    let came = Attendance {
        person: person(1),
        from: instant("2026-11-23T10:00:00Z"),
        until: None,
    };
    assert_eq!(missed_by(&[1, 2].map(person), &[came]), [person(2)]);
}
