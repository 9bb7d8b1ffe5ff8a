//! Calls over good and bad networks: everything arrives, unbroken.

use std::time::Duration;

use model::session::{MediaSource, ParticipantState};
use sfu::bot::{BotConfig, Camera};
use sfu::{Command, ConferenceEvent, RecordedKind, Size};

use crate::network::Path;
use crate::world::{World, person};

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// Two people who see each other large, connected.
fn two(path: Path, seed: u64) -> World {
    let mut world = World::new(seed);
    for number in [1, 2] {
        world.join(number, &BotConfig::default(), path);
    }
    world.watch(1, &[(2, CAMERA, 1_280, 720)]);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world
}

#[test]
fn two_people_hear_and_see_each_other() {
    let mut world = two(Path::GOOD, 1);
    world.run_until(2 * SECOND, |world| 0 < world.seen(1, 0).pictures);
    let before = (world.seen(1, 0).pictures, world.heard(2));
    world.run(10 * SECOND);
    for viewer in [1, 2] {
        let seen = world.seen(viewer, 0);
        assert!(before.0 + 280 <= seen.pictures, "{seen:?}");
        assert_eq!((seen.missing(), seen.repeated), (0, 0), "{seen:?}");
        assert_eq!(
            (seen.time_steps_back, seen.picture_gaps),
            (0, 0),
            "{seen:?}"
        );
        assert_eq!(
            seen.size,
            Some(Size {
                width: 1_280,
                height: 720
            })
        );
    }
    let voices = world.heard(2) - before.1;
    assert!((498..=502).contains(&voices), "{voices}");
}

#[test]
fn the_first_picture_comes_within_half_a_second_of_connecting() {
    let mut world = two(Path::GOOD, 2);
    let span = world.run_until(2 * SECOND, |world| {
        0 < world.seen(1, 0).pictures && 0 < world.seen(2, 0).pictures
    });
    assert!(span < SECOND / 2, "{span:?}");
}

#[test]
fn the_layer_follows_the_tile_without_a_break() {
    let mut world = two(Path::GOOD, 3);
    for client in world.clients.values_mut() {
        client.obedient = false;
    }
    world.run(4 * SECOND);
    for (width, height, size) in [
        (320, 180, 180),
        (1_280, 720, 720),
        (640, 360, 360),
        (1_920, 1_080, 720),
        (160, 90, 180),
    ] {
        world.watch(1, &[(2, CAMERA, width, height)]);
        let span = world.run_until(3 * SECOND, |world| {
            world
                .seen(1, 0)
                .size
                .is_some_and(|seen| seen.height == size)
        });
        assert!(span < Duration::from_millis(1_600), "{size}: {span:?}");
        world.run(2 * SECOND);
    }
    let seen = world.seen(1, 0);
    assert_eq!((seen.missing(), seen.repeated), (0, 0), "{seen:?}");
    assert_eq!(
        (seen.time_steps_back, seen.picture_gaps),
        (0, 0),
        "{seen:?}"
    );
    let pictures = seen.pictures;
    world.run(SECOND);
    assert!(pictures + 28 <= world.seen(1, 0).pictures);
}

#[test]
fn a_layer_nobody_sees_is_switched_off_and_comes_back_when_seen() {
    let mut world = two(Path::GOOD, 4);
    world.watch(1, &[(2, CAMERA, 320, 180)]);
    world.run_until(10 * SECOND, |world| {
        let camera = world
            .clients
            .get_mut(&2)
            .unwrap()
            .bot
            .camera(CAMERA)
            .unwrap();
        camera.active("l") && !camera.active("m") && !camera.active("h")
    });
    world.watch(1, &[(2, CAMERA, 1_280, 720)]);
    world.run_until(3 * SECOND, |world| {
        world.seen(1, 0).size.is_some_and(|size| size.height == 720)
    });
    assert_eq!(world.seen(1, 0).missing(), 0);
    world.watch(1, &[]);
    world.run_until(10 * SECOND, |world| {
        let camera = world
            .clients
            .get_mut(&2)
            .unwrap()
            .bot
            .camera(CAMERA)
            .unwrap();
        ["l", "m", "h"].iter().all(|rid| !camera.active(rid))
    });
}

#[test]
fn a_publisher_that_drops_its_large_layer_is_still_seen() {
    let mut world = two(Path::GOOD, 5);
    world.run(3 * SECOND);
    let publisher = world.clients.get_mut(&2).unwrap();
    publisher.obedient = false;
    publisher.bot.camera(CAMERA).unwrap().set_active("h", false);
    let span = world.run_until(4 * SECOND, |world| {
        world.seen(1, 0).size.is_some_and(|size| size.height == 360)
    });
    assert!(span < 2 * SECOND, "{span:?}");
    let pictures = world.seen(1, 0).pictures;
    world.run(2 * SECOND);
    assert!(pictures + 55 <= world.seen(1, 0).pictures);
}

#[test]
fn a_lossy_network_keeps_pictures_and_voices_flowing() {
    for seed in [11, 12, 13] {
        let mut world = two(Path::LOSSY, seed);
        world.run(4 * SECOND);
        let before = (world.seen(1, 0).pictures, world.heard(1));
        world.run(20 * SECOND);
        let seen = world.seen(1, 0);
        let pictures = seen.pictures - before.0;
        assert!(360 <= pictures, "seed {seed}: {pictures} pictures of 600");
        assert_eq!(
            (seen.repeated, seen.time_steps_back),
            (0, 0),
            "seed {seed}: {seen:?}"
        );
        let voices = world.heard(1) - before.1;
        assert!(
            (850..=1_000).contains(&voices),
            "seed {seed}: {voices} voices of 1000"
        );
    }
}

#[test]
fn a_picture_comes_back_after_a_burst_of_loss() {
    let mut world = two(Path::GOOD, 21);
    world.run(3 * SECOND);
    world.clients.get_mut(&1).unwrap().down.path.loss = 1_000;
    world.run(2 * SECOND);
    let before = world.seen(1, 0).pictures;
    world.clients.get_mut(&1).unwrap().down.path.loss = 0;
    let span = world.run_until(5 * SECOND, |world| before + 15 < world.seen(1, 0).pictures);
    assert!(span < 3 * SECOND, "{span:?}");
}

#[test]
fn a_person_who_reconnects_keeps_their_place_and_is_seen_within_a_second() {
    let mut world = two(Path::GOOD, 31);
    world.run(3 * SECOND);
    world.join(2, &BotConfig::default(), Path::GOOD);
    // The slots of a new connection have new names here, so it says again what it sees.
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    let before = world.seen(1, 0).pictures;
    let span = world.run_until(3 * SECOND, |world| {
        before + 5 < world.seen(1, 0).pictures && 5 < world.seen(2, 0).pictures
    });
    assert!(span < Duration::from_millis(1_500), "{span:?}");
    let (seen, heard) = (world.seen(1, 0), world.heard(1));
    assert_eq!(
        (seen.missing(), seen.repeated, seen.time_steps_back),
        (0, 0, 0),
        "{seen:?}"
    );
    world.run(2 * SECOND);
    assert!(heard + 95 <= world.heard(1));
    let lost = world
        .events
        .iter()
        .any(|(_, event)| matches!(event, ConferenceEvent::Lost(_)));
    assert!(!lost, "a replaced connection is not a lost one");
}

#[test]
fn a_silent_connection_is_lost_and_its_person_kept() {
    let mut world = two(Path::GOOD, 32);
    world.run(2 * SECOND);
    world.clients.get_mut(&2).unwrap().cut = true;
    world.run_until(20 * SECOND, |world| {
        world
            .events
            .iter()
            .any(|(_, event)| *event == ConferenceEvent::Lost(person(2)))
    });
    let emptied = world.events.iter().rev().any(|(_, event)| match event {
        ConferenceEvent::Slots(who, slots) => {
            *who == person(1) && slots.iter().any(|slot| slot.person.is_none())
        }
        _ => false,
    });
    assert!(emptied);
    world.join(2, &BotConfig::default(), Path::GOOD);
    let before = world.seen(1, 0).pictures;
    world.run_until(3 * SECOND, |world| before + 30 < world.seen(1, 0).pictures);
}

#[test]
fn three_of_five_voices_are_heard_and_one_hears_not_oneself() {
    let mut world = World::new(41);
    let config = BotConfig {
        camera: Vec::new(),
        video_slots: 0,
        ..BotConfig::default()
    };
    for number in 1..=5 {
        world.join(number, &config, Path::GOOD);
        world.clients.get_mut(&number).unwrap().bot.level = None;
    }
    world.run_until(5 * SECOND, |world| world.connected());
    for (number, level) in [(1, -60), (2, -20), (3, -25), (4, -30), (5, -62)] {
        world.clients.get_mut(&number).unwrap().bot.level = Some(level);
    }
    world.run(3 * SECOND);
    let before: Vec<u64> = (1..=5).map(|number| world.heard(number)).collect();
    world.run(4 * SECOND);
    let heard: Vec<u64> = (1..=5)
        .zip(before)
        .map(|(number, before)| world.heard(number) - before)
        .collect();
    for (at, expected) in [(0, 600), (1, 400), (2, 400), (3, 400), (4, 600)] {
        assert!(heard[at].abs_diff(expected) <= 6, "{heard:?}");
    }
    let speaking = world
        .events
        .iter()
        .rev()
        .find_map(|(_, event)| match event {
            ConferenceEvent::Speaking(people) => Some(people.clone()),
            _ => None,
        });
    assert_eq!(speaking.unwrap(), [person(2), person(3), person(4)]);
}

#[test]
fn silence_is_not_forwarded_and_a_voice_resumes_without_a_gap() {
    let mut world = two(Path::GOOD, 42);
    world.run(2 * SECOND);
    world.clients.get_mut(&1).unwrap().bot.level = Some(-127);
    world.run(SECOND);
    let before = world.heard(2);
    world.run(3 * SECOND);
    assert_eq!(world.heard(2), before);
    world.clients.get_mut(&1).unwrap().bot.level = Some(-30);
    world.run(2 * SECOND);
    assert!(before + 98 <= world.heard(2));
    let bot = &world.clients[&2].bot;
    let missing: u64 = bot
        .audio_mids()
        .iter()
        .map(|mid| bot.counts(mid).missing())
        .sum();
    assert_eq!(missing, 0);
}

#[test]
fn what_is_switched_off_is_not_forwarded() {
    let mut world = two(Path::GOOD, 43);
    world.run(3 * SECOND);
    let off = ParticipantState {
        microphone: false,
        camera: false,
        screen: false,
    };
    world.command(Command::State(person(2), off));
    world.run(SECOND);
    let before = (world.seen(1, 0).packets, world.heard(1));
    world.run(2 * SECOND);
    assert_eq!((world.seen(1, 0).packets, world.heard(1)), before);
    let on = ParticipantState {
        microphone: true,
        camera: true,
        screen: false,
    };
    world.command(Command::State(person(2), on));
    world.run(3 * SECOND);
    assert!(before.0 + 250 < world.seen(1, 0).packets);
    assert!(before.1 + 140 < world.heard(1));
    assert_eq!(world.seen(1, 0).missing(), 0);
}

#[test]
fn a_recording_follows_the_main_speaker_and_prefers_the_screen() {
    let mut world = World::new(51);
    let with_screen = BotConfig {
        screen: Some(Camera::one_layer(1_920, 1_080, 900)),
        ..BotConfig::default()
    };
    world.join(1, &BotConfig::default(), Path::GOOD);
    world.join(2, &with_screen, Path::GOOD);
    let no_screen = ParticipantState {
        microphone: true,
        camera: true,
        screen: false,
    };
    world.command(Command::State(person(2), no_screen));
    world.run_until(5 * SECOND, |world| world.connected());
    world.clients.get_mut(&2).unwrap().bot.level = Some(-127);
    world.command(Command::Record(true));
    world.run(5 * SECOND);
    let picture_source = |world: &World| {
        world
            .recorded
            .iter()
            .rev()
            .find(|packet| packet.kind == RecordedKind::Video)
            .map(|packet| packet.source)
    };
    let first = picture_source(&world).unwrap();
    world.clients.get_mut(&1).unwrap().bot.level = Some(-127);
    world.clients.get_mut(&2).unwrap().bot.level = Some(-25);
    world.run(6 * SECOND);
    let second = picture_source(&world).unwrap();
    assert_ne!(first, second);
    let sharing = ParticipantState {
        screen: true,
        ..no_screen
    };
    world.command(Command::State(person(2), sharing));
    world.run(5 * SECOND);
    let third = picture_source(&world).unwrap();
    assert!(third != first && third != second);
    let numbers: Vec<u64> = world
        .recorded
        .iter()
        .filter(|packet| packet.kind == RecordedKind::Video)
        .map(|packet| packet.seq)
        .collect();
    assert!(
        numbers.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "recorded numbers have a gap"
    );
    world.command(Command::Record(false));
    let count = world.recorded.len();
    world.run(SECOND);
    assert_eq!(world.recorded.len(), count);
}
