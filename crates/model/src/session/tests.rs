//! Tests of which stays of a session are told to whom.

use super::{Attendance, Session, SessionKind};
use crate::id::{ChannelId, PersonId, SessionId, TopicId};
use crate::limits::{STAYS_KEPT_SHOWN, STAYS_SHOWN};
use crate::time::Timestamp;

fn person(number: u64) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), u128::from(number))
}

fn stay(number: u64) -> Attendance {
    Attendance {
        person: person(number),
        from: Timestamp::from_millis(i64::try_from(number).unwrap()),
        until: None,
    }
}

fn session(stays: u64) -> Session {
    let at = Timestamp::from_millis(1);
    Session {
        id: SessionId::new(at, 1),
        topic: TopicId::new(at, 1),
        channel: ChannelId::new(at, 1),
        kind: SessionKind::Call,
        started_by: person(1),
        started_at: at,
        ends_at: None,
        ended_at: None,
        outcome: None,
        ringing: Vec::new(),
        rung: Vec::new(),
        guarded: Vec::new(),
        declined: Vec::new(),
        attendance: (1..=stays).map(stay).collect(),
        came: None,
        recordings: Vec::new(),
    }
}

#[test]
fn a_live_session_shows_its_first_stays_and_the_readers_own() {
    let all = session(100);
    let shown = all.clone().shown_to(person(90));
    assert_eq!(shown.attendance.len(), STAYS_SHOWN + 1);
    assert_eq!(shown.attendance.last().unwrap().person, person(90));
    assert_eq!(
        all.clone().shown_to(person(3)).attendance.len(),
        STAYS_SHOWN
    );
    assert!(all.shows(&stay(16)) && !all.shows(&stay(17)));
}

#[test]
fn an_ended_session_shows_more_and_counts_all() {
    let mut all = session(1_500);
    all.ended_at = Some(Timestamp::from_millis(9));
    let shown = all.shown();
    assert_eq!(shown.attendance.len(), STAYS_KEPT_SHOWN);
    assert_eq!(shown.came, Some(1_500));
    assert_eq!(shown.clone().shown(), shown);
}

/// What a reader sees by events is what a fresh look shows them, however many come.
#[test]
fn stays_that_are_told_one_by_one_make_what_a_fresh_look_shows() {
    for reader in [2, 16, 17, 60] {
        let mut all = session(0);
        let mut seen = all.clone().shown_to(person(reader));
        for number in 1..=80 {
            let mut came = stay(number);
            all.attendance.push(came);
            if all.shows(&came) || came.person == person(reader) {
                seen.take_stay(came, person(reader));
            }
            assert_eq!(seen, all.clone().shown_to(person(reader)));
            if number % 3 == 0 {
                came.until = Some(Timestamp::from_millis(1_000));
                all.attendance.last_mut().unwrap().until = came.until;
                if all.shows(&came) || came.person == person(reader) {
                    seen.take_stay(came, person(reader));
                }
            }
            seen = seen.updated(all.clone().shown(), person(reader));
            assert_eq!(seen, all.clone().shown_to(person(reader)));
        }
    }
}
