//! Tests of which layers pass, packet by packet.

use super::Gate;
use crate::codec::{Opening, Picture};
use crate::source::Cap;

/// A packet that is a whole picture.
fn picture(spatial: u8, temporal: u8) -> Picture {
    Picture {
        starts_picture: true,
        ends_picture: true,
        spatial,
        temporal,
        ..Picture::default()
    }
}

/// The pictures of a keyframe with three spatial layers.
fn keyframe() -> [Picture; 3] {
    [0, 1, 2].map(|spatial| Picture {
        starts_keyframe: spatial == 0,
        opens_layer: true,
        opening: Some(Opening {
            from: 0,
            to: u8::MAX,
        }),
        layers: Some(3),
        ..picture(spatial, 0)
    })
}

/// Which of the pictures of one instant pass; with those that end it.
fn passing(gate: &mut Gate, time: u32, pictures: &[Picture]) -> (Vec<u8>, Vec<u8>) {
    let (mut passed, mut ending) = (Vec::new(), Vec::new());
    for picture in pictures {
        if gate.passes(picture, time) {
            passed.push(picture.spatial);
            if gate.ends(picture) {
                ending.push(picture.spatial);
            }
        }
    }
    (passed, ending)
}

fn cap(spatial: u8, temporal: u8) -> Cap {
    Cap { spatial, temporal }
}

fn begun(cap: Cap) -> Gate {
    let mut gate = Gate::new();
    gate.aim(cap);
    gate.begin();
    gate
}

#[test]
fn a_keyframe_opens_the_layers_that_are_wanted_and_the_highest_ends_the_instant() {
    let later = [0, 1, 2].map(|spatial| picture(spatial, 0));
    for (highest, passed, ending) in [
        (0, vec![0], vec![0]),
        (1, vec![0, 1], vec![1]),
        (2, vec![0, 1, 2], vec![]),
    ] {
        let mut gate = begun(cap(highest, u8::MAX));
        for (time, pictures) in [(1, keyframe()), (2, later)] {
            let expected = (passed.clone(), ending.clone());
            assert_eq!(passing(&mut gate, time, &pictures), expected);
        }
        assert!(!gate.waits());
    }
}

#[test]
fn layers_close_at_the_next_instant_and_open_with_a_keyframe() {
    let later = [0, 1, 2].map(|spatial| picture(spatial, 0));
    let mut gate = begun(cap(2, u8::MAX));
    passing(&mut gate, 1, &keyframe());
    gate.passes(&later[0], 2);
    gate.aim(cap(0, u8::MAX));
    assert!(gate.passes(&later[1], 2), "an instant is sent as it began");
    assert_eq!(passing(&mut gate, 3, &later).0, [0]);
    assert!(!gate.waits());
    gate.aim(cap(2, u8::MAX));
    assert!(gate.waits());
    assert_eq!(passing(&mut gate, 4, &later).0, [0]);
    assert_eq!(passing(&mut gate, 5, &keyframe()).0, [0, 1, 2]);
    assert!(!gate.waits());
}

#[test]
fn a_layer_does_not_open_over_one_that_is_closed() {
    let mut gate = begun(cap(2, u8::MAX));
    let mut pictures = keyframe();
    pictures[1].opens_layer = false;
    assert_eq!(passing(&mut gate, 1, &pictures).0, [0]);
}

#[test]
fn temporal_layers_close_at_once_and_open_where_the_codec_says() {
    let mut gate = begun(Cap::ALL);
    assert!(gate.passes(&keyframe()[0], 1) && gate.passes(&picture(0, 2), 2));
    gate.aim(cap(u8::MAX, 1));
    let passed = [0, 1, 2].map(|temporal| gate.passes(&picture(0, temporal), 3));
    assert_eq!(passed, [true, true, false]);
    gate.aim(Cap::ALL);
    assert!(!gate.passes(&picture(0, 2), 4));
    let opens = |from, to| Picture {
        opening: Some(Opening { from, to }),
        ..picture(0, 2)
    };
    assert!(
        !gate.passes(&opens(2, 2), 5),
        "what it builds on was not had"
    );
    assert!(gate.passes(&opens(0, 2), 6) && gate.passes(&picture(0, 2), 7));
}
