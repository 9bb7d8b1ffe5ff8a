//! Tests of what the bots make of what they counted.

use super::*;

fn ears(speaks: bool, voices: (u64, u64), pictures: (u64, u64)) -> Ears {
    let of = |(expected, received)| Counted { expected, received };
    Ears {
        speaks,
        counted: [of(voices), of(pictures)],
    }
}

#[test]
fn what_came_to_all_is_summed_up() {
    let each = [
        ears(true, (50, 50), (0, 0)),
        ears(false, (100, 99), (60, 60)),
        ears(false, (100, 100), (60, 58)),
    ];
    let measured = summed(&each, vec![Tally::default()]);
    assert_eq!((measured.expected, measured.received), (370, 367));
    assert_eq!((measured.voices, measured.starved), (250, 0));
    assert_eq!((measured.pictures_least, measured.pictures_most), (60, 60));
}

#[test]
fn who_gets_nothing_has_lost_what_others_got() {
    let mut each = vec![ears(false, (100, 100), (60, 60)); 4];
    each.push(ears(false, (0, 0), (0, 0)));
    let measured = summed(&each, Vec::new());
    assert_eq!(measured.starved, 1);
    assert_eq!((measured.expected, measured.received), (800, 640));
}
