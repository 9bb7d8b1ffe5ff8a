//! Who is asked, what opens, joins, answers and withdraws a request (rules 1 and 3).

use model::channel::{Channel, ChannelKind};
use model::id::{MessageId, PersonId, RequestId};
use model::message::{Expectation, Message};
use model::request::{Request, RequestState};
use model::time::Timestamp;

use crate::channel::Candidate;
use crate::due::Due;
use crate::group::GroupAsk;
use crate::settings::Settings;

/// Longest excerpt of a request, in characters.
pub const EXCERPT_CHARS_MAX: usize = 160;

/// What a posted, edited or deleted message does to requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestChanges {
    /// Who gets a new request from the message's author; make it with [`open_request`].
    pub opened: Vec<PersonId>,
    /// Requests as they stand now, whole: joined, answered, withdrawn or handed on.
    pub changed: Vec<Request>,
    /// Open requests of which the message may answer one, but nobody can tell which: none is
    /// answered, and the composer asks.
    pub unclear: Vec<RequestId>,
}

/// A message that is being posted.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// Its id.
    pub message: MessageId,
    /// Who writes it.
    pub author: PersonId,
    /// Whom it names: the people mentioned, or those picked by the author in their stead.
    pub named: &'a [PersonId],
    /// Whom it asks, as [`asked_people`] and [`crate::group::ask_groups`] say.
    pub asked: &'a GroupAsk,
    /// The expectation that its author picked.
    pub picked: Option<Expectation>,
    /// The channel's default.
    pub channel_default: Expectation,
    /// The message it replies to, with its author.
    pub reply_to: Option<(MessageId, PersonId)>,
    /// Whether the message it replies to, or else the newest one of the topic, answers a request of
    /// the author: what comes after an answer is thanks unless the author picks an expectation.
    pub follows_answer: bool,
    /// When it is sent.
    pub now: Timestamp,
}

/// What posting a message decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The expectation that counts.
    pub expectation: Expectation,
    /// What happens to requests.
    pub requests: RequestChanges,
}

/// Whom a message asks: those it names, and in a direct conversation everyone else in it; each once,
/// in that order. Left out are the author and those who have no account or no access.
///
/// `named` are the people mentioned (without those named by `@_`), or those picked by the author in
/// their stead. `candidates` holds at least all of `named` and `channel.people`; who is missing
/// there is not asked.
#[must_use]
pub fn asked_people(
    author: PersonId,
    channel: &Channel,
    named: &[PersonId],
    candidates: &[Candidate],
) -> Vec<PersonId> {
    let others: &[PersonId] = match channel.kind {
        ChannelKind::Direct => &channel.people,
        ChannelKind::Public | ChannelKind::Private => &[],
    };
    let mut asked = Vec::new();
    for person in named.iter().chain(others) {
        let can_be_asked = candidates.iter().any(|candidate| {
            candidate.person == *person && candidate.can_read && !candidate.disabled
        });
        if can_be_asked && *person != author && !asked.contains(person) {
            asked.push(*person);
        }
    }
    asked
}

/// The expectation that counts for a message: the one picked, else none for one that answers a
/// request or follows an answer (`answers`), asks nobody or asks more than a few, else the channel's
/// default.
#[must_use]
pub fn effective_expectation(
    picked: Option<Expectation>,
    channel_default: Expectation,
    asked: usize,
    answers: bool,
    settings: &Settings,
) -> Expectation {
    if let Some(picked) = picked {
        return picked;
    }
    let few = usize::try_from(settings.asked_by_default_max).unwrap_or(usize::MAX);
    if answers || asked == 0 || few < asked {
        return Expectation::None;
    }
    channel_default
}

/// Decides what posting a message does to requests. `open` are the open requests of the topic; others
/// and closed ones are ignored.
///
/// A follow-up joins the open request of its pair and never restarts its clock. A message whose
/// expectation is none opens and joins nothing.
#[must_use]
pub fn decide_requests(posting: &Posting<'_>, open: &[Request], settings: &Settings) -> Posted {
    let (answered, unclear) = answered_by(posting, open);
    let expectation = effective_expectation(
        posting.picked,
        posting.channel_default,
        posting.asked.answers(),
        posting.follows_answer || !answered.is_empty(),
        settings,
    );
    let mut requests = RequestChanges {
        unclear,
        ..RequestChanges::default()
    };
    for request in answered {
        let mut request = request.clone();
        request.state = RequestState::Answered {
            at: posting.now,
            by: Some(posting.message),
        };
        requests.changed.push(request);
    }
    if expectation != Expectation::None {
        let by = (posting.message, posting.author);
        for person in posting.asked.people() {
            ask(&mut requests, by, person, posting.asked, open);
        }
    }
    Posted {
        expectation,
        requests,
    }
}

/// Opens a request to `person`, or lets the message of that author join the one that is open. Who is
/// asked for a group and by name answers for themselves from then on.
fn ask(
    changes: &mut RequestChanges,
    (message, author): (MessageId, PersonId),
    person: PersonId,
    asked: &GroupAsk,
    open: &[Request],
) {
    match find_open(open, author, person) {
        Some(request) => {
            let mut request = request.clone();
            if request.message != message && !request.follow_ups.contains(&message) {
                request.follow_ups.push(message);
                request.group = request.group.filter(|_| !asked.each.contains(&person));
                changes.changed.push(request);
            }
        }
        None => changes.opened.push(person),
    }
}

fn find_open(open: &[Request], from: PersonId, asked: PersonId) -> Option<&Request> {
    open.iter()
        .find(|r| r.from == from && r.asked == asked && r.state == RequestState::Open)
}

/// Which open requests the message answers, and of which it is unclear.
///
/// A reply answers the request whose messages it replies to, or the one of that message's author.
/// Without a reply-to it answers the only one that is open, or those of the people it names.
fn answered_by<'a>(
    posting: &Posting<'_>,
    open: &'a [Request],
) -> (Vec<&'a Request>, Vec<RequestId>) {
    let mine: Vec<&Request> = open
        .iter()
        .filter(|r| r.asked == posting.author && r.state == RequestState::Open)
        .collect();
    if let Some((original, original_author)) = posting.reply_to {
        let answered = mine
            .iter()
            .find(|r| r.message == original || r.follow_ups.contains(&original))
            .or_else(|| mine.iter().find(|r| r.from == original_author));
        return (answered.into_iter().copied().collect(), Vec::new());
    }
    let named: Vec<&Request> = mine
        .iter()
        .filter(|r| posting.named.contains(&r.from))
        .copied()
        .collect();
    if !named.is_empty() {
        return (named, Vec::new());
    }
    if mine.len() == 1 && posting.named.is_empty() {
        return (mine, Vec::new());
    }
    (Vec::new(), mine.iter().map(|r| r.id).collect())
}

/// A new open request of `message` to `asked`.
#[must_use]
pub fn open_request(
    id: RequestId,
    message: &Message,
    asked: PersonId,
    excerpt: &str,
    due: Due,
    now: Timestamp,
) -> Request {
    Request {
        id,
        message: message.id,
        follow_ups: Vec::new(),
        topic: message.topic,
        channel: message.channel,
        from: message.author,
        asked,
        group: None,
        urgent: message
            .urgent
            .as_ref()
            .is_some_and(|mark| !mark.unconfirmed),
        excerpt: excerpt.chars().take(EXCERPT_CHARS_MAX).collect(),
        expectation: message.expectation,
        opened_at: now,
        due_at: due.at,
        due_reason: due.reason,
        escalation: None,
        nudged_at: None,
        offered_at: None,
        instead_of: None,
        state: RequestState::Open,
    }
}

/// An open request that an urgent message asks for as well: it wants an answer now, on the wall clock
/// unless it was due before.
#[must_use]
pub fn made_urgent(request: &Request, due: Due) -> Request {
    let sooner = match (due.at, request.due_at) {
        (Some(at), Some(was)) => at < was,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let mut urgent = Request {
        urgent: true,
        expectation: Expectation::Now,
        ..request.clone()
    };
    if sooner {
        urgent.due_at = due.at;
        urgent.due_reason = due.reason;
    }
    urgent
}

/// Decides what editing a message does to requests: who is newly asked is asked, who is no longer
/// asked gets the request withdrawn, and so does whom they handed it to. `asked` and `expectation`
/// are those after the edit; `open` are the open requests of the topic.
#[must_use]
pub fn decide_edit_requests(
    message: &Message,
    asked: &GroupAsk,
    expectation: Expectation,
    open: &[Request],
    now: Timestamp,
) -> RequestChanges {
    let nobody = GroupAsk::default();
    let asked = if expectation == Expectation::None {
        &nobody
    } else {
        asked
    };
    let people = asked.people();
    let mut changes = RequestChanges::default();
    let was_asked = |person: &PersonId| {
        message.expectation != Expectation::None && message.asked.contains(person)
    };
    for request in open.iter().filter(|r| asks_by(r, message.id)) {
        let first = request.instead_of.unwrap_or(request.asked);
        if ![first, request.asked].iter().any(|p| people.contains(p)) {
            changes.changed.push(without(request, message.id, now));
        } else if request.message == message.id
            && request.follow_ups.is_empty()
            && request.group != asked.group_of(first)
        {
            let group = asked.group_of(first);
            changes.changed.push(Request {
                group,
                ..request.clone()
            });
        }
    }
    for person in people.iter().filter(|person| !was_asked(person)) {
        let by = (message.id, message.author);
        ask(&mut changes, by, *person, asked, open);
    }
    changes
}

/// Decides what deleting a message does to requests: those that only it asked are withdrawn, those
/// with follow-ups go on with their clock. `open` are the open requests of the topic.
#[must_use]
pub fn decide_delete_requests(
    message: MessageId,
    open: &[Request],
    now: Timestamp,
) -> RequestChanges {
    RequestChanges {
        changed: open
            .iter()
            .filter(|r| asks_by(r, message))
            .map(|r| without(r, message, now))
            .collect(),
        ..RequestChanges::default()
    }
}

/// Decides what happens to open requests when `person` leaves, is disabled or loses access: those
/// they were asked return to their senders, those they sent are taken back. `open` are the open
/// requests of the channel or, when the account is closed, all that concern them.
#[must_use]
pub fn decide_leave_requests(person: PersonId, open: &[Request], now: Timestamp) -> RequestChanges {
    RequestChanges {
        changed: open
            .iter()
            .filter(|r| r.state == RequestState::Open && (r.asked == person || r.from == person))
            .map(|r| with_state(r, RequestState::Withdrawn { at: now }))
            .collect(),
        ..RequestChanges::default()
    }
}

/// Why a request cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    /// The person has nothing to do with it; to them it does not exist.
    #[error("there is no such request")]
    NotVisible,
    /// It is the other side's turn.
    #[error("only the person who is asked may do this")]
    NotAsked,
    /// It is the other side's turn.
    #[error("only the person who asked may do this")]
    NotSender,
    /// It waits no longer.
    #[error("the request is closed")]
    Closed,
}

/// Decides whether `actor` may acknowledge the request, which answers it without a message.
///
/// # Errors
/// [`RequestRefusal`] names the rule that refused.
pub fn decide_acknowledge(
    request: &Request,
    actor: PersonId,
    now: Timestamp,
) -> Result<Request, RequestRefusal> {
    concerns(request, actor)?;
    if request.asked != actor {
        return Err(RequestRefusal::NotAsked);
    }
    waits(request)?;
    Ok(with_state(
        request,
        RequestState::Answered { at: now, by: None },
    ))
}

/// Decides whether `actor` may take the request back.
///
/// # Errors
/// [`RequestRefusal`] names the rule that refused.
pub fn decide_withdraw(
    request: &Request,
    actor: PersonId,
    now: Timestamp,
) -> Result<Request, RequestRefusal> {
    concerns(request, actor)?;
    if request.from != actor {
        return Err(RequestRefusal::NotSender);
    }
    waits(request)?;
    Ok(with_state(request, RequestState::Withdrawn { at: now }))
}

fn concerns(request: &Request, actor: PersonId) -> Result<(), RequestRefusal> {
    if request.asked == actor || request.from == actor {
        Ok(())
    } else {
        Err(RequestRefusal::NotVisible)
    }
}

fn waits(request: &Request) -> Result<(), RequestRefusal> {
    if request.state == RequestState::Open {
        Ok(())
    } else {
        Err(RequestRefusal::Closed)
    }
}

fn asks_by(request: &Request, message: MessageId) -> bool {
    request.state == RequestState::Open
        && (request.message == message || request.follow_ups.contains(&message))
}

/// The request when `message` no longer asks it: handed on to the next message that does, on the
/// same clock, or withdrawn if there is none.
fn without(request: &Request, message: MessageId, now: Timestamp) -> Request {
    let mut request = request.clone();
    request.follow_ups.retain(|follow_up| *follow_up != message);
    if request.message == message {
        if request.follow_ups.is_empty() {
            request.state = RequestState::Withdrawn { at: now };
        } else {
            request.message = request.follow_ups.remove(0);
        }
    }
    request
}

fn with_state(request: &Request, state: RequestState) -> Request {
    Request {
        state,
        ..request.clone()
    }
}

#[cfg(test)]
pub(crate) mod tests;
