//! Fills a database with messages, the rows and events that posting each would have written.

use model::event::{Audience, Event, MessageUpdated};
use model::id::{MessageId, TopicId};
use model::message::{Expectation, Message, MessageBody};
use model::time::Timestamp;
use model::topic::{MessageExcerpt, Topic, TopicLevel, TopicPlace};
use store::{Store, StoreError, Tx};
use tokio::runtime::Runtime;

use super::{Draw, Seeded, Texts, new_topic};
use crate::error::BenchError;

/// Messages in one topic.
const PER_TOPIC: u64 = 500;

/// Messages written in one command.
const PER_COMMAND: u64 = 500;

/// One message and what goes with it.
struct Row {
    message: Message,
    topic: Topic,
}

/// Writes so many messages into topics of the big channel.
pub(super) fn fill(
    runtime: &Runtime,
    store: &Store,
    seeded: &Seeded,
    messages: u64,
    draw: &mut Draw,
) -> Result<(), BenchError> {
    let mut texts = Texts::new(7);
    let mut topic: Option<Topic> = None;
    let mut left = messages;
    while 0 < left {
        let count = left.min(PER_COMMAND);
        let mut rows = Vec::with_capacity(PER_COMMAND as usize);
        for _ in 0..count {
            let mut open = match topic.take() {
                Some(open) if open.last_ordinal < PER_TOPIC => open,
                _ => fresh_topic(seeded, draw)?,
            };
            let message = next_message(seeded, &mut open, &mut texts, draw)?;
            rows.push(Row {
                message,
                topic: open.clone(),
            });
            topic = Some(open);
        }
        runtime
            .block_on(store.write(move |tx| rows.into_iter().try_for_each(|row| write(tx, row))))?;
        left -= count;
    }
    Ok(())
}

fn fresh_topic(seeded: &Seeded, draw: &mut Draw) -> Result<Topic, BenchError> {
    let owner = seeded
        .people
        .first()
        .ok_or(BenchError::Protocol("nobody"))?;
    let [channel, _] = seeded.channels;
    let id = TopicId::new(draw.now, draw.number());
    Ok(new_topic(id, channel, *owner, draw.now))
}

fn next_message(
    seeded: &Seeded,
    topic: &mut Topic,
    texts: &mut Texts,
    draw: &mut Draw,
) -> Result<Message, BenchError> {
    let number = usize::try_from(draw.number() % seeded.people.len().max(1) as u128).unwrap_or(0);
    let author = seeded
        .people
        .get(number)
        .ok_or(BenchError::Protocol("nobody"))?;
    let text = texts.next();
    topic.last_ordinal += 1;
    let sent_at = Timestamp::from_millis(draw.now.as_millis() + topic.last_ordinal.cast_signed());
    topic.last = Some(MessageExcerpt {
        author: *author,
        text: text.chars().take(160).collect(),
        sent_at,
    });
    Ok(Message {
        id: MessageId::new(sent_at, draw.number()),
        topic: topic.id,
        channel: topic.channel,
        ordinal: topic.last_ordinal,
        author: *author,
        body: MessageBody::Text,
        html: format!("<p>{text}</p>\n"),
        text,
        expectation: Expectation::None,
        reply_to: None,
        asked: Vec::new(),
        groups: Vec::new(),
        urgent: None,
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at,
        edited_at: None,
        deleted_at: None,
        version: 1,
    })
}

fn write(tx: &mut Tx<'_>, row: Row) -> Result<(), StoreError> {
    let Row { message, topic } = row;
    let place = TopicPlace {
        topic: topic.id,
        level: TopicLevel::Follow,
        read_ordinal: message.ordinal,
    };
    let (author, at, channel) = (message.author, message.sent_at, topic.channel);
    tx.put_topic(&topic)?;
    tx.insert_message(&message)?;
    tx.put_place(author, &place)?;
    let updated = MessageUpdated { message, topic };
    tx.append(
        at,
        Audience::Channel(channel),
        Event::MessageUpdated(Box::new(updated)),
    )?;
    tx.append(at, Audience::Person(author), Event::PlaceUpdated(place))?;
    Ok(())
}
