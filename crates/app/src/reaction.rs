//! Reactions to messages.

use model::account::Scope;
use model::error::ErrorCode;
use model::id::MessageId;
use model::limits::{EMOJI_BYTES_MAX, REACTIONS_MAX};
use model::message::Message;

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, invalid, not_found, refused};
use crate::message::{seen_message, update};

impl App {
    /// Gives a reaction, or takes it back.
    ///
    /// # Errors
    /// `invalid` for what is no emoji or one too many; `wrong_state` on a deleted message.
    pub async fn react(
        &self,
        actor: &Actor,
        id: MessageId,
        emoji: String,
        given: bool,
    ) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        check_emoji(&emoji)?;
        let (actor, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (message, mut topic, channel, standing) = seen_message(tx, &actor, id)?;
                rules::channel::decide_write(&channel, standing)?;
                if message.deleted_at.is_some() {
                    return Err(refused(ErrorCode::WrongState, "the message is deleted"));
                }
                let known = message
                    .reactions
                    .iter()
                    .any(|reaction| reaction.emoji == emoji);
                if given && !known && REACTIONS_MAX <= message.reactions.len() {
                    let detail = format!("at most {REACTIONS_MAX} different ones on a message");
                    return Err(invalid("emoji", detail));
                }
                let changed = if given {
                    tx.insert_reaction(id, &emoji, actor.person, now)?
                } else {
                    tx.delete_reaction(id, &emoji, actor.person)?
                };
                let mut message = tx.message(id)?.ok_or_else(not_found)?;
                if changed {
                    update(tx, &mut topic, &mut message, now)?;
                }
                Ok(message)
            })
            .await
    }
}

/// A reaction is one emoji: no letters, digits, spaces or control characters, and short.
fn check_emoji(emoji: &str) -> Result<(), AppError> {
    let strange = |c: char| {
        (c.is_ascii() && !matches!(c, '#' | '*' | '0'..='9')) || c.is_alphabetic() || c.is_control()
    };
    let has_picture = !emoji.is_ascii();
    if emoji.len() <= EMOJI_BYTES_MAX && has_picture && !emoji.chars().any(strange) {
        return Ok(());
    }
    Err(invalid("emoji", "takes one emoji"))
}
