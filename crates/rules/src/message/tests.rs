//! Who may post, edit and delete a message, and when.

use model::channel::ChannelKind;
use model::id::{MessageId, SessionId};

use super::*;
use crate::channel::tests::{channel, person, standing};

fn topic(number: u128) -> TopicId {
    TopicId::new(Timestamp::default(), number)
}

fn message(author: u128) -> Message {
    Message {
        id: MessageId::new(Timestamp::default(), 1),
        topic: topic(1),
        channel: channel(ChannelKind::Public).id,
        ordinal: 1,
        author: person(author),
        body: MessageBody::Text,
        text: "Hello".to_owned(),
        html: "<p>Hello</p>".to_owned(),
        expectation: Expectation::None,
        reply_to: None,
        asked: Vec::new(),
        groups: Vec::new(),
        urgent: None,
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at: Timestamp::default(),
        edited_at: None,
        deleted_at: None,
        version: 1,
    }
}

fn draft(text: &str) -> Draft<'_> {
    Draft {
        topic: topic(1),
        text,
        attachments: 0,
        clips: 0,
        asked: 0,
        expectation: None,
        reply_to: None,
    }
}

fn check_post(draft: &Draft<'_>, wanted: Result<(), PostRefusal>) {
    let public = channel(ChannelKind::Public);
    let member = standing(2, Role::Member, true);
    let now = Timestamp::from_millis(1_000);
    assert_eq!(
        decide_post(&public, member, draft, now),
        wanted,
        "{draft:?}"
    );
}

#[test]
fn a_post_is_refused_for_each_bound_by_name() {
    check_post(&draft("Hello"), Ok(()));
    check_post(&draft(" "), Err(PostRefusal::Text(TextRefusal::Empty)));
    let base = draft("Hello");
    check_post(
        &Draft {
            attachments: ATTACHMENTS_MAX + 1,
            ..base
        },
        Err(PostRefusal::Attachments),
    );
    let with = |clips| Draft {
        attachments: 2,
        clips,
        ..base
    };
    check_post(&with(1), Ok(()));
    check_post(&with(2), Err(PostRefusal::Clips));
    check_post(
        &Draft {
            asked: ASKED_MAX + 1,
            ..base
        },
        Err(PostRefusal::Asked),
    );
    for (by, wanted) in [(1_000, Err(PostRefusal::ByPast)), (1_001, Ok(()))] {
        let expectation = Some(Expectation::By(Timestamp::from_millis(by)));
        check_post(
            &Draft {
                expectation,
                ..base
            },
            wanted,
        );
    }
    let mut original = message(1);
    check_post(
        &Draft {
            reply_to: Some(&original),
            ..base
        },
        Ok(()),
    );
    check_post(
        &Draft {
            topic: topic(2),
            reply_to: Some(&original),
            ..base
        },
        Err(PostRefusal::ReplyTo),
    );
    original.deleted_at = Some(Timestamp::default());
    check_post(
        &Draft {
            reply_to: Some(&original),
            ..base
        },
        Err(PostRefusal::ReplyTo),
    );
}

#[test]
fn only_its_author_edits_what_a_person_wrote() {
    let public = channel(ChannelKind::Public);
    let mut edited = message(2);
    let author = standing(2, Role::Member, true);
    let edit = |m: &Message, s, text| decide_edit(&public, m, s, text);
    assert_eq!(edit(&edited, author, "Hi"), Ok(()));
    assert_eq!(
        edit(&edited, standing(1, Role::Owner, true), "Hi"),
        Err(EditRefusal::NotAuthor)
    );
    assert_eq!(
        edit(&edited, author, ""),
        Err(EditRefusal::Text(TextRefusal::Empty))
    );
    assert_eq!(
        edit(&edited, standing(2, Role::Member, false), "Hi"),
        Err(EditRefusal::Channel(ChannelRefusal::NotMember))
    );
    edited.body = MessageBody::MissedCall {
        session: SessionId::new(Timestamp::default(), 1),
        missed_by: Vec::new(),
        declined_by: Vec::new(),
    };
    assert_eq!(edit(&edited, author, "Hi"), Err(EditRefusal::NotWritten));
    edited.deleted_at = Some(Timestamp::default());
    assert_eq!(edit(&edited, author, "Hi"), Err(EditRefusal::Deleted));
}

#[test]
fn its_author_and_admins_delete_a_message_once() {
    let public = channel(ChannelKind::Public);
    let mut deleted = message(2);
    let delete = |m: &Message, s| decide_delete(&public, m, s);
    assert_eq!(delete(&deleted, standing(2, Role::Guest, true)), Ok(()));
    assert_eq!(delete(&deleted, standing(1, Role::Admin, true)), Ok(()));
    assert_eq!(
        delete(&deleted, standing(1, Role::Member, true)),
        Err(DeleteRefusal::NotAllowed)
    );
    deleted.body = MessageBody::MissedCall {
        session: SessionId::new(Timestamp::default(), 1),
        missed_by: Vec::new(),
        declined_by: Vec::new(),
    };
    assert_eq!(
        delete(&deleted, standing(2, Role::Member, true)),
        Err(DeleteRefusal::NotAllowed)
    );
    deleted.deleted_at = Some(Timestamp::default());
    assert_eq!(
        delete(&deleted, standing(1, Role::Admin, true)),
        Err(DeleteRefusal::Deleted)
    );
}
