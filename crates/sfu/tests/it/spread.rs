//! One conference over three shards: nobody notices.

use std::time::Duration;

use model::session::MediaSource;
use sfu::bot::BotConfig;
use sfu::{Command, ConferenceEvent, RecordedKind};

use crate::network::Path;
use crate::world::{World, person};

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// Three people in three shards; each sees the next large and the one after small.
fn three(path: Path, seed: u64) -> World {
    let mut world = World::spread(seed, 3);
    for number in [1, 2, 3] {
        world.join(number, &BotConfig::default(), path);
    }
    for number in [1, 2, 3] {
        watch_both(&mut world, number);
    }
    world.run_until(5 * SECOND, |world| world.connected());
    world
}

fn watch_both(world: &mut World, number: u32) {
    let (next, after) = (number % 3 + 1, (number + 1) % 3 + 1);
    world.watch(
        number,
        &[(next, CAMERA, 1_280, 720), (after, CAMERA, 320, 180)],
    );
}

fn flows(world: &World, viewer: u32, slot: usize) {
    let seen = world.seen(viewer, slot);
    assert_eq!(
        (seen.missing(), seen.repeated),
        (0, 0),
        "{viewer}: {seen:?}"
    );
    assert_eq!(
        (seen.time_steps_back, seen.picture_gaps),
        (0, 0),
        "{viewer}: {seen:?}"
    );
}

#[test]
fn people_in_different_shards_hear_and_see_each_other() {
    let mut world = three(Path::GOOD, 101);
    assert_eq!(world.peers(), [1, 1, 1]);
    world.run_until(2 * SECOND, |world| {
        (1..=3).all(|viewer| (0..2).all(|slot| 0 < world.seen(viewer, slot).pictures))
    });
    world.run(2 * SECOND);
    let before: Vec<(u64, u64)> = (1..=3)
        .map(|viewer| (world.seen(viewer, 0).pictures, world.heard(viewer)))
        .collect();
    world.run(10 * SECOND);
    for (viewer, (pictures, voices)) in (1..=3).zip(before) {
        assert!(
            pictures + 295 <= world.seen(viewer, 0).pictures,
            "{viewer}: {:?}",
            world.seen(viewer, 0)
        );
        let heard = world.heard(viewer) - voices;
        assert!((996..=1_004).contains(&heard), "{viewer}: {heard}");
        flows(&world, viewer, 0);
        flows(&world, viewer, 1);
        let heights = [0, 1].map(|slot| world.seen(viewer, slot).size.unwrap().height);
        assert_eq!(heights, [720, 180]);
    }
}

#[test]
fn a_picture_that_nobody_in_a_shard_sees_does_not_go_there() {
    let mut world = World::spread(102, 3);
    let silent = BotConfig {
        microphone: false,
        ..BotConfig::default()
    };
    for number in [1, 2, 3] {
        world.join(number, &silent, Path::GOOD);
    }
    world.run_until(5 * SECOND, |world| world.connected());
    world.run(SECOND);
    assert_eq!(world.relayed, 0);
    world.watch(2, &[(1, CAMERA, 320, 180)]);
    world.run_until(2 * SECOND, |world| 10 < world.seen(2, 0).pictures);
    let (before, packets) = (world.relayed, world.seen(2, 0).packets);
    world.run(5 * SECOND);
    let (relayed, packets) = (world.relayed - before, world.seen(2, 0).packets - packets);
    // Other layers go along until they are switched off; no shard but the viewer's gets any.
    assert!(packets <= relayed, "{packets} seen, {relayed} relayed");
    world.watch(2, &[]);
    world.run(SECOND / 10);
    let before = world.relayed;
    world.run(SECOND);
    assert_eq!(world.relayed, before);
}

#[test]
fn the_layer_follows_the_tile_across_shards_without_a_break() {
    let mut world = three(Path::GOOD, 103);
    for client in world.clients.values_mut() {
        client.obedient = false;
    }
    world.run(4 * SECOND);
    for (width, height, size) in [(320, 180, 180), (1_280, 720, 720), (640, 360, 360)] {
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
    flows(&world, 1, 0);
}

#[test]
fn who_comes_back_in_another_shard_is_seen_and_heard_there_and_from_there() {
    let mut world = three(Path::GOOD, 104);
    world.run(3 * SECOND);
    for shard in [0, 1, 2, 1] {
        // Person 2 is in shard 2 at first; those who see them stay where they are.
        world.join_at(shard, 2, &BotConfig::default(), Path::GOOD);
        watch_both(&mut world, 2);
        let before = (world.seen(1, 0).pictures, world.seen(3, 1).pictures);
        let span = world.run_until(3 * SECOND, |world| {
            before.0 + 5 < world.seen(1, 0).pictures
                && before.1 + 5 < world.seen(3, 1).pictures
                && 5 < world.seen(2, 0).pictures
        });
        assert!(span < Duration::from_millis(1_700), "{shard}: {span:?}");
        let heard = (world.heard(1), world.heard(2));
        world.run(2 * SECOND);
        assert!(heard.0 + 190 <= world.heard(1), "{shard}");
        assert!(heard.1 + 190 <= world.heard(2), "{shard}");
        flows(&world, 1, 0);
        flows(&world, 3, 1);
    }
    let mut peers = world.peers();
    peers.sort_unstable();
    assert_eq!(peers.iter().sum::<usize>(), 3, "{peers:?}");
    let lost = |(_, event): &(Duration, ConferenceEvent)| matches!(event, ConferenceEvent::Lost(_));
    assert!(!world.events.iter().any(lost));
}

#[test]
fn who_leaves_or_falls_silent_in_a_wing_is_gone_for_the_others() {
    let mut world = three(Path::GOOD, 105);
    world.run(3 * SECOND);
    world.command(Command::Leave(person(2)));
    world.run(SECOND);
    assert_eq!(world.peers().iter().sum::<usize>(), 2);
    let before = world.seen(1, 0).packets;
    world.run(SECOND);
    assert_eq!(world.seen(1, 0).packets, before);
    world.clients.get_mut(&3).unwrap().cut = true;
    world.run_until(20 * SECOND, |world| {
        world
            .events
            .iter()
            .any(|(_, event)| *event == ConferenceEvent::Lost(person(3)))
    });
    world.run(SECOND);
    assert_eq!(world.peers().iter().sum::<usize>(), 1);
}

#[test]
fn three_of_six_voices_are_heard_whatever_shard_they_are_in() {
    let mut world = World::spread(106, 3);
    let config = BotConfig {
        camera: Vec::new(),
        video_slots: 0,
        ..BotConfig::default()
    };
    for number in 1..=6 {
        world.join(number, &config, Path::GOOD);
        world.clients.get_mut(&number).unwrap().bot.level = None;
    }
    world.run_until(5 * SECOND, |world| world.connected());
    for (number, level) in [(1, -60), (2, -20), (3, -25), (4, -30), (5, -62), (6, -61)] {
        world.clients.get_mut(&number).unwrap().bot.level = Some(level);
    }
    world.run(3 * SECOND);
    let before: Vec<u64> = (1..=6).map(|number| world.heard(number)).collect();
    world.run(4 * SECOND);
    let heard = (1..=6)
        .zip(before)
        .map(|(number, before)| world.heard(number) - before);
    for (heard, expected) in heard.zip([600, 400, 400, 400, 600, 600]) {
        assert!(heard.abs_diff(expected) <= 6, "{heard} of {expected}");
    }
}

#[test]
fn a_voice_resumes_across_shards_without_a_gap_in_its_numbers() {
    let mut world = three(Path::GOOD, 107);
    world.run(2 * SECOND);
    for speaker in [2, 3] {
        world.clients.get_mut(&speaker).unwrap().bot.level = Some(-127);
    }
    world.run(SECOND);
    let before = world.heard(1);
    world.run(3 * SECOND);
    assert_eq!(world.heard(1), before);
    world.clients.get_mut(&2).unwrap().bot.level = Some(-30);
    world.run(2 * SECOND);
    assert!(before + 98 <= world.heard(1));
    let bot = &world.clients[&1].bot;
    for mid in bot.audio_mids() {
        assert_eq!(bot.counts(&mid).missing(), 0);
    }
}

#[test]
fn packets_that_a_full_ring_drops_break_no_picture_for_long() {
    let mut world = three(Path::GOOD, 108);
    world.run(3 * SECOND);
    world.relay_loss = 1_000;
    world.run(SECOND);
    world.relay_loss = 0;
    let before = world.seen(1, 0).pictures;
    let span = world.run_until(5 * SECOND, |world| before + 15 < world.seen(1, 0).pictures);
    assert!(span < 3 * SECOND, "{span:?}");
    world.relay_loss = 20;
    let heard = world.heard(1);
    world.run(10 * SECOND);
    let heard = world.heard(1) - heard;
    assert!((940..1_000).contains(&heard), "{heard}");
}

#[test]
fn a_recording_is_made_of_all_shards() {
    let mut world = three(Path::GOOD, 109);
    world.command(Command::Record(true));
    for speaker in [1, 2] {
        for number in [1, 2, 3] {
            let level = if number == speaker { -20 } else { -127 };
            world.clients.get_mut(&number).unwrap().bot.level = Some(level);
        }
        world.run(6 * SECOND);
    }
    let video = world
        .recorded
        .iter()
        .filter(|packet| packet.kind == RecordedKind::Video);
    let numbers: Vec<u64> = video.clone().map(|packet| packet.seq).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
    let mut sources: Vec<u32> = video.map(|packet| packet.source.0).collect();
    sources.dedup();
    assert_eq!(sources.len(), 2, "{sources:?}");
}
