//! What clocks do under the rules (overdue requests, blockers), and what senders do by themselves in
//! every run (calls, ringing after something urgent).

use std::time::Duration;

use model::channel::ChannelKind;
use model::message::Expectation;
use model::time::Timestamp;
use model::topic::TopicLevel;
use rules::availability::next_reachable;
use rules::blocker::{BlockerStep, decide_blocker};
use rules::break_through::urgent_budget;
use rules::call_guard::{RingDecision, call_guard};
use rules::delivery::Recipient;
use rules::hold::decide_notice;
use rules::overdue::{OverdueSoFar, OverdueStep, decide_overdue};

use super::{Asked, Event, Regime, Run, Why};
use crate::attention::chance::Draw;
use crate::attention::habits::{CALLS_OVERDUE, KNOWS_WHO_WORKS, Strength, Want, notices};
use crate::attention::nouns;
use crate::attention::timeline::Doing;

/// How long a short call takes.
const SHORT_CALL: Duration = Duration::from_secs(5 * 60);

/// A notice that is not a message goes the way of a message that asks for today.
const NOTICE: Recipient = Recipient {
    expectation: Expectation::Today,
    channel: ChannelKind::Public,
    asked: true,
    answers: None,
    level: TopicLevel::Normal,
};

impl Run<'_> {
    /// Tells somebody of a request by a notice.
    fn notice(&mut self, ask: usize, person: usize, why: Why) {
        let item = self.item_of(ask, person, NOTICE, why);
        let (kind, _) = decide_notice(self.schedule(person), self.now);
        self.apply(kind, person, NOTICE, Some(item));
    }

    /// Looks at an overdue request of one asked person.
    pub(super) fn overdue(&mut self, ask: usize, person: usize, nudged_at: Option<Timestamp>) {
        let asked = &self.asks[ask];
        if asked.answered.is_some() {
            return;
        }
        let request = nouns::request(
            person,
            asked.from,
            asked.expectation,
            asked.opened,
            asked.due,
        );
        let so_far = OverdueSoFar {
            nudged_at,
            offered_at: None,
        };
        let from = asked.from;
        let schedule = self.schedule(person);
        match decide_overdue(&request, so_far, schedule, self.now, &self.settings) {
            OverdueStep::Wait { until } => self.push(
                until,
                Event::Overdue {
                    ask,
                    person,
                    nudged_at,
                },
            ),
            OverdueStep::Nudge => {
                self.tally.nudges += 1;
                self.notice(ask, person, Why::Nudge);
                let nudged_at = Some(self.now);
                self.push(
                    self.now,
                    Event::Overdue {
                        ask,
                        person,
                        nudged_at,
                    },
                );
            }
            OverdueStep::Offer { call } => {
                self.tally.offers += 1;
                let chance =
                    self.chance(self.asks[ask].opener, self.asks[ask].turn, from, Why::Nudge);
                let calls = chance.draw(Draw::CallsOverdue).happens(CALLS_OVERDUE);
                let both = [from, person].map(|one| self.doing(one)) == [Doing::Desk; 2];
                if call && calls && both {
                    self.push(self.now.plus(SHORT_CALL), Event::Answers { ask, person });
                }
            }
            OverdueStep::Nothing => {}
        }
    }

    /// Looks at a blocker that is not helped yet.
    pub(super) fn blocker_clock(&mut self, ask: usize) {
        let asked = &self.asks[ask];
        if asked.answered.is_some() {
            return;
        }
        let blocker = nouns::blocker(asked.from, asked.opened);
        let raiser = self.schedule(asked.from);
        match decide_blocker(&blocker, raiser, self.now, &self.settings) {
            BlockerStep::Wait { until } => self.push(until, Event::BlockerClock(ask)),
            BlockerStep::TellTeam => {
                for person in asked.asked.clone() {
                    self.notice(ask, person, Why::TeamTold);
                }
            }
            BlockerStep::Nothing => {}
        }
    }

    /// Somebody wants to talk: it rings, unless the other's silence or the guard is before it. What is
    /// not answered becomes a message that asks to call back today.
    pub(super) fn calls(&mut self, opener: usize) {
        let what = self.opener(opener);
        let Asked::Each(asked) = &what.asked else {
            return;
        };
        let Some(callee) = asked.first().copied() else {
            return;
        };
        let rings = match self.regime {
            Regime::All => true,
            Regime::Nights => !self.silenced(callee),
            Regime::Rules(_) => {
                let caller = self.schedule(what.author);
                let spent = &self.people[what.author].urgent;
                let budget = urgent_budget(spent, caller.zone(), self.now, &self.settings);
                let callee = self.schedule(callee);
                let guard = call_guard(caller, callee, budget, self.now, &self.settings);
                matches!(guard, RingDecision::Ring)
            }
        };
        if rings
            && self
                .picks_up(callee, opener, Want::Now, Why::Message)
                .is_some()
        {
            return;
        }
        self.begins(opener);
    }

    /// Rings somebody; answers when they have picked up, if they do and take the time.
    fn picks_up(
        &mut self,
        person: usize,
        opener: usize,
        want: Want,
        why: Why,
    ) -> Option<Timestamp> {
        let doing = self.doing(person);
        self.tally.told(doing, Strength::Ring);
        let chance = self.chance(opener, 0, person, why);
        let (likely, median) = notices(Strength::Ring, doing);
        let takes_time = chance.draw(Draw::AtOnce).happens(want.at_once(doing));
        let picks_up = chance.draw(Draw::Notices).happens(likely);
        let after = chance.draw(Draw::NoticesAfter).spread(median);
        (picks_up && takes_time).then(|| self.now.plus(after))
    }

    /// Rings somebody about a request, which they answer if they pick up.
    pub(super) fn rings_about(&mut self, ask: usize, person: usize, why: Why) {
        let opener = self.asks[ask].opener;
        let want = self.asks[ask].want.min(Want::Now);
        if let Some(picked_up) = self.picks_up(person, opener, want, why) {
            let chance = self.chance(opener, 0, person, why);
            let answering = chance.draw(Draw::Answering).spread(want.answering());
            self.push(picked_up.plus(answering), Event::Answers { ask, person });
        }
    }

    /// The sender of something urgent waits no longer and rings the asked person.
    pub(super) fn sender_rings(&mut self, ask: usize) {
        let asked = &self.asks[ask];
        if asked.answered.is_none() {
            let person = asked.asked.first().copied().unwrap_or(asked.from);
            self.rings_about(ask, person, Why::SenderRings);
        }
    }

    /// The sender turns to a colleague of the team, one who is at work if they know of one.
    pub(super) fn sender_turns(&mut self, ask: usize) {
        let asked = &self.asks[ask];
        if asked.answered.is_some() {
            return;
        }
        let (from, opener) = (asked.from, asked.opener);
        let chance = self.chance(opener, 0, from, Why::Colleague);
        let team = self.world.members(self.world.team_of(from));
        let first = chance.draw(Draw::Colleague).below(team.len());
        let asked = asked.asked.clone();
        let around = (0..team.len()).filter_map(|next| team.get((first + next) % team.len()));
        let others: Vec<usize> = around
            .copied()
            .filter(|person| *person != from && !asked.contains(person))
            .collect();
        let knows = chance.draw(Draw::Takes).happens(KNOWS_WHO_WORKS);
        // Under the rules the composer shows as well who is told at once.
        let told_now = |person: usize| {
            let rules = matches!(self.regime, Regime::Rules(_));
            !rules || next_reachable(self.schedule(person), self.now) == Some(self.now)
        };
        let at_desk = others
            .iter()
            .find(|person| knows && self.doing(**person) == Doing::Desk && told_now(**person));
        if let Some(person) = at_desk.or(others.first()).copied() {
            self.ask_also(ask, person, Expectation::Now, Why::Colleague);
        }
    }
}
