//! What names, titles and message texts must look like.

use model::limits::{
    MESSAGE_TEXT_BYTES_MAX, NAME_CHARS_MAX, OUTCOME_CHARS_MAX, PURPOSE_CHARS_MAX,
    REMINDER_NOTE_CHARS_MAX, TITLE_CHARS_MAX,
};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// It is empty where one is needed.
    #[error("must not be empty")]
    Empty,
    /// It is longer than `chars_max` characters.
    #[error("at most {chars_max} characters")]
    TooLong {
        /// The bound, in characters.
        chars_max: usize,
    },
    /// It is longer than `bytes_max` bytes of UTF-8.
    #[error("at most {bytes_max} bytes")]
    TooLarge {
        /// The bound, in bytes.
        bytes_max: usize,
    },
    /// It holds control characters, or characters that turn the direction of what follows.
    #[error("must not contain control characters")]
    Control,
}

/// A name of an organisation, person, channel or token: trimmed, one line, 1 to 80 characters.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_name(name: &str) -> Result<String, TextRefusal> {
    line(name, 1, NAME_CHARS_MAX)
}

/// A topic's title: trimmed, one line, 1 to 200 characters.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_title(title: &str) -> Result<String, TextRefusal> {
    line(title, 1, TITLE_CHARS_MAX)
}

/// What came of a session: trimmed, one line, 1 to 300 characters.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_outcome(outcome: &str) -> Result<String, TextRefusal> {
    line(outcome, 1, OUTCOME_CHARS_MAX)
}

/// A channel's purpose: trimmed, one line, at most 500 characters, may be empty.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_purpose(purpose: &str) -> Result<String, TextRefusal> {
    line(purpose, 0, PURPOSE_CHARS_MAX)
}

/// A person's place: trimmed, one line, at most 80 characters, may be empty.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_place(place: &str) -> Result<String, TextRefusal> {
    line(place, 0, NAME_CHARS_MAX)
}

/// A reminder's own words: trimmed, one line, 1 to 160 characters.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_reminder_note(note: &str) -> Result<String, TextRefusal> {
    line(note, 1, REMINDER_NOTE_CHARS_MAX)
}

/// A message's Markdown; empty only if something is attached.
///
/// # Errors
/// [`TextRefusal`] says what is wrong.
pub fn check_message_text(text: &str, attachments: usize) -> Result<(), TextRefusal> {
    if MESSAGE_TEXT_BYTES_MAX < text.len() {
        return Err(TextRefusal::TooLarge {
            bytes_max: MESSAGE_TEXT_BYTES_MAX,
        });
    }
    if text.contains('\0') {
        return Err(TextRefusal::Control);
    }
    if attachments == 0 && text.chars().all(char::is_whitespace) {
        return Err(TextRefusal::Empty);
    }
    Ok(())
}

/// Markdown that may be empty: trimmed, at most so many bytes.
pub(crate) fn markdown(text: &str, bytes_max: usize) -> Result<String, TextRefusal> {
    let text = text.trim();
    if bytes_max < text.len() {
        return Err(TextRefusal::TooLarge { bytes_max });
    }
    if text.contains('\0') {
        return Err(TextRefusal::Control);
    }
    Ok(text.to_owned())
}

/// Trimmed text of one line, with so many characters.
pub(crate) fn line(text: &str, chars_min: usize, chars_max: usize) -> Result<String, TextRefusal> {
    let text = text.trim();
    let chars = text.chars().count();
    if chars < chars_min {
        return Err(TextRefusal::Empty);
    }
    if chars_max < chars {
        return Err(TextRefusal::TooLong { chars_max });
    }
    if text.chars().any(is_control) {
        return Err(TextRefusal::Control);
    }
    Ok(text.to_owned())
}

/// Control characters, and those of UAX #9 that override the direction of a line.
fn is_control(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
