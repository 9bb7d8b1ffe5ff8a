//! What a topic is told besides what people write in it: sessions that ended, blockers, views wanted.

use model::id::{MessageId, PersonId};
use model::message::{Expectation, Message, MessageBody};
use model::time::Timestamp;
use model::topic::Topic;
use store::Tx;

use crate::error::AppError;
use crate::message::append_message;
use crate::{random, text};

/// Something said in a topic that asks nobody.
pub(crate) struct Said<'a> {
    /// In whose name.
    pub(crate) author: PersonId,
    /// What it is.
    pub(crate) body: MessageBody,
    /// Its line; may be empty.
    pub(crate) text: &'a str,
    /// What stands for it in lists; `None` for the line itself.
    pub(crate) excerpt: Option<String>,
}

/// Says something in a topic, at its end.
pub(crate) fn say(
    tx: &mut Tx<'_>,
    topic: &mut Topic,
    said: Said<'_>,
    now: Timestamp,
) -> Result<Message, AppError> {
    let rendered = text::render(said.text);
    let message = Message {
        id: MessageId::new(now, random()),
        topic: topic.id,
        channel: topic.channel,
        ordinal: topic.last_ordinal + 1,
        author: said.author,
        body: said.body,
        text: said.text.to_owned(),
        html: rendered.html,
        expectation: Expectation::None,
        reply_to: None,
        asked: Vec::new(),
        groups: Vec::new(),
        urgent: None,
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at: now,
        edited_at: None,
        deleted_at: None,
        version: 1,
    };
    let excerpt = said.excerpt.unwrap_or(rendered.excerpt);
    append_message(tx, topic, &message, &excerpt)?;
    Ok(message)
}
