//! The media lines of session descriptions (RFC 8866), where they are looked into beside str0m.

use crate::source::SourceKind;

/// A media line with its attributes.
#[derive(Clone, Copy)]
pub(crate) struct MediaLine<'a>(&'a str);

/// The media lines of a description, in order.
pub(crate) fn media_lines(sdp: &str) -> impl Iterator<Item = MediaLine<'_>> {
    sdp.split("\nm=").skip(1).map(MediaLine)
}

impl<'a> MediaLine<'a> {
    /// Whether voices or pictures go on it; `None` for anything else.
    pub(crate) fn kind(self) -> Option<SourceKind> {
        match self.0.split(' ').next() {
            Some("audio") => Some(SourceKind::Audio),
            Some("video") => Some(SourceKind::Video),
            _ => None,
        }
    }

    /// Whether an answer does not take it: its port is 0 (RFC 3264, 6).
    pub(crate) fn is_rejected(self) -> bool {
        self.0.split(' ').nth(1) == Some("0")
    }

    /// What follows `beginning` in the first attribute that begins so.
    pub(crate) fn attribute(self, beginning: &str) -> Option<&'a str> {
        let mut lines = self.0.lines().map(str::trim_end);
        lines.find_map(|line| line.strip_prefix("a=")?.strip_prefix(beginning))
    }

    /// Whether it has an attribute without a value.
    pub(crate) fn has(self, attribute: &str) -> bool {
        self.attribute(attribute) == Some("")
    }
}
