//! What a message would do to whom, before it is sent.

use std::sync::Arc;

use model::delivery::{MessagePreview, RecipientPreview};
use model::id::{PersonId, TopicId};
use model::message::Expectation;
use model::time::Timestamp;
use rules::break_through::BreakThrough;
use store::View;

use super::{Decided, PostMessage, Ready, decide};
use crate::actor::Actor;
use crate::advice::{self, DraftPurpose};
use crate::error::AppError;
use crate::topic::place_of;
use crate::{App, delivery, urgent};

/// Recipients that a preview names; the rest is counted.
const PREVIEW_RECIPIENTS_MAX: usize = 50;

/// What stands for words that are not written yet.
const UNWRITTEN: &str = "…";

impl App {
    /// What a message would do to whom, before it is sent.
    ///
    /// # Errors
    /// As of posting, so that the composer can show what is wrong.
    pub async fn preview_message(
        self: &Arc<Self>,
        actor: &Actor,
        topic: TopicId,
        mut message: PostMessage,
        purpose: Option<DraftPurpose>,
    ) -> Result<MessagePreview, AppError> {
        let chars = message.text.chars().count();
        if message.text.trim().is_empty() {
            // An empty composer still tells who would be asked.
            UNWRITTEN.clone_into(&mut message.text);
        }
        let ready = Ready::new(message);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .read(move |view| {
                super::check_picked(view, &actor, &ready.post.asked)?;
                let decided = decide(view, &actor, topic, &ready, now)?;
                let asked = decided.asked.people(decided.posted.expectation);
                let urgent = app.would_pierce(view, &actor, &ready, &decided, &asked, now)?;
                let mut preview = app.preview(view, &actor, &decided, &asked, urgent, now)?;
                if let Some(purpose) = purpose {
                    let draft = advice::Draft {
                        topic: &decided.topic,
                        asked: &asked,
                        chars,
                    };
                    preview.advice = advice::of_draft(&app, view, &actor, purpose, &draft, now)?;
                }
                Ok(preview)
            })
            .await
    }

    /// Whether the message would pierce, if it is to be urgent.
    fn would_pierce(
        &self,
        view: &View<'_>,
        actor: &Actor,
        ready: &Ready,
        decided: &Decided,
        asked: &[PersonId],
        now: Timestamp,
    ) -> Result<bool, AppError> {
        if ready.post.urgent.is_none() {
            return Ok(false);
        }
        // The reason may not be written yet.
        match urgent::decide(self, view, &decided.wanted(actor, asked, UNWRITTEN), now) {
            Ok(decision) => Ok(matches!(decision, BreakThrough::Pierce { .. })),
            Err(AppError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn preview(
        &self,
        view: &View<'_>,
        actor: &Actor,
        decided: &Decided,
        asked: &[PersonId],
        urgent: bool,
        now: Timestamp,
    ) -> Result<MessagePreview, AppError> {
        let expectation = decided.posted.expectation;
        let mut recipients: Vec<RecipientPreview> = Vec::new();
        for person in asked {
            let place = place_of(view, decided.topic.id, *person)?;
            let one = self.person_availability(view, *person)?;
            let asks = delivery::Asks {
                expectation,
                channel: decided.channel.kind,
                asked: true,
                urgent,
            };
            recipients.push(RecipientPreview {
                group: decided.asked.ask.group_of(*person),
                ..delivery::preview(&one, asks, place.level, now)
            });
        }
        recipients.sort_by_key(|one| (one.told_at.unwrap_or(Timestamp::MAX), one.person));
        let members = view.members(decided.channel.id)?;
        let is_other = |person: PersonId| person != actor.person && !asked.contains(&person);
        let others = members
            .iter()
            .filter(|member| is_other(member.person))
            .count() as u64;
        recipients.truncate(PREVIEW_RECIPIENTS_MAX);
        Ok(MessagePreview {
            recipients,
            others,
            expectation,
            budget: urgent::budget(self, view, actor.person, now)?,
            on_duty: match expectation {
                Expectation::Now => urgent::on_duty(view, actor.role, &decided.channel, now)?,
                _ => Vec::new(),
            },
            advice: None,
        })
    }
}
