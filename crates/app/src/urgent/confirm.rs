//! A second member confirms that a message is urgent, when its sender has nothing left.

use std::sync::Arc;

use model::account::Scope;
use model::availability::AvailabilityState;
use model::channel::Channel;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::id::{MessageId, PersonId};
use model::limits::{CONFIRM_PEOPLE_MAX, REACHABLE_LOOK_MAX};
use model::message::{Expectation, Message};
use model::person::Role;
use model::request::{Request, RequestState};
use model::time::Timestamp;
use rules::availability::availability_at;
use rules::break_through::BreakThrough;
use rules::why::DueInputs;
use store::{Tx, View};

use super::{Use, Wanted, decide, put_use};
use crate::actor::Actor;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_allowed, refused};
use crate::message::{seen_message, update};
use crate::{App, decision, delivery, escalation};

/// Asks those members of the channel who can be reached now to confirm a message; those whom it asks
/// itself only if nobody else is there.
pub(super) fn ask(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
) -> Result<(), AppError> {
    let now = message.sent_at;
    let (asked, others): (Vec<_>, Vec<_>) = tx
        .members(channel.id)?
        .into_iter()
        .map(|member| member.person)
        .filter(|person| *person != message.author)
        .partition(|person| message.asked.contains(person));
    let mut people = reachable(app, tx, others, now)?;
    if people.is_empty() {
        people = reachable(app, tx, asked, now)?;
    }
    for person in people {
        let notice = Notice {
            person,
            about: DeliveryAbout::Confirm {
                message: message.id,
            },
            place: Some((message.topic, message.channel)),
            from: Some(message.author),
            pierces: false,
        };
        notice::tell(app, tx, notice, now)?;
    }
    Ok(())
}

/// Those of some people who are no guests and available, as many as are asked to confirm.
fn reachable(
    app: &App,
    view: &View<'_>,
    people: Vec<PersonId>,
    now: Timestamp,
) -> Result<Vec<PersonId>, AppError> {
    let mut found = Vec::new();
    for person in people.into_iter().take(REACHABLE_LOOK_MAX) {
        let one = app.person_availability(view, person)?;
        let state = availability_at(&one.schedule(), now).state;
        if state == AvailabilityState::Available && one.inputs.person.role != Role::Guest {
            found.push(person);
        }
        if found.len() == CONFIRM_PEOPLE_MAX {
            break;
        }
    }
    Ok(found)
}

/// Takes the question whether a message is urgent out of all lists.
fn settle(tx: &mut Tx<'_>, message: MessageId, now: Timestamp) -> Result<(), AppError> {
    let mut listed = tx.listed_of_message(message)?;
    listed.retain(|delivery| matches!(delivery.about, DeliveryAbout::Confirm { .. }));
    delivery::finish(tx, listed, now)
}

/// Whether the message asks the request and it waits.
fn waits_by(request: &Request, message: MessageId) -> bool {
    let asks = request.message == message || request.follow_ups.contains(&message);
    asks && request.state == RequestState::Open
}

/// A request is about to be closed: nobody needs to confirm the messages that only it waited for.
pub(crate) fn withdraw_confirmation(
    tx: &mut Tx<'_>,
    request: &Request,
    now: Timestamp,
) -> Result<(), AppError> {
    if request.urgent || request.expectation != Expectation::Now {
        return Ok(());
    }
    for id in std::iter::once(&request.message).chain(&request.follow_ups) {
        let mark = tx.message(*id)?.and_then(|message| message.urgent);
        if mark.is_some_and(|mark| mark.unconfirmed) {
            let open = tx.open_requests(request.topic)?;
            let mut others = open.iter().filter(|other| other.id != request.id);
            if others.all(|other| !waits_by(other, *id)) {
                settle(tx, *id, now)?;
            }
        }
    }
    Ok(())
}

fn confirm(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MessageId,
    now: Timestamp,
) -> Result<Message, AppError> {
    let (mut message, mut topic, channel, standing) = seen_message(tx, actor, id)?;
    if !standing.member {
        return Err(not_allowed("join the channel first"));
    }
    if actor.role == Role::Guest {
        return Err(not_allowed("only a member can confirm it"));
    }
    let waiting = message.urgent.clone().filter(|mark| mark.unconfirmed);
    let Some(mut mark) = waiting else {
        let detail = "it waits for no confirmation";
        return Err(refused(ErrorCode::WrongState, detail));
    };
    let mut open = tx.open_requests(message.topic)?;
    open.retain(|request| waits_by(request, id));
    let asked: Vec<PersonId> = open.iter().map(|request| request.asked).collect();
    let role = tx
        .person(message.author)?
        .map_or(Role::Guest, |author| author.role);
    let wanted = Wanted {
        sender: message.author,
        role,
        channel: &channel,
        expectation: message.expectation,
        reason: &mark.reason,
        asked: &message.asked,
        message: Some(id),
        confirmed_by: Some(actor.person),
    };
    let free = match decide(app, tx, &wanted, now)? {
        BreakThrough::Pierce { free, .. } => free,
        BreakThrough::Spent { .. } => false,
    };
    if asked.is_empty() {
        let detail = "nobody waits for an answer to it any more";
        return Err(refused(ErrorCode::WrongState, detail));
    }
    let used = Use {
        reason: mark.reason.clone(),
        free,
        confirmed_by: Some(actor.person),
    };
    mark.unconfirmed = false;
    mark.confirmed_by = Some(actor.person);
    message.urgent = Some(mark);
    update(tx, &mut topic, &mut message, now)?;
    put_use(app, tx, &message, used, now)?;
    for request in open {
        make_urgent(app, tx, request, now)?;
    }
    settle(tx, id, now)?;
    delivery::deliver_anew(app, tx, &message, &channel, &asked, now)?;
    Ok(message)
}

/// Makes an open request urgent from now on.
pub(crate) fn make_urgent(
    app: &App,
    tx: &mut Tx<'_>,
    request: Request,
    now: Timestamp,
) -> Result<(), AppError> {
    if request.urgent {
        return Ok(());
    }
    let one = app.person_availability(tx, request.asked)?;
    let inputs = DueInputs {
        expectation: Expectation::Now,
        schedule: one.inputs,
        urgent: true,
        settings: one.settings,
        now,
        put_off: false,
    };
    let due = rules::due::urgent_due(now, &inputs.settings);
    let urgent = rules::request::made_urgent(&request, due);
    if urgent.due_at != request.due_at {
        decision::keep_due(tx, urgent.id, &inputs)?;
    }
    escalation::open(app, tx, urgent, now)
}

impl App {
    /// Confirms as a second member that a message is urgent: it pierces from now on.
    ///
    /// # Errors
    /// `not_found`; `not_allowed` for its sender, guests and those outside; `wrong_state` if it waits
    /// for no confirmation or is answered.
    pub async fn confirm_urgent(
        self: &Arc<Self>,
        actor: &Actor,
        id: MessageId,
    ) -> Result<Message, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| confirm(&app, tx, &actor, id, now))
            .await
    }
}
