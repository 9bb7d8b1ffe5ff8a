//! What people do with what they see: answer at once, put off, forget, ask on, ask again.

use std::time::Duration;

use model::message::Expectation;
use model::time::Timestamp;
use rules::due::{due_instant, urgent_due};

use super::deliver::Sent;
use super::{Ask, Asked, Event, Next, Regime, Run, Variant, Why};
use crate::attention::chance::{Chance, Draw};
use crate::attention::habits::{
    BACK_AT_DESK, CAN_HELP, FORGETS, HEEDS, READING, REMINDS, TAKES, THANKS, WRITING, Want,
};
use crate::attention::opener::Kind;
use crate::attention::timeline::Doing;

impl Run<'_> {
    pub(super) fn push_look(&mut self, person: usize, look: usize) {
        if let Some(next) = self.world.workers[person].looks.get(look) {
            self.push(next.at, Event::Looks { person, look });
        }
    }

    /// Somebody looks by themselves and sees everything that is new: under the rules in their order,
    /// else the newest first.
    pub(super) fn looks(&mut self, person: usize, look: usize) {
        let morning = self.world.workers[person].looks[look].morning;
        let mut items = std::mem::take(&mut self.people[person].unseen);
        items.retain(|item| !self.items[*item].read);
        if morning {
            self.tally.piles.push(items.len());
        }
        if let Regime::Rules(_) = self.regime {
            items.sort_by_key(|item| self.items[*item].rank.sort_key());
        } else {
            items.reverse();
        }
        self.reads(person, &items);
        self.push_look(person, look + 1);
    }

    /// Somebody reads these things one after the other.
    pub(super) fn reads(&mut self, person: usize, items: &[usize]) {
        let mut at = self.now;
        for item in items {
            if !std::mem::replace(&mut self.items[*item].read, true) {
                at = at.plus(READING);
                at = self.considers(person, *item, at);
            }
        }
    }

    /// Answers whether they answer, and when they are through with it.
    fn considers(&mut self, person: usize, item: usize, at: Timestamp) -> Timestamp {
        let thing = &self.items[item];
        let (opener, turn, why, ask) = (thing.opener, thing.turn, thing.why, thing.ask);
        if let Some(next) = thing.next {
            self.goes_on(person, opener, turn, next, at);
        }
        let Some(ask) = ask.filter(|ask| self.asks[*ask].answered.is_none()) else {
            return at;
        };
        let chance = self.chance(opener, turn, person, why);
        if self.asks[ask].any_of && !self.takes(opener, person, why) {
            return at;
        }
        let want = self.asks[ask].want;
        let doing = self.world.doing(person, at);
        let timeline = &self.world.workers[person].timeline;
        let answering = chance.draw(Draw::Answering).spread(want.answering());
        if chance.draw(Draw::AtOnce).happens(want.at_once(doing)) {
            let busy_until = self.people[person].busy_until;
            let done = match doing {
                // Nobody stops in the middle of something urgent because a meeting begins.
                Doing::Desk if Want::Now < want => {
                    timeline.after_desk(at.max(busy_until), answering)
                }
                _ => Some(at.plus(answering)),
            };
            let Some(done) = done else { return at };
            self.people[person].busy_until = busy_until.max(done);
            self.push(done, Event::Answers { ask, person });
            return done;
        }
        if !chance.draw(Draw::Forgets).happens(FORGETS)
            && let Some(done) = self.later(person, ask, chance, at)
        {
            self.push(done, Event::Answers { ask, person });
        }
        at
    }

    /// When somebody answers what they put off at `at`.
    fn later(&self, person: usize, ask: usize, chance: Chance, at: Timestamp) -> Option<Timestamp> {
        let asked = &self.asks[ask];
        let timeline = &self.world.workers[person].timeline;
        let answering = chance.draw(Draw::Answering).spread(asked.want.answering());
        let pause = match timeline.at(at) {
            Doing::Desk => asked.want.put_off(),
            _ if asked.want <= Want::Now => Duration::ZERO,
            _ => BACK_AT_DESK,
        };
        let pause = chance.draw(Draw::Later).spread(pause);
        let done = timeline.after_desk(at, pause + answering)?;
        let knows = asked.want == Want::By
            || matches!(self.regime, Regime::Rules(Variant { heeded: true, .. }));
        let first = timeline.after_desk(at, answering)?;
        match asked.due {
            Some(due) if knows && first <= due && due < done => {
                if !chance.draw(Draw::Heeds).of(0).happens(HEEDS) {
                    return Some(done);
                }
                let somewhen = due
                    .since(first)
                    .mul_f64(chance.draw(Draw::Heeds).of(1).unit());
                let in_time = timeline.after_desk(first.plus(somewhen), Duration::ZERO);
                in_time.filter(|at| *at <= due).or(Some(first))
            }
            _ => Some(done),
        }
    }

    /// Whether one of a group takes what the group is asked. Who cannot help with a blocker never does.
    fn takes(&self, opener: usize, person: usize, why: Why) -> bool {
        let what = self.opener(opener);
        let can = what.kind != Kind::Blocker
            || what.chance.draw(Draw::CanHelp).of(person).happens(CAN_HELP);
        let chance = self.chance(opener, 0, person, why).draw(Draw::Takes);
        can && chance.happens(TAKES[usize::from(why != Why::Message)])
    }

    fn goes_on(&mut self, person: usize, opener: usize, turn: usize, next: Next, at: Timestamp) {
        let chance = self.chance(opener, turn, person, Why::Message);
        let writing = chance.draw(Draw::Writing).spread(WRITING);
        let timeline = &self.world.workers[person].timeline;
        let Some(done) = timeline.after_desk(at, writing) else {
            return;
        };
        let turn = turn + 1;
        let event = match next {
            Next::AsksOn => Event::AsksOn { opener, turn },
            Next::Thanks => Event::Thanks { opener, turn },
        };
        self.push(done, event);
    }

    /// An exchange begins, or goes on with a further question.
    pub(super) fn begins(&mut self, opener: usize) {
        self.asks_on(opener, 0);
    }

    pub(super) fn asks_on(&mut self, opener: usize, turn: usize) {
        let what = self.opener(opener);
        let asked = self.open_asks(opener, turn, None);
        self.send(&Sent {
            opener,
            turn,
            author: what.author,
            expectation: what.expectation_at(self.now),
            asked: &asked,
            answers: None,
            why: Why::Message,
            urgent: false,
        });
    }

    /// Opens the requests of a turn: who is asked, and which is theirs. `want` if it is not what the
    /// opener's expectation says.
    pub(super) fn open_asks(
        &mut self,
        opener: usize,
        turn: usize,
        want: Option<Want>,
    ) -> Vec<(usize, usize)> {
        let what = self.opener(opener);
        let Some(want) = want.or(Want::of(what.expectation)) else {
            return Vec::new();
        };
        match &what.asked {
            Asked::Nobody => Vec::new(),
            Asked::Each(asked) => asked
                .iter()
                .map(|person| (*person, self.open_ask(opener, turn, vec![*person], want)))
                .collect(),
            Asked::AnyOf(circle) => {
                let members = self.world.members(*circle).iter().copied();
                let others: Vec<usize> = members.filter(|member| *member != what.author).collect();
                let ask = self.open_ask(opener, turn, others.clone(), want);
                others.into_iter().map(|person| (person, ask)).collect()
            }
        }
    }

    fn open_ask(&mut self, opener: usize, turn: usize, asked: Vec<usize>, want: Want) -> usize {
        let what = self.opener(opener);
        let expectation = what.expectation_at(self.now);
        let due = if want == Want::Urgent {
            urgent_due(self.now, &self.settings).at
        } else {
            let dues = asked.iter().filter_map(|person| {
                let schedule = self.schedules.of(*person, false);
                due_instant(expectation, schedule, self.now, &self.settings)?.at
            });
            dues.min()
        };
        let ask = self.asks.len();
        let people = asked.clone();
        self.asks.push(Ask {
            opener,
            turn,
            from: what.author,
            any_of: matches!(what.asked, Asked::AnyOf(_)),
            asked,
            expectation,
            want,
            opened: self.now,
            due,
            answered: None,
        });
        if want != Want::Urgent {
            self.plan_reminder(ask);
            if let (Regime::Rules(_), Some(due)) = (self.regime, due) {
                for person in people {
                    let nudged_at = None;
                    self.push(
                        due,
                        Event::Overdue {
                            ask,
                            person,
                            nudged_at,
                        },
                    );
                }
            }
        }
        if what.kind == Kind::Blocker && matches!(self.regime, Regime::Rules(_)) {
            self.push(self.now, Event::BlockerClock(ask));
        }
        ask
    }

    /// When the sender asks again unless answered: the same in every run.
    fn plan_reminder(&mut self, ask: usize) {
        let asked = &self.asks[ask];
        let chance = self.chance(asked.opener, asked.turn, asked.from, Why::Reminder);
        if !chance.draw(Draw::Reminds).happens(REMINDS) {
            return;
        }
        let unit = chance.draw(Draw::RemindsAfter).unit();
        let patience = asked.want.patience();
        let at = match (asked.want, asked.due) {
            (Want::By, Some(due)) => due.plus(patience.mul_f64(unit)),
            _ => self.now.plus(patience.mul_f64(1.0 + unit)),
        };
        let timeline = &self.world.workers[asked.from].timeline;
        if let Some(at) = timeline.after_desk(at, Duration::ZERO) {
            self.push(at, Event::Reminds(ask));
        }
    }

    /// The sender asks again: a follow-up, which joins the request.
    pub(super) fn reminds(&mut self, ask: usize) {
        let asked = &self.asks[ask];
        if asked.answered.is_some() {
            return;
        }
        let people: Vec<(usize, usize)> = asked.asked.iter().map(|p| (*p, ask)).collect();
        self.send(&Sent {
            opener: asked.opener,
            turn: asked.turn,
            author: asked.from,
            expectation: asked.expectation,
            asked: &people,
            answers: None,
            why: Why::Reminder,
            urgent: false,
        });
    }

    /// Somebody sends their answer, if nobody was sooner.
    pub(super) fn answers(&mut self, ask: usize, person: usize) {
        let asked = &mut self.asks[ask];
        if asked.answered.is_some() {
            return;
        }
        asked.answered = Some(self.now);
        let (opener, turn, from) = (asked.opener, asked.turn, asked.from);
        let expectation = asked.expectation;
        let what = self.opener(opener);
        let chance = self.chance(opener, turn, from, Why::Message);
        let next = if turn < what.turns {
            Some(Next::AsksOn)
        } else {
            let thanks = chance.draw(Draw::Thanks).happens(THANKS);
            thanks.then_some(Next::Thanks)
        };
        self.send(&Sent {
            opener,
            turn,
            author: person,
            expectation: Expectation::None,
            asked: &[],
            answers: Some((from, expectation, next)),
            why: Why::Message,
            urgent: false,
        });
        self.says_verdict(opener, person);
    }

    pub(super) fn thanks(&mut self, opener: usize, turn: usize) {
        self.send(&Sent {
            opener,
            turn,
            author: self.opener(opener).author,
            expectation: Expectation::None,
            asked: &[],
            answers: None,
            why: Why::Message,
            urgent: false,
        });
    }
}
