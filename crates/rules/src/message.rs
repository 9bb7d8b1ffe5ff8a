//! Who may post, edit and delete a message.

use model::channel::Channel;
use model::id::{PersonId, TopicId};
use model::limits::{ASKED_MAX, ATTACHMENTS_MAX};
use model::message::{Expectation, Message, MessageBody};
use model::person::Role;
use model::time::Timestamp;

use crate::channel::{ChannelRefusal, Standing, decide_write};
use crate::text::{TextRefusal, check_message_text};

/// Why a message cannot be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostRefusal {
    /// Its channel refuses.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// The text is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
    /// Too many attachments.
    #[error("at most {ATTACHMENTS_MAX} attachments")]
    Attachments,
    /// Two clips.
    #[error("one message carries one clip")]
    Clips,
    /// Too many people are asked.
    #[error("at most {ASKED_MAX} people can be asked")]
    Asked,
    /// The named instant is over.
    #[error("the named instant is over")]
    ByPast,
    /// It replies to a message of another topic, or to a deleted one.
    #[error("there is no such message in this topic")]
    ReplyTo,
}

/// Why a message cannot be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefusal {
    /// Its channel refuses.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// Only its author may edit it.
    #[error("only its author may edit a message")]
    NotAuthor,
    /// It is deleted.
    #[error("the message is deleted")]
    Deleted,
    /// It was not written by a person.
    #[error("only what a person wrote can be edited")]
    NotWritten,
    /// The new text is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
}

/// Why a message cannot be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeleteRefusal {
    /// Its channel refuses.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// Only its author and admins may delete it.
    #[error("only its author and admins may delete a message")]
    NotAllowed,
    /// It is deleted already.
    #[error("the message is deleted")]
    Deleted,
}

/// A message before it is posted.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Where it would stand.
    pub topic: TopicId,
    /// Its Markdown.
    pub text: &'a str,
    /// How many files hang on it.
    pub attachments: usize,
    /// How many of them are clips.
    pub clips: usize,
    /// How many people it asks.
    pub asked: usize,
    /// The expectation that its author picked.
    pub expectation: Option<Expectation>,
    /// The message it replies to, loaded.
    pub reply_to: Option<&'a Message>,
}

/// Decides whether `standing` may post `draft` at `now`.
///
/// # Errors
/// [`PostRefusal`] names the rule that refused.
pub fn decide_post(
    channel: &Channel,
    standing: Standing,
    draft: &Draft<'_>,
    now: Timestamp,
) -> Result<(), PostRefusal> {
    decide_write(channel, standing)?;
    check_message_text(draft.text, draft.attachments).map_err(PostRefusal::Text)?;
    if ATTACHMENTS_MAX < draft.attachments {
        return Err(PostRefusal::Attachments);
    }
    if 1 < draft.clips {
        return Err(PostRefusal::Clips);
    }
    if ASKED_MAX < draft.asked {
        return Err(PostRefusal::Asked);
    }
    if let Some(Expectation::By(named)) = draft.expectation
        && named <= now
    {
        return Err(PostRefusal::ByPast);
    }
    if let Some(original) = draft.reply_to
        && (original.topic != draft.topic || original.deleted_at.is_some())
    {
        return Err(PostRefusal::ReplyTo);
    }
    Ok(())
}

/// Decides whether `standing` may replace the text of `message`. There is no time limit: former
/// texts are kept and can be read.
///
/// # Errors
/// [`EditRefusal`] names the rule that refused.
pub fn decide_edit(
    channel: &Channel,
    message: &Message,
    standing: Standing,
    text: &str,
) -> Result<(), EditRefusal> {
    decide_write(channel, standing)?;
    if message.deleted_at.is_some() {
        return Err(EditRefusal::Deleted);
    }
    if message.body != MessageBody::Text {
        return Err(EditRefusal::NotWritten);
    }
    if message.author != standing.person {
        return Err(EditRefusal::NotAuthor);
    }
    check_message_text(text, message.attachments.len()).map_err(EditRefusal::Text)
}

/// Decides whether `standing` may delete `message`: its author, and admins who are in the channel.
///
/// # Errors
/// [`DeleteRefusal`] names the rule that refused.
pub fn decide_delete(
    channel: &Channel,
    message: &Message,
    standing: Standing,
) -> Result<(), DeleteRefusal> {
    decide_write(channel, standing)?;
    if message.deleted_at.is_some() {
        return Err(DeleteRefusal::Deleted);
    }
    if may_delete(message, standing.person, standing.role) {
        Ok(())
    } else {
        Err(DeleteRefusal::NotAllowed)
    }
}

fn may_delete(message: &Message, person: PersonId, role: Role) -> bool {
    let is_said = matches!(
        message.body,
        MessageBody::Text | MessageBody::Poll { .. } | MessageBody::Decided { .. }
    );
    let own = message.author == person && is_said;
    own || Role::Admin <= role
}

#[cfg(test)]
mod tests;
