//! Thin and changing links: voices first, pictures lowered, then paused, then back.

use std::time::Duration;

use model::session::MediaSource;
use sfu::bot::BotConfig;

use crate::network::Path;
use crate::world::World;

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// One who publishes, one who watches over a path.
fn watcher(seed: u64) -> World {
    let mut world = World::new(seed);
    world.join(1, &BotConfig::default(), Path::GOOD);
    let silent = BotConfig {
        microphone: false,
        camera: Vec::new(),
        ..BotConfig::default()
    };
    world.join(2, &silent, Path::GOOD);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world.run_until(6 * SECOND, |world| {
        world.seen(2, 0).size.is_some_and(|size| size.height == 720)
    });
    world
}

fn limit(world: &mut World, bits_per_second: u64) {
    world.clients.get_mut(&2).unwrap().down.path.bits_per_second = bits_per_second;
}

#[test]
fn a_link_that_thins_lowers_the_layer_and_raises_it_when_it_recovers() {
    let mut world = watcher(71);
    limit(&mut world, 700_000);
    world.run_until(10 * SECOND, |world| {
        world.seen(2, 0).size.is_some_and(|size| size.height < 720)
    });
    world.run(4 * SECOND);
    let pictures = world.seen(2, 0).pictures;
    world.run(5 * SECOND);
    assert!(
        pictures + 75 <= world.seen(2, 0).pictures,
        "pictures stop on a thin link"
    );
    limit(&mut world, 0);
    world.run_until(25 * SECOND, |world| {
        world.seen(2, 0).size.is_some_and(|size| size.height == 720)
    });
}

#[test]
fn voices_do_not_starve_on_a_link_that_carries_no_picture() {
    let mut world = watcher(72);
    limit(&mut world, 110_000);
    world.run(8 * SECOND);
    let before = world.heard(2);
    world.run(10 * SECOND);
    let heard = world.heard(2) - before;
    assert!(450 <= heard, "{heard} of 500 voice packets came");
    limit(&mut world, 0);
    let pictures = world.seen(2, 0).pictures;
    world.run_until(20 * SECOND, |world| {
        pictures + 10 < world.seen(2, 0).pictures
    });
}

#[test]
fn voices_leave_the_packet_before_out_on_a_thin_link() {
    let mut world = World::new(73);
    let speaks = BotConfig {
        redundant: true,
        ..BotConfig::default()
    };
    world.join(1, &speaks, Path::GOOD);
    let listens = BotConfig {
        microphone: false,
        camera: Vec::new(),
        ..speaks
    };
    world.join(2, &listens, Path::GOOD);
    world.watch(2, &[(1, CAMERA, 320, 180)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world.run(3 * SECOND);
    // Two packets of 80 bytes with five of heads, or one alone.
    assert_eq!(bytes_a_voice(&mut world), 165);
    limit(&mut world, 200_000);
    world.run(8 * SECOND);
    assert_eq!(bytes_a_voice(&mut world), 80);
    limit(&mut world, 0);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run(8 * SECOND);
    assert_eq!(bytes_a_voice(&mut world), 165);
}

/// Payload bytes of a voice's packet in the next second.
fn bytes_a_voice(world: &mut World) -> u64 {
    let counts = |world: &World| {
        let bot = &world.clients[&2].bot;
        let slots = bot.audio_mids().into_iter().map(|mid| bot.counts(&mid));
        slots.fold((0, 0), |sum, slot| {
            (sum.0 + slot.packets, sum.1 + slot.bytes)
        })
    };
    let before = counts(world);
    world.run(SECOND);
    let after = counts(world);
    (after.1 - before.1) / (after.0 - before.0)
}
