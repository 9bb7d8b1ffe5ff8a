//! Overdue requests: one nudge to whom is asked, then the offer to the sender, by the clock.

use model::delivery::DeliveryAbout;
use model::id::{PersonId, RequestId};
use model::request::{Request, RequestState};
use model::time::Timestamp;
use rules::overdue::{OverdueSoFar, OverdueStep, decide_overdue};
use store::{AlarmKind, Tx};

use super::{as_one, put};
use crate::App;
use crate::delivery::notice::{self, Notice};
use crate::error::AppError;

/// Whether the clock looks at it: urgent requests escalate instead, and what was offered is done.
fn waits(request: &Request) -> bool {
    request.state == RequestState::Open && !request.urgent && request.offered_at.is_none()
}

/// Keeps the alarm of a request that was written true: at its due instant, or where it stands if that
/// is over.
pub(super) fn plan(tx: &Tx<'_>, request: &Request, now: Timestamp) -> Result<(), AppError> {
    let subject = request.id.to_string();
    let next = match request.due_at.filter(|_| waits(request)) {
        Some(due_at) if due_at <= now => {
            let set = tx.alarm(AlarmKind::Overdue, &subject)?;
            Some(set.unwrap_or(now))
        }
        due_at => due_at,
    };
    Ok(tx.set_alarm(AlarmKind::Overdue, &subject, next)?)
}

/// Takes what was told about a request out of the lists of both: it is closed, or no longer overdue.
pub(super) fn settle(tx: &mut Tx<'_>, request: &Request, now: Timestamp) -> Result<(), AppError> {
    let was_told = request.urgent || request.nudged_at.is_some() || request.offered_at.is_some();
    if !was_told {
        return Ok(());
    }
    let is_about = |about: &DeliveryAbout| match about {
        DeliveryAbout::Nudge { request: of }
        | DeliveryAbout::Overdue { request: of }
        | DeliveryAbout::NobodyLeft { request: of, .. } => *of == request.id,
        _ => false,
    };
    notice::settle(tx, &[request.asked, request.from], is_about, now)
}

/// The alarm of a request has come.
pub(crate) fn fire(
    app: &App,
    tx: &mut Tx<'_>,
    id: RequestId,
    now: Timestamp,
) -> Result<(), AppError> {
    match tx.request(id)? {
        Some(request) => act(app, tx, request, now),
        None => Ok(()),
    }
}

/// Looks again at what is overdue of a person after something about their reach changed.
pub(crate) fn replan(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    tx.overdue_requests_of(person, now)?
        .into_iter()
        .try_for_each(|request| act(app, tx, request, now))
}

/// Does what is to be done about a request now, and sets when to look again.
fn act(app: &App, tx: &mut Tx<'_>, mut request: Request, now: Timestamp) -> Result<(), AppError> {
    while waits(&request) {
        let one = app.person_availability(tx, request.asked)?;
        let so_far = OverdueSoFar {
            nudged_at: request.nudged_at,
            offered_at: request.offered_at,
        };
        match decide_overdue(&request, so_far, &one.schedule(), now, &one.settings) {
            OverdueStep::Wait { until } => {
                let subject = request.id.to_string();
                tx.set_alarm(AlarmKind::Overdue, &subject, Some(until))?;
                return Ok(());
            }
            OverdueStep::Nothing => return Ok(()),
            OverdueStep::Nudge => {
                let about = DeliveryAbout::Nudge {
                    request: request.id,
                };
                tell(app, tx, &request, request.asked, about, now)?;
                request.nudged_at = Some(now);
            }
            OverdueStep::Offer { .. } => {
                // Of a group the sender hears once: it is one request to them.
                let others = as_one::others(tx, &request)?;
                if others.iter().all(|other| other.offered_at.is_none()) {
                    let about = DeliveryAbout::Overdue {
                        request: request.id,
                    };
                    tell(app, tx, &request, request.from, about, now)?;
                }
                request.offered_at = Some(now);
            }
        }
        put(tx, request.clone(), now)?;
    }
    Ok(())
}

fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    request: &Request,
    person: PersonId,
    about: DeliveryAbout,
    now: Timestamp,
) -> Result<(), AppError> {
    let notice = Notice {
        person,
        about,
        place: Some((request.topic, request.channel)),
        from: None,
        pierces: false,
    };
    notice::tell(app, tx, notice, now)
}
