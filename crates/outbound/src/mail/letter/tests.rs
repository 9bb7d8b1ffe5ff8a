//! Tests of writing letters; how they arrive is tested by `tests/it/mail.rs`.

use lettre::message::Mailbox;
use model::mail::Letter;
use model::notice::{Notice, NoticeKind};

use super::{line, lines, subject, write};

fn letter(title: &str) -> Letter {
    Letter {
        id: "delivery_1".to_owned(),
        name: String::new(),
        email: "ben@kestrel.example".to_owned(),
        heading: None,
        notices: vec![Notice {
            kind: NoticeKind::Message,
            title: title.to_owned(),
            body: String::new(),
            path: "/".to_owned(),
            why: None,
            tag: None,
            urgent: false,
            lasts_seconds: 0,
        }],
        unsubscribe: None,
    }
}

#[test]
fn a_line_has_no_break_in_it_and_a_bound() {
    let check = |text: &str, expected: &str| assert_eq!(line(text, 10), expected, "{text:?}");
    check("", "");
    check("  a\r\n b\tc\u{b}d ", "a b c d");
    check("a\u{85}b\u{2028}c\u{2029}d\u{0}e", "a b c d e");
    check("0123456789", "0123456789");
    check("0123456789a", "012345678…");
    check("ääääääää  bbb", "ääääääää…");
}

#[test]
fn lines_have_one_kind_of_break() {
    assert_eq!(lines("a\r\nb\rc\n\n\td\u{0}\u{7f} \n"), "a\nb\nc\n\n\td");
}

#[test]
fn a_letter_always_has_a_subject() {
    assert_eq!(subject(&letter("Pump 3")), "Pump 3");
    assert_eq!(subject(&letter(" \r\n ")), "Something for you");
    let mut urgent = letter("Pump 3");
    urgent.notices[0].urgent = true;
    assert_eq!(subject(&urgent), "Urgent: Pump 3");
    urgent.heading = Some("Your morning".to_owned());
    assert_eq!(subject(&urgent), "Urgent: Your morning");
}

#[test]
fn a_letter_about_nothing_is_not_written() {
    let from: Mailbox = "Kestrel <meanwhile@kestrel.example>".parse().unwrap();
    let mut empty = letter("t");
    empty.notices.clear();
    assert!(write(&empty, &from, "https://a.example").is_err());
    assert!(write(&letter("t"), &from, "https://a.example").is_ok());
}
