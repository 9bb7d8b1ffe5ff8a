//! Tests of who is heard.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{LevelDbov, Speakers};
use crate::source::SourceId;

const PACKET: Duration = Duration::from_millis(20);

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

/// Plays `packets` of 20 ms in which source `n` has level `levels[n]`; gives the slot changes.
fn play(speakers: &mut Speakers, now: &mut Instant, packets: usize, levels: &[i8]) -> usize {
    let mut changes = 0;
    for _ in 0..packets {
        for (source, level) in (0u32..).zip(levels) {
            changes += usize::from(speakers.hear(SourceId(source), LevelDbov(*level), *now));
        }
        speakers.look(*now);
        *now += PACKET;
    }
    changes
}

fn heard(speakers: &Speakers) -> Vec<u32> {
    let mut heard: Vec<u32> = speakers
        .slots()
        .iter()
        .flatten()
        .map(|source| source.0)
        .collect();
    heard.sort_unstable();
    heard
}

#[test]
fn the_loudest_three_are_heard() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 100, &[-70, -30, -75, -25, -35]);
    assert_eq!(heard(&speakers), [1, 3, 4]);
    assert_eq!(speakers.speaking().first(), Some(&SourceId(3)));
}

#[test]
fn voices_of_like_loudness_do_not_take_each_others_slots() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 50, &[-30, -31, -32, -33]);
    let before = heard(&speakers);
    assert_eq!(play(&mut speakers, &mut now, 500, &[-32, -33, -31, -29]), 0);
    assert_eq!(heard(&speakers), before);
}

#[test]
fn a_clearly_louder_voice_is_heard_within_a_fifth_of_a_second() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 100, &[-40, -45, -50, -127]);
    play(&mut speakers, &mut now, 10, &[-40, -45, -50, -20]);
    assert!(heard(&speakers).contains(&3));
    assert!(!heard(&speakers).contains(&2));
}

#[test]
fn silence_takes_no_slot() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 100, &[-127, -126]);
    assert_eq!(heard(&speakers), Vec::<u32>::new());
    assert!(speakers.speaking().is_empty());
}

#[test]
fn a_speaker_of_whom_nothing_comes_stops_speaking_and_yields() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 50, &[-20, -25, -30]);
    now += Duration::from_secs(1);
    assert!(speakers.look(now));
    assert!(speakers.speaking().is_empty());
    assert!(speakers.hear(SourceId(9), LevelDbov(-60), now));
}

#[test]
fn the_main_speaker_outlasts_an_interjection() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    play(&mut speakers, &mut now, 100, &[-30, -127]);
    assert_eq!(speakers.main(), Some(SourceId(0)));
    play(&mut speakers, &mut now, 20, &[-30, -30]);
    assert_eq!(speakers.main(), Some(SourceId(0)));
    play(&mut speakers, &mut now, 200, &[-127, -30]);
    assert_eq!(speakers.main(), Some(SourceId(1)));
}

proptest! {
    #[test]
    fn slots_never_hold_a_source_twice_nor_one_that_is_gone(
        steps in proptest::collection::vec((0..8u32, -127..=0i8, any::<bool>(), 0..900u64), 1..300)
    ) {
        let (mut speakers, mut now) = (Speakers::default(), origin());
        for (source, level, removes, pause) in steps {
            if removes && pause < 100 {
                speakers.remove(SourceId(source));
                prop_assert!(!heard(&speakers).contains(&source));
            } else {
                speakers.hear(SourceId(source), LevelDbov(level), now);
            }
            speakers.look(now);
            let heard = heard(&speakers);
            prop_assert!(heard.windows(2).all(|pair| pair[0] != pair[1]));
            prop_assert!(speakers.speaking().len() <= 3);
            now += Duration::from_millis(pause);
        }
    }
}

/// Plays a second of one who is as loud as `level` says of each packet, and of three who speak.
fn second_of(level: fn(usize) -> i8, second: usize, speakers: &mut Speakers, now: &mut Instant) {
    for packet in second * 50..(second + 1) * 50 {
        play(speakers, now, 1, &[level(packet), -25, -35, -35]);
    }
}

#[test]
fn who_is_loud_with_hardly_a_pause_is_no_speaker_for_long() {
    let liars: [fn(usize) -> i8; 4] = [
        |_| -1,
        |packet| if packet % 200 == 0 { -40 } else { -1 },
        |packet| if packet % 200 < 10 { -127 } else { -1 },
        |packet| if packet % 20 == 0 { -13 } else { -11 },
    ];
    for (number, liar) in liars.into_iter().enumerate() {
        let (mut speakers, mut now) = (Speakers::default(), origin());
        for second in 0..40 {
            second_of(liar, second, &mut speakers, &mut now);
            if 20 <= second {
                assert_eq!(heard(&speakers), [1, 2, 3], "{number}, second {second}");
                assert_eq!(speakers.main(), Some(SourceId(1)), "{number}");
            }
        }
        // A pause ends the doubt.
        play(&mut speakers, &mut now, 26, &[-40, -25, -35, -35]);
        play(&mut speakers, &mut now, 20, &[-1, -25, -35, -35]);
        assert!(speakers.speaking().contains(&SourceId(0)), "{number}");
    }
}

#[test]
fn who_speaks_loudly_is_believed() {
    let honest: [fn(usize) -> i8; 3] = [
        // Words of 0.4 s and what is between them.
        |packet| if packet % 24 < 20 { -6 } else { -35 },
        // Sentences of 4 s and a breath.
        |packet| if packet % 225 < 200 { -3 } else { -60 },
        // Vowels and consonants, hardly a breath.
        |packet| [-5, -4, -8, -9, -14][packet % 5],
    ];
    for (number, words) in honest.into_iter().enumerate() {
        let (mut speakers, mut now) = (Speakers::default(), origin());
        for second in 0..60 {
            second_of(words, second, &mut speakers, &mut now);
            assert!(heard(&speakers).contains(&0), "{number}, second {second}");
        }
    }
}

#[test]
fn a_loud_speaker_whose_silence_is_hardly_sent_is_believed() {
    let (mut speakers, mut now) = (Speakers::default(), origin());
    for _ in 0..20 {
        // 4 s of speech, then a packet each 400 ms (DTX).
        play(&mut speakers, &mut now, 200, &[-3, -25, -35, -35]);
        assert_eq!(speakers.main(), Some(SourceId(0)));
        for _ in 0..2 {
            now += Duration::from_millis(400);
            play(&mut speakers, &mut now, 1, &[-127, -25, -35, -35]);
        }
    }
}
