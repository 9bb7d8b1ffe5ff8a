//! Urgent messages (rule 6): whether one pierces, who confirms it, the budget, the log, and what
//! recipients say afterwards.

mod confirm;
mod verdict;

use std::time::Duration;

use model::channel::Channel;
use model::error::ErrorCode;
use model::id::{MessageId, PersonId};
use model::message::{Expectation, Message, UrgentMark};
use model::person::Role;
use model::request::Request;
use model::time::Timestamp;
use model::urgent::{Urgent, UrgentBudget};
use rules::break_through::{
    BreakThrough, BreakThroughInputs, decide_break_through, verdicts_until,
};
use store::{AlarmKind, Tx, View};

use crate::channel::may_read;
use crate::error::{AppError, refused};
use crate::escalation::is_on_duty;
use crate::{App, delivery};

pub(crate) use confirm::{make_urgent, withdraw_confirmation};
pub(crate) use verdict::{fire, say};

/// How far back uses of the urgent mark can count for a week: a verdict costs in the week in which
/// its time ends.
const COUNTED_SINCE: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// What an author says of a message that is to be urgent.
#[derive(Clone, Debug, Default)]
pub struct UrgentPost {
    /// Why it is urgent.
    pub reason: String,
    /// Whether a second member is asked to confirm it if the author has nothing left; otherwise it is
    /// refused then.
    pub ask_confirmation: bool,
}

/// What is left of a person's urgent messages.
pub(crate) fn budget(
    app: &App,
    view: &View<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<UrgentBudget, AppError> {
    let one = app.person_availability(view, person)?;
    let past = view.urgent_of(person, now.minus(COUNTED_SINCE))?;
    let schedule = one.schedule();
    Ok(rules::break_through::urgent_budget(
        &past,
        schedule.zone(),
        now,
        &one.settings,
    ))
}

/// Who is on duty and may read a channel. Guests know of no groups.
pub(crate) fn on_duty(
    view: &View<'_>,
    role: Role,
    channel: &Channel,
    now: Timestamp,
) -> Result<Vec<PersonId>, AppError> {
    if role == Role::Guest {
        return Ok(Vec::new());
    }
    let mut groups = view.groups()?;
    groups.retain(|group| group.archived_at.is_none());
    let mut found = Vec::new();
    for person in rules::group::everyone_on_duty(&groups, now) {
        let open = view.person(person)?.filter(|one| one.disabled_at.is_none());
        if let Some(one) = open
            && may_read(view, channel, &one)?
        {
            found.push(person);
        }
    }
    Ok(found)
}

/// A message that wants to be urgent.
pub(crate) struct Wanted<'a> {
    /// Who sends it.
    pub(crate) sender: PersonId,
    /// Their role.
    pub(crate) role: Role,
    /// Where.
    pub(crate) channel: &'a Channel,
    /// How soon it wants an answer.
    pub(crate) expectation: Expectation,
    /// Why it is urgent.
    pub(crate) reason: &'a str,
    /// Whom it asks.
    pub(crate) asked: &'a [PersonId],
    /// The message itself, if it stands already: it does not count as an earlier use.
    pub(crate) message: Option<MessageId>,
    /// Who confirmed it.
    pub(crate) confirmed_by: Option<PersonId>,
}

/// Decides whether a message pierces.
pub(crate) fn decide(
    app: &App,
    view: &View<'_>,
    wanted: &Wanted<'_>,
    now: Timestamp,
) -> Result<BreakThrough, AppError> {
    let one = app.person_availability(view, wanted.sender)?;
    let mut past = view.urgent_of(wanted.sender, now.minus(COUNTED_SINCE))?;
    past.retain(|used| Some(used.message) != wanted.message);
    let mut inputs = BreakThroughInputs {
        sender: wanted.sender,
        time_zone: one.inputs.person.time_zone,
        on_duty: is_on_duty(view, wanted.sender, now)?,
        expectation: wanted.expectation,
        reason: wanted.reason.to_owned(),
        asked: wanted.asked.to_vec(),
        past,
        rota: Vec::new(),
        confirmed_by: wanted.confirmed_by,
        settings: one.settings,
        now,
    };
    let decided = decide_break_through(&inputs)?;
    if let BreakThrough::Pierce { .. } = decided {
        return Ok(decided);
    }
    // Only then it matters who else could be turned to.
    inputs.rota = on_duty(view, wanted.role, wanted.channel, now)?;
    Ok(decide_break_through(&inputs)?)
}

/// The refusal when nothing is left: until when, and what can be done.
fn spent(budget: UrgentBudget, rota: &[PersonId], zone: &jiff::tz::TimeZone) -> AppError {
    let resets = budget.resets_at.to_jiff().to_zoned(zone.clone());
    let resets = resets.strftime("%A %-d %B, %H:%M");
    let duty = if rota.is_empty() {
        ""
    } else {
        "send it to those on duty alone, "
    };
    let detail = format!(
        "your {} urgent messages of this week are spent until {resets}; {duty}ask a second member \
         to confirm it, or send it as an ordinary message",
        budget.per_week
    );
    refused(ErrorCode::UrgentSpent, detail)
}

/// How a message is marked when it is posted.
pub(crate) enum Marked {
    /// It is an ordinary message.
    No,
    /// It pierces, at its sender's cost or for nothing.
    Pierces {
        /// Why.
        reason: String,
        /// Whether it costs nothing.
        free: bool,
    },
    /// It waits for a second member.
    Unconfirmed {
        /// Why it would be urgent.
        reason: String,
    },
}

impl Marked {
    /// The mark on the message.
    pub(crate) fn mark(&self) -> Option<UrgentMark> {
        let (reason, unconfirmed) = match self {
            Self::No => return None,
            Self::Pierces { reason, .. } => (reason, false),
            Self::Unconfirmed { reason } => (reason, true),
        };
        Some(UrgentMark {
            reason: reason.clone(),
            unconfirmed,
            confirmed_by: None,
        })
    }
}

/// Decides how a message is marked.
pub(crate) fn decide_mark(
    app: &App,
    view: &View<'_>,
    wanted: &Wanted<'_>,
    ask_confirmation: bool,
    now: Timestamp,
) -> Result<Marked, AppError> {
    let reason = wanted.reason.trim().to_owned();
    match decide(app, view, wanted, now)? {
        BreakThrough::Pierce { free, .. } => Ok(Marked::Pierces { reason, free }),
        BreakThrough::Spent { .. } if ask_confirmation => Ok(Marked::Unconfirmed { reason }),
        BreakThrough::Spent { budget, rota } => {
            let one = app.person_availability(view, wanted.sender)?;
            Err(spent(budget, &rota, one.schedule().zone()))
        }
    }
}

/// Writes that a message is urgent, or asks others to confirm it.
pub(crate) fn note_post(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    channel: &Channel,
    marked: &Marked,
) -> Result<(), AppError> {
    match marked {
        Marked::No => Ok(()),
        Marked::Pierces { reason, free } => {
            let used = Use {
                reason: reason.clone(),
                free: *free,
                confirmed_by: None,
            };
            put_use(app, tx, message, used, message.sent_at)
        }
        Marked::Unconfirmed { .. } => confirm::ask(app, tx, message, channel),
    }
}

/// A use of the urgent mark that is to be written down.
struct Use {
    reason: String,
    free: bool,
    confirmed_by: Option<PersonId>,
}

/// Writes a use of the urgent mark into the log, and when its verdicts end.
fn put_use(
    app: &App,
    tx: &mut Tx<'_>,
    message: &Message,
    used: Use,
    now: Timestamp,
) -> Result<(), AppError> {
    let sender = app.person_availability(tx, message.author)?;
    let until = verdicts_until(&sender.schedule(), now, &sender.settings);
    tx.put_urgent(&Urgent {
        message: message.id,
        sender: message.author,
        reason: used.reason,
        at: now,
        free: used.free,
        confirmed_by: used.confirmed_by,
        verdicts_until: until,
        asked: Vec::new(),
        verdicts: Vec::new(),
    })?;
    tx.set_alarm(AlarmKind::Verdict, &message.id.to_string(), Some(until))?;
    Ok(())
}

/// An edit asks more people by an urgent message: it must be allowed to pierce for all of them, and
/// what was free for those on duty is paid for then.
pub(crate) fn check_edit(
    app: &App,
    tx: &mut Tx<'_>,
    old: &Message,
    channel: &Channel,
    asked: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(mark) = old.urgent.as_ref().filter(|_| delivery::is_urgent(old)) else {
        return Ok(());
    };
    let Some(used) = tx.urgent(old.id)? else {
        return Ok(());
    };
    let role = tx
        .person(old.author)?
        .map_or(Role::Guest, |author| author.role);
    let wanted = Wanted {
        sender: old.author,
        role,
        channel,
        expectation: old.expectation,
        reason: &mark.reason,
        asked,
        message: Some(old.id),
        confirmed_by: used.confirmed_by,
    };
    if let Marked::Pierces { free, .. } = decide_mark(app, tx, &wanted, false, now)? {
        let free = used.free && free;
        tx.put_urgent(&Urgent { free, ..used })?;
    }
    Ok(())
}

/// Nobody is rung for a request any more: its asked person may say whether its messages were urgent.
pub(crate) fn ask_verdicts(tx: &Tx<'_>, request: &Request, now: Timestamp) -> Result<(), AppError> {
    for message in std::iter::once(&request.message).chain(&request.follow_ups) {
        if tx.urgent(*message)?.is_some() {
            // The clock asks, in a transaction of its own.
            tx.set_alarm(AlarmKind::Verdict, &message.to_string(), Some(now))?;
        }
    }
    Ok(())
}
