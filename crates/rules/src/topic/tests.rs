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
    assert_eq!(state_after_post(TopicState::Resolved), TopicState::Open);
}
