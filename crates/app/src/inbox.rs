//! The inbox, and what is left of today: what one person looks through.

use std::sync::Arc;

use model::inbox::{Inbox, Today, UnreadTopic};
use model::request::{Request, RequestState};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::sync::sessions_shown;

/// Topics with something unread that an inbox names.
const UNREAD_TOPICS_MAX: u64 = 200;

/// Requests that a predicate takes, as lists show them.
fn by_due(open: &[Request], takes: impl Fn(&Request) -> bool) -> Vec<Request> {
    let mut found: Vec<Request> = open.iter().filter(|one| takes(one)).cloned().collect();
    rules::request_life::sort_by_due(&mut found);
    found
}

impl App {
    /// What waits on the actor, on whom they wait, what they were told and what they have not read.
    ///
    /// # Errors
    /// As any query.
    pub async fn inbox(&self, actor: &Actor) -> Result<Inbox, AppError> {
        let (me, now) = (actor.person, self.now());
        self.store
            .read(move |view| {
                let mut open = view.requests_around(me, now)?;
                open.retain(|request| request.state == RequestState::Open);
                let mut notices = view.listed_deliveries(me)?;
                notices.retain(|notice| notice.told_at.is_some());
                notices.sort_by_key(|notice| std::cmp::Reverse((notice.told_at, notice.id)));
                let mut unread = Vec::new();
                for (id, level, messages) in view.unread_topics(me, UNREAD_TOPICS_MAX)? {
                    let topic = view.topic(id)?;
                    unread.extend(topic.map(|topic| UnreadTopic {
                        topic,
                        level,
                        messages,
                    }));
                }
                Ok(Inbox {
                    at: now,
                    waiting_on_me: by_due(&open, |request| request.asked == me),
                    waiting_on_others: by_due(&open, |request| request.from == me),
                    notices,
                    unread,
                })
            })
            .await
    }

    /// What is left of the actor's working day.
    ///
    /// # Errors
    /// As any query.
    pub async fn today(self: &Arc<Self>, actor: &Actor) -> Result<Today, AppError> {
        let (app, me, now) = (Arc::clone(self), actor.person, self.now());
        self.store
            .read(move |view| {
                let mut one = app.person_availability(view, me)?;
                one.inputs.in_call = false;
                let left = rules::today::day_left(&one.schedule(), now);
                let free_minutes = left.free_minutes();
                let until = left.until;
                let mut open = view.requests_around(me, now)?;
                open.retain(|request| request.state == RequestState::Open);
                let is_due = |request: &Request| {
                    request.asked == me && request.due_at.is_some_and(|due_at| due_at <= until)
                };
                let mut scheduled = view.scheduled_messages(me)?;
                scheduled.retain(|message| message.send_at <= until);
                scheduled.sort_by_key(|message| (message.send_at, message.id));
                let mut reminders = view.open_reminders(me)?;
                reminders.retain(|reminder| reminder.at.is_some_and(|at| at <= until));
                reminders.sort_by_key(|reminder| (reminder.at, reminder.id));
                Ok(Today {
                    at: now,
                    until,
                    due: by_due(&open, is_due),
                    sessions: sessions_shown(view.live_sessions_of(me)?, me),
                    scheduled,
                    reminders,
                    focus: left.focus,
                    free: left.free,
                    free_minutes,
                })
            })
            .await
    }
}
