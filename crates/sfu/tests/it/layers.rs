//! Layers within a stream: temporal ones of VP8, spatial ones of VP9, none of H.264.

use std::time::Duration;

use model::session::MediaSource;
use sfu::bot::{BotConfig, Camera, Picture, SlotCounts};
use sfu::codec::Codec;
use sfu::{Command, ConferenceEvent};

use crate::network::Path;
use crate::world::{World, person};

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// One who publishes and one who watches, connected.
fn watched(seed: u64, codec: Codec) -> World {
    let publishes = BotConfig {
        codec,
        ..BotConfig::default()
    };
    watched_from(seed, &publishes)
}

fn watched_from(seed: u64, publishes: &BotConfig) -> World {
    let mut world = World::new(seed);
    let watches = BotConfig {
        microphone: false,
        camera: Vec::new(),
        codec: publishes.codec,
        ..BotConfig::default()
    };
    world.join(1, publishes, Path::GOOD);
    world.join(2, &watches, Path::GOOD);
    world.clients.get_mut(&1).unwrap().obedient = false;
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(5 * SECOND, |world| world.connected());
    world
}

/// What comes within a second from now.
fn in_a_second(world: &mut World) -> (u64, SlotCounts) {
    let before = world.seen(2, 0).pictures;
    world.run(SECOND);
    let seen = world.seen(2, 0);
    (seen.pictures - before, seen)
}

fn check_unbroken(seen: &SlotCounts) {
    assert_eq!((seen.missing(), seen.repeated), (0, 0), "{seen:?}");
    assert_eq!(seen.time_steps_back, 0, "{seen:?}");
}

#[test]
fn a_thin_link_halves_pictures_before_their_size() {
    let mut world = watched(1, Codec::Vp8);
    let publisher = &mut world.clients.get_mut(&1).unwrap().bot;
    publisher.camera(CAMERA).unwrap().set_halves();
    world.run_until(10 * SECOND, |world| {
        let (pictures, seen) = in_a_second(world);
        28 <= pictures && seen.size.is_some_and(|size| size.height == 720)
    });
    // What 720p takes is 1,250 kbit/s, half of its pictures 650, 360p 430.
    world.clients.get_mut(&2).unwrap().down.path.bits_per_second = 1_000_000;
    world.run_until(20 * SECOND, |world| {
        let (pictures, seen) = in_a_second(world);
        (13..=17).contains(&pictures) && seen.size.is_some_and(|size| size.height == 720)
    });
    world.clients.get_mut(&2).unwrap().down.path.bits_per_second = 0;
    world.run_until(20 * SECOND, |world| {
        let (pictures, seen) = in_a_second(world);
        28 <= pictures && seen.size.is_some_and(|size| size.height == 720)
    });
}

#[test]
fn pictures_left_out_leave_no_gap_and_no_break() {
    let mut world = watched(2, Codec::Vp9);
    for (width, height, size) in [
        (320, 180, 180),
        (1_280, 720, 720),
        (640, 360, 360),
        (160, 90, 180),
        (1_920, 1_080, 720),
    ] {
        world.watch(2, &[(1, CAMERA, width, height)]);
        let span = world.run_until(3 * SECOND, |world| {
            let seen = world.seen(2, 0);
            seen.size.is_some_and(|seen| seen.height == size)
        });
        assert!(span < Duration::from_millis(1_600), "{size}: {span:?}");
        let (pictures, seen) = in_a_second(&mut world);
        assert!((28..=32).contains(&pictures), "{size}: {pictures}");
        assert_eq!(seen.size.map(|size| size.height), Some(size));
        check_unbroken(&seen);
        assert_eq!(seen.picture_gaps, 0, "{seen:?}");
    }
}

/// Whether what is lost on the way down comes again.
fn check_repaired(world: &mut World, codec: Codec) {
    world.watch(2, &[(1, CAMERA, 640, 360)]);
    world.run(3 * SECOND);
    world.clients.get_mut(&2).unwrap().down.path.loss = 50;
    let before = world.seen(2, 0).pictures;
    world.run(10 * SECOND);
    let seen = world.seen(2, 0);
    let pictures = seen.pictures - before;
    assert!(270 <= pictures, "{pictures} pictures of 300");
    assert_eq!((seen.repeated, seen.time_steps_back), (0, 0), "{seen:?}");
    assert_eq!(seen.codec, codec);
}

#[test]
fn lost_packets_of_a_layered_stream_come_again() {
    check_repaired(&mut watched(3, Codec::Vp9), Codec::Vp9);
}

/// Two seconds of H.264 in 640×360 as a byte stream: parameters, and slices of nothing.
fn h264() -> Vec<Picture> {
    let parameters = [
        0, 0, 1, 0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x2f, 0xf9, 0x70, 0x11, 0, 0, 3, 0, 1,
        0, 0, 3, 0, 0x3c, 0x0f, 0x16, 0x2e, 0x48, 0, 0, 1, 0x68, 0xcb, 0x83, 0xcb, 0x20,
    ];
    let picture = |number| {
        let keyframe = number == 0;
        let (head, slice, length) = if keyframe {
            (&parameters[..], [0, 0, 1, 0x65, 0xb8], 6_000)
        } else {
            (&[][..], [0, 0, 1, 0x41, 0x9a], 1_700)
        };
        let data = [head, &slice, &vec![0xaa; length]].concat();
        Picture { keyframe, data }
    };
    (0..60).map(picture).collect()
}

#[test]
fn lost_packets_of_h264_come_again() {
    let codec = Codec::H264;
    let encoder = BotConfig {
        camera: vec![Camera::one_layer(640, 360, 400)],
        video_slots: 0,
        codec,
        ..BotConfig::default()
    };
    let mut world = watched_from(8, &encoder);
    let publisher = &mut world.clients.get_mut(&1).unwrap().bot;
    publisher.camera(CAMERA).unwrap().give("", h264());
    check_repaired(&mut world, codec);
    assert_eq!(world.seen(2, 0).size.map(|size| size.height), Some(360));
}

#[test]
fn a_publisher_that_was_named_layers_may_put_them_into_one_stream_and_back() {
    let mut world = World::new(6);
    let knows = |camera| BotConfig {
        switches: true,
        camera,
        ..BotConfig::default()
    };
    world.join(1, &knows(Camera::three_layers()), Path::GOOD);
    world.join(2, &knows(Vec::new()), Path::GOOD);
    world.run_until(5 * SECOND, |world| world.connected());
    let check = |world: &mut World, width: u32, height: u32, codec| {
        world.watch(2, &[(1, CAMERA, width, height)]);
        world.run_until(4 * SECOND, |world| {
            let seen = world.seen(2, 0);
            (seen.size.map(|size| size.height), seen.codec) == (Some(height), codec)
        });
        let (pictures, seen) = in_a_second(world);
        assert!((26..=34).contains(&pictures), "{height}: {pictures}");
        assert_eq!(seen.size.map(|size| size.height), Some(height));
        check_unbroken(&seen);
    };
    check(&mut world, 1_280, 720, Codec::Vp8);
    for (within, codec) in [(true, Codec::Vp9), (false, Codec::Vp8)] {
        let publisher = &mut world.clients.get_mut(&1).unwrap().bot;
        publisher.camera(CAMERA).unwrap().switch(within);
        for (width, height) in [(1_280, 720), (320, 180), (640, 360), (1_280, 720)] {
            check(&mut world, width, height, codec);
        }
        // The small layers alone are sent when nobody sees others.
        check(&mut world, 320, 180, codec);
        world.run(6 * SECOND);
        let publisher = &mut world.clients.get_mut(&1).unwrap().bot;
        let camera = publisher.camera(CAMERA).unwrap();
        assert_eq!(
            ["l", "m", "h"].map(|rid| camera.active(rid)),
            [true, false, false]
        );
    }
}

#[test]
fn publishers_are_told_in_which_codecs_all_can_see_them() {
    let mut world = World::new(7);
    let knows = BotConfig {
        switches: true,
        ..BotConfig::default()
    };
    world.join(1, &knows, Path::GOOD);
    world.join(2, &knows, Path::GOOD);
    world.run_until(5 * SECOND, |world| world.connected());
    let told = |world: &mut World, number: u32| {
        let events = world.events.iter().rev();
        let mut codecs = events.filter_map(|(_, event)| match event {
            ConferenceEvent::Codecs(who, codecs) if *who == person(number) => Some(codecs.clone()),
            _ => None,
        });
        codecs.next()
    };
    let both = Some(vec![Codec::Vp8, Codec::Vp9]);
    assert_eq!(
        [1, 2].map(|number| told(&mut world, number)),
        [both.clone(), both.clone()]
    );
    world.join(3, &BotConfig::default(), Path::GOOD);
    let alone = Some(vec![Codec::Vp8]);
    assert_eq!(
        [1, 2].map(|number| told(&mut world, number)),
        [alone.clone(), alone]
    );
    assert_eq!(told(&mut world, 3), Some(vec![Codec::Vp8]));
    world.command(Command::Leave(person(3)));
    world.run_until(5 * SECOND, |world| {
        told(world, 1) == both && told(world, 2) == both
    });
}

#[test]
fn who_does_not_know_a_codec_gets_nothing_of_it() {
    let mut world = watched(4, Codec::Vp9);
    let old = BotConfig {
        camera: Vec::new(),
        ..BotConfig::default()
    };
    world.join(3, &old, Path::GOOD);
    world.watch(3, &[(1, CAMERA, 640, 360)]);
    world.run(3 * SECOND);
    assert_eq!(world.seen(3, 0).packets, 0);
    assert!(60 < world.seen(2, 0).pictures && 100 < world.heard(3));
}

#[test]
fn voices_carry_the_packet_before_for_those_who_take_it() {
    let mut world = World::new(5);
    let voice = |redundant| BotConfig {
        camera: Vec::new(),
        video_slots: 0,
        redundant,
        ..BotConfig::default()
    };
    for (number, redundant) in [(1, true), (2, true), (3, false)] {
        world.join(number, &voice(redundant), Path::GOOD);
    }
    world.run_until(5 * SECOND, |world| world.connected());
    world.run(SECOND);
    // Silent, so that one voice is heard by the others.
    for number in [2, 3] {
        world.clients.get_mut(&number).unwrap().bot.level = None;
    }
    world.run(SECOND);
    let heard = |world: &World, number: u32| {
        let bot = &world.clients[&number].bot;
        let counts = bot.audio_mids().into_iter().map(|mid| bot.counts(&mid));
        counts.fold((0, 0), |sum, counts| {
            (sum.0 + counts.packets, sum.1 + counts.bytes)
        })
    };
    let before = [2, 3].map(|number| heard(&world, number));
    world.run(2 * SECOND);
    let after = [2, 3].map(|number| heard(&world, number));
    let [both, newest] = [0, 1].map(|at| {
        let packets = after[at].0 - before[at].0;
        assert!((98..=102).contains(&packets), "{packets}");
        (after[at].1 - before[at].1) / packets
    });
    // Two packets of 80 bytes with five of heads, and one alone.
    assert_eq!((both, newest), (165, 80));
}
