//! Clients whose network changes in mid-call: pictures and voices go on within three seconds, and
//! nobody else can take their path.
//!
//! `SFU_CHANGES=205..605 cargo test -p sfu --test it change` runs the mobile networks of these seeds, not
//! of 40.

use std::ops::Range;
use std::time::Duration;

use model::session::MediaSource;
use sfu::ConferenceEvent;
use sfu::bot::BotConfig;

use crate::network::Path;
use crate::trace::Trace;
use crate::world::{World, person};

const SECOND: Duration = Duration::from_secs(1);
const CAMERA: MediaSource = MediaSource::Camera;

/// How soon a page sees that nothing comes any more and has asked for an ICE restart.
const NOTICED: Duration = Duration::from_millis(1_200);

/// How soon all has to be back after a change.
const BACK_MAX: Duration = Duration::from_secs(3);

/// A good mobile network.
const MOBILE: Path = Path {
    delay: Duration::from_millis(40),
    jitter: Duration::from_millis(10),
    loss: 5,
    ..Path::GOOD
};

/// Two people who see each other large, for some seconds already.
fn two(path: Path, seed: u64, shards: u8) -> World {
    let mut world = World::spread(seed, shards);
    for number in [1, 2] {
        // How often a handshake is repeated on a path that loses is by chance.
        let steady = Path {
            jitter: Duration::ZERO,
            loss: 0,
            ..path
        };
        world.join(number, &BotConfig::default(), steady);
        let client = world.clients.get_mut(&number).unwrap();
        // So is for which of several layers that are stopped str0m wakes.
        client.obedient = false;
        client.bot.patient = true;
        client.trace = Some(Trace::from(world.now));
    }
    world.watch(1, &[(2, CAMERA, 1_280, 720)]);
    world.watch(2, &[(1, CAMERA, 1_280, 720)]);
    world.run_until(5 * SECOND, |world| world.connected());
    for number in [1, 2] {
        world.travel(number, path);
    }
    world.run(4 * SECOND);
    world
}

/// What each of the two has seen and heard.
fn taken(world: &World) -> [(u64, u64); 2] {
    [1, 2].map(|number| (world.seen(number, 0).pictures, world.heard(number)))
}

/// Runs until both see and hear again, for good.
fn until_back(world: &mut World) -> Duration {
    let before = taken(world);
    let span = world.run_until(3 * BACK_MAX, |world| {
        let now = taken(world);
        let more = |at: usize| before[at].0 + 5 < now[at].0 && before[at].1 + 5 < now[at].1;
        more(0) && more(1)
    });
    // A lost packet costs a picture of 720p the time to the next keyframe, with any path.
    let steady = if world.clients[&1].up.path.loss == 0 {
        50
    } else {
        10
    };
    let before = taken(world);
    world.run(2 * SECOND);
    for (at, (pictures, voices)) in taken(world).into_iter().enumerate() {
        assert!(
            before[at].0 + steady < pictures,
            "{at}: {before:?} {pictures}"
        );
        assert!(before[at].1 + 80 < voices, "{at}: {before:?} {voices}");
    }
    span
}

fn lost(world: &World) -> usize {
    let lost = |event: &&(Duration, ConferenceEvent)| matches!(event.1, ConferenceEvent::Lost(_));
    world.events.iter().filter(lost).count()
}

/// Two of whom one goes on from another network, and how soon both see and hear again.
fn moved(path: Path, seed: u64, shards: u8) -> (World, Duration) {
    let mut world = two(path, seed, shards);
    world.clients.get_mut(&1).unwrap().unplugged = true;
    world.run(NOTICED);
    world.restart(1);
    let span = NOTICED + until_back(&mut world);
    (world, span)
}

fn check_moves(path: Path, shards: u8, seeds: impl Iterator<Item = u64>) {
    for seed in seeds {
        let (world, span) = moved(path, seed, shards);
        assert!(span < BACK_MAX, "{seed}: {span:?}");
        assert_eq!(lost(&world), 0);
    }
}

#[test]
fn a_client_goes_on_from_another_network() {
    check_moves(Path::GOOD, 1, 200..203);
    check_moves(Path::GOOD, 2, 203..205);
    check_moves(MOBILE, 2, 300..305);
}

// In two parts, which run beside each other.

#[test]
fn a_client_goes_on_from_a_mobile_network() {
    check_moves(MOBILE, 1, mobile().step_by(2));
}

#[test]
fn a_client_goes_on_from_another_mobile_network() {
    check_moves(MOBILE, 1, mobile().skip(1).step_by(2));
}

/// The mobile networks of these seeds are run unless others are asked for.
fn mobile() -> Range<u64> {
    let asked = std::env::var("SFU_CHANGES").unwrap_or_default();
    let seeds = asked.split_once("..");
    seeds.map_or(205..245, |(from, to)| {
        from.parse().unwrap()..to.parse().unwrap()
    })
}

#[test]
fn a_change_has_the_same_outcome_each_time() {
    for seed in [205, 211, 227] {
        let digests = || {
            let (world, span) = moved(MOBILE, seed, 1);
            let traces = [1, 2].map(|number| world.clients[&number].trace.clone());
            (span, traces.map(|trace| trace.unwrap().digest()))
        };
        assert_eq!(digests(), digests(), "seed {seed}");
    }
}

#[test]
fn a_client_goes_on_from_a_thinner_network() {
    let mut world = two(Path::GOOD, 211, 1);
    let client = world.clients.get_mut(&1).unwrap();
    client.unplugged = true;
    let thin = Path {
        delay: Duration::from_millis(40),
        bits_per_second: 600_000,
        ..Path::GOOD
    };
    client.down.path = thin;
    world.run(NOTICED);
    world.restart(1);
    let voices = world.heard(1);
    let span = world.run_until(BACK_MAX, |world| voices + 5 < world.heard(1));
    assert!(NOTICED + span < BACK_MAX, "{span:?}");
    let before = taken(&world)[0];
    world.run(10 * SECOND);
    let now = taken(&world)[0];
    assert!(before.0 + 100 < now.0, "{before:?} {now:?}");
    assert!(before.1 + 450 < now.1, "{before:?} {now:?}");
}

#[test]
fn a_router_that_forgets_its_addresses_is_followed() {
    for seed in 220..224 {
        let mut world = two(Path::GOOD, seed, 1);
        world.rebind(1);
        let span = until_back(&mut world);
        assert!(span < BACK_MAX, "{seed}: {span:?}");
        assert_eq!(lost(&world), 0);
    }
}

#[test]
fn what_the_old_network_still_sends_does_not_take_the_path_back() {
    let mut world = two(Path::GOOD, 230, 1);
    let old = world.clients[&1].address;
    let stale = world.clients[&1].check.clone().unwrap();
    world.restart(1);
    until_back(&mut world);
    world.strays.clear();
    for _ in 0..20 {
        world.deliver(1, old, &stale);
        world.run(SECOND / 10);
    }
    assert_eq!(world.strays.get(&old), None, "{:?}", world.strays);
    until_back(&mut world);
}

#[test]
fn a_forged_check_takes_nobodys_path() {
    let mut world = two(Path::GOOD, 231, 1);
    let thief = std::net::SocketAddr::from(([203, 0, 113, 66], 6_666));
    let check = world.clients[&1].check.clone().unwrap();
    world.strays.clear();
    for round in 0..50_u8 {
        // Another transaction, a damaged name, a damaged signature: whatever a thief can make of a
        // check that was overheard without knowing the password.
        for at in [8, 10, 19, 30, check.len() - 10] {
            let mut forged = check.clone();
            forged[at] ^= 1 + round;
            world.deliver(1, thief, &forged);
            world.deliver(1, thief, &forged[..forged.len() - usize::from(round % 9)]);
        }
        world.run(SECOND / 20);
    }
    assert_eq!(world.strays.get(&thief), None, "{:?}", world.strays);
    until_back(&mut world);
}

#[test]
fn who_falls_silent_is_known_to_be_cut_off_and_known_to_be_back() {
    let mut world = two(Path::GOOD, 232, 1);
    world.events.clear();
    let told = |world: &World, wanted: &ConferenceEvent| {
        world.events.iter().any(|(_, event)| event == wanted)
    };
    world.clients.get_mut(&1).unwrap().unplugged = true;
    let silent = ConferenceEvent::Silent(person(1));
    let span = world.run_until(5 * SECOND, |world| told(world, &silent));
    assert!(2 * SECOND < span && span < 4 * SECOND, "{span:?}");
    world.run(SECOND);
    world.restart(1);
    let heard = ConferenceEvent::Heard(person(1));
    world.run_until(SECOND, |world| told(world, &heard));
    until_back(&mut world);
    let others = |event: &&(Duration, ConferenceEvent)| {
        matches!(
            event.1,
            ConferenceEvent::Lost(_) | ConferenceEvent::Silent(_) | ConferenceEvent::Heard(_)
        )
    };
    assert_eq!(world.events.iter().filter(others).count(), 2);
}

#[test]
fn who_was_away_is_told_all_that_was_told_before() {
    let mut world = two(Path::GOOD, 233, 1);
    let slots = |world: &World| {
        let told = world.events.iter().filter_map(|(_, event)| match event {
            ConferenceEvent::Slots(who, slots) if *who == person(1) => Some(slots.clone()),
            _ => None,
        });
        told.flatten().collect::<Vec<_>>()
    };
    world.events.clear();
    world.command(sfu::Command::Retell(person(1)));
    let told = slots(&world);
    let filled = |media| {
        let mut all = told.iter();
        all.any(|slot| slot.person == Some(person(2)) && slot.source == media)
    };
    assert!(
        filled(CAMERA) && filled(MediaSource::Microphone),
        "{told:?}"
    );
    let layers = world.events.iter().any(|(_, event)| {
        matches!(event, ConferenceEvent::Layers(who, layers) if *who == person(1) && 3 == layers.len())
    });
    assert!(layers, "{:?}", world.events);
}
