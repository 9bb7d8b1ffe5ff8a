//! Offers to talk.

use model::availability::SharedSpan;
use model::id::{BlockerId, MessageId, PersonId, SessionId, TalkOfferId};
use model::message::{Message, MessageBody};
use model::talk::{TalkOffer, TalkOfferState, TalkWay};
use store::{SaidRow, Tx};

use crate::one::{One, filled, put_another, put_member};
use crate::{NOW, in_minutes};

pub fn offer(number: u128, one: &One, people: [PersonId; 2]) -> TalkOffer {
    TalkOffer {
        id: TalkOfferId::new(NOW, number),
        topic: one.topic.id,
        channel: one.channel.id,
        people: people.to_vec(),
        round_trips: 4,
        way: TalkWay::Later {
            slots: vec![SharedSpan {
                from: NOW,
                until: in_minutes(30),
            }],
        },
        offered_at: NOW,
        state: TalkOfferState::Open,
    }
}

#[tokio::test]
async fn an_offer_is_open_to_both_until_one_takes_or_dismisses_it() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 80)?;
            let third = put_another(tx, 81)?;
            let topic = one.topic.id;
            let (mut old, mut new) = (
                offer(82, &one, [another, me]),
                offer(83, &one, [me, another]),
            );
            new.way = TalkWay::Now { minutes: 5 };
            tx.put_talk_offer(&old)?;
            tx.put_talk_offer(&new)?;
            assert_eq!(
                tx.newest_talk_offer(topic, me, another)?.as_ref(),
                Some(&new)
            );
            assert_eq!(
                tx.newest_talk_offer(topic, another, me)?.as_ref(),
                Some(&new)
            );
            assert_eq!(tx.newest_talk_offer(topic, me, third)?, None);
            assert_eq!(tx.open_talk_offers(me)?, [old.clone(), new.clone()]);
            assert!(
                tx.open_talk_offers(another)?.is_empty(),
                "they are not in the channel"
            );
            put_member(tx, one.channel.id, another)?;
            assert_eq!(tx.open_talk_offers(another)?, [old.clone(), new.clone()]);
            old.state = TalkOfferState::Dismissed;
            new.state = TalkOfferState::Taken {
                session: SessionId::new(NOW, 4),
            };
            tx.put_talk_offer(&old)?;
            assert_eq!(tx.open_talk_offers(me)?.len(), 1);
            tx.put_talk_offer(&new)?;
            assert!(tx.open_talk_offers(me)?.is_empty());
            assert!(tx.open_talk_offers(another)?.is_empty());
            assert_eq!(tx.talk_offer(old.id)?, Some(old));
            assert_eq!(tx.newest_talk_offer(topic, me, another)?, Some(new));
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn what_people_said_comes_oldest_first_and_leaves_out_what_nobody_says() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 84)?;
            let mut ordinal = one.message.ordinal;
            let mut say = |tx: &Tx<'_>, minute, reply_to, body| {
                ordinal += 1;
                let message = Message {
                    id: MessageId::new(in_minutes(minute), 85),
                    ordinal,
                    author: another,
                    asked: vec![me],
                    sent_at: in_minutes(minute),
                    attachments: Vec::new(),
                    reply_to,
                    body,
                    ..one.message.clone()
                };
                tx.insert_message(&message).map(|()| message)
            };
            let answer = say(tx, 1, Some(one.message.id), MessageBody::Text)?;
            let mut gone = say(tx, 2, None, MessageBody::Text)?;
            let blocker = BlockerId::new(NOW, 86);
            say(tx, 3, None, MessageBody::BlockerRaised { blocker })?;
            say(tx, 4, None, MessageBody::Text)?;
            gone.deleted_at = Some(in_minutes(5));
            tx.update_message(&gone)?;
            let row = |minute, replies_to| SaidRow {
                author: another,
                at: in_minutes(minute),
                asked: vec![me],
                replies_to,
            };
            let after = Some(one.message.sent_at);
            let (first, last) = (row(1, Some(me)), row(4, None));
            assert_eq!(
                tx.said_in(answer.topic, after, 9)?,
                [first.clone(), last.clone()]
            );
            assert_eq!(
                tx.said_in(answer.topic, after, 1)?,
                std::slice::from_ref(&last)
            );
            assert_eq!(tx.said_in(answer.topic, Some(first.at), 9)?, [last]);
            assert_eq!(
                tx.said_in(answer.topic, None, 9)?
                    .first()
                    .map(|said| said.author),
                Some(me)
            );
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_topic_knows_its_open_offers() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let another = put_another(tx, 87)?;
            let mut offer = offer(88, &one, [one.person.id, another]);
            tx.put_talk_offer(&offer)?;
            let topic = one.topic.id;
            assert_eq!(tx.open_talk_offers_on(topic)?, std::slice::from_ref(&offer));
            offer.state = TalkOfferState::Dismissed;
            tx.put_talk_offer(&offer)?;
            assert!(tx.open_talk_offers_on(topic)?.is_empty());
            Ok(())
        })
        .await;
}
