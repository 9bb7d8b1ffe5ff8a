//! Escalation (rule 7): who is rung for an urgent request, in order, until somebody answers.
//!
//! The state machine of the rules is kept beside its request between two steps; what it did stands in
//! the request, for everybody in the channel.

use std::cell::RefCell;
use std::sync::Arc;

use model::account::Scope;
use model::channel::Channel;
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::id::{MessageId, PersonId, RequestId, SessionId};
use model::limits::{REACHABLE_LOOK_MAX, REACHABLE_NAMED_MAX};
use model::request::{
    EscalationProgress, EscalationStep, Request, RequestState, RingAs, SkipReason,
};
use model::session::Session;
use model::time::Timestamp;
use rules::escalation::{Escalation, EscalationInput, EscalationOutput, PersonState, stands_in};
use store::{AlarmKind, Tx, View};

use crate::actor::Actor;
use crate::channel::may_read;
use crate::delivery::notice::{self, Notice};
use crate::error::{AppError, not_allowed, not_found, refused};
use crate::session::is_there;
use crate::{App, delivery, request, urgent};

/// Whether a person is on duty in one of their groups.
pub(crate) fn is_on_duty(
    view: &View<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, AppError> {
    let groups = view.groups_of(person)?;
    Ok(rules::group::everyone_on_duty(&groups, now).contains(&person))
}

/// Writes an open request; an urgent one begins to escalate.
pub(crate) fn open(
    app: &App,
    tx: &mut Tx<'_>,
    mut request: Request,
    now: Timestamp,
) -> Result<(), AppError> {
    let id = request.id;
    let begins = request.urgent && request.escalation.is_none();
    if !begins {
        return request::put_changed(tx, vec![request], now);
    }
    let escalation = fresh(app, tx, &request, now)?;
    request.escalation = Some(EscalationProgress {
        next_at: escalation.deadline(),
        ..EscalationProgress::default()
    });
    request::put_changed(tx, vec![request], now)?;
    keep(tx, id, &escalation)
}

/// Who can be rung for a request, as things stand when it becomes urgent. Its sender is not rung.
fn fresh(
    app: &App,
    view: &View<'_>,
    request: &Request,
    now: Timestamp,
) -> Result<Escalation, AppError> {
    let failed = RefCell::new(None);
    let deputies_of = |person| match view.availability(person) {
        Ok(found) => found.map_or_else(Vec::new, |one| rules::group::deputies_at(&one, now)),
        Err(error) => {
            failed.replace(Some(error));
            Vec::new()
        }
    };
    let mut deputies = rules::group::deputies(request.asked, deputies_of);
    if let Some(error) = failed.into_inner() {
        return Err(error.into());
    }
    deputies.retain(|person| *person != request.from);
    let rota = rota(view, request, now)?;
    let settings = app.person_availability(view, request.asked)?.settings;
    Ok(Escalation::new(
        request.asked,
        &deputies,
        &rota,
        now,
        &settings,
    ))
}

/// Who is on duty in the groups of the asked person.
fn rota(view: &View<'_>, request: &Request, now: Timestamp) -> Result<Vec<PersonId>, AppError> {
    let groups = view.groups_of(request.asked)?;
    let mut rota = rules::group::everyone_on_duty(&groups, now);
    rota.retain(|person| *person != request.from);
    Ok(rota)
}

/// Keeps where an escalation stands, and sets the clock.
fn keep(tx: &Tx<'_>, id: RequestId, escalation: &Escalation) -> Result<(), AppError> {
    let next = escalation.deadline();
    let state = match next {
        Some(_) => Some(serde_json::to_string(escalation)?),
        None => None,
    };
    tx.put_escalation(id, state.as_deref())?;
    tx.set_alarm(AlarmKind::Escalation, &id.to_string(), next)?;
    Ok(())
}

fn is_urgent(request: &Request) -> bool {
    request.urgent && request.state == RequestState::Open
}

/// The alarm of a request has come: the next is rung.
pub(crate) fn fire(
    app: &App,
    tx: &mut Tx<'_>,
    id: RequestId,
    now: Timestamp,
) -> Result<(), AppError> {
    match tx.request(id)?.filter(is_urgent) {
        Some(request) => {
            let input = |people| EscalationInput::Deadline { people };
            go_on(app, tx, request, input, now)
        }
        None => Ok(()),
    }
}

/// Gives an escalation an input, does what it says, and writes down what that was.
fn go_on(
    app: &App,
    tx: &mut Tx<'_>,
    mut request: Request,
    input: impl Fn(Vec<PersonState>) -> EscalationInput,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(state) = tx.escalation(request.id)? else {
        return Ok(());
    };
    let mut before: Escalation = serde_json::from_str(&state)?;
    before.add_rota(&rota(tx, &request, now)?);
    let channel = tx.channel(request.channel)?.ok_or_else(not_found)?;
    let helpers: Vec<PersonId> = before.waiting().collect();
    let mut people = states(app, tx, &channel, helpers, now)?;
    let (mut after, mut outputs) = handled(&before, &input(people.clone()), now);
    if outputs
        .iter()
        .any(|one| matches!(one, EscalationOutput::NobodyLeft { .. }))
    {
        // Only then it matters who else can be reached.
        let others = others(tx, &request, &people)?;
        people.extend(states(app, tx, &channel, others, now)?);
        (after, outputs) = handled(&before, &input(people), now);
    }
    let nobody_left = act(app, tx, &mut request, outputs, now)?;
    let progress = request.escalation.get_or_insert_default();
    progress.next_at = after.deadline();
    progress.nobody_left_at = nobody_left.as_ref().map(|_| now);
    keep(tx, request.id, &after)?;
    request::put_changed(tx, vec![request.clone()], now)?;
    match nobody_left {
        Some(reachable) => tell_nobody_left(app, tx, &request, reachable, now),
        None => Ok(()),
    }
}

/// Rings whom an escalation rings, and notes that and who is skipped in the request; answers who can be
/// reached if nobody is left.
fn act(
    app: &App,
    tx: &mut Tx<'_>,
    request: &mut Request,
    outputs: Vec<EscalationOutput>,
    now: Timestamp,
) -> Result<Option<Vec<PersonId>>, AppError> {
    let mut nobody_left = None;
    for output in outputs {
        let (person, rung_as, skipped) = match output {
            EscalationOutput::Ring { person, ring_as } => {
                ring(app, tx, request, (person, ring_as), now)?;
                (person, ring_as, None)
            }
            EscalationOutput::Skipped {
                person,
                ring_as,
                reason,
            } => {
                let reason = reason.map_or(SkipReason::CannotRead, |state| {
                    SkipReason::NotReachable { state }
                });
                (person, ring_as, Some(reason))
            }
            EscalationOutput::NobodyLeft { reachable } => {
                nobody_left = Some(reachable);
                continue;
            }
            EscalationOutput::StopRings => continue,
        };
        let progress = request.escalation.get_or_insert_default();
        progress.steps.push(EscalationStep {
            at: now,
            person,
            rung_as,
            skipped,
        });
    }
    Ok(nobody_left)
}

fn handled(
    before: &Escalation,
    input: &EscalationInput,
    now: Timestamp,
) -> (Escalation, Vec<EscalationOutput>) {
    let mut escalation = before.clone();
    let outputs = escalation.handle(input, now);
    (escalation, outputs)
}

/// How people stand now; who may not read the channel is left out, and thereby skipped.
fn states(
    app: &App,
    view: &View<'_>,
    channel: &Channel,
    people: Vec<PersonId>,
    now: Timestamp,
) -> Result<Vec<PersonState>, AppError> {
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let one = app.person_availability(view, person)?;
        if !may_read(view, channel, &one.inputs.person)? {
            continue;
        }
        let at_now = rules::availability::availability_at(&one.schedule(), now);
        found.push(PersonState {
            person,
            state: at_now.state,
            reason: at_now.reason,
            on_duty: is_on_duty(view, person, now)?,
            off_hours_rings: one.inputs.availability.off_hours_rings,
        });
    }
    Ok(found)
}

/// The others of the channel, as far as somebody may ask them instead.
fn others(
    view: &View<'_>,
    request: &Request,
    helpers: &[PersonState],
) -> Result<Vec<PersonId>, AppError> {
    let is_other = |person: &PersonId| {
        let helps = helpers.iter().any(|state| state.person == *person);
        !helps && *person != request.from && *person != request.asked
    };
    let members = view.members(request.channel)?;
    let people = members.into_iter().map(|member| member.person);
    Ok(people.filter(is_other).take(REACHABLE_LOOK_MAX).collect())
}

/// The newest message that makes a request urgent.
fn urgent_message(view: &View<'_>, request: &Request) -> Result<MessageId, AppError> {
    for id in request.follow_ups.iter().rev() {
        let message = view.message(*id)?;
        if message.is_some_and(|message| delivery::is_urgent(&message)) {
            return Ok(*id);
        }
    }
    Ok(request.message)
}

/// Other urgent requests of the same sender in the topic: whoever is rung for several rings once.
fn siblings(view: &View<'_>, request: &Request) -> Result<Vec<Request>, AppError> {
    let mut open = view.open_urgent_requests(request.topic)?;
    open.retain(|other| other.id != request.id && other.from == request.from && is_urgent(other));
    Ok(open)
}

/// Who has been rung for a request, in order.
fn rung(request: &Request) -> impl Iterator<Item = PersonId> + '_ {
    let steps = request
        .escalation
        .iter()
        .flat_map(|progress| &progress.steps);
    let rung = steps.filter(|step| step.skipped.is_none());
    rung.map(|step| step.person)
}

/// Rings one person: they are in the channel from then on, so that they can answer.
fn ring(
    app: &App,
    tx: &mut Tx<'_>,
    request: &Request,
    (person, rung_as): (PersonId, RingAs),
    now: Timestamp,
) -> Result<(), AppError> {
    request::let_in(tx, request.channel, person, now)?;
    if !rings_of(tx, request, person)?.is_empty() {
        return Ok(());
    }
    let notice = Notice {
        person,
        about: DeliveryAbout::UrgentRing {
            request: request.id,
            message: urgent_message(tx, request)?,
            asked: request.asked,
            rung_as,
        },
        place: Some((request.topic, request.channel)),
        from: Some(request.from),
        pierces: true,
    };
    notice::tell(app, tx, notice, now)
}

/// What rings a person now for the sender of a request, in its topic.
fn rings_of(
    view: &View<'_>,
    request: &Request,
    person: PersonId,
) -> Result<Vec<model::delivery::Delivery>, AppError> {
    let mut listed = view.listed_deliveries(person)?;
    listed.retain(|delivery| {
        matches!(delivery.about, DeliveryAbout::UrgentRing { .. })
            && delivery.topic == Some(request.topic)
            && delivery.from == Some(request.from)
    });
    Ok(listed)
}

/// Tells the sender that nobody is left; of a group that is asked as one, once all of it was rung.
fn tell_nobody_left(
    app: &App,
    tx: &mut Tx<'_>,
    request: &Request,
    mut reachable: Vec<PersonId>,
    now: Timestamp,
) -> Result<(), AppError> {
    urgent::ask_verdicts(tx, request, now)?;
    let as_one = request::asked_as_one(tx, request)?;
    if as_one.iter().any(goes_on) {
        return Ok(());
    }
    reachable.retain(|person| *person != request.from && *person != request.asked);
    reachable.truncate(REACHABLE_NAMED_MAX);
    let notice = Notice {
        person: request.from,
        about: DeliveryAbout::NobodyLeft {
            request: request.id,
            reachable,
        },
        place: Some((request.topic, request.channel)),
        from: None,
        // Who sent it waits for an answer now, whatever their hours are.
        pierces: true,
    };
    notice::tell(app, tx, notice, now)
}

/// Whether somebody may still be rung for a request.
pub(crate) fn goes_on(request: &Request) -> bool {
    let next = request
        .escalation
        .as_ref()
        .and_then(|progress| progress.next_at);
    is_urgent(request) && next.is_some()
}

/// Ends the escalation of a request that is answered, taken back, or put off: nothing rings any more.
pub(crate) fn stop(tx: &mut Tx<'_>, request: &Request, now: Timestamp) -> Result<(), AppError> {
    if request.escalation.is_none() {
        return Ok(());
    }
    tx.put_escalation(request.id, None)?;
    tx.set_alarm(AlarmKind::Escalation, &request.id.to_string(), None)?;
    let siblings = siblings(tx, request)?;
    for person in rung(request) {
        if siblings
            .iter()
            .any(|other| rung(other).any(|one| one == person))
        {
            continue;
        }
        let listed = rings_of(tx, request, person)?;
        delivery::finish(tx, listed, now)?;
    }
    urgent::ask_verdicts(tx, request, now)
}

/// The same for a request that is about to be written closed; answers it as it then is.
pub(crate) fn close(
    tx: &mut Tx<'_>,
    mut request: Request,
    now: Timestamp,
) -> Result<Request, AppError> {
    stop(tx, &request, now)?;
    if let Some(progress) = &mut request.escalation {
        progress.next_at = None;
    }
    Ok(request)
}

/// Whether who asked and whoever can answer are in a session.
fn talk_live(view: &View<'_>, session: SessionId, request: &Request) -> Result<bool, AppError> {
    if !is_there(view, session, request.from)? {
        return Ok(false);
    }
    let stand_ins = rung(request).filter(|person| stands_in(request, *person));
    for person in std::iter::once(request.asked).chain(stand_ins) {
        if is_there(view, session, person)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whoever talks to each other live needs no ring: the urgent requests between those in a session on
/// its topic are answered, also by whom was rung in somebody's stead.
pub(crate) fn answer_live(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    for mut request in tx.open_urgent_requests(session.topic)? {
        if !is_urgent(&request) || !talk_live(tx, session.id, &request)? {
            continue;
        }
        request.state = RequestState::Answered { at: now, by: None };
        request::put_changed(tx, vec![request.clone()], now)?;
        request::close_as_one(tx, &request, now)?;
    }
    Ok(())
}

fn decline(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RequestId,
    now: Timestamp,
) -> Result<Request, AppError> {
    let (request, _) = request::reached(tx, actor, id)?;
    let person = actor.person;
    if !rung(&request).any(|one| one == person) {
        return Err(not_allowed("only who is rung can decline"));
    }
    if !is_urgent(&request) {
        return Err(refused(ErrorCode::WrongState, "it rings no more"));
    }
    let listed = rings_of(tx, &request, person)?;
    delivery::finish(tx, listed, now)?;
    let mut declined = siblings(tx, &request)?;
    declined.push(request);
    for request in declined {
        let input = |people| EscalationInput::Declined { person, people };
        go_on(app, tx, request, input, now)?;
    }
    tx.request(id)?.ok_or_else(not_found)
}

impl App {
    /// Declines the ring of an urgent request: the next is rung at once. It rings the actor no more for
    /// any urgent request of that sender in the topic.
    ///
    /// # Errors
    /// `not_allowed` unless the actor was rung; `wrong_state` if it is over.
    pub async fn decline_escalation(
        self: &Arc<Self>,
        actor: &Actor,
        id: RequestId,
    ) -> Result<Request, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| decline(&app, tx, &actor, id, now))
            .await
    }
}
