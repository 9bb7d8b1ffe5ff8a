//! Deleting a message: what it said goes, its number stays.

use model::id::MessageId;
use model::message::{Message, MessageBody};
use model::time::Timestamp;
use store::Tx;

use super::{seen_message, update};
use crate::actor::Actor;
use crate::error::AppError;
use crate::{delivery, later, poll, request};

/// Takes a message's text and requests away.
pub(crate) fn delete(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MessageId,
    now: Timestamp,
) -> Result<Message, AppError> {
    let (mut message, mut topic, channel, standing) = seen_message(tx, actor, id)?;
    rules::message::decide_delete(&channel, &message, standing)?;
    let open = tx.open_requests(topic.id)?;
    let changes = rules::request::decide_delete_requests(message.id, &open, now);
    later::forget_text(tx, &message, "", now)?;
    poll::forget(tx, &message, now)?;
    message.text.clear();
    message.html.clear();
    message.attachments.clear();
    message.reactions.clear();
    message.asked.clear();
    message.groups.clear();
    message.urgent = None;
    message.body = MessageBody::Text;
    message.deleted_at = Some(now);
    update(tx, &mut topic, &mut message, now)?;
    request::put_deleted(tx, message.id, changes.changed, now)?;
    delivery::withdraw(tx, message.id, now)?;
    Ok(message)
}
