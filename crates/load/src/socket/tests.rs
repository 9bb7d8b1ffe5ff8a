//! Tests of cutting bytes into frames.

use super::*;

/// Feeds the bytes in pieces of `step` and answers the shown payloads.
fn check_frames(bytes: &[u8], step: usize) -> (Vec<Vec<u8>>, u32) {
    let mut frames = Frames::default();
    let mut shown = Vec::new();
    let mut pings = 0;
    for piece in bytes.chunks(step) {
        let mut each = |payload: &[u8]| {
            shown.push(payload.to_vec());
            ControlFlow::<()>::Continue(())
        };
        assert!(
            frames
                .show(piece, &mut pings, &mut each)
                .unwrap()
                .is_continue()
        );
    }
    assert!(frames.rest.is_empty());
    (shown, pings)
}

#[test]
fn frames_of_every_length_come_out_whole_however_they_are_cut() {
    let payloads: Vec<Vec<u8>> = [0, 1, 125, 126, 300, 65_535, 65_536, 70_000]
        .into_iter()
        .map(|length| vec![b'x'; length])
        .collect();
    let mut bytes = Vec::new();
    for payload in &payloads {
        bytes.extend(text_frame(payload));
        bytes.extend([0x89, 0]);
    }
    for step in [1, 3, 1000, bytes.len()] {
        assert_eq!(check_frames(&bytes, step), (payloads.clone(), 8));
    }
}

#[test]
fn what_follows_the_wanted_frame_is_kept() {
    let mut bytes = text_frame(b"one");
    bytes.extend(text_frame(b"two"));
    let mut frames = Frames::default();
    let mut pings = 0;
    let mut take = |payload: &[u8]| ControlFlow::Break(payload.to_vec());
    let first = frames.show(&bytes, &mut pings, &mut take).unwrap();
    let second = frames.show(&[], &mut pings, &mut take).unwrap();
    assert_eq!(first.break_value().unwrap(), b"one");
    assert_eq!(second.break_value().unwrap(), b"two");
}

#[test]
fn a_close_frame_is_an_error() {
    let mut frames = Frames::default();
    let mut each = |_: &[u8]| ControlFlow::<()>::Continue(());
    assert!(frames.show(&[0x88, 0], &mut 0, &mut each).is_err());
}
