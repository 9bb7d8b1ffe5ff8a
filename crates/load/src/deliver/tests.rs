//! Tests of finding marked messages in frames.

use super::*;

#[test]
fn a_mark_is_read_from_a_frame_and_from_nothing_else() {
    let text = marked(12, "x");
    let frame = format!("{{\"id\":\"msg_0qz3z\",\"text\":\"{text}\"}}");
    assert_eq!(mark_of(frame.as_bytes()), Some(12));
    assert_eq!(mark_of(b"{\"id\":\"msg_0qz3z\"}"), None);
    assert_eq!(mark_of(b"{\"text\":\"qz"), None);
}

#[test]
fn the_last_arrival_of_a_message_counts() {
    let due = Instant::now();
    let mut arrivals = Arrivals {
        find: Box::new(mark_of),
        due: vec![due],
        missing: vec![2],
        last: histogram(),
        unfinished: 1,
        frame_bytes: 0,
        failed: None,
    };
    arrivals.note(b"{\"text\":\"qz0z\"}", due + Duration::from_millis(1));
    assert_eq!((arrivals.unfinished, arrivals.last.len()), (1, 0));
    arrivals.note(b"{\"text\":\"qz0z\"}", due + Duration::from_millis(5));
    assert_eq!((arrivals.unfinished, arrivals.last.len()), (0, 1));
    assert!((4.9..5.1).contains(&millis_at(&arrivals.last, 0.5)));
}
