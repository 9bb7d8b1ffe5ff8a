//! Tests of names, titles and texts at their bounds.

use super::*;

#[test]
fn names_are_trimmed_and_bounded() {
    assert_eq!(check_name("  Zoë 🦀 "), Ok("Zoë 🦀".to_owned()));
    assert_eq!(check_name(" \t "), Err(TextRefusal::Empty));
    assert_eq!(
        check_name(&"ä".repeat(NAME_CHARS_MAX)),
        Ok("ä".repeat(NAME_CHARS_MAX))
    );
    assert_eq!(
        check_name(&"ä".repeat(NAME_CHARS_MAX + 1)),
        Err(TextRefusal::TooLong {
            chars_max: NAME_CHARS_MAX
        })
    );
}

#[test]
fn lines_hold_no_control_or_direction_characters() {
    for text in ["a\0b", "a\nb", "a\u{202e}b", "a\u{2066}b"] {
        assert_eq!(check_title(text), Err(TextRefusal::Control), "{text:?}");
    }
    assert_eq!(check_purpose(""), Ok(String::new()));
    assert_eq!(check_place(" "), Ok(String::new()));
}

#[test]
fn a_message_needs_words_or_files_and_fits_its_bound() {
    assert_eq!(
        check_message_text("\n \u{2003}", 0),
        Err(TextRefusal::Empty)
    );
    assert_eq!(check_message_text("", 1), Ok(()));
    assert_eq!(check_message_text("a\0", 0), Err(TextRefusal::Control));
    let longest = "x".repeat(MESSAGE_TEXT_BYTES_MAX);
    assert_eq!(check_message_text(&longest, 0), Ok(()));
    assert_eq!(
        check_message_text(&format!("{longest}x"), 0),
        Err(TextRefusal::TooLarge {
            bytes_max: MESSAGE_TEXT_BYTES_MAX
        })
    );
}
