//! What somebody is told, in words: titles and lines for devices and letters.

mod work;

use std::time::Duration;

use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::{GroupId, MessageId, PersonId, RequestId, TopicId};
use model::limits::RING_MAX;
use model::notice::{Notice, NoticeKind};
use store::View;

use crate::error::AppError;
use crate::message::excerpt_of;
use crate::topic::place_of;

pub(crate) use work::Told;

/// For how long it is worth telling to a device that is away.
const LASTS: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// Topics that a digest names.
const DIGEST_TITLES_MAX: usize = 5;

/// In place of a name that is not there any more.
const SOMEBODY: &str = "Somebody";

/// What is said of one thing.
struct Words {
    kind: NoticeKind,
    title: String,
    body: String,
    path: String,
    /// What a newer one takes the place of.
    tag: Option<String>,
    lasts: Duration,
}

impl Words {
    fn new(kind: NoticeKind, title: String, body: String, path: String) -> Self {
        Self {
            kind,
            title,
            body,
            path,
            tag: None,
            lasts: LASTS,
        }
    }
}

/// What a delivery tells; `None` if it need not be told any more: it was read or dealt with, is gone, or
/// they are not in its channel any more.
pub(super) fn render(view: &View<'_>, delivery: &Delivery) -> Result<Option<Notice>, AppError> {
    if delivery.done_at.is_some() {
        return Ok(None);
    }
    if let Some(channel) = delivery.channel
        && view.membership(channel, delivery.person)?.is_none()
    {
        return Ok(None);
    }
    let Some(words) = words(view, delivery)? else {
        return Ok(None);
    };
    Ok(Some(Notice {
        kind: words.kind,
        title: words.title,
        body: words.body,
        path: words.path,
        why: Some(format!("/why/delivery/{}", delivery.id)),
        tag: Some(words.tag.unwrap_or_else(|| delivery.id.to_string())),
        urgent: delivery.kind == DeliveryKind::BreakThrough,
        lasts_seconds: u32::try_from(words.lasts.as_secs()).unwrap_or(u32::MAX),
    }))
}

fn words(view: &View<'_>, delivery: &Delivery) -> Result<Option<Words>, AppError> {
    let place = Place {
        view,
        delivery,
        topic: match delivery.topic {
            Some(topic) => view.topic(topic)?.map(|topic| topic.title),
            None => None,
        },
    };
    match &delivery.about {
        DeliveryAbout::Message { message } => place.message(*message),
        DeliveryAbout::Ring { .. } | DeliveryAbout::UrgentRing { .. } => place.ring(),
        DeliveryAbout::Nudge { request }
        | DeliveryAbout::Overdue { request }
        | DeliveryAbout::NobodyLeft { request, .. } => place.request(*request),
        DeliveryAbout::Confirm { message } | DeliveryAbout::Verdict { message } => {
            place.urgent(*message)
        }
        DeliveryAbout::Proposal { group } | DeliveryAbout::Review { group } => {
            place.agreement(*group)
        }
        DeliveryAbout::Digest { topics, messages } => place.digest(topics, *messages),
        DeliveryAbout::Reminder { .. }
        | DeliveryAbout::Blocker { .. }
        | DeliveryAbout::Talk { .. }
        | DeliveryAbout::NotSent { .. }
        | DeliveryAbout::ViewsIn { .. } => place.own(),
        DeliveryAbout::Task { .. }
        | DeliveryAbout::CheckIn { .. }
        | DeliveryAbout::Update { .. }
        | DeliveryAbout::Poll { .. } => work::words(view, delivery),
    }
}

/// A delivery and where it stands.
struct Place<'a, 'c> {
    view: &'a View<'c>,
    delivery: &'a Delivery,
    /// The topic's title.
    topic: Option<String>,
}

impl Place<'_, '_> {
    fn name(&self, person: PersonId) -> Result<String, AppError> {
        let found = self.view.person(person)?;
        Ok(found.map_or_else(|| SOMEBODY.to_owned(), |person| person.name))
    }

    /// Who caused it.
    fn from(&self) -> Result<String, AppError> {
        let from = self.delivery.from;
        from.map_or_else(|| Ok(SOMEBODY.to_owned()), |from| self.name(from))
    }

    /// "Ana · Pump 3 leaks"; only the first where the topic has no title.
    fn title(&self, what: &str) -> String {
        match self.topic.as_deref().filter(|title| !title.is_empty()) {
            Some(title) => format!("{what} · {title}"),
            None => what.to_owned(),
        }
    }

    /// The topic's address, at a message.
    fn path(&self, at: Option<MessageId>) -> String {
        match (self.delivery.topic, at) {
            (Some(topic), Some(message)) => format!("/topic/{topic}#{message}"),
            (Some(topic), None) => format!("/topic/{topic}"),
            (None, _) => "/".to_owned(),
        }
    }

    /// The beginning of a message; `None` if it was deleted.
    fn said(&self, id: MessageId) -> Result<Option<String>, AppError> {
        let message = self.view.message(id)?;
        let there = message.filter(|message| message.deleted_at.is_none());
        Ok(there.as_ref().map(excerpt_of))
    }

    fn message(&self, id: MessageId) -> Result<Option<Words>, AppError> {
        let message = self.view.message(id)?;
        let Some(message) = message.filter(|message| message.deleted_at.is_none()) else {
            return Ok(None);
        };
        let place = place_of(self.view, message.topic, self.delivery.person)?;
        if message.ordinal <= place.read_ordinal {
            return Ok(None);
        }
        let title = self.title(&self.name(message.author)?);
        let (body, path) = (excerpt_of(&message), self.path(Some(id)));
        let mut words = Words::new(NoticeKind::Message, title, body, path);
        words.tag = Some(message.topic.to_string());
        Ok(Some(words))
    }

    fn ring(&self) -> Result<Option<Words>, AppError> {
        let from = self.from()?;
        if let DeliveryAbout::UrgentRing {
            request,
            message,
            asked,
            ..
        } = self.delivery.about
        {
            let Some(body) = self.said(message)? else {
                return Ok(None);
            };
            let title = if asked == self.delivery.person {
                format!("{from} needs your answer")
            } else {
                let asked = self.name(asked)?;
                format!("{from} needs an answer in {asked}’s stead")
            };
            let (title, path) = (self.title(&title), self.path(Some(message)));
            let mut words = Words::new(NoticeKind::Ring, title, body, path);
            words.tag = Some(request.to_string());
            return Ok(Some(words));
        }
        let DeliveryAbout::Ring { session } = self.delivery.about else {
            return Ok(None);
        };
        let title = format!("{from} calls you");
        let body = self.topic.clone().unwrap_or_default();
        let mut words = Words::new(NoticeKind::Ring, title, body, format!("/live/{session}"));
        words.tag = Some(session.to_string());
        words.lasts = RING_MAX;
        Ok(Some(words))
    }

    fn request(&self, id: RequestId) -> Result<Option<Words>, AppError> {
        let Some(request) = self.view.request(id)? else {
            return Ok(None);
        };
        let (kind, title) = match self.delivery.about {
            DeliveryAbout::Nudge { .. } => {
                let from = self.name(request.from)?;
                (NoticeKind::Nudge, format!("{from} waits for your answer"))
            }
            DeliveryAbout::Overdue { .. } => {
                let asked = self.name(request.asked)?;
                (NoticeKind::Overdue, format!("{asked} has not answered yet"))
            }
            _ => {
                let asked = self.name(request.asked)?;
                let title = format!("Nobody is left to ring for {asked}");
                (NoticeKind::NobodyLeft, title)
            }
        };
        let (title, path) = (self.title(&title), self.path(Some(request.message)));
        Ok(Some(Words::new(kind, title, request.excerpt, path)))
    }

    fn urgent(&self, message: MessageId) -> Result<Option<Words>, AppError> {
        let Some(body) = self.said(message)? else {
            return Ok(None);
        };
        let from = self.from()?;
        let (kind, title) = match self.delivery.about {
            DeliveryAbout::Confirm { .. } => (
                NoticeKind::Confirm,
                format!("{from} asks you to confirm that this is urgent"),
            ),
            _ => (NoticeKind::Verdict, format!("Was {from}’s message urgent?")),
        };
        let (title, path) = (self.title(&title), self.path(Some(message)));
        Ok(Some(Words::new(kind, title, body, path)))
    }

    fn agreement(&self, id: GroupId) -> Result<Option<Words>, AppError> {
        let Some(group) = self.view.group(id)? else {
            return Ok(None);
        };
        let path = format!("/groups/{id}/agreement");
        let (kind, title) = match (&self.delivery.about, self.delivery.from) {
            (DeliveryAbout::Review { .. }, _) => (
                NoticeKind::Review,
                format!("Look again at the agreement of {}", group.name),
            ),
            (_, Some(from)) => (
                NoticeKind::Proposal,
                format!(
                    "{} proposes a change of the agreement of {}",
                    self.name(from)?,
                    group.name
                ),
            ),
            (_, None) => (
                NoticeKind::Proposal,
                format!("A change of the agreement of {} is proposed", group.name),
            ),
        };
        Ok(Some(Words::new(kind, title, String::new(), path)))
    }

    fn digest(&self, topics: &[TopicId], messages: u64) -> Result<Option<Words>, AppError> {
        let mut titles = Vec::new();
        for id in topics {
            let Some(topic) = self.view.topic(*id)? else {
                continue;
            };
            let member = self.view.membership(topic.channel, self.delivery.person)?;
            if member.is_some() && titles.len() < DIGEST_TITLES_MAX {
                titles.push(topic.title);
            }
        }
        if titles.is_empty() {
            return Ok(None);
        }
        let title = match messages {
            1 => "1 new message for your information".to_owned(),
            _ => format!("{messages} new messages for your information"),
        };
        let (body, path) = (titles.join("\n"), "/".to_owned());
        Ok(Some(Words::new(NoticeKind::Digest, title, body, path)))
    }

    /// What is about their own plans and topics.
    fn own(&self) -> Result<Option<Words>, AppError> {
        let words = match self.delivery.about {
            DeliveryAbout::Reminder { reminder } => {
                let found = self.view.reminder(reminder)?;
                let own = found.filter(|(person, _)| *person == self.delivery.person);
                own.map(|(_, reminder)| {
                    let path = match reminder.topic {
                        Some(topic) => format!("/topic/{topic}"),
                        None => "/later".to_owned(),
                    };
                    let title = self.title("Reminder");
                    Words::new(NoticeKind::Reminder, title, reminder.note, path)
                })
            }
            DeliveryAbout::Blocker { blocker } => match self.view.blocker(blocker)? {
                Some(blocker) => {
                    let title = format!("{} is stuck", self.name(blocker.raised_by)?);
                    let (title, path) = (self.title(&title), self.path(None));
                    Some(Words::new(NoticeKind::Blocker, title, blocker.text, path))
                }
                None => None,
            },
            DeliveryAbout::Talk { offer } => match self.view.talk_offer(offer)? {
                Some(offer) => {
                    let other = offer
                        .people
                        .iter()
                        .find(|one| **one != self.delivery.person);
                    let other =
                        other.map_or_else(|| Ok(SOMEBODY.to_owned()), |one| self.name(*one))?;
                    let title = self.title(&format!("Talk with {other}?"));
                    let body = format!("You went back and forth {} times.", offer.round_trips);
                    Some(Words::new(NoticeKind::Talk, title, body, self.path(None)))
                }
                None => None,
            },
            DeliveryAbout::NotSent { scheduled } => {
                let found = self.view.scheduled_message(scheduled)?;
                found.map(|(_, scheduled)| {
                    let title = self.title("A scheduled message was not sent");
                    let body = scheduled.problem.unwrap_or_default();
                    Words::new(NoticeKind::NotSent, title, body, "/later".to_owned())
                })
            }
            DeliveryAbout::ViewsIn { topic } => {
                let title = self.title("The written views are in");
                let path = format!("/topic/{topic}");
                Some(Words::new(NoticeKind::ViewsIn, title, String::new(), path))
            }
            _ => None,
        };
        Ok(words)
    }
}
