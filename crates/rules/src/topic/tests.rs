//! Who may open, rename and resolve a topic.

use model::id::TopicId;
use model::time::Timestamp;

use super::*;
use crate::channel::tests::{channel, person, standing};

fn topic(created_by: u128) -> Topic {
    Topic {
        id: TopicId::new(Timestamp::default(), 1),
        channel: channel(ChannelKind::Public).id,
        title: "Logo".to_owned(),
        state: TopicState::Resolved,
        created_by: person(created_by),
        created_at: Timestamp::default(),
        last_ordinal: 0,
        last: None,
        session: None,
        resolved_at: None,
        written_views: None,
        version: 1,
    }
}

#[test]
fn who_may_write_opens_topics_with_a_title() {
    let public = channel(ChannelKind::Public);
    let guest = standing(2, Role::Guest, true);
    assert_eq!(decide_open(&public, guest, " Logo "), Ok("Logo".to_owned()));
    assert_eq!(
        decide_open(&public, guest, " "),
        Err(TopicRefusal::Title(TextRefusal::Empty))
    );
    assert_eq!(
        decide_open(&public, standing(2, Role::Owner, false), "Logo"),
        Err(TopicRefusal::Channel(ChannelRefusal::NotMember))
    );
}

#[test]
fn members_change_any_topic_and_guests_their_own() {
    let public = channel(ChannelKind::Public);
    assert_eq!(
        decide_change(&public, &topic(1), standing(2, Role::Member, true)),
        Ok(())
    );
    assert_eq!(
        decide_change(&public, &topic(2), standing(2, Role::Guest, true)),
        Ok(())
    );
    assert_eq!(
        decide_change(&public, &topic(1), standing(2, Role::Guest, true)),
        Err(TopicRefusal::NotAllowed)
    );
}

#[test]
fn only_a_direct_topic_may_lose_its_title() {
    let member = standing(2, Role::Member, true);
    let direct = channel(ChannelKind::Direct);
    assert_eq!(
        decide_rename(&direct, &topic(1), member, " "),
        Ok(String::new())
    );
    assert_eq!(
        decide_rename(&channel(ChannelKind::Public), &topic(1), member, " "),
        Err(TopicRefusal::Title(TextRefusal::Empty))
    );
}

#[test]
fn a_message_opens_what_was_resolved_and_unblocks_nothing() {
    for (before, after) in [
        (TopicState::Open, TopicState::Open),
        (TopicState::Blocked, TopicState::Blocked),
        (TopicState::Resolved, TopicState::Open),
    ] {
        assert_eq!(state_after_post(before), after);
    }
}

#[test]
fn a_blocked_topic_is_neither_opened_nor_resolved_by_hand() {
    use TopicState::{Blocked, Open, Resolved};
    for (before, wanted, answer) in [
        (Open, Resolved, Ok(())),
        (Resolved, Open, Ok(())),
        (Open, Open, Ok(())),
        (Blocked, Blocked, Ok(())),
        (Blocked, Resolved, Err(TopicRefusal::Blocked)),
        (Blocked, Open, Err(TopicRefusal::Blocked)),
        (Open, Blocked, Err(TopicRefusal::RaiseBlocker)),
        (Resolved, Blocked, Err(TopicRefusal::RaiseBlocker)),
    ] {
        assert_eq!(
            decide_state(before, wanted),
            answer,
            "{before:?} to {wanted:?}"
        );
    }
}
