//! Tests of what the bots make of what they counted.

use super::*;

fn counted((expected, received): (u64, u64)) -> Counted {
    Counted { expected, received }
}

/// Somebody in the first room who sends nothing.
fn ears(speaks: bool, voices: (u64, u64), pictures: (u64, u64)) -> Ears {
    Ears {
        room: 0,
        speaks,
        counted: [counted(voices), counted(pictures)],
        sent: Sent::default(),
    }
}

/// The one on the stage of a room, who speaks alone.
fn stage(room: usize, voices: u64, pictures: u64) -> Ears {
    let sent = Sent {
        packets: [voices, pictures],
        unseen: false,
    };
    Ears {
        room,
        sent,
        ..ears(true, (0, 0), (0, 0))
    }
}

/// A room of so many who listen, to whom as many packets came as were to come.
fn room(stage: Ears, listeners: usize, voices: u64, pictures: u64) -> Vec<Ears> {
    let listener = Ears {
        room: stage.room,
        ..ears(false, (voices, voices), (pictures, pictures))
    };
    let mut each = vec![listener; listeners];
    each.push(stage);
    each
}

#[test]
fn what_came_to_all_is_summed_up() {
    let mut each = [
        ears(true, (50, 50), (0, 0)),
        ears(false, (100, 99), (60, 60)),
        ears(false, (100, 100), (60, 58)),
    ];
    each[0].sent.packets = [50, 60];
    each[1].sent.packets = [50, 0];
    let measured = summed(&each, vec![Tally::default()]);
    assert_eq!((measured.expected, measured.received), (370, 367));
    assert_eq!((measured.voices, measured.starved), (250, 0));
    assert_eq!((measured.pictures_least, measured.pictures_most), (60, 60));
    assert_eq!(measured.pictures_sent, 60);
}

#[test]
fn who_gets_nothing_has_lost_what_was_sent() {
    let mut each = room(stage(0, 100, 60), 4, 100, 60);
    each.push(ears(false, (0, 0), (0, 0)));
    let measured = summed(&each, Vec::new());
    assert_eq!(measured.starved, 1);
    assert_eq!((measured.expected, measured.received), (800, 640));
}

#[test]
fn nobody_is_starved_by_a_few_packets_more_or_less() {
    for (voices, pictures) in [(91, 650), (100, 720), (102, 760)] {
        let measured = summed(&room(stage(0, 100, 720), 4, voices, pictures), Vec::new());
        assert_eq!(measured.starved, 0, "{voices} {pictures}");
        assert_eq!(measured.expected, measured.received);
    }
}

#[test]
fn a_room_that_fell_to_a_smaller_layer_is_starved_though_all_got_the_same() {
    let measured = summed(&room(stage(0, 100, 720), 4, 100, 300), Vec::new());
    assert_eq!(measured.starved, 4);
    assert_eq!((measured.expected, measured.received), (3_280, 1_600));
    assert_eq!((measured.pictures_most, measured.pictures_sent), (300, 720));
}

#[test]
fn a_voice_that_is_left_out_starves_who_listens() {
    let measured = summed(&room(stage(0, 200, 60), 4, 100, 60), Vec::new());
    assert_eq!(measured.starved, 4);
}

#[test]
fn a_room_whose_layer_the_server_switched_off_is_starved_though_little_was_sent() {
    let mut stage = stage(0, 100, 0);
    stage.sent.unseen = true;
    assert_eq!(summed(&room(stage, 4, 100, 300), Vec::new()).starved, 4);
}

#[test]
fn each_room_is_judged_by_its_own_stage() {
    let mut each = room(stage(0, 100, 720), 3, 100, 720);
    each.extend(room(stage(1, 100, 60), 3, 100, 60));
    assert_eq!(summed(&each, Vec::new()).starved, 0);
    each.extend(room(stage(2, 100, 720), 3, 100, 60));
    assert_eq!(summed(&each, Vec::new()).starved, 3);
}

#[test]
fn where_nothing_is_known_of_the_stage_listeners_are_compared_with_each_other() {
    let mut each = vec![ears(false, (100, 100), (60, 60)); 4];
    each.push(ears(false, (100, 100), (20, 20)));
    let measured = summed(&each, Vec::new());
    assert_eq!(measured.starved, 1);
    assert_eq!((measured.expected, measured.received), (800, 760));
}
