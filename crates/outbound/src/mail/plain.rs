//! A letter's text without markup.

use model::limits::LETTER_SUBJECT_CHARS_MAX;

use super::letter::{Text, line, lines};
use crate::link::absolute;
use crate::words;

/// The whole text.
pub(super) fn write(text: &Text<'_>) -> String {
    let mut out = String::new();
    for notice in text.notices {
        if notice.urgent {
            out += &format!("[{}] ", words::URGENT);
        }
        out += &line(&notice.title, LETTER_SUBJECT_CHARS_MAX);
        out += "\n";
        let body = lines(&notice.body);
        if !body.is_empty() {
            out += &format!("\n{body}\n");
        }
        let open = absolute(text.origin, &notice.path);
        out += &format!("\n{}: {open}\n", words::OPEN);
        if let Some(why) = &notice.why {
            out += &format!("{} {}\n", words::WHY, absolute(text.origin, why));
        }
        out += "\n";
    }
    if 0 < text.more {
        let inbox = absolute(text.origin, words::INBOX_PATH);
        out += &format!("{}: {inbox}\n\n", words::more(text.more));
    }
    // Two dashes and a space: what follows is no part of the letter (RFC 3676, 4.3).
    out += &format!("-- \n{}\n", words::sent_by(text.sender));
    if let Some(unsubscribe) = &text.unsubscribe {
        out += &format!("{}: {unsubscribe}\n", words::UNSUBSCRIBE);
    }
    out
}
