//! Who may open, rename and resolve a topic.

use model::channel::{Channel, ChannelKind};
use model::person::Role;
use model::topic::{Topic, TopicState};

use crate::channel::{ChannelRefusal, Standing, decide_write};
use crate::text::{TextRefusal, check_title};

/// Why something with a topic is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TopicRefusal {
    /// Its channel refuses.
    #[error(transparent)]
    Channel(#[from] ChannelRefusal),
    /// The title is refused.
    #[error("title: {0}")]
    Title(TextRefusal),
    /// Guests may change only topics that they opened.
    #[error("guests may change only topics that they opened")]
    NotAllowed,
    /// A blocker stands on it.
    #[error("somebody is stuck on this topic; resolve the blocker first and say in a line how")]
    Blocked,
    /// It becomes blocked by raising a blocker alone.
    #[error("raise a blocker and say in a line what it is")]
    RaiseBlocker,
}

/// Decides whether `standing` may open a topic of that title; answers the title to store.
///
/// # Errors
/// [`TopicRefusal`] names the rule that refused.
pub fn decide_open(
    channel: &Channel,
    standing: Standing,
    title: &str,
) -> Result<String, TopicRefusal> {
    decide_write(channel, standing)?;
    check_title(title).map_err(TopicRefusal::Title)
}

/// Decides whether `standing` may change a topic's title or state.
///
/// # Errors
/// [`TopicRefusal`] names the rule that refused.
pub fn decide_change(
    channel: &Channel,
    topic: &Topic,
    standing: Standing,
) -> Result<(), TopicRefusal> {
    decide_write(channel, standing)?;
    if standing.role < Role::Member && topic.created_by != standing.person {
        return Err(TopicRefusal::NotAllowed);
    }
    Ok(())
}

/// Decides whether `standing` may give a topic that title; answers the title to store. The first
/// topic of a direct conversation may lose its title again.
///
/// # Errors
/// [`TopicRefusal`] names the rule that refused.
pub fn decide_rename(
    channel: &Channel,
    topic: &Topic,
    standing: Standing,
    title: &str,
) -> Result<String, TopicRefusal> {
    decide_change(channel, topic, standing)?;
    if channel.kind == ChannelKind::Direct && title.trim().is_empty() {
        return Ok(String::new());
    }
    check_title(title).map_err(TopicRefusal::Title)
}

/// Decides whether a topic may go from one state to another by hand. What is blocked stays so until its
/// blocker is resolved: the line that says how is what helps when it comes back.
///
/// # Errors
/// [`TopicRefusal`] says what to do instead.
pub fn decide_state(before: TopicState, wanted: TopicState) -> Result<(), TopicRefusal> {
    match (before, wanted) {
        (TopicState::Blocked, TopicState::Blocked)
        | (TopicState::Open | TopicState::Resolved, TopicState::Open | TopicState::Resolved) => {
            Ok(())
        }
        (TopicState::Blocked, _) => Err(TopicRefusal::Blocked),
        (_, TopicState::Blocked) => Err(TopicRefusal::RaiseBlocker),
    }
}

/// The state of a topic after a message was posted in it: what was resolved is open again, what is
/// blocked stays so until its blocker is resolved.
#[must_use]
pub fn state_after_post(before: TopicState) -> TopicState {
    match before {
        TopicState::Open | TopicState::Resolved => TopicState::Open,
        TopicState::Blocked => TopicState::Blocked,
    }
}

#[cfg(test)]
mod tests;
