//! What is marked urgent: the budget, what pierces, the rings after it, and what recipients say of it.

use model::availability::AvailabilityState;
use model::id::PersonId;
use model::message::Expectation;
use model::urgent::{Urgent, UrgentVerdict};
use rules::availability::availability_at;
use rules::break_through::{
    BreakThrough, BreakThroughInputs, decide_break_through, decide_verdict, verdicts_until,
};
use rules::delivery::{Recipient, decide_urgent_delivery};
use rules::escalation::{Escalation, EscalationInput, EscalationOutput, PersonState};
use rules::group::{deputies, deputies_at};

use super::deliver::Sent;
use super::{Asked, Event, Regime, Rings, Run, Why};
use crate::attention::chance::Draw;
use crate::attention::habits::{
    CONFIRMING, FOUND_URGENT, SAYS_VERDICT, SENDER_RINGS_AFTER, SENDER_TURNS_AFTER, Strength, Want,
    notices,
};
use crate::attention::nouns::{message_id, person_id};
use crate::attention::opener::Kind;
use crate::attention::timeline::Doing;

impl Run<'_> {
    /// Something is sent as urgent: truly so, or by one who abuses the mark.
    pub(super) fn urgent(&mut self, opener: usize, confirmed_by: Option<usize>) {
        let what = self.opener(opener);
        let Asked::Each(asked) = &what.asked else {
            return;
        };
        if !matches!(self.regime, Regime::Rules(_)) {
            self.urgent_as_ordinary(opener);
            return;
        }
        let duty = self.world.on_duty(what.author, self.now);
        let inputs = BreakThroughInputs {
            sender: person_id(what.author),
            time_zone: self.world.workers[what.author].person.time_zone.clone(),
            on_duty: duty == Some(what.author),
            expectation: Expectation::Now,
            reason: "cannot wait".to_owned(),
            asked: asked.iter().copied().map(person_id).collect(),
            past: self.people[what.author].urgent.clone(),
            rota: duty.map(person_id).into_iter().collect(),
            confirmed_by: confirmed_by.map(person_id),
            settings: self.settings.clone(),
            now: self.now,
        };
        match decide_break_through(&inputs) {
            Ok(BreakThrough::Pierce { free, .. }) => {
                self.log(opener, free, inputs.confirmed_by);
                self.breaks_through(opener);
            }
            Ok(BreakThrough::Spent { .. }) => {
                self.tally.spent += 1;
                self.spent(opener, duty);
            }
            Err(_) => self.begins(opener),
        }
    }

    /// Without the rules: a message like any other, in whose words it is urgent.
    fn urgent_as_ordinary(&mut self, opener: usize) -> Vec<(usize, usize)> {
        let asks = self.open_asks(opener, 0, Some(Want::Urgent));
        self.send_urgent(opener, &asks, false);
        asks
    }

    fn send_urgent(&mut self, opener: usize, asks: &[(usize, usize)], pierces: bool) {
        self.send(&Sent {
            opener,
            turn: 0,
            author: self.opener(opener).author,
            expectation: Expectation::Now,
            asked: asks,
            answers: None,
            why: Why::Message,
            urgent: pierces,
        });
        for (_, ask) in asks {
            if self.asks[*ask].want == Want::Urgent {
                let now = self.now;
                self.push(now.plus(SENDER_RINGS_AFTER), Event::SenderRings(*ask));
                self.push(now.plus(SENDER_TURNS_AFTER), Event::SenderTurns(*ask));
            }
        }
    }

    fn log(&mut self, opener: usize, free: bool, confirmed_by: Option<PersonId>) {
        let sender = self.opener(opener).author;
        let schedule = self.schedules.of(sender, false);
        let urgent = Urgent {
            message: message_id(self.now, opener),
            sender: person_id(sender),
            reason: "cannot wait".to_owned(),
            at: self.now,
            free,
            confirmed_by,
            verdicts_until: verdicts_until(schedule, self.now, &self.settings),
            asked: Vec::new(),
            verdicts: Vec::new(),
        };
        let log = &mut self.people[sender].urgent;
        self.pierced.insert(opener, (sender, log.len()));
        log.push(urgent);
    }

    fn breaks_through(&mut self, opener: usize) {
        self.tally.pierced += 1;
        let truly = self.opener(opener).kind == Kind::Urgent;
        // What only pretends is answered as what it is.
        let asks = self.open_asks(opener, 0, truly.then_some(Want::Urgent));
        self.send_urgent(opener, &asks, true);
        for (person, ask) in asks {
            self.escalates(person, ask);
        }
    }

    fn escalates(&mut self, person: usize, ask: usize) {
        let deputy_ids = deputies(person_id(person), |of| {
            let worker = self.world.number_of(of);
            let worker = worker.and_then(|number| self.world.workers.get(number));
            worker.map_or_else(Vec::new, |worker| {
                deputies_at(&worker.availability, self.now)
            })
        });
        let rota: Vec<PersonId> = self
            .world
            .on_duty(person, self.now)
            .map(person_id)
            .into_iter()
            .collect();
        let escalation = Escalation::new(
            person_id(person),
            &deputy_ids,
            &rota,
            self.now,
            &self.settings,
        );
        let rings = self.rings.len();
        if let Some(deadline) = escalation.deadline() {
            self.push(deadline, Event::Deadline(rings));
        }
        self.rings.push(Rings { ask, escalation });
    }

    /// How the helpers and the sender's team stand now.
    fn states(&self, ask: usize) -> Vec<PersonState> {
        let from = self.asks[ask].from;
        let asked = self.asks[ask].asked.first().copied().unwrap_or(from);
        let mut people: Vec<usize> = vec![asked];
        people.extend(self.world.on_duty(asked, self.now));
        people.extend(self.world.members(self.world.team_of(asked)));
        people.extend(self.world.members(self.world.team_of(from)));
        people.sort_unstable();
        people.dedup();
        people.retain(|person| *person != from);
        people
            .into_iter()
            .map(|person| {
                let now = availability_at(self.schedule(person), self.now);
                PersonState {
                    person: person_id(person),
                    state: now.state,
                    reason: now.reason,
                    on_duty: self.world.on_duty(person, self.now) == Some(person),
                    off_hours_rings: self.world.workers[person].availability.off_hours_rings,
                }
            })
            .collect()
    }

    /// The escalation of an urgent request goes on.
    pub(super) fn deadline(&mut self, rings: usize) {
        let ask = self.rings[rings].ask;
        let from = self.asks[ask].from;
        let input = if self.asks[ask].answered.is_some() {
            EscalationInput::Withdrawn
        } else {
            EscalationInput::Deadline {
                people: self.states(ask),
            }
        };
        let now = self.now;
        let escalation = &mut self.rings[rings].escalation;
        let outputs = escalation.handle(&input, now);
        let number = escalation.rung().len();
        if let Some(deadline) = escalation.deadline() {
            self.push(deadline, Event::Deadline(rings));
        }
        for output in outputs {
            match output {
                EscalationOutput::Ring { person, .. } => {
                    let rung = self
                        .world
                        .number_of(person)
                        .filter(|person| *person != from);
                    if let Some(person) = rung {
                        self.tally.rings += 1;
                        self.rings_about(ask, person, Why::Escalation(number));
                    }
                }
                EscalationOutput::NobodyLeft { reachable } => {
                    let first = reachable.iter().find_map(|id| self.world.number_of(*id));
                    if let Some(person) = first {
                        self.ask_also(ask, person, Expectation::Now, Why::Reachable);
                    }
                }
                EscalationOutput::Skipped { .. } | EscalationOutput::StopRings => {}
            }
        }
    }

    /// The budget is spent. Who abuses the mark sends it as it is. Who has something urgent sends it as
    /// it is if the asked are told at once anyway; else somebody of the team who is at their desk
    /// confirms it, or it goes to who is on duty as well.
    fn spent(&mut self, opener: usize, duty: Option<usize>) {
        let what = self.opener(opener);
        if what.kind != Kind::Urgent {
            self.begins(opener);
            return;
        }
        let Asked::Each(asked) = &what.asked else {
            return;
        };
        let reachable = asked.iter().all(|person| {
            let now = availability_at(self.schedule(*person), self.now);
            now.state == AvailabilityState::Available
        });
        let team = self.world.members(self.world.team_of(what.author));
        let chance = self.chance(opener, 0, what.author, Why::Message);
        let confirms = team.iter().copied().find(|person| {
            let other = *person != what.author && !asked.contains(person);
            other && self.doing(*person) == Doing::Desk
        });
        let (likely, median) = notices(Strength::Plain, Doing::Desk);
        match confirms.filter(|_| !reachable && chance.draw(Draw::Confirms).happens(likely)) {
            Some(by) => {
                self.tally.told(Doing::Desk, Strength::Plain);
                let noticed = chance.draw(Draw::ConfirmsAfter).spread(median);
                let at = self.now.plus(noticed + CONFIRMING);
                self.push(at, Event::Confirmed { opener, by });
            }
            None => {
                let asks = self.urgent_as_ordinary(opener);
                let duty = duty.filter(|duty| !reachable && *duty != what.author);
                if let (Some(duty), Some((_, ask))) = (duty, asks.first()) {
                    self.ask_on_duty(*ask, duty);
                }
            }
        }
    }

    fn ask_on_duty(&mut self, ask: usize, duty: usize) {
        let recipient = Recipient {
            expectation: Expectation::Now,
            channel: model::channel::ChannelKind::Direct,
            asked: true,
            answers: None,
            level: model::topic::TopicLevel::Follow,
        };
        let item = self.item_of(ask, duty, recipient, Why::Rota);
        let (kind, _) = decide_urgent_delivery(&recipient, self.schedule(duty), self.now);
        self.apply(kind, duty, recipient, Some(item));
        self.escalates(duty, ask);
    }

    /// Who has answered something that pierced says whether it was urgent, or does not.
    pub(super) fn says_verdict(&mut self, opener: usize, person: usize) {
        let Some((sender, index)) = self.pierced.get(&opener).copied() else {
            return;
        };
        let what = self.opener(opener);
        let chance = self.chance(opener, 0, person, Why::Message);
        if !chance.draw(Draw::Verdict).happens(SAYS_VERDICT) {
            return;
        }
        let truly = what.kind == Kind::Urgent;
        let verdict = UrgentVerdict {
            person: person_id(person),
            urgent: chance
                .draw(Draw::Found)
                .happens(FOUND_URGENT[usize::from(truly)]),
            at: self.now,
        };
        let asked: Vec<PersonId> = match &what.asked {
            Asked::Each(asked) => asked.iter().copied().map(person_id).collect(),
            Asked::Nobody | Asked::AnyOf(_) => Vec::new(),
        };
        let log = &mut self.people[sender].urgent;
        if let Some(urgent) = log.get_mut(index)
            && let Ok(with_verdict) = decide_verdict(urgent, &asked, verdict)
        {
            *urgent = with_verdict;
        }
    }
}
