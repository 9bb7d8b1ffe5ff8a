//! Who has one audio slot, as players do, hears the main speaker in it.

use std::time::Duration;

use sfu::bot::BotConfig;

use crate::network::Path;
use crate::world::World;

const SECOND: Duration = Duration::from_secs(1);

fn levels(world: &mut World, of: &[(u32, Option<i8>)]) {
    for (number, level) in of {
        world.clients.get_mut(number).unwrap().bot.level = *level;
    }
}

/// What came in the player's slot: packets, whose the last was, and what is missing.
fn slot(world: &World) -> (u64, Option<u32>, u64) {
    let bot = &world.clients[&9].bot;
    let counts = bot.counts(&bot.audio_mids()[0]);
    (counts.packets, counts.csrc, counts.missing())
}

#[test]
fn one_audio_slot_has_the_main_speaker_and_no_other() {
    let mut world = World::new(51);
    let speaks = BotConfig {
        camera: Vec::new(),
        video_slots: 0,
        ..BotConfig::default()
    };
    for number in 1..=3 {
        world.join(number, &speaks, Path::GOOD);
    }
    let player = BotConfig {
        microphone: false,
        audio_slots: 1,
        ..speaks
    };
    world.join(9, &player, Path::GOOD);
    levels(&mut world, &[(1, None), (2, None), (3, None)]);
    world.run_until(5 * SECOND, |world| world.connected());
    // Two open microphones first, so that who speaks later has another slot than the first.
    levels(&mut world, &[(1, Some(-70)), (2, Some(-70))]);
    world.run(SECOND);
    let mut heard = Vec::new();
    for (quiet, loud) in [(1, 3), (3, 2), (2, 1)] {
        levels(&mut world, &[(quiet, Some(-70)), (loud, Some(-20))]);
        world.run(4 * SECOND);
        let before = slot(&world).0;
        world.run(2 * SECOND);
        let (packets, from, missing) = slot(&world);
        // 50 packets a second of one voice, though three come to the server.
        assert!(
            (packets - before).abs_diff(100) <= 3,
            "{}",
            packets - before
        );
        assert_eq!(missing, 0);
        heard.push(from.unwrap());
    }
    heard.dedup();
    assert_eq!(heard.len(), 3, "one after the other: {heard:?}");
}
