//! The nouns of `model` that the simulation hands to the rules, filled with what it knows of them.

use model::availability::{Availability, Places, WorkSpan};
use model::blocker::Blocker;
use model::group::{Group, Rota};
use model::id::{BlockerId, ChannelId, GroupId, MessageId, PersonId, RequestId, TopicId};
use model::message::Expectation;
use model::person::{Person, Role};
use model::request::{DueReason, Request, RequestState};
use model::time::{MinuteOfDay, Timestamp};

/// Where everything stands: the rules that are asked here do not tell topics apart.
fn somewhere() -> (TopicId, ChannelId) {
    let zero = Timestamp::from_millis(0);
    (TopicId::new(zero, 0), ChannelId::new(zero, 0))
}

/// The id of the person of that number.
pub(super) fn person_id(number: usize) -> PersonId {
    PersonId::new(Timestamp::from_millis(0), number as u128)
}

/// The id of the message of that number.
pub(super) fn message_id(at: Timestamp, number: usize) -> MessageId {
    MessageId::new(at, number as u128)
}

pub(super) fn person(number: usize, time_zone: &str) -> Person {
    Person {
        id: person_id(number),
        name: format!("Person {number}"),
        role: Role::Member,
        time_zone: time_zone.to_owned(),
        place: String::new(),
        joined_at: Timestamp::MIN,
        disabled_at: None,
        version: 1,
    }
}

/// Of a person who has said no more than their week, or not even that.
pub(super) fn availability(number: usize, weekly: Option<Vec<WorkSpan>>) -> Availability {
    Availability {
        person: person_id(number),
        weekly,
        time_off: Vec::new(),
        focus: Vec::new(),
        do_not_disturb_until: None,
        deputies: Vec::new(),
        off_hours_rings: false,
        places: Places::default(),
        region: String::new(),
        version: 1,
    }
}

/// A department whose people take weekly turns on duty, handed over on Mondays at 09:00.
pub(super) fn department(
    number: usize,
    members: &[usize],
    order: &[usize],
    time_zone: &str,
    first: jiff::civil::Date,
) -> Group {
    Group {
        id: GroupId::new(Timestamp::from_millis(0), number as u128),
        name: format!("Department {number}"),
        purpose: String::new(),
        members: members.iter().copied().map(person_id).collect(),
        rota: Some(Rota {
            time_zone: time_zone.to_owned(),
            first,
            hand_over: MinuteOfDay(9 * 60),
            days: 7,
            order: order.iter().copied().map(person_id).collect(),
            swaps: Vec::new(),
        }),
        created_at: Timestamp::MIN,
        archived_at: None,
        version: 1,
    }
}

/// An open request; why it is due when it is does not matter here.
pub(super) fn request(
    asked: usize,
    from: usize,
    expectation: Expectation,
    opened_at: Timestamp,
    due_at: Option<Timestamp>,
) -> Request {
    let (topic, channel) = somewhere();
    Request {
        id: RequestId::new(opened_at, 0),
        message: message_id(opened_at, 0),
        follow_ups: Vec::new(),
        topic,
        channel,
        from: person_id(from),
        asked: person_id(asked),
        group: None,
        urgent: false,
        excerpt: String::new(),
        expectation,
        opened_at,
        due_at,
        due_reason: DueReason::Named,
        escalation: None,
        nudged_at: None,
        offered_at: None,
        instead_of: None,
        state: RequestState::Open,
    }
}

/// A blocker that nobody was told of yet.
pub(super) fn blocker(raised_by: usize, raised_at: Timestamp) -> Blocker {
    let (topic, channel) = somewhere();
    Blocker {
        id: BlockerId::new(raised_at, 0),
        topic,
        task: None,
        channel,
        raised_by: person_id(raised_by),
        raised_at,
        text: "stuck".to_owned(),
        tell_at: None,
        told_at: None,
        helpers: Vec::new(),
        return_of: None,
        resolved_by: None,
        resolved_at: None,
        outcome: String::new(),
    }
}
