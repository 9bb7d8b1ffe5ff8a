//! Lengths of huddles, and the line of outcome.

use model::id::{ChannelId, SessionId, TopicId};
use model::limits::OUTCOME_CHARS_MAX;
use model::session::{Attendance, SessionKind};
use model::time::Timestamp;

use super::*;
use crate::request::tests::person;

fn session(there: &[u128]) -> Session {
    let stay = |number: &u128| Attendance {
        person: person(*number),
        from: Timestamp::default(),
        until: None,
    };
    Session {
        id: SessionId::new(Timestamp::default(), 1),
        topic: TopicId::new(Timestamp::default(), 1),
        channel: ChannelId::new(Timestamp::default(), 1),
        kind: SessionKind::Huddle,
        started_by: person(1),
        started_at: Timestamp::default(),
        ends_at: None,
        ended_at: None,
        outcome: None,
        ringing: Vec::new(),
        rung: Vec::new(),
        guarded: Vec::new(),
        declined: Vec::new(),
        attendance: there.iter().map(stay).collect(),
        came: None,
        recordings: Vec::new(),
    }
}

#[test]
fn a_huddle_takes_five_ten_or_fifteen_minutes() {
    let settings = Settings {
        huddle_minutes: 7,
        ..Settings::default()
    };
    assert_eq!(decide_huddle_minutes(None, &settings), Ok(7));
    assert_eq!(decide_huddle_minutes(Some(15), &settings), Ok(15));
    assert_eq!(
        decide_huddle_minutes(Some(7), &settings),
        Err(SessionRefusal::Minutes)
    );
}

#[test]
fn one_who_was_there_says_in_a_line_what_came_of_it() {
    let session = session(&[1, 2]);
    assert_eq!(
        decide_outcome(&session, person(2), " We ship on Friday "),
        Ok("We ship on Friday".to_owned())
    );
    assert_eq!(
        decide_outcome(&session, person(3), "We ship"),
        Err(SessionRefusal::NotThere)
    );
    for (line, why) in [
        (" ".to_owned(), TextRefusal::Empty),
        (
            "x".repeat(OUTCOME_CHARS_MAX + 1),
            TextRefusal::TooLong {
                chars_max: OUTCOME_CHARS_MAX,
            },
        ),
        ("one\ntwo".to_owned(), TextRefusal::Control),
    ] {
        assert_eq!(
            decide_outcome(&session, person(1), &line),
            Err(SessionRefusal::Text(why))
        );
    }
}
