//! Deliveries, held and listed, and what a digest is made from.

use model::channel::{Channel, ChannelKind};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::{ChannelId, DeliveryId, PersonId, RequestId, TopicId};
use model::request::RingAs;
use model::time::Timestamp;
use model::topic::{MessageExcerpt, Topic, TopicLevel, TopicPlace};
use store::{StoreError, Tx};

use crate::one::{One, filled, put_another, put_member};
use crate::{NOW, in_minutes};

/// A notice without topic, told and not dealt with.
fn notice(number: u128, one: &One, about: DeliveryAbout) -> Delivery {
    Delivery {
        id: DeliveryId::new(NOW, number),
        about,
        topic: None,
        channel: None,
        from: None,
        kind: DeliveryKind::Notify,
        told_at: Some(NOW),
        ..one.delivery.clone()
    }
}

#[tokio::test]
async fn what_is_held_is_found_by_person_topic_and_message() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, topic, message) = (one.person.id, one.topic.id, one.message.id);
            let held = one.delivery;
            assert_eq!(tx.delivery(held.id)?.as_ref(), Some(&held));
            assert_eq!(tx.delivery(DeliveryId::new(NOW, 110))?, None);
            let mut sooner = held.clone();
            sooner.id = DeliveryId::new(NOW, 111);
            sooner.kind = DeliveryKind::Hold {
                until: NOW.minus(std::time::Duration::from_secs(60)),
            };
            tx.put_delivery(&sooner, Some(2))?;
            assert_eq!(tx.delivery_of_message(message, me)?.as_ref(), Some(&sooner));
            assert_eq!(
                tx.delivery_of_message(message, PersonId::new(NOW, 2))?,
                None
            );
            assert_eq!(tx.held_for(me)?, [held.clone(), sooner.clone()]);
            assert_eq!(tx.held_up_to(me, topic, 1)?, std::slice::from_ref(&held));
            assert_eq!(tx.held_up_to(me, topic, 2)?.len(), 2);
            assert!(tx.held_up_to(me, topic, 0)?.is_empty());
            assert_eq!(
                tx.listed_of_message(message)?,
                [held.clone(), sooner.clone()]
            );
            assert_eq!(
                tx.next_delivery_due(me)?,
                Some(NOW.minus(std::time::Duration::from_secs(60)))
            );
            assert_eq!(tx.next_delivery_due(PersonId::new(NOW, 2))?, None);
            sooner.told_at = Some(NOW);
            tx.put_delivery(&sooner, Some(2))?;
            assert_eq!(tx.delivery(sooner.id)?, Some(sooner));
            assert_eq!(tx.next_delivery_due(me)?, Some(NOW));
            assert_eq!(tx.held_for(me)?, std::slice::from_ref(&held));
            assert_eq!(tx.listed_of_message(message)?, [held]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn held_ones_and_told_notices_are_listed_until_they_are_dealt_with() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, message) = (one.person.id, one.message.id);
            let mut held = one.delivery.clone();
            let mut confirm = notice(120, &one, DeliveryAbout::Confirm { message });
            let overdue = DeliveryAbout::Overdue {
                request: RequestId::new(NOW, 8),
            };
            let overdue = notice(121, &one, overdue);
            let views = DeliveryAbout::ViewsIn {
                topic: one.topic.id,
            };
            let mut views = notice(122, &one, views);
            views.topic = Some(one.topic.id);
            views.channel = Some(one.channel.id);
            let told = notice(123, &one, DeliveryAbout::Message { message });
            let mut badge = notice(124, &one, DeliveryAbout::Message { message });
            badge.kind = DeliveryKind::Quiet;
            badge.told_at = None;
            for delivery in [&confirm, &overdue, &views, &told, &badge] {
                tx.put_delivery(delivery, None)?;
            }
            let listed = [
                held.clone(),
                confirm.clone(),
                overdue.clone(),
                views.clone(),
            ];
            assert_eq!(tx.listed_deliveries(me)?, listed);
            assert_eq!(tx.listed_of_message(message)?, listed[..2]);
            let in_channel = [held.clone(), views.clone()];
            assert_eq!(tx.deliveries_in(me, one.channel.id)?, in_channel);
            confirm.done_at = Some(NOW);
            tx.put_delivery(&confirm, None)?;
            assert!(!tx.listed_deliveries(me)?.contains(&confirm));
            tx.delete_membership(one.channel.id, me)?;
            assert_eq!(tx.listed_deliveries(me)?, [overdue]);
            assert_eq!(tx.deliveries_in(me, one.channel.id)?, in_channel);
            assert_eq!(tx.held_for(me)?, std::slice::from_ref(&held));
            held.told_at = Some(NOW);
            tx.put_delivery(&held, Some(1))?;
            assert_eq!(tx.deliveries_in(me, one.channel.id)?, [views]);
            // What the message did is no notice about it.
            let ring = DeliveryAbout::UrgentRing {
                request: one.request.id,
                message,
                asked: me,
                rung_as: RingAs::Asked,
            };
            let ring = notice(130, &one, ring);
            tx.put_delivery(&ring, None)?;
            assert_eq!(tx.listed_of_message(message)?, [ring]);
            assert_eq!(tx.delivery_of_message(message, me)?, Some(badge));
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn the_newest_digest_is_the_one_made_last() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            assert_eq!(tx.newest_digest(me)?, None);
            let digest = DeliveryAbout::Digest {
                topics: vec![one.topic.id],
                messages: 3,
            };
            for number in 1..4_u64 {
                let mut made = notice(130 + u128::from(number), &one, digest.clone());
                made.decided_at = in_minutes(number);
                tx.put_delivery(&made, None)?;
            }
            let review = DeliveryAbout::Review {
                group: one.group.id,
            };
            let mut other = notice(140, &one, review);
            other.decided_at = in_minutes(9);
            tx.put_delivery(&other, None)?;
            assert_eq!(tx.newest_digest(me)?, Some(in_minutes(3)));
            assert_eq!(tx.newest_digest(PersonId::new(NOW, 2))?, None);
            Ok(())
        })
        .await;
}

/// A topic of three messages, the last of them at `sent_at`.
fn put_topic(
    tx: &Tx<'_>,
    one: &One,
    number: u128,
    sent_at: Timestamp,
) -> Result<Topic, StoreError> {
    let topic = Topic {
        id: TopicId::new(NOW, number),
        last_ordinal: 3,
        last: Some(MessageExcerpt {
            author: one.person.id,
            text: "Hello".into(),
            sent_at,
        }),
        ..one.topic.clone()
    };
    tx.put_topic(&topic)?;
    Ok(topic)
}

fn put_place(
    tx: &Tx<'_>,
    person: PersonId,
    topic: TopicId,
    level: TopicLevel,
    read_ordinal: u64,
) -> Result<(), StoreError> {
    let place = TopicPlace {
        topic,
        level,
        read_ordinal,
    };
    tx.put_place(person, &place)
}

#[tokio::test]
async fn a_digest_tells_of_unread_topics_that_are_neither_followed_nor_muted() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let untouched = put_topic(tx, &one, 150, in_minutes(5))?.id;
            let begun = put_topic(tx, &one, 151, in_minutes(6))?.id;
            put_place(tx, me, begun, TopicLevel::Normal, 1)?;
            let read = put_topic(tx, &one, 152, in_minutes(7))?.id;
            put_place(tx, me, read, TopicLevel::Normal, 3)?;
            for (number, level) in [(153, TopicLevel::Follow), (154, TopicLevel::Mute)] {
                let topic = put_topic(tx, &one, number, in_minutes(8))?.id;
                put_place(tx, me, topic, level, 0)?;
            }
            put_topic(tx, &one, 155, in_minutes(1))?;
            let direct = Channel {
                id: ChannelId::new(NOW, 156),
                kind: ChannelKind::Direct,
                people: vec![me],
                ..one.channel.clone()
            };
            tx.put_channel(&direct)?;
            assert_eq!(tx.direct_channel(&[me])?.as_ref(), Some(&direct));
            put_member(tx, direct.id, me)?;
            let mut private = put_topic(tx, &one, 157, in_minutes(9))?;
            private.id = TopicId::new(NOW, 158);
            private.channel = direct.id;
            tx.put_topic(&private)?;
            put_place(tx, me, TopicId::new(NOW, 157), TopicLevel::Mute, 0)?;
            assert_eq!(
                tx.unread_for_information(me, in_minutes(1))?,
                [(begun, 2), (untouched, 3)]
            );
            let unread = tx.unread_topics(me, 3)?;
            let topics = unread
                .iter()
                .map(|(topic, level, count)| (*topic, *level, *count));
            assert_eq!(unread.len(), 3);
            assert!(
                topics
                    .clone()
                    .any(|one| one == (begun, TopicLevel::Normal, 2))
            );
            assert!(
                topics
                    .clone()
                    .all(|(_, level, _)| level != TopicLevel::Mute)
            );
            assert_eq!(tx.unread_topics(me, 1)?, unread[..1]);
            tx.delete_membership(one.channel.id, me)?;
            assert!(tx.unread_for_information(me, NOW)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn followers_are_readers_who_want_to_hear_everything() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, topic) = (one.person.id, one.topic.id);
            let another = put_another(tx, 160)?;
            assert!(tx.followers(topic)?.is_empty());
            put_place(tx, me, topic, TopicLevel::Follow, 0)?;
            put_place(tx, another, topic, TopicLevel::Follow, 0)?;
            assert_eq!(
                tx.followers(topic)?,
                [me],
                "the other is not in the channel"
            );
            put_member(tx, one.channel.id, another)?;
            assert_eq!(tx.followers(topic)?, [me, another]);
            put_place(tx, me, topic, TopicLevel::Normal, 0)?;
            assert_eq!(tx.followers(topic)?, [another]);
            Ok(())
        })
        .await;
}
