//! Scheduled messages and reminders.

use model::id::{FileId, ReminderId, ScheduledId};
use model::later::{LaterChoice, Reminder, ReminderOf, ScheduledMessage};
use model::message::Expectation;
use model::time::MinuteOfDay;

use crate::one::{One, filled};
use crate::{NOW, in_minutes};

pub fn scheduled(number: u128, one: &One) -> ScheduledMessage {
    ScheduledMessage {
        id: ScheduledId::new(NOW, number),
        topic: one.topic.id,
        channel: one.channel.id,
        text: "Good morning".into(),
        expectation: Some(Expectation::Today),
        asked: vec![one.person.id],
        everyone: vec![one.group.id],
        reply_to: Some(one.message.id),
        attachments: vec![FileId::new(NOW, 5)],
        send_at: in_minutes(60),
        choice: LaterChoice::TheirTime {
            person: one.person.id,
            date: "2026-11-21".parse().unwrap(),
            minute: MinuteOfDay(540),
        },
        created_at: NOW,
        problem: None,
    }
}

pub fn reminder(number: u128, of: ReminderOf, one: &One) -> Reminder {
    let note = of == ReminderOf::Note;
    Reminder {
        id: ReminderId::new(NOW, number),
        of,
        topic: (!note).then_some(one.topic.id),
        channel: (!note).then_some(one.channel.id),
        note: "Hello".into(),
        at: Some(in_minutes(60)),
        created_at: NOW,
        done_at: None,
    }
}

#[tokio::test]
async fn scheduled_messages_are_their_author_s_until_they_are_gone() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let (mut first, second) = (scheduled(90, &one), scheduled(91, &one));
            tx.put_scheduled_message(me, &first)?;
            tx.put_scheduled_message(me, &second)?;
            first.problem = Some("the channel is archived".into());
            tx.put_scheduled_message(me, &first)?;
            assert_eq!(tx.scheduled_message(first.id)?, Some((me, first.clone())));
            assert_eq!(tx.scheduled_messages(me)?, [first.clone(), second.clone()]);
            assert_eq!(tx.count_scheduled(me)?, 2);
            let channel = one.channel.id;
            assert_eq!(
                tx.scheduled_in(me, channel)?,
                [first.clone(), second.clone()]
            );
            tx.delete_scheduled_message(second.id)?;
            assert_eq!(tx.scheduled_message(second.id)?, None);
            assert_eq!(tx.scheduled_messages(me)?, std::slice::from_ref(&first));
            tx.delete_membership(one.channel.id, me)?;
            assert!(tx.scheduled_messages(me)?.is_empty());
            assert_eq!(tx.scheduled_in(me, channel)?, std::slice::from_ref(&first));
            assert_eq!(tx.scheduled_message(first.id)?, Some((me, first)));
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn reminders_are_listed_until_they_are_dealt_with() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let of_topic = ReminderOf::Topic {
                topic: one.topic.id,
            };
            let of_message = ReminderOf::Message {
                message: one.message.id,
            };
            let mut topic = reminder(92, of_topic, &one);
            let message = reminder(93, of_message, &one);
            let note = reminder(94, ReminderOf::Note, &one);
            for reminder in [&topic, &message, &note] {
                tx.put_reminder(me, reminder)?;
            }
            assert_eq!(tx.reminder(topic.id)?, Some((me, topic.clone())));
            assert_eq!(
                tx.open_reminders(me)?,
                [topic.clone(), message.clone(), note.clone()]
            );
            assert_eq!(tx.count_reminders(me)?, 3);
            assert_eq!(tx.reminders_of(one.message.id)?, [(me, message.clone())]);
            let channel = one.channel.id;
            assert_eq!(
                tx.reminders_in(me, channel)?,
                [topic.clone(), message.clone()]
            );
            topic.done_at = Some(NOW);
            tx.put_reminder(me, &topic)?;
            assert_eq!(tx.reminder(topic.id)?, Some((me, topic)));
            assert_eq!(tx.open_reminders(me)?, [message.clone(), note.clone()]);
            assert_eq!(tx.count_reminders(me)?, 2);
            tx.delete_membership(channel, me)?;
            assert_eq!(tx.open_reminders(me)?, [note]);
            assert_eq!(tx.reminders_in(me, channel)?, [message]);
            Ok(())
        })
        .await;
}
