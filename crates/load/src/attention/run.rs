//! One run over the drawn world: what reaches people when, what they do, and what comes of it.

mod answer;
mod clocks;
mod deliver;
mod outcome;
mod urgent;

use std::collections::BTreeMap;

use model::delivery::DeliveryKind;
use model::message::Expectation;
use model::settings::Settings;
use model::time::Timestamp;
use model::urgent::Urgent;
use rules::availability::Schedule;
use rules::delivery::Recipient;
use rules::escalation::Escalation;
use rules::hold::HeldRank;

use super::chance::{Chance, Draw};
use super::habits::{Strength, Want};
use super::opener::{Asked, Kind, Opener};
use super::queue::Queue;
use super::tally::Tally;
use super::timeline::Doing;
use super::world::{Schedules, World};
pub(super) use outcome::{Answered, Outcome};

/// What decides when something reaches somebody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Regime {
    /// Everything notifies everyone it concerns at once, as chat does.
    All,
    /// The same, but each silences the own nights.
    Nights,
    /// The rules.
    Rules(Variant),
}

/// How the rules are used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Variant {
    /// Chance that one of those who abuse the urgent mark sets it on a message that asks somebody.
    pub(super) abuse: f64,
    /// Whether the weekly budget of urgent messages is kept.
    pub(super) budget: bool,
    /// Whether people heed the due instants that their list of requests shows.
    pub(super) heeded: bool,
    /// Whether it is also decided what a message does to those whom it does not concern; nothing that
    /// anybody does depends on it.
    pub(super) bystanders: bool,
}

impl Variant {
    /// As they are meant.
    pub(super) const MEANT: Self = Self {
        abuse: 0.0,
        budget: true,
        heeded: true,
        bystanders: true,
    };
}

/// Why somebody comes to see a request; each has draws of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Message,
    Reminder,
    Nudge,
    TeamTold,
    Colleague,
    Reachable,
    SenderRings,
    Rota,
    /// The escalation's ring of that number.
    Escalation(usize),
}

impl Why {
    fn number(self) -> usize {
        match self {
            Self::Message => 0,
            Self::Reminder => 1,
            Self::Nudge => 2,
            Self::TeamTold => 3,
            Self::Colleague => 4,
            Self::Reachable => 5,
            Self::SenderRings => 6,
            Self::Rota => 7,
            Self::Escalation(number) => 8 + number,
        }
    }
}

/// What the asker does with an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    AsksOn,
    Thanks,
}

/// Something that concerns one person.
struct Item {
    person: usize,
    opener: usize,
    turn: usize,
    why: Why,
    /// The request that it asks them.
    ask: Option<usize>,
    next: Option<Next>,
    /// Whether it was marked urgent for them.
    pierces: bool,
    rank: HeldRank,
    read: bool,
    told: u8,
}

/// A request as the simulation follows it.
struct Ask {
    opener: usize,
    turn: usize,
    from: usize,
    /// Who is asked; all of a group.
    asked: Vec<usize>,
    any_of: bool,
    expectation: Expectation,
    want: Want,
    opened: Timestamp,
    due: Option<Timestamp>,
    answered: Option<Timestamp>,
}

/// Something that waits until its recipient can be told.
struct Held {
    recipient: Recipient,
    /// `None` for who is not concerned: it will be a badge.
    item: Option<usize>,
}

/// How one person stands in this run.
struct Standing {
    unseen: Vec<usize>,
    busy_until: Timestamp,
    held: Vec<Held>,
    /// When the held things are looked at again.
    held_until: Option<Timestamp>,
    digest: u32,
    digest_at: Option<Timestamp>,
    /// How far they trust the urgent mark: the share of true ones among the last.
    trust: f64,
    /// What they have sent as urgent.
    urgent: Vec<Urgent>,
}

enum Event {
    Opens(usize),
    Looks {
        person: usize,
        look: usize,
    },
    Notices {
        person: usize,
        items: Vec<usize>,
    },
    Release(usize),
    Digest(usize),
    Answers {
        ask: usize,
        person: usize,
    },
    AsksOn {
        opener: usize,
        turn: usize,
    },
    Thanks {
        opener: usize,
        turn: usize,
    },
    Reminds(usize),
    Overdue {
        ask: usize,
        person: usize,
        nudged_at: Option<Timestamp>,
    },
    BlockerClock(usize),
    SenderRings(usize),
    SenderTurns(usize),
    Deadline(usize),
    Confirmed {
        opener: usize,
        by: usize,
    },
}

/// An escalation and the request it is of.
struct Rings {
    ask: usize,
    escalation: Escalation,
}

pub(super) struct Run<'w> {
    world: &'w World,
    schedules: &'w Schedules<'w>,
    regime: Regime,
    settings: Settings,
    now: Timestamp,
    queue: Queue<Event>,
    items: Vec<Item>,
    asks: Vec<Ask>,
    people: Vec<Standing>,
    rings: Vec<Rings>,
    /// The urgent openers that pierced: who sent them, and which of theirs it is.
    pierced: BTreeMap<usize, (usize, usize)>,
    tally: Tally,
}

impl<'w> Run<'w> {
    /// Runs a regime over the world to its end.
    pub(super) fn over(world: &'w World, schedules: &'w Schedules<'w>, regime: Regime) -> Outcome {
        let mut settings = world.settings.clone();
        if let Regime::Rules(Variant { budget: false, .. }) = regime {
            settings.urgent_per_week = u32::MAX;
        }
        let standing = || Standing {
            unseen: Vec::new(),
            busy_until: Timestamp::MIN,
            held: Vec::new(),
            held_until: None,
            digest: 0,
            digest_at: None,
            trust: 1.0,
            urgent: Vec::new(),
        };
        let mut run = Self {
            world,
            schedules,
            regime,
            settings,
            now: world.begin,
            queue: Queue::new(world.begin, world.over),
            items: Vec::new(),
            asks: Vec::new(),
            people: world.workers.iter().map(|_| standing()).collect(),
            rings: Vec::new(),
            pierced: BTreeMap::new(),
            tally: Tally::default(),
        };
        for (opener, what) in world.openers.iter().enumerate() {
            run.push(what.at, Event::Opens(opener));
        }
        for person in 0..world.workers.len() {
            run.push_look(person, 0);
        }
        while let Some((at, event)) = run.queue.pop() {
            run.now = at;
            run.happens(event);
        }
        run.outcome()
    }

    fn push(&mut self, at: Timestamp, event: Event) {
        self.queue.push(at.max(self.now), event);
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Opens(opener) => self.opens(opener),
            Event::Looks { person, look } => self.looks(person, look),
            Event::Notices { person, items } => self.reads(person, &items),
            Event::Release(person) => self.release(person),
            Event::Digest(person) => self.digest(person),
            Event::Answers { ask, person } => self.answers(ask, person),
            Event::AsksOn { opener, turn } => self.asks_on(opener, turn),
            Event::Thanks { opener, turn } => self.thanks(opener, turn),
            Event::Reminds(ask) => self.reminds(ask),
            Event::Overdue {
                ask,
                person,
                nudged_at,
            } => self.overdue(ask, person, nudged_at),
            Event::BlockerClock(ask) => self.blocker_clock(ask),
            Event::SenderRings(ask) => self.sender_rings(ask),
            Event::SenderTurns(ask) => self.sender_turns(ask),
            Event::Deadline(rings) => self.deadline(rings),
            Event::Confirmed { opener, by } => self.urgent(opener, Some(by)),
        }
    }

    fn opens(&mut self, opener: usize) {
        match self.opener(opener).kind {
            Kind::Call => self.calls(opener),
            Kind::Urgent => self.urgent(opener, None),
            Kind::Message if self.is_abused(opener) => self.urgent(opener, None),
            Kind::Message | Kind::Blocker => self.begins(opener),
        }
    }

    fn opener(&self, opener: usize) -> &'w Opener {
        &self.world.openers[opener]
    }

    /// Whether somebody who abuses the urgent mark marks this opener.
    fn is_abused(&self, opener: usize) -> bool {
        let Regime::Rules(Variant { abuse, .. }) = self.regime else {
            return false;
        };
        let what = self.opener(opener);
        what.asks_by_name()
            && self.world.abuses(what.author)
            && what.chance.draw(Draw::Abuses).happens(abuse)
    }

    /// The root of what is drawn about one person who comes to see a turn of an exchange.
    fn chance(&self, opener: usize, turn: usize, person: usize, why: Why) -> Chance {
        let root = self.opener(opener).chance;
        root.of(super::habits::PARTS + turn)
            .of(person)
            .of(why.number())
    }

    fn doing(&self, person: usize) -> Doing {
        self.world.doing(person, self.now)
    }

    /// The schedule of a person as the system knows it now: calls are held in Meanwhile.
    fn schedule(&self, person: usize) -> &'w Schedule<'w> {
        self.schedules.of(person, self.doing(person) == Doing::Live)
    }

    /// What something does to somebody; `item` is `None` for who is not concerned.
    fn apply(
        &mut self,
        kind: DeliveryKind,
        person: usize,
        recipient: Recipient,
        item: Option<usize>,
    ) {
        match (kind, item) {
            (DeliveryKind::Notify, Some(item)) => self.notify(person, vec![item], Strength::Plain),
            (DeliveryKind::BreakThrough, Some(item)) => self.pierce(person, item),
            (DeliveryKind::Hold { until }, item) => {
                self.hold(person, Held { recipient, item }, until);
            }
            (DeliveryKind::Digest, _) => self.add_to_digest(person),
            (DeliveryKind::Quiet | DeliveryKind::Notify | DeliveryKind::BreakThrough, _) => {
                self.tally.badges += 1;
            }
        }
    }
}
