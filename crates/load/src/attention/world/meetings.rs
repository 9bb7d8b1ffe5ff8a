//! Meetings: two a week of each team, and those that people call.

use std::time::Duration;

use model::time::Timestamp;

use super::{Circles, project_of, team_of};
use crate::attention::chance::Chance;
use crate::attention::habits::{MEETING, MEETINGS_PER_DAY};
use crate::attention::people::{Sketch, Span};
use crate::attention::timeline::Doing;

const HALF_HOUR: Duration = Duration::from_secs(30 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Half hours of a day that somebody who calls a meeting tries.
const TRIES: usize = 40;

/// Who is at their desk comes; focus is left alone.
pub(super) fn draw(sketches: &mut [Sketch], circles: &Circles, span: Span, chance: Chance) {
    for (number, team) in circles.teams.iter().enumerate() {
        draw_of_team(sketches, team, span, chance.of(0).of(number));
    }
    let people = sketches.len();
    let days = span.end.since(span.begin).as_secs() / DAY.as_secs();
    for person in 0..people {
        let team = circles.teams.get(team_of(people, person));
        let project = circles.projects.get(project_of(people, person));
        for day in 0..days {
            let chance = chance
                .of(1)
                .of(person)
                .of(usize::try_from(day).unwrap_or(0));
            let midnight = span.begin.plus(DAY * u32::try_from(day).unwrap_or(0));
            let Some(at) = called_at(sketches, person, midnight, chance.of(0)) else {
                continue;
            };
            let circle = if chance.of(1).happens(0.6) {
                team
            } else {
                project
            };
            let circle = circle.map_or(&[][..], Vec::as_slice);
            let guests = 1 + chance.of(2).below(4);
            let chosen = (0..guests).filter_map(|guest| {
                let index = chance.of(3).of(guest).below(circle.len());
                circle.get(index).copied()
            });
            meet(sketches, chosen.chain([person]), at);
        }
    }
}

fn meet(sketches: &mut [Sketch], people: impl Iterator<Item = usize>, at: Timestamp) {
    for person in people {
        if let Some(sketch) = sketches.get_mut(person) {
            sketch.grid.fill_desk(at, at.plus(MEETING), Doing::Live);
        }
    }
}

/// On two days a week at the half hour at which most of the team are at work.
fn draw_of_team(sketches: &mut [Sketch], team: &[usize], span: Span, chance: Chance) {
    let working = |sketches: &[Sketch], at: Timestamp| {
        let at_work = |person: &&usize| {
            sketches
                .get(**person)
                .is_some_and(|sketch| !matches!(sketch.grid.at(at), Doing::Off | Doing::Asleep))
        };
        team.iter().filter(at_work).count()
    };
    for weekday in [1, 3] {
        let day = span.begin.plus(DAY * weekday);
        let first = u32::try_from(chance.of(weekday as usize).below(48)).unwrap_or(0);
        let best = (0..48)
            .map(|slot| day.plus(HALF_HOUR * ((first + slot) % 48)))
            .max_by_key(|at| working(sketches, *at));
        let mut next = best;
        while let Some(at) = next.filter(|at| *at < span.end) {
            meet(sketches, team.iter().copied(), at);
            next = Some(at.plus(DAY * 7));
        }
    }
}

/// When somebody who is at their desk on that day calls a meeting, if they do.
fn called_at(
    sketches: &[Sketch],
    person: usize,
    midnight: Timestamp,
    chance: Chance,
) -> Option<Timestamp> {
    if !chance.of(0).happens(MEETINGS_PER_DAY) {
        return None;
    }
    let sketch = sketches.get(person)?;
    (0..TRIES)
        .map(|number| {
            let slot = chance.of(1).of(number).below(48);
            midnight.plus(HALF_HOUR * u32::try_from(slot).unwrap_or(0))
        })
        .find(|at| sketch.grid.at(*at) == Doing::Desk)
}
