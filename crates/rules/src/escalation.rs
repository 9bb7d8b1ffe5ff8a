//! What happens while an urgent request stays unanswered: rings, in order (rule 7).
//!
//! A state machine without a clock: inputs and the time go in, outputs come out, and
//! [`Escalation::deadline`] says when it wants to be called again. It is serialisable, so that it
//! survives a restart between any two calls.

use std::collections::VecDeque;
use std::time::Duration;

use model::availability::{AvailabilityState, StateReason};
use model::id::{MessageId, PersonId};
use model::request::{Request, RequestState, RingAs};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::request::RequestChanges;
use crate::settings::Settings;

/// How somebody stands at the moment of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonState {
    /// Who.
    pub person: PersonId,
    /// What they can take.
    pub state: AvailabilityState,
    /// Why.
    pub reason: StateReason,
    /// Whether they are on duty.
    pub on_duty: bool,
    /// Whether they agreed to be rung when they are off.
    pub off_hours_rings: bool,
}

/// What happens to an escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "input", rename_all = "snake_case")]
pub enum EscalationInput {
    /// The deadline has come.
    Deadline {
        /// How the helpers, and the other people of the topic, stand now.
        people: Vec<PersonState>,
    },
    /// Somebody who is rung declined.
    Declined {
        /// Who.
        person: PersonId,
        /// How the helpers, and the other people of the topic, stand now.
        people: Vec<PersonState>,
    },
    /// Somebody answered: the request, or a ring.
    Answered {
        /// Who.
        by: PersonId,
    },
    /// The request was withdrawn.
    Withdrawn,
}

/// What an escalation does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "output", rename_all = "snake_case")]
pub enum EscalationOutput {
    /// Ring somebody.
    Ring {
        /// Whom.
        person: PersonId,
        /// As what.
        ring_as: RingAs,
    },
    /// Somebody is passed over, and named to the sender.
    Skipped {
        /// Who.
        person: PersonId,
        /// As what they would have been rung.
        ring_as: RingAs,
        /// Why not; `None` if nothing is known of them any more.
        reason: Option<StateReason>,
    },
    /// Nobody is left to be rung: the sender is told who can be reached.
    NobodyLeft {
        /// Who is available or on duty, in the order they were given.
        reachable: Vec<PersonId>,
    },
    /// Stop all rings: somebody answered, or the request was withdrawn.
    StopRings,
}

/// The escalation of one urgent request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    waiting: VecDeque<(PersonId, RingAs)>,
    rung: Vec<PersonId>,
    passed_over: Vec<PersonId>,
    deadline: Option<Timestamp>,
    between: Duration,
}

impl Escalation {
    /// Begins when an urgent request is sent at `now`. `deputies` and `rota` are in the order in which
    /// they are to be rung; who is named twice is rung once.
    #[must_use]
    pub fn new(
        asked: PersonId,
        deputies: &[PersonId],
        rota: &[PersonId],
        now: Timestamp,
        settings: &Settings,
    ) -> Self {
        let mut waiting = VecDeque::from([(asked, RingAs::Asked)]);
        let deputies = deputies.iter().map(|person| (*person, RingAs::Deputy));
        let rota = rota.iter().map(|person| (*person, RingAs::Rota));
        for (person, ring_as) in deputies.chain(rota) {
            if waiting.iter().all(|(known, _)| *known != person) {
                waiting.push_back((person, ring_as));
            }
        }
        Self {
            waiting,
            rung: Vec::new(),
            passed_over: Vec::new(),
            deadline: Some(now.plus(minutes(settings.ring_after_minutes))),
            between: minutes(settings.ring_next_minutes),
        }
    }

    /// When it wants [`EscalationInput::Deadline`]; `None` once it is over.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.deadline
    }

    /// Who has been rung so far, in order.
    #[must_use]
    pub fn rung(&self) -> &[PersonId] {
        &self.rung
    }

    /// Who may still be rung, in order.
    pub fn waiting(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.waiting.iter().map(|(person, _)| *person)
    }

    /// Who is on duty by now: those not known yet come last, so that a hand-over in between loses
    /// nobody.
    pub fn add_rota(&mut self, rota: &[PersonId]) {
        for person in rota {
            let mut known = self.waiting.iter().map(|(waits, _)| waits);
            let mut dealt_with = self.rung.iter().chain(&self.passed_over);
            if known.all(|one| one != person) && dealt_with.all(|one| one != person) {
                self.waiting.push_back((*person, RingAs::Rota));
            }
        }
    }

    /// Takes one input at `now` and answers what is to be done, in order. A deadline that has not
    /// come yet, and whatever comes after the end, does nothing.
    pub fn handle(&mut self, input: &EscalationInput, now: Timestamp) -> Vec<EscalationOutput> {
        let Some(deadline) = self.deadline else {
            return Vec::new();
        };
        match input {
            EscalationInput::Answered { .. } | EscalationInput::Withdrawn => {
                self.deadline = None;
                vec![EscalationOutput::StopRings]
            }
            EscalationInput::Deadline { people } if deadline <= now => self.next(people, now),
            EscalationInput::Declined { person, people } if self.rung.last() == Some(person) => {
                self.next(people, now)
            }
            EscalationInput::Deadline { .. } | EscalationInput::Declined { .. } => Vec::new(),
        }
    }

    /// Rings the next who may be rung, naming those passed over.
    fn next(&mut self, people: &[PersonState], now: Timestamp) -> Vec<EscalationOutput> {
        let mut outputs = Vec::new();
        while let Some((person, ring_as)) = self.waiting.pop_front() {
            let known = people.iter().find(|state| state.person == person);
            if known.is_some_and(|state| may_ring(state, ring_as)) {
                self.rung.push(person);
                self.deadline = Some(now.plus(self.between));
                outputs.push(EscalationOutput::Ring { person, ring_as });
                return outputs;
            }
            self.passed_over.push(person);
            outputs.push(EscalationOutput::Skipped {
                person,
                ring_as,
                reason: known.map(|state| state.reason.clone()),
            });
        }
        self.deadline = None;
        outputs.push(EscalationOutput::NobodyLeft {
            reachable: people
                .iter()
                .filter(|state| state.on_duty || state.state == AvailabilityState::Available)
                .filter(|state| state.reason != StateReason::Disabled)
                .map(|state| state.person)
                .collect(),
        });
        outputs
    }
}

/// Whether somebody was rung for the request in the asked person's stead.
#[must_use]
pub fn stands_in(request: &Request, person: PersonId) -> bool {
    let steps = request
        .escalation
        .iter()
        .flat_map(|progress| &progress.steps);
    let mut rung = steps.filter(|step| step.person == person && step.skipped.is_none());
    request.state == RequestState::Open
        && request.urgent
        && rung.any(|step| step.rung_as != RingAs::Asked)
}

/// A message as far as it may answer urgent requests in somebody's stead.
#[derive(Clone, Copy, Debug)]
pub struct InTheirStead<'a> {
    /// Who writes it.
    pub author: PersonId,
    /// The message it replies to, with its author.
    pub reply_to: Option<(MessageId, PersonId)>,
    /// Whom it names.
    pub named: &'a [PersonId],
}

/// Which urgent requests a message of somebody who was rung answers, in the stead of those who are
/// asked: all of a sender at once. It says whose by a reply or a name; without either there must be
/// only one sender who waits. `open` are the open requests of the topic.
#[must_use]
pub fn answered_instead<'a>(message: &InTheirStead<'_>, open: &'a [Request]) -> Vec<&'a Request> {
    let rung: Vec<&Request> = open
        .iter()
        .filter(|request| stands_in(request, message.author))
        .collect();
    let of = |senders: &[PersonId]| -> Vec<&'a Request> {
        let by_them = rung
            .iter()
            .filter(|request| senders.contains(&request.from));
        by_them.copied().collect()
    };
    if let Some((original, author)) = message.reply_to {
        let to = rung
            .iter()
            .find(|request| request.message == original || request.follow_ups.contains(&original));
        return of(&[to.map_or(author, |request| request.from)]);
    }
    if !message.named.is_empty() {
        return of(message.named);
    }
    match rung.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other.from == first.from) => rung,
        _ => Vec::new(),
    }
}

/// Adds to what a message does to requests that it answers those in somebody's stead.
pub fn answer_instead(
    changes: &mut RequestChanges,
    instead: &[&Request],
    by: MessageId,
    at: Timestamp,
) {
    for request in instead {
        if changes
            .changed
            .iter()
            .all(|changed| changed.id != request.id)
        {
            changes.changed.push(Request {
                state: RequestState::Answered { at, by: Some(by) },
                ..Request::clone(request)
            });
        }
    }
}

/// The asked person is rung whatever they do; the others only if on duty, reachable, or agreed to
/// rings when they are off.
fn may_ring(person: &PersonState, ring_as: RingAs) -> bool {
    if person.reason == StateReason::Disabled {
        return false;
    }
    ring_as == RingAs::Asked
        || person.on_duty
        || match person.state {
            AvailabilityState::Available => true,
            AvailabilityState::Off => person.off_hours_rings,
            AvailabilityState::Focus
            | AvailabilityState::Live
            | AvailabilityState::DoNotDisturb => false,
        }
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}

#[cfg(test)]
mod tests;
