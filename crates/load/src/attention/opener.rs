//! What people begin: messages, urgent ones, blockers and calls, drawn once for all runs.

use model::message::Expectation;
use model::time::Timestamp;

use super::chance::Chance;
use super::habits::{ASKS_ON, OPENERS_EVERY, TURNS_MAX};
use super::timeline::Doing;
use super::world::{Circle, World};

/// Of a hundred openers: raise a blocker, ring somebody; the rest are messages.
const BLOCKERS: f64 = 0.006;
const CALLS: f64 = 0.04;

/// Where openers stand: a direct conversation, the channel of the own team, of a project, of the
/// department, of everyone.
const PLACES: [f64; 5] = [0.45, 0.35, 0.1598, 0.04, 0.0002];

/// Whom a message in a team's or project's channel asks: nobody, one, two or three each, any one of
/// the team, everyone of the team.
const ASKED: [f64; 5] = [0.40, 0.40, 0.10, 0.09, 0.01];

/// The same in the channels of departments and of everyone.
const ASKED_OF_MANY: [f64; 5] = [0.85, 0.10, 0.0, 0.05, 0.0];

/// What a message wants that asks somebody: now, today, this week, by an instant, nothing; in channels
/// and in direct conversations.
const WANTS: [f64; 5] = [0.08, 0.55, 0.20, 0.07, 0.10];
const WANTS_DIRECT: [f64; 5] = [0.15, 0.60, 0.10, 0.05, 0.10];

/// With whom people speak: their team, their project, anybody.
const PARTNERS: [f64; 3] = [0.60, 0.25, 0.15];

/// Chance that somebody rings a person who is asleep, or off: people roughly know the zones.
const RINGS_ASLEEP: f64 = 0.1;
const RINGS_OFF: f64 = 0.5;

/// What an opener is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Message,
    /// Truly urgent.
    Urgent,
    Blocker,
    /// Rings; a message if nobody answers.
    Call,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Direct,
    Channel(Circle),
}

/// Whom it asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Nobody,
    Each(Vec<usize>),
    /// A group of which any one answers.
    AnyOf(Circle),
}

/// What begins an exchange. Each exchange is a topic of its own.
#[derive(Clone, Debug)]
pub(super) struct Opener {
    pub(super) at: Timestamp,
    pub(super) author: usize,
    pub(super) kind: Kind,
    pub(super) place: Place,
    pub(super) asked: Asked,
    pub(super) expectation: Expectation,
    /// How many further questions follow the answers.
    pub(super) turns: usize,
    /// The root of all that is drawn about it.
    pub(super) chance: Chance,
}

impl Opener {
    /// What a message of the exchange wants that is sent at `at`: a later one that names an instant
    /// gives as much time as the first.
    pub(super) fn expectation_at(&self, at: Timestamp) -> Expectation {
        match self.expectation {
            Expectation::By(named) => Expectation::By(named.plus(at.since(self.at))),
            other => other,
        }
    }

    /// Whether it is a message that asks people by name: only such a one can be marked urgent.
    pub(super) fn asks_by_name(&self) -> bool {
        let message = matches!(self.kind, Kind::Message | Kind::Urgent);
        message && matches!(&self.asked, Asked::Each(asked) if !asked.is_empty())
    }
}

/// All openers, in order of time.
pub(super) fn openers(world: &World, chance: Chance) -> Vec<Opener> {
    let mut openers = Vec::new();
    for (author, worker) in world.workers.iter().enumerate() {
        let mut at = world.begin;
        for number in 0.. {
            let chance = chance.of(author).of(number);
            let gap = chance.of(0).gap(OPENERS_EVERY);
            match worker.timeline.after_desk(at, gap) {
                Some(next) if next < world.end => at = next,
                _ => break,
            }
            openers.extend(opener(world, author, at, chance.of(1)));
        }
    }
    openers.sort_by_key(|opener| (opener.at, opener.author));
    openers
}

/// `None` if there is nobody to speak with.
fn opener(world: &World, author: usize, at: Timestamp, chance: Chance) -> Option<Opener> {
    let mut opener = Opener {
        at,
        author,
        kind: Kind::Message,
        place: Place::Direct,
        asked: Asked::Nobody,
        expectation: Expectation::None,
        turns: 0,
        chance,
    };
    match chance
        .of(0)
        .pick(&[BLOCKERS, CALLS, 1.0 - BLOCKERS - CALLS])
    {
        0 => {
            opener.kind = Kind::Blocker;
            opener.place = Place::Channel(world.team_of(author));
            opener.asked = Asked::AnyOf(world.team_of(author));
            opener.expectation = Expectation::Today;
            return Some(opener);
        }
        1 => {
            let callee = partner(world, author, chance.of(1))?;
            opener.asked = Asked::Each(vec![callee]);
            opener.expectation = Expectation::Today;
            let rings = match world.doing(callee, at) {
                Doing::Asleep => chance.of(2).happens(RINGS_ASLEEP),
                Doing::Off => chance.of(2).happens(RINGS_OFF),
                _ => true,
            };
            if rings {
                opener.kind = Kind::Call;
            }
        }
        _ => write(world, &mut opener, chance)?,
    }
    if let Asked::Each(asked) = &opener.asked
        && opener.kind == Kind::Message
    {
        let few = asked.len() <= 2;
        if few && chance.of(3).happens(world.drawing.urgent_percent / 100.0) {
            opener.kind = Kind::Urgent;
            opener.expectation = Expectation::Now;
        } else if asked.len() == 1 && opener.expectation != Expectation::None {
            let further = (0..TURNS_MAX).take_while(|turn| chance.of(4).of(*turn).happens(ASKS_ON));
            opener.turns = further.count();
        }
    }
    Some(opener)
}

/// Draws where a message stands, whom it asks and what it wants.
fn write(world: &World, opener: &mut Opener, chance: Chance) -> Option<()> {
    let author = opener.author;
    let circle = match chance.of(1).pick(&PLACES) {
        0 => {
            let other = partner(world, author, chance.of(2))?;
            opener.asked = Asked::Each(vec![other]);
            opener.expectation = expectation(&WANTS_DIRECT, opener.at, chance.of(5));
            return Some(());
        }
        1 => world.team_of(author),
        2 => world.project_of(author),
        3 => world.department_of(author),
        _ => Circle::Everyone,
    };
    let shares = match circle {
        Circle::Team(_) | Circle::Project(_) => &ASKED,
        Circle::Department(_) | Circle::Everyone => &ASKED_OF_MANY,
    };
    opener.place = Place::Channel(circle);
    opener.asked = match chance.of(6).pick(shares) {
        0 => Asked::Nobody,
        1 => Asked::Each(some_of(world, circle, author, 1, chance.of(7))),
        2 => {
            let count = 2 + chance.of(8).below(2);
            Asked::Each(some_of(world, circle, author, count, chance.of(7)))
        }
        3 => Asked::AnyOf(world.team_of(author)),
        _ => {
            let team = world.members(world.team_of(author));
            let others = team.iter().copied().filter(|member| *member != author);
            Asked::Each(others.collect())
        }
    };
    if opener.asked != Asked::Nobody {
        opener.expectation = expectation(&WANTS, opener.at, chance.of(5));
    }
    Some(())
}

fn expectation(shares: &[f64], at: Timestamp, chance: Chance) -> Expectation {
    match chance.of(0).pick(shares) {
        0 => Expectation::Now,
        1 => Expectation::Today,
        2 => Expectation::ThisWeek,
        3 => {
            let minutes = chance.of(1).minutes(4 * 60, 5 * 24 * 60);
            let minutes = u64::try_from(minutes).unwrap_or(0);
            Expectation::By(at.plus(std::time::Duration::from_secs(60 * minutes)))
        }
        _ => Expectation::None,
    }
}

/// Somebody else that the author speaks with.
fn partner(world: &World, author: usize, chance: Chance) -> Option<usize> {
    let circle = match chance.of(0).pick(&PARTNERS) {
        0 => world.team_of(author),
        1 => world.project_of(author),
        _ => Circle::Everyone,
    };
    some_of(world, circle, author, 1, chance.of(1)).pop()
}

/// So many others of a circle, or fewer if it is small.
fn some_of(
    world: &World,
    circle: Circle,
    author: usize,
    count: usize,
    chance: Chance,
) -> Vec<usize> {
    let members = world.members(circle);
    let mut chosen = Vec::new();
    for number in 0..4 * count {
        let index = chance.of(number).below(members.len());
        match members.get(index) {
            Some(member) if *member != author && !chosen.contains(member) => chosen.push(*member),
            _ => {}
        }
        if chosen.len() == count {
            break;
        }
    }
    chosen
}
