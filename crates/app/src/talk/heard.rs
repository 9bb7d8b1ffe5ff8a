//! What was said last in each topic, kept in memory: posting looks here for people who may have gone
//! back and forth, and asks the store only for those who did.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use model::id::{PersonId, TopicId};
use model::limits::{ROUND_TRIP_MESSAGES_MAX, ROUND_TRIP_TOPICS_MAX};
use model::message::Message;
use model::time::Timestamp;
use model::topic::Topic;
use rules::round_trips::{Said, concerned, round_trips};
use store::View;

use super::said_in;
use crate::error::AppError;

/// The newest messages of the topics that people write in.
#[derive(Debug, Default)]
pub(crate) struct Heard(Mutex<HashMap<TopicId, Recent>>);

/// One topic's newest messages.
#[derive(Debug)]
struct Recent {
    /// Number of the newest; with any other before the next one, something was not heard or was
    /// taken back, and all is read anew.
    last_ordinal: u64,
    resolved_at: Option<Timestamp>,
    said: Vec<Said>,
}

impl Recent {
    fn read(view: &View<'_>, topic: &Topic, message: &Message) -> Result<Self, AppError> {
        Ok(Self {
            last_ordinal: message.ordinal,
            resolved_at: topic.resolved_at,
            said: said_in(view, topic)?,
        })
    }

    fn precedes(&self, topic: &Topic, message: &Message) -> bool {
        self.last_ordinal + 1 == message.ordinal && self.resolved_at == topic.resolved_at
    }

    fn add(&mut self, view: &View<'_>, message: &Message) -> Result<(), AppError> {
        let replies_to = match message.reply_to {
            Some(id) => view.message(id)?.map(|original| original.author),
            None => None,
        };
        self.last_ordinal = message.ordinal;
        self.said.push(Said {
            author: message.author,
            at: message.sent_at,
            to: named(message.author, message.asked.clone(), replies_to),
        });
        let beyond = self.said.len().saturating_sub(heard_max());
        // A whole stretch at once: moving the rest for each message costs more than keeping some.
        if heard_max() < beyond {
            self.said.drain(..beyond);
        }
        Ok(())
    }

    fn newest(&self) -> &[Said] {
        &self.said[self.said.len().saturating_sub(heard_max())..]
    }
}

fn heard_max() -> usize {
    usize::try_from(ROUND_TRIP_MESSAGES_MAX).unwrap_or(usize::MAX)
}

/// Whom a message names: those it asks, and the author of what it replies to.
pub(super) fn named(
    author: PersonId,
    asked: Vec<PersonId>,
    replies_to: Option<PersonId>,
) -> Vec<PersonId> {
    let mut to = asked;
    to.extend(replies_to.filter(|person| *person != author));
    to
}

impl Heard {
    /// Takes a new message in, and answers whom its author may have gone back and forth with more than
    /// `trips` times. What was edited or deleted since may still count: ask the store before acting.
    pub(super) fn hear(
        &self,
        view: &View<'_>,
        topic: &Topic,
        message: &Message,
        trips: usize,
    ) -> Result<Vec<PersonId>, AppError> {
        let mut topics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match topics.get_mut(&topic.id) {
            Some(recent) if recent.precedes(topic, message) => recent.add(view, message)?,
            _ => {
                if ROUND_TRIP_TOPICS_MAX <= topics.len()
                    && let Some(any) = topics.keys().next().copied()
                {
                    topics.remove(&any);
                }
                topics.insert(topic.id, Recent::read(view, topic, message)?);
            }
        }
        let said = topics.get(&topic.id).map_or(&[][..], Recent::newest);
        let mut people = concerned(said);
        people.retain(|other| trips < round_trips(said, message.author, *other).len());
        Ok(people)
    }
}
