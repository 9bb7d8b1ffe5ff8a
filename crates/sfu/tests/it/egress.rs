//! What the engine sends: that str0m opens it whatever protects it, that nothing is sealed twice,
//! that what is lost comes again.

use std::time::Duration;

use model::session::MediaSource;
use sfu::SrtpProfile;
use sfu::bot::{BotConfig, Camera};

use crate::network::Path;
use crate::world::World;

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// Two who see each other, over this path.
fn two(world: &mut World, config: &BotConfig, path: Path) {
    for number in [1, 2] {
        world.join(number, config, path);
    }
    world.watch(1, &[(2, CAMERA, 1_280, 720)]);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(10 * SECOND, |world| world.connected());
}

#[test]
fn another_implementation_opens_every_profile_also_what_is_sent_again() {
    let profiles = [
        SrtpProfile::AEAD_AES_256_GCM,
        SrtpProfile::AEAD_AES_128_GCM,
        SrtpProfile::AES128_CM_SHA1_80,
    ];
    for profile in profiles {
        let mut world = World::new(81);
        world.protect_with(profile);
        let config = BotConfig {
            profile: Some(profile),
            ..BotConfig::default()
        };
        two(&mut world, &config, Path::LOSSY);
        world.run(12 * SECOND);
        for viewer in [1, 2] {
            let seen = world.seen(viewer, 0);
            // How many pictures a path that loses one in twenty carries is the estimator's matter.
            assert!(30 < seen.pictures, "{profile}: {seen:?}");
            assert!(400 < world.heard(viewer), "{profile}");
        }
    }
}

#[test]
fn no_index_is_sealed_twice_in_a_lossy_call_with_reconnects() {
    // The engine itself fails, by its feature `audit`, when it seals an index a second time.
    let before = sfu::audit::count();
    let mut world = World::new(82);
    two(&mut world, &BotConfig::default(), Path::LOSSY);
    for round in 0..6 {
        world.run(2 * SECOND);
        let size = if round % 2 == 0 { 180 } else { 720 };
        world.watch(2, &[(1, CAMERA, size * 16 / 9, size)]);
        if round % 3 == 1 {
            world.join(1, &BotConfig::default(), Path::LOSSY);
        }
        if round == 4 {
            world.join(2, &BotConfig::default(), Path::LOSSY);
            world.watch(2, &[(1, CAMERA, 1_280, 720)]);
        }
    }
    world.run(3 * SECOND);
    assert!(before + 3_000 < sfu::audit::count());
    // What str0m seals with the same keys has SSRCs of its own, and indices of its own.
    assert_eq!(world.wire.repeated, []);
    assert!(
        8 <= world.wire.compounds.len(),
        "reports of slots and feedback"
    );
    let shared = |(to, ssrc): &(_, u32)| {
        let reports = world.wire.compounds.keys().filter(|(other, _)| other == to);
        reports.filter(|(_, other)| other == ssrc).count()
    };
    assert!(world.wire.packets.keys().all(|stream| shared(stream) <= 1));
}

#[test]
fn what_is_lost_on_the_way_to_a_subscriber_comes_again() {
    let mut world = World::new(83);
    two(&mut world, &BotConfig::default(), Path::GOOD);
    world.run(2 * SECOND);
    let client = world.clients.get_mut(&2).unwrap();
    client.down.path.loss = 80;
    let lost = client.down.lost;
    world.run(10 * SECOND);
    let client = world.clients.get_mut(&2).unwrap();
    client.down.path.loss = 0;
    assert!(50 < client.down.lost - lost);
    world.run(SECOND);
    let seen = world.seen(2, 0);
    assert!(
        seen.missing() * 200 < seen.packets,
        "{} of {} never came",
        seen.missing(),
        seen.packets
    );
    assert_eq!(seen.repeated, 0, "nothing comes twice");
}

#[test]
fn numbers_wrap_and_the_rollover_counter_goes_on() {
    let mut world = World::new(84);
    let camera = vec![Camera::one_layer(1_280, 720, 9_000)];
    let sender = BotConfig {
        camera,
        ..BotConfig::default()
    };
    world.join(1, &sender, Path::GOOD);
    let silent = BotConfig {
        microphone: false,
        camera: Vec::new(),
        ..BotConfig::default()
    };
    world.join(2, &silent, Path::GOOD);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(15 * SECOND, |world| 10 < world.seen(2, 0).pictures);
    world.run(10 * SECOND);
    let before = world.seen(2, 0).missing();
    world.run_until(120 * SECOND, |world| {
        let highest = world.seen(2, 0).seqs.map_or(0, |(_, high)| high);
        66_500 < highest
    });
    let seen = world.seen(2, 0);
    // What was sent before it was known how much is published may have been too much.
    assert_eq!(seen.missing(), before);
    assert_eq!(seen.picture_gaps, 0);
}

#[test]
fn a_screen_larger_than_the_path_is_taken_for_is_seen_in_a_silent_room() {
    let mut world = World::new(85);
    let sender = BotConfig {
        microphone: false,
        camera: Vec::new(),
        screen: Some(Camera::one_layer(1_920, 1_080, 4_000)),
        ..BotConfig::default()
    };
    world.join(1, &sender, Path::GOOD);
    let silent = BotConfig {
        microphone: false,
        camera: Vec::new(),
        ..BotConfig::default()
    };
    world.join(2, &silent, Path::GOOD);
    world.watch(2, &[(1, MediaSource::Screen, 1_920, 1_080)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world.run_until(5 * SECOND, |world| 5 < world.seen(2, 0).pictures);
}
