//! What planning one message for many recipients costs (P15).

use std::hint::black_box;
use std::time::{Duration, Instant};

use model::channel::ChannelKind;
use model::message::Expectation;
use model::time::Timestamp;
use model::topic::TopicLevel;
use rules::availability::Schedule;
use rules::delivery::{Recipient, decide_delivery, told_at};
use rules::due::due_instant;

use super::world::{Schedules, World};

/// Recipients of the message.
pub(super) const RECIPIENTS: usize = 1_500;

/// A message that asks each of them for today: each has a delivery, an instant and a due instant.
const ASKED: Recipient = Recipient {
    expectation: Expectation::Today,
    channel: ChannelKind::Public,
    asked: true,
    answers: None,
    level: TopicLevel::Normal,
};

/// What one message costs in one run: the mean over the instants of a day, in milliseconds.
pub(super) struct Price {
    /// Planned from what is stored of the people.
    pub(super) stored_ms: f64,
    /// Planned with schedules that are made ready already.
    pub(super) ready_ms: f64,
    /// The floor: the instant in each recipient's local time, once.
    pub(super) floor_ms: f64,
}

/// Every hour of the first Wednesday.
fn instants(world: &World) -> impl Iterator<Item = Timestamp> {
    let wednesday = world.begin.plus(Duration::from_secs(2 * 24 * 60 * 60));
    (0..24).map(move |hour| wednesday.plus(Duration::from_secs(hour * 60 * 60)))
}

fn plan(world: &World, schedule: &Schedule<'_>, now: Timestamp) -> i64 {
    let (kind, reason) = decide_delivery(&ASKED, schedule, now);
    let told = told_at(kind, now);
    let due = due_instant(ASKED.expectation, schedule, now, &world.settings);
    black_box((reason, due));
    told.map_or(0, Timestamp::as_millis)
}

/// Milliseconds of one pass over all recipients, in the mean over the instants.
fn pass(world: &World, mut one: impl FnMut(usize, Timestamp) -> i64) -> f64 {
    let people = world.workers.len().max(1);
    let (mut took, mut passes) = (Duration::ZERO, 0_u32);
    for now in instants(world) {
        let began = Instant::now();
        let sum: i64 = (0..RECIPIENTS)
            .map(|recipient| one(recipient % people, now) / 1_000)
            .sum();
        took += began.elapsed();
        passes += 1;
        black_box(sum);
    }
    took.as_secs_f64() * 1e3 / f64::from(passes)
}

/// Measures once.
pub(super) fn measure(world: &World, schedules: &Schedules<'_>) -> Price {
    Price {
        stored_ms: pass(world, |person, now| {
            plan(world, &world.schedule(&world.workers[person], false), now)
        }),
        ready_ms: pass(world, |person, now| {
            plan(world, schedules.of(person, false), now)
        }),
        floor_ms: pass(world, |person, now| {
            let zone = schedules.of(person, false).zone();
            let local = zone.to_datetime(black_box(now).to_jiff());
            i64::from(black_box(local).hour())
        }),
    }
}
