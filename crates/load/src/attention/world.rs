//! The drawn world: people, their teams, and all that happens to them. The same for every run.

mod meetings;

use std::time::Duration;

use jiff::tz::TimeZone;
use model::availability::Holiday;
use model::group::Group;
use model::id::PersonId;
use model::settings::Settings;
use model::time::Timestamp;
use rules::availability::{Schedule, default_week};
use rules::group::on_duty;

use super::chance::Chance;
use super::habits;
use super::nouns;
use super::opener::{Opener, openers};
use super::people::{self, Sketch, Span, Worker, ZONES};
use super::timeline::Doing;

/// Monday, October 12, 2026, 00:00 UTC.
const BEGIN_MS: i64 = 1_791_763_200_000;

/// How long everything goes on after the last opener, so that what is held is told.
const AFTERWARDS: Duration = Duration::from_secs(14 * 24 * 60 * 60);

const TEAM: usize = 10;
const PROJECT: usize = 25;
const DEPARTMENT: usize = 100;

/// How many take turns on a department's rota.
const ROTA: usize = 6;

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawing {
    pub(super) seed: u64,
    pub(super) people: usize,
    pub(super) days: u32,
    /// How many of a hundred openers that ask somebody by name are truly urgent.
    pub(super) urgent_percent: f64,
}

/// People by number, who belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Circle {
    Team(usize),
    Project(usize),
    Department(usize),
    Everyone,
}

/// One turn on a department's rota.
struct Turn {
    from: Timestamp,
    until: Timestamp,
    person: usize,
}

pub(super) struct World {
    pub(super) drawing: Drawing,
    pub(super) begin: Timestamp,
    /// After it nothing begins any more.
    pub(super) end: Timestamp,
    /// After it nothing happens any more.
    pub(super) over: Timestamp,
    pub(super) workers: Vec<Worker>,
    pub(super) settings: Settings,
    pub(super) openers: Vec<Opener>,
    pub(super) holidays: Vec<Vec<Holiday>>,
    circles: Circles,
    turns: Vec<Vec<Turn>>,
}

/// Who belongs where.
struct Circles {
    teams: Vec<Vec<usize>>,
    projects: Vec<Vec<usize>>,
    departments: Vec<Vec<usize>>,
    everyone: Vec<usize>,
}

impl Circles {
    fn of(people: usize) -> Self {
        let grouped = |count: usize, which: &dyn Fn(usize) -> usize| {
            let mut circles = vec![Vec::new(); count];
            for person in 0..people {
                if let Some(circle) = circles.get_mut(which(person)) {
                    circle.push(person);
                }
            }
            circles
        };
        let count = |size: usize| (people / size).max(1);
        let projects = count(PROJECT);
        Self {
            teams: grouped(count(TEAM), &|person| team_of(people, person)),
            projects: grouped(projects, &|person| project_of(people, person)),
            departments: grouped(count(DEPARTMENT), &|person| department_of(people, person)),
            everyone: (0..people).collect(),
        }
    }
}

fn team_of(people: usize, person: usize) -> usize {
    (person / TEAM).min((people / TEAM).max(1) - 1)
}

/// Projects cut through teams: neighbours by number are in different ones.
fn project_of(people: usize, person: usize) -> usize {
    person % (people / PROJECT).max(1)
}

fn department_of(people: usize, person: usize) -> usize {
    (person / DEPARTMENT).min((people / DEPARTMENT).max(1) - 1)
}

impl World {
    pub(super) fn draw(drawing: Drawing) -> Self {
        let begin = Timestamp::from_millis(BEGIN_MS);
        let end = begin.plus(Duration::from_secs(u64::from(drawing.days) * 24 * 60 * 60));
        let over = end.plus(AFTERWARDS);
        let chance = Chance::new(drawing.seed);
        let holidays = people::holidays();
        let circles = Circles::of(drawing.people);
        let span = Span { begin, end: over };
        let mut sketches: Vec<Sketch> = (0..drawing.people)
            .map(|number| {
                let chance = chance.of(1).of(number);
                let team = Chance::new(drawing.seed)
                    .of(2)
                    .of(team_of(drawing.people, number));
                let zone = people::zone_of(team, chance.of(0));
                let holidays = holidays.get(zone).map_or(&[][..], Vec::as_slice);
                Sketch::draw(number, zone, holidays, span, chance.of(1))
            })
            .collect();
        meetings::draw(&mut sketches, &circles, span, chance.of(3));
        let workers = sketches.into_iter().map(Sketch::finish).collect();
        let mut world = Self {
            drawing,
            begin,
            end,
            over,
            workers,
            settings: Settings::default(),
            openers: Vec::new(),
            holidays,
            circles,
            turns: Vec::new(),
        };
        world.draw_helpers(chance.of(5));
        world.turns = world
            .departments()
            .iter()
            .map(|group| world.turns_of(group))
            .collect();
        world.openers = openers(&world, chance.of(4));
        world
    }

    /// The departments with their rotas, each handed over at the zone of its first person.
    fn departments(&self) -> Vec<Group> {
        let numbered = self.circles.departments.iter().enumerate();
        numbered
            .map(|(number, members)| {
                let stride = (members.len() / ROTA).max(1);
                let order: Vec<usize> =
                    members.iter().step_by(stride).take(ROTA).copied().collect();
                let zone = order
                    .first()
                    .and_then(|first| self.workers.get(*first))
                    .and_then(|worker| ZONES.get(worker.zone))
                    .map_or("UTC", |zone| zone.name);
                let before = self.begin.minus(Duration::from_secs(7 * 24 * 60 * 60));
                let first = TimeZone::UTC.to_datetime(before.to_jiff()).date();
                nouns::department(number, members, &order, zone, first)
            })
            .collect()
    }

    /// All turns of a rota, as the rules say.
    fn turns_of(&self, group: &Group) -> Vec<Turn> {
        let mut turns = Vec::new();
        let mut at = self.begin;
        while at < self.over
            && let Some(duty) = group.rota.as_ref().and_then(|rota| on_duty(rota, at))
        {
            if let Some(person) = self.number_of(duty.person) {
                turns.push(Turn {
                    from: duty.from,
                    until: duty.until,
                    person,
                });
            }
            at = duty.until.max(at.plus(Duration::from_secs(60)));
        }
        turns
    }

    /// The number of a person; ids sort as the numbers do.
    pub(super) fn number_of(&self, id: PersonId) -> Option<usize> {
        self.workers
            .binary_search_by_key(&id, |worker| worker.person.id)
            .ok()
    }

    pub(super) fn members(&self, circle: Circle) -> &[usize] {
        let circles = &self.circles;
        let found = match circle {
            Circle::Team(number) => circles.teams.get(number),
            Circle::Project(number) => circles.projects.get(number),
            Circle::Department(number) => circles.departments.get(number),
            Circle::Everyone => Some(&circles.everyone),
        };
        found.map_or(&[], Vec::as_slice)
    }

    pub(super) fn team_of(&self, person: usize) -> Circle {
        Circle::Team(team_of(self.workers.len(), person))
    }

    pub(super) fn project_of(&self, person: usize) -> Circle {
        Circle::Project(project_of(self.workers.len(), person))
    }

    pub(super) fn department_of(&self, person: usize) -> Circle {
        Circle::Department(department_of(self.workers.len(), person))
    }

    /// Who is on duty in a person's department.
    pub(super) fn on_duty(&self, person: usize, at: Timestamp) -> Option<usize> {
        let department = department_of(self.workers.len(), person);
        let turn = self
            .turns
            .get(department)?
            .iter()
            .find(|turn| turn.from <= at && at < turn.until)?;
        Some(turn.person)
    }

    /// Who stands in for a person: the next of their team, or nobody.
    fn draw_deputy(&self, person: usize, chance: Chance) -> Option<usize> {
        let team = self.members(self.team_of(person));
        let place = team.iter().position(|member| *member == person)?;
        let next = team.get((place + 1) % team.len()).copied()?;
        (next != person && chance.happens(habits::DEPUTY)).then_some(next)
    }

    /// What people have said of standing in and of rings, which takes their teams.
    fn draw_helpers(&mut self, chance: Chance) {
        for person in 0..self.workers.len() {
            let deputy = self.draw_deputy(person, chance.of(0).of(person));
            let rings = chance.of(1).of(person).happens(habits::RINGS_OFF_HOURS);
            let availability = &mut self.workers[person].availability;
            availability.deputies = deputy.map(nouns::person_id).into_iter().collect();
            availability.off_hours_rings = rings;
        }
    }

    /// Whether somebody abuses the urgent mark where it is abused.
    pub(super) fn abuses(&self, person: usize) -> bool {
        let chance = Chance::new(self.drawing.seed).of(7).of(person);
        chance.happens(habits::ABUSERS)
    }

    /// What the system knows of a worker's time, made ready.
    pub(super) fn schedule<'w>(&'w self, worker: &'w Worker, in_call: bool) -> Schedule<'w> {
        let holidays = self.holidays.get(worker.zone);
        let said = &worker.availability;
        Schedule::new(&worker.person, said, in_call, default_week())
            .with_holidays(holidays.map_or(&[], Vec::as_slice))
    }

    pub(super) fn doing(&self, person: usize, at: Timestamp) -> Doing {
        let worker = self.workers.get(person);
        worker.map_or(Doing::Off, |worker| worker.timeline.at(at))
    }
}

/// Everyone's schedule made ready: out of a call, and in one.
pub(super) struct Schedules<'w>(Vec<[Schedule<'w>; 2]>);

impl<'w> Schedules<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        let ready = |worker| [false, true].map(|in_call| world.schedule(worker, in_call));
        Self(world.workers.iter().map(ready).collect())
    }

    pub(super) fn of(&self, person: usize, in_call: bool) -> &Schedule<'w> {
        &self.0[person][usize::from(in_call)]
    }
}
