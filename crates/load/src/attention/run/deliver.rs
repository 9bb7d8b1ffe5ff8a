//! From a message to those it reaches: at once, together in the morning, as a badge or a digest.

use model::channel::ChannelKind;
use model::delivery::DeliveryKind;
use model::message::Expectation;
use model::time::Timestamp;
use model::topic::TopicLevel;
use rules::delivery::{Recipient, decide_delivery, decide_urgent_delivery};
use rules::hold::{HeldRank, Release, decide_release, next_digest};

use super::{Asked, Event, Held, Item, Next, Regime, Run, Variant, Why};
use crate::attention::chance::Draw;
use crate::attention::habits::{Strength, TRUST_STEP, notices};
use crate::attention::opener::{Kind, Place};
use crate::attention::timeline::Doing;
use crate::attention::world::Circle;

/// A message on its way.
pub(super) struct Sent<'a> {
    pub(super) opener: usize,
    pub(super) turn: usize,
    pub(super) author: usize,
    pub(super) expectation: Expectation,
    /// Whom it asks, with their requests.
    pub(super) asked: &'a [(usize, usize)],
    /// Whose request it answers, how soon they wanted it, and what they do with the answer.
    pub(super) answers: Option<(usize, Expectation, Option<Next>)>,
    pub(super) why: Why,
    pub(super) urgent: bool,
}

impl Run<'_> {
    /// Sends a message to everyone who stands where it does.
    pub(super) fn send(&mut self, sent: &Sent<'_>) {
        self.tally.messages += 1;
        let what = self.opener(sent.opener);
        match what.place {
            Place::Direct => {
                let asked: &[usize] = match &what.asked {
                    Asked::Each(asked) => asked,
                    Asked::Nobody | Asked::AnyOf(_) => &[],
                };
                for person in asked.iter().copied().chain([what.author]) {
                    self.send_to(person, sent, None);
                }
            }
            Place::Channel(circle) => {
                let world = self.world;
                for person in world.members(circle).iter().copied() {
                    self.send_to(person, sent, Some(circle));
                }
            }
        }
    }

    fn send_to(&mut self, person: usize, sent: &Sent<'_>, circle: Option<Circle>) {
        if person == sent.author {
            return;
        }
        let ask = sent.asked.iter().find(|(asked, _)| *asked == person);
        let answers = sent.answers.filter(|(asker, _, _)| *asker == person);
        let recipient = Recipient {
            expectation: sent.expectation,
            channel: circle.map_or(ChannelKind::Direct, |_| ChannelKind::Public),
            asked: ask.is_some() || circle.is_none(),
            answers: answers.map(|(_, expectation, _)| expectation),
            level: self.level(sent.opener, person, circle),
        };
        let concerned =
            recipient.asked || recipient.answers.is_some() || recipient.level == TopicLevel::Follow;
        if !concerned
            && matches!(
                self.regime,
                Regime::Rules(Variant {
                    bystanders: false,
                    ..
                })
            )
        {
            return;
        }
        let item = concerned.then(|| {
            self.add_item(Item {
                person,
                opener: sent.opener,
                turn: sent.turn,
                why: sent.why,
                ask: ask.map(|(_, ask)| *ask),
                next: answers.and_then(|(_, _, next)| next),
                pierces: false,
                rank: self.rank(&recipient, ask.map(|(_, ask)| *ask)),
                read: false,
                told: 0,
            })
        });
        self.route(person, recipient, item, sent.urgent);
    }

    fn rank(&self, recipient: &Recipient, ask: Option<usize>) -> HeldRank {
        let expectation = if recipient.asked {
            recipient.expectation
        } else {
            Expectation::None
        };
        HeldRank {
            urgent: false,
            expectation,
            due_at: ask.and_then(|ask| self.asks[ask].due),
            said_at: self.now,
        }
    }

    /// Who takes part follows; of the others some follow and some mute.
    fn level(&self, opener: usize, person: usize, circle: Option<Circle>) -> TopicLevel {
        let what = self.opener(opener);
        let takes_part = what.author == person
            || matches!(&what.asked, Asked::Each(asked) if asked.contains(&person));
        let shares = match circle {
            _ if takes_part => return TopicLevel::Follow,
            None => return TopicLevel::Follow,
            Some(Circle::Team(_)) => [0.15, 0.05, 0.80],
            Some(Circle::Project(_)) => [0.08, 0.15, 0.77],
            Some(Circle::Department(_)) => [0.03, 0.20, 0.77],
            Some(Circle::Everyone) => [0.02, 0.20, 0.78],
        };
        match what.chance.draw(Draw::Level).of(person).pick(&shares) {
            0 => TopicLevel::Follow,
            1 => TopicLevel::Mute,
            _ => TopicLevel::Normal,
        }
    }

    /// What everyone who looks by themselves will see.
    pub(super) fn add_item(&mut self, item: Item) -> usize {
        let id = self.items.len();
        self.people[item.person].unseen.push(id);
        self.items.push(item);
        id
    }

    /// Asks somebody something more about a request, as by a message that asks them.
    pub(super) fn ask_also(
        &mut self,
        ask: usize,
        person: usize,
        expectation: Expectation,
        why: Why,
    ) {
        let recipient = Recipient {
            expectation,
            channel: ChannelKind::Direct,
            asked: true,
            answers: None,
            level: TopicLevel::Follow,
        };
        let item = self.item_of(ask, person, recipient, why);
        self.route(person, recipient, Some(item), false);
    }

    pub(super) fn item_of(
        &mut self,
        ask: usize,
        person: usize,
        recipient: Recipient,
        why: Why,
    ) -> usize {
        let rank = self.rank(&recipient, Some(ask));
        let (opener, turn) = (self.asks[ask].opener, self.asks[ask].turn);
        self.add_item(Item {
            person,
            opener,
            turn,
            why,
            ask: Some(ask),
            next: None,
            pierces: false,
            rank,
            read: false,
            told: 0,
        })
    }

    fn route(&mut self, person: usize, recipient: Recipient, item: Option<usize>, urgent: bool) {
        match (self.regime, item) {
            (Regime::Rules(_), _) => {
                let schedule = self.schedule(person);
                let (kind, _) = if urgent {
                    decide_urgent_delivery(&recipient, schedule, self.now)
                } else {
                    decide_delivery(&recipient, schedule, self.now)
                };
                self.apply(kind, person, recipient, item);
            }
            (Regime::All | Regime::Nights, Some(item)) => {
                if self.silenced(person) {
                    self.tally.badges += 1;
                } else {
                    self.notify(person, vec![item], Strength::Plain);
                }
            }
            (Regime::All | Regime::Nights, None) => self.tally.badges += 1,
        }
    }

    /// Whether their own do-not-disturb is on; nobody on duty has it on.
    pub(super) fn silenced(&self, person: usize) -> bool {
        self.regime == Regime::Nights
            && self.world.workers[person].silent_at(self.now)
            && self.world.on_duty(person, self.now) != Some(person)
    }

    /// Tells somebody these things, as one.
    pub(super) fn notify(&mut self, person: usize, items: Vec<usize>, strength: Strength) {
        let Some(first) = items.first() else { return };
        let doing = self.doing(person);
        self.tally.told(doing, strength);
        let item = &self.items[*first];
        let chance = self.chance(item.opener, item.turn, person, item.why);
        for item in &items {
            let item = &mut self.items[*item];
            item.told = item.told.saturating_add(1);
        }
        let (likely, median) = notices(strength, doing);
        if chance.draw(Draw::Notices).happens(likely) {
            let after = chance.draw(Draw::NoticesAfter).spread(median);
            self.push(self.now.plus(after), Event::Notices { person, items });
        }
    }

    /// Tells somebody something marked urgent. Who has seen the mark abused takes it for a notification
    /// like any other, as often as it was abused.
    pub(super) fn pierce(&mut self, person: usize, item: usize) {
        let thing = &mut self.items[item];
        thing.pierces = true;
        thing.rank.urgent = true;
        let (opener, turn, why) = (thing.opener, thing.turn, thing.why);
        let truly = self.opener(opener).kind == Kind::Urgent;
        let standing = &mut self.people[person];
        let trust = standing.trust;
        standing.trust += TRUST_STEP * (f64::from(u8::from(truly)) - trust);
        let chance = self.chance(opener, turn, person, why);
        let trusts = chance.draw(Draw::Trusts).unit() <= trust;
        self.tally.pierces += 1;
        if trusts {
            self.notify(person, vec![item], Strength::Pierce);
        } else {
            self.notify(person, vec![item], Strength::Plain);
        }
    }

    /// Looked at again when the rules say so, and when a meeting they are in is over.
    pub(super) fn hold(&mut self, person: usize, held: Held, until: Timestamp) {
        self.tally.held += 1;
        self.people[person].held.push(held);
        self.wake(person, until);
    }

    fn wake(&mut self, person: usize, until: Timestamp) {
        let timeline = &self.world.workers[person].timeline;
        let until = if self.doing(person) == Doing::Live {
            until.min(timeline.end_at(self.now))
        } else {
            until
        };
        let standing = &mut self.people[person];
        if standing.held_until.is_none_or(|known| until < known) {
            standing.held_until = Some(until);
            self.push(until, Event::Release(person));
        }
    }

    pub(super) fn release(&mut self, person: usize) {
        if self.people[person].held_until != Some(self.now) {
            return;
        }
        self.people[person].held_until = None;
        let schedule = self.schedule(person);
        let mut together = Vec::new();
        for held in std::mem::take(&mut self.people[person].held) {
            let read = held.item.is_some_and(|item| self.items[item].read);
            match decide_release(&held.recipient, schedule, read, self.now) {
                Release::Drop => self.tally.read_before += 1,
                Release::Hold { until, .. } => {
                    self.people[person].held.push(held);
                    self.wake(person, until);
                }
                Release::Tell { kind, .. } => {
                    self.tally.released += 1;
                    match (kind, held.item) {
                        (DeliveryKind::Notify, Some(item)) => together.push(item),
                        _ => self.tally.badges += 1,
                    }
                }
            }
        }
        together.sort_by_key(|item| self.items[*item].rank.sort_key());
        self.tally.largest_together = self.tally.largest_together.max(together.len());
        self.notify(person, together, Strength::Plain);
    }

    pub(super) fn add_to_digest(&mut self, person: usize) {
        self.tally.digested += 1;
        self.people[person].digest += 1;
        if self.people[person].digest_at.is_none() {
            let at = next_digest(self.schedule(person), self.now);
            self.people[person].digest_at = at;
            if let Some(at) = at {
                self.push(at, Event::Digest(person));
            }
        }
    }

    pub(super) fn digest(&mut self, person: usize) {
        let standing = &mut self.people[person];
        let lines = std::mem::take(&mut standing.digest);
        standing.digest_at = None;
        self.tally.digest_told += u64::from(lines);
        self.tally.largest_digest = self.tally.largest_digest.max(lines);
    }
}
