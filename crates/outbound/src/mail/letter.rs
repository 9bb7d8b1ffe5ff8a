//! A letter as it goes to the relay: headers and two forms of its text (RFC 5322, 2046).

use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use model::limits::{LETTER_NOTICES_MAX, LETTER_SUBJECT_CHARS_MAX, NAME_CHARS_MAX};
use model::mail::{Letter, Unsubscribe};
use model::notice::Notice;

use super::{html, plain};
use crate::link::absolute;
use crate::words;

/// What the relay is told, and the letter.
pub(super) struct Envelope {
    pub(super) from: Address,
    pub(super) to: Address,
    pub(super) content: Vec<u8>,
}

impl Envelope {
    /// Whether every relay can take its addresses.
    pub(super) fn is_ascii(&self) -> bool {
        let (from, to): (&str, &str) = (self.from.as_ref(), self.to.as_ref());
        from.is_ascii() && to.is_ascii()
    }
}

/// What both forms of a letter's text say.
pub(super) struct Text<'a> {
    /// Where people open the app.
    pub(super) origin: &'a str,
    /// What is told.
    pub(super) notices: &'a [Notice],
    /// How many notices did not fit.
    pub(super) more: usize,
    /// Who sent it.
    pub(super) sender: &'a str,
    /// Where to get no more of them.
    pub(super) unsubscribe: Option<String>,
}

/// Writes a letter.
///
/// # Errors
/// What is wrong with the letter, for the log.
pub(super) fn write(letter: &Letter, from: &Mailbox, origin: &str) -> Result<Envelope, String> {
    if letter.notices.is_empty() {
        return Err("a letter without a notice".to_owned());
    }
    let to: Address = letter
        .email
        .parse()
        .map_err(|error| format!("the recipient's address is none: {error}"))?;
    let shown = letter.notices.len().min(LETTER_NOTICES_MAX);
    let unsubscribe = letter.unsubscribe.as_ref();
    let text = Text {
        origin,
        notices: &letter.notices[..shown],
        more: letter.notices.len() - shown,
        sender: from.name.as_deref().unwrap_or_else(|| from.email.as_ref()),
        unsubscribe: unsubscribe.map(|to| absolute(origin, &to.path)),
    };
    let subject = subject(letter);
    let body = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, plain::write(&text)))
        .singlepart(part(ContentType::TEXT_HTML, html::write(&text, &subject)));
    let message = headers(letter, from, origin)
        .to(mailbox(&letter.name, to.clone()))
        .subject(subject)
        .multipart(body)
        .map_err(|error| format!("the letter cannot be written: {error}"))?;
    Ok(Envelope {
        from: from.email.clone(),
        to,
        content: message.formatted(),
    })
}

fn part(kind: ContentType, text: String) -> SinglePart {
    SinglePart::builder().header(kind).body(text)
}

/// Everything but recipient and subject.
fn headers(letter: &Letter, from: &Mailbox, origin: &str) -> MessageBuilder {
    let domain = from.email.domain();
    let mut headers = Message::builder()
        .from(from.clone())
        .date_now()
        .message_id(Some(message_id(&letter.id, domain)))
        // A program wrote it: no absence notes in return (RFC 3834, 5).
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(tag) = thread(&letter.notices) {
        // The thread's first letter is one that nobody got: so all others stand below one another.
        let root = message_id(tag, domain);
        headers = headers.in_reply_to(root.clone()).references(root);
    }
    if letter.notices.iter().any(|notice| notice.urgent) {
        headers = headers
            .raw_header(header("Importance", "high".to_owned()))
            .raw_header(header("X-Priority", "1".to_owned()));
    }
    if let Some(Unsubscribe { path, one_click }) = &letter.unsubscribe {
        let target = format!("<{}>", absolute(origin, path));
        headers = headers.raw_header(header("List-Unsubscribe", target));
        if *one_click {
            let value = "List-Unsubscribe=One-Click".to_owned();
            headers = headers.raw_header(header("List-Unsubscribe-Post", value));
        }
    }
    headers
}

/// A header whose value is encoded as needed; its name is ours.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// The tag that all notices share, if they do.
fn thread(notices: &[Notice]) -> Option<&str> {
    let tag = notices.first()?.tag.as_deref()?;
    let same = notices
        .iter()
        .all(|notice| notice.tag.as_deref() == Some(tag));
    same.then_some(tag)
}

/// A Message-ID (RFC 5322, 3.6.4) of characters that need no quotes.
fn message_id(id: &str, domain: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let id: String = id.chars().map(plain).collect();
    format!("<{id}@{domain}>")
}

fn subject(letter: &Letter) -> String {
    let subject = match (letter.heading.as_deref(), letter.notices.as_slice()) {
        (Some(heading), _) => line(heading, LETTER_SUBJECT_CHARS_MAX),
        (None, [notice]) => line(&notice.title, LETTER_SUBJECT_CHARS_MAX),
        (None, several) => words::several(several.len()),
    };
    let subject = if subject.is_empty() {
        words::UNTITLED.to_owned()
    } else {
        subject
    };
    if letter.notices.iter().any(|notice| notice.urgent) {
        format!("{}: {subject}", words::URGENT)
    } else {
        subject
    }
}

/// A name and an address; the name is one line, whatever it was.
pub(super) fn mailbox(name: &str, address: Address) -> Mailbox {
    let name = line(name, NAME_CHARS_MAX);
    Mailbox::new(Some(name).filter(|name| !name.is_empty()), address)
}

/// Text as one line: whatever breaks or hides lines becomes a space. No header gets another line
/// from outside.
pub(super) fn line(text: &str, chars_max: usize) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let flat: String = text
        .chars()
        .map(|c| if breaks(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = flat.split_whitespace().collect();
    let joined = words.join(" ");
    if joined.chars().count() <= chars_max {
        return joined;
    }
    let kept: String = joined.chars().take(chars_max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Text of several lines: one kind of line break, and nothing else that controls.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests;
