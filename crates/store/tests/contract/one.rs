//! One of everything that hangs together, and what only some tests need beside it.

use model::advice::WrittenViews;
use model::availability::StateReason;
use model::channel::{Channel, ChannelKind, Membership};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind, DeliveryReason};
use model::file::File;
use model::group::{Group, GroupMention, Rota, Swap};
use model::id::{
    ChannelId, DeliveryId, FileId, GroupId, MessageId, PersonId, RecordingId, RequestId, SessionId,
    TopicId,
};
use model::message::{Expectation, Message, MessageBody, Reaction, UrgentMark};
use model::person::{Person, Role};
use model::request::{
    DueReason, EscalationProgress, EscalationStep, Request, RequestState, RingAs, SkipReason,
};
use model::session::{Attendance, Recording, RecordingState, Session, SessionKind};
use model::time::MinuteOfDay;
use model::topic::{MessageExcerpt, Topic, TopicState};
use store::{PersonSecret, StoreError, Tx};

use crate::{NOW, Opened, in_minutes, open, put};

/// One of everything, as it is written and as it must be read.
#[derive(Clone)]
pub struct One {
    pub person: Person,
    pub group: Group,
    pub channel: Channel,
    pub topic: Topic,
    pub message: Message,
    pub request: Request,
    pub delivery: Delivery,
    pub session: Session,
    pub file: File,
}

pub fn one() -> One {
    let person = person(1);
    let group = group(12, "Gateway team", &[person.id]);
    let channel = Channel {
        id: ChannelId::new(NOW, 2),
        kind: ChannelKind::Public,
        name: "Firmware".into(),
        purpose: String::new(),
        default_expectation: Expectation::By(NOW),
        created_by: person.id,
        created_at: NOW,
        archived_at: Some(NOW),
        people: Vec::new(),
        version: 3,
    };
    let excerpt = MessageExcerpt {
        author: person.id,
        text: "Hello".into(),
        sent_at: NOW,
    };
    let topic = Topic {
        id: TopicId::new(NOW, 3),
        channel: channel.id,
        title: "Gateway".into(),
        state: TopicState::Resolved,
        created_by: person.id,
        created_at: NOW,
        last_ordinal: 1,
        last: Some(excerpt),
        session: Some(SessionId::new(NOW, 4)),
        resolved_at: Some(NOW),
        written_views: Some(WrittenViews {
            asked_by: person.id,
            message: MessageId::new(NOW, 6),
            by: NOW,
            of: vec![person.id],
            given: Vec::new(),
        }),
        version: 2,
    };
    let file = File {
        id: FileId::new(NOW, 5),
        name: "a.png".into(),
        media_type: "image/png".into(),
        bytes: 12,
        size: Some(model::file::PictureSize {
            width: 3,
            height: 4,
        }),
        thumbnail: true,
        uploaded_by: person.id,
        created_at: NOW,
        clip: Some(model::clip::Clip {
            kind: model::clip::ClipKind::Camera,
            duration_ms: 2_000,
            loudness: vec![0, 100],
        }),
    };
    let message = Message {
        id: MessageId::new(NOW, 6),
        topic: topic.id,
        channel: channel.id,
        ordinal: 1,
        author: person.id,
        body: MessageBody::Text,
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        expectation: Expectation::ThisWeek,
        reply_to: Some(MessageId::new(NOW, 7)),
        asked: vec![person.id],
        groups: vec![GroupMention {
            group: group.id,
            everyone: true,
        }],
        urgent: Some(UrgentMark {
            reason: "The pump stands".into(),
            unconfirmed: true,
            confirmed_by: Some(person.id),
        }),
        attachments: vec![file.clone()],
        reactions: vec![Reaction {
            emoji: "👍".into(),
            people: vec![person.id],
        }],
        sent_at: NOW,
        edited_at: None,
        deleted_at: None,
        version: 1,
    };
    let request = Request {
        id: RequestId::new(NOW, 8),
        message: message.id,
        follow_ups: vec![MessageId::new(NOW, 9)],
        topic: topic.id,
        channel: channel.id,
        from: person.id,
        asked: person.id,
        group: Some(group.id),
        urgent: true,
        excerpt: "Hello".into(),
        expectation: Expectation::Today,
        opened_at: NOW,
        due_at: Some(NOW),
        due_reason: DueReason::Named,
        escalation: Some(EscalationProgress {
            steps: vec![EscalationStep {
                at: NOW,
                person: person.id,
                rung_as: RingAs::Deputy,
                skipped: Some(SkipReason::NotReachable {
                    state: StateReason::InCall,
                }),
            }],
            next_at: Some(NOW),
            nobody_left_at: None,
        }),
        nudged_at: Some(NOW),
        offered_at: Some(in_minutes(1)),
        instead_of: Some(person.id),
        state: RequestState::Open,
    };
    let delivery = Delivery {
        id: DeliveryId::new(NOW, 10),
        person: person.id,
        about: DeliveryAbout::Message {
            message: message.id,
        },
        topic: Some(topic.id),
        channel: Some(channel.id),
        from: Some(person.id),
        kind: DeliveryKind::Hold { until: NOW },
        reason: DeliveryReason::AskedAndAvailable,
        decided_at: NOW,
        told_at: None,
        done_at: None,
    };
    let session = Session {
        id: SessionId::new(NOW, 4),
        topic: topic.id,
        channel: channel.id,
        kind: SessionKind::Huddle,
        started_by: person.id,
        started_at: NOW,
        ends_at: Some(in_minutes(5)),
        ended_at: None,
        outcome: Some("We swap the antenna".into()),
        ringing: vec![person.id],
        rung: vec![person.id],
        guarded: vec![person.id],
        declined: vec![person.id],
        attendance: vec![Attendance {
            person: person.id,
            from: NOW,
            until: None,
        }],
        came: None,
        recordings: vec![Recording {
            id: RecordingId::new(NOW, 11),
            session: SessionId::new(NOW, 4),
            state: RecordingState::Running,
            started_by: person.id,
            started_at: NOW,
            duration_ms: Some(5),
            file: Some(file.clone()),
        }],
    };
    One {
        person,
        group,
        channel,
        topic,
        message,
        request,
        delivery,
        session,
        file,
    }
}

/// Somebody, not written yet.
pub fn person(number: u128) -> Person {
    Person {
        id: PersonId::new(NOW, number),
        name: "Mira".into(),
        role: Role::Owner,
        time_zone: "Europe/Berlin".into(),
        place: "Berlin".into(),
        joined_at: NOW,
        disabled_at: None,
        version: 1,
    }
}

/// Writes somebody else, who is in no channel.
pub fn put_another(tx: &Tx<'_>, number: u128) -> Result<PersonId, StoreError> {
    let person = person(number);
    tx.put_person(&PersonSecret {
        person: person.clone(),
        email: format!("{number}@example.org"),
        password_hash: "hash".into(),
    })?;
    Ok(person.id)
}

/// Puts somebody into a channel.
pub fn put_member(tx: &Tx<'_>, channel: ChannelId, person: PersonId) -> Result<(), StoreError> {
    let is_new = tx.insert_membership(&Membership {
        channel,
        person,
        joined_at: NOW,
    })?;
    assert!(is_new);
    Ok(())
}

/// A group, not written yet.
pub fn group(number: u128, name: &str, members: &[PersonId]) -> Group {
    Group {
        id: GroupId::new(NOW, number),
        name: name.into(),
        purpose: "Gateways".into(),
        members: members.to_vec(),
        rota: Some(Rota {
            time_zone: "Europe/Berlin".into(),
            first: "2026-11-16".parse().unwrap(),
            hand_over: MinuteOfDay(540),
            days: 7,
            order: members.to_vec(),
            swaps: members
                .iter()
                .map(|person| Swap {
                    from: NOW,
                    until: in_minutes(60),
                    person: *person,
                })
                .collect(),
        }),
        created_at: NOW,
        archived_at: None,
        version: 1,
    }
}

pub fn write_all(tx: &mut Tx<'_>, one: &One) -> Result<(), StoreError> {
    let One {
        person,
        group,
        channel,
        topic,
        message,
        request,
        delivery,
        session,
        file,
    } = one;
    put(tx, "Riverkeep")?;
    tx.put_person(&PersonSecret {
        person: person.clone(),
        email: "mira@example.org".into(),
        password_hash: "hash".into(),
    })?;
    tx.put_group(group)?;
    tx.put_channel(channel)?;
    put_member(tx, channel.id, person.id)?;
    tx.put_topic(topic)?;
    tx.insert_file(file)?;
    tx.insert_message(message)?;
    tx.insert_reaction(message.id, "👍", person.id, NOW)?;
    tx.put_request(request)?;
    tx.put_delivery(delivery, Some(message.ordinal))?;
    tx.put_session(session)?;
    for stay in &session.attendance {
        tx.put_attendance(session.id, stay)?;
    }
    session
        .recordings
        .iter()
        .try_for_each(|recording| tx.put_recording(recording))
}

pub async fn filled() -> (Opened, One) {
    let opened = open();
    opened
        .store
        .write(|tx| write_all(tx, &one()))
        .await
        .unwrap();
    (opened, one())
}
