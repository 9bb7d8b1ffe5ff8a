//! What people are told of how well it goes, and whose part it is.

use std::time::Duration;

use model::session::{MediaSource, Quality, QualityCause, QualityLevel, Slot};
use sfu::ConferenceEvent;
use sfu::bot::BotConfig;

use crate::network::Path;
use crate::world::{World, person};

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// Two who see each other over a good path, for a while.
fn two(seed: u64) -> World {
    let mut world = World::new(seed);
    for number in [1, 2] {
        world.join(number, &BotConfig::default(), Path::GOOD);
    }
    world.watch(1, &[(2, CAMERA, 640, 360)]);
    world.watch(2, &[(1, CAMERA, 640, 360)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world.run(10 * SECOND);
    world
}

/// What somebody was told of their own connection, in order.
fn told(world: &World, number: u32) -> Vec<Quality> {
    let own = |event: &ConferenceEvent| match event {
        ConferenceEvent::Quality(who, quality) if *who == person(number) => Some(*quality),
        _ => None,
    };
    world
        .events
        .iter()
        .filter_map(|(_, event)| own(event))
        .collect()
}

/// What somebody was told last of the slots in which another is.
fn slots(world: &World, viewer: u32, seen: u32) -> Vec<Slot> {
    let mut last: Vec<Slot> = Vec::new();
    for (_, event) in &world.events {
        let ConferenceEvent::Slots(who, slots) = event else {
            continue;
        };
        if *who == person(viewer) {
            last.retain(|known| !slots.iter().any(|slot| slot.mid == known.mid));
            last.extend(slots.iter().cloned());
        }
    }
    last.retain(|slot| slot.person == Some(person(seen)));
    last
}

fn lose(world: &mut World, number: u32, up: u32, down: u32) {
    let client = world.clients.get_mut(&number).unwrap();
    client.up.path.loss = up;
    client.down.path.loss = down;
}

#[test]
fn nobody_is_told_anything_while_all_is_well() {
    let world = two(81);
    assert_eq!(told(&world, 1), []);
    assert_eq!(told(&world, 2), []);
    for slot in slots(&world, 2, 1) {
        assert!(!slot.paused);
        assert_eq!(slot.quality, QualityLevel::Good);
    }
}

#[test]
fn a_lossy_way_down_is_told_to_who_has_it_and_to_nobody_else() {
    let mut world = two(82);
    lose(&mut world, 2, 0, 150);
    world.run_until(20 * SECOND, |world| !told(world, 2).is_empty());
    world.run(10 * SECOND);
    let news = told(&world, 2);
    let last = news.last().unwrap();
    assert_eq!(last.level, QualityLevel::Poor);
    assert_eq!(last.cause, Some(QualityCause::MeDown));
    assert!((8..=25).contains(&last.lost_down_percent), "{last:?}");
    assert_eq!(last.lost_up_percent, 0);
    let round_trip = last.round_trip_ms.unwrap();
    assert!((9..=60).contains(&round_trip), "{round_trip} ms of 10 ms");
    assert!(news.len() <= 2, "it flaps: {news:?}");
    assert_eq!(told(&world, 1), [], "the other's network is blamed");
    for slot in slots(&world, 1, 2) {
        assert_eq!(slot.quality, QualityLevel::Good);
    }
    lose(&mut world, 2, 0, 0);
    world.run_until(30 * SECOND, |world| {
        told(world, 2).last().unwrap().level == QualityLevel::Good
    });
}

#[test]
fn a_lossy_way_up_is_told_to_who_has_it_and_to_those_who_see_and_hear_them() {
    let mut world = two(83);
    lose(&mut world, 1, 120, 0);
    world.run_until(12 * SECOND, |world| !told(world, 1).is_empty());
    world.run(8 * SECOND);
    let news = told(&world, 1);
    assert_eq!(news.last().unwrap().cause, Some(QualityCause::MeUp));
    assert!(news.len() <= 2, "it flaps: {news:?}");
    let seen = slots(&world, 2, 1);
    assert!(1 < seen.len(), "both voice and picture are in slots");
    for slot in &seen {
        assert_eq!(slot.quality, news.last().unwrap().level, "{slot:?}");
    }
    // A client tells of voices every 5 s: twice it has told of what the publisher lost.
    world.run(8 * SECOND);
    assert_eq!(told(&world, 2), [], "who watches has a good network");
    lose(&mut world, 1, 0, 0);
    world.run_until(30 * SECOND, |world| {
        let good = |slot: &Slot| slot.quality == QualityLevel::Good;
        slots(world, 2, 1).iter().all(good)
    });
}

#[test]
fn a_way_down_that_carries_no_picture_says_so_on_the_tile_and_in_a_word() {
    let mut world = two(84);
    let path = &mut world.clients.get_mut(&2).unwrap().down.path;
    path.bits_per_second = 110_000;
    world.run_until(20 * SECOND, |world| {
        slots(world, 2, 1).iter().any(|slot| slot.paused)
    });
    world.run_until(20 * SECOND, |world| !told(world, 2).is_empty());
    let news = told(&world, 2);
    assert_eq!(news.last().unwrap().cause, Some(QualityCause::MeDown));
    let path = &mut world.clients.get_mut(&2).unwrap().down.path;
    path.bits_per_second = 0;
    world.run_until(40 * SECOND, |world| {
        slots(world, 2, 1).iter().all(|slot| !slot.paused)
            && told(world, 2).last().unwrap().level == QualityLevel::Good
    });
}

#[test]
fn a_server_that_comes_to_its_work_late_says_that_it_is_the_server() {
    let mut world = two(85);
    world.stall = 250 * Duration::from_millis(1);
    world.run_until(12 * SECOND, |world| {
        [1, 2].iter().all(|who| !told(world, *who).is_empty())
    });
    world.run(5 * SECOND);
    for who in [1, 2] {
        let news = told(&world, who);
        assert_eq!(news.last().unwrap().cause, Some(QualityCause::Server));
        assert!(100 <= news.last().unwrap().server_late_ms);
    }
    for slot in slots(&world, 2, 1) {
        assert_eq!(slot.quality, QualityLevel::Good, "nobody else is blamed");
    }
    world.stall = Duration::ZERO;
    world.run_until(30 * SECOND, |world| {
        [1, 2]
            .iter()
            .all(|who| told(world, *who).last().unwrap().level == QualityLevel::Good)
    });
}

#[test]
fn people_on_another_thread_are_told_of_their_own_thread_alone() {
    let mut world = World::spread(86, 2);
    for number in [1, 2] {
        world.join(number, &BotConfig::default(), Path::GOOD);
    }
    world.run_until(5 * SECOND, |world| world.connected());
    lose(&mut world, 1, 100, 0);
    world.run_until(12 * SECOND, |world| !told(world, 1).is_empty());
    assert_eq!(
        told(&world, 1).last().unwrap().cause,
        Some(QualityCause::MeUp)
    );
    world.stall = 300 * Duration::from_millis(1);
    world.run_until(12 * SECOND, |world| !told(world, 2).is_empty());
    let last = *told(&world, 2).last().unwrap();
    assert_eq!(last.cause, Some(QualityCause::Server));
    let of_first = |quality: &Quality| quality.cause == Some(QualityCause::Server);
    assert!(
        !told(&world, 1).iter().any(of_first),
        "their thread is on time"
    );
}
