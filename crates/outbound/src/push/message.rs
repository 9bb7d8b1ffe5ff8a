//! What is pushed: notices as the JSON of a browser's notification, and how soon it is wanted.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::limits::{PUSH_LIFE_MAX, PUSH_NOTICE_BYTES_MAX};
use model::notice::{Notice, NoticeKind};
use model::push::PushPayload;

use crate::link::local;
use crate::words;

/// Longest title of a notification, in characters; systems show about 60.
const TITLE_CHARS_MAX: usize = 120;

/// Longest body of a notification, in characters; systems show about 240.
const BODY_CHARS_MAX: usize = 500;

/// Length of a topic (RFC 8030, 5.4).
const TOPIC_CHARS: usize = 32;

/// How soon a device should be woken for a push (RFC 8030, 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// When it is on power and on Wi-Fi.
    VeryLow,
    /// When it is on power or on Wi-Fi.
    Low,
    /// On neither.
    Normal,
    /// With a low battery too.
    High,
}

impl Urgency {
    /// The header's value.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very-low",
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// One push, before it is encrypted to a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushMessage {
    payload: Vec<u8>,
    life: Duration,
    urgency: Urgency,
    topic: Option<String>,
}

impl PushMessage {
    /// A push of any payload, kept for `life` for a device that is away (at most
    /// [`PUSH_LIFE_MAX`]; zero for now or never).
    #[must_use]
    pub fn new(payload: Vec<u8>, life: Duration, urgency: Urgency) -> Self {
        Self {
            payload,
            life: life.min(PUSH_LIFE_MAX),
            urgency,
            topic: None,
        }
    }

    /// Takes the place of a push with the same tag that waits for a device. The push service sees
    /// that two tags are the same, not what they are.
    #[must_use]
    pub fn replacing(self, tag: &str) -> Self {
        let hash = digest(&SHA256, tag.as_bytes());
        let mut topic = URL_SAFE_NO_PAD.encode(hash);
        topic.truncate(TOPIC_CHARS);
        Self {
            topic: Some(topic),
            ..self
        }
    }

    /// One push that tells `notices`, in their order; `None` if there is none.
    #[must_use]
    pub fn telling(notices: &[Notice]) -> Option<Self> {
        let payload = match notices {
            [] => return None,
            [notice] => payload_of(notice),
            several => payload_together(several),
        };
        // Nothing takes the place of something urgent that waits, except its like.
        let replaced = payload.tag.clone();
        let replaced = replaced.map(|tag| {
            if payload.urgent {
                format!("urgent {tag}")
            } else {
                tag
            }
        });
        let life = notices.iter().map(|n| n.lasts_seconds).max();
        let life = Duration::from_secs(u64::from(life.unwrap_or(0)));
        let push = Self::new(fit(payload), life, urgency(notices));
        Some(match replaced {
            Some(tag) => push.replacing(&tag),
            None => push,
        })
    }

    /// What is encrypted: JSON of [`PushPayload`].
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// How long it is kept for a device that is away.
    #[must_use]
    pub fn life(&self) -> Duration {
        self.life
    }

    /// How soon it is wanted.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        self.urgency
    }

    /// What it takes the place of, if anything.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        self.topic.as_deref()
    }
}

fn urgency(notices: &[Notice]) -> Urgency {
    let any = |wanted: fn(&Notice) -> bool| notices.iter().any(wanted);
    if any(|notice| notice.urgent || notice.kind == NoticeKind::Ring) {
        Urgency::High
    } else if any(|notice| notice.kind != NoticeKind::Digest) {
        Urgency::Normal
    } else {
        Urgency::Low
    }
}

fn payload_of(notice: &Notice) -> PushPayload {
    PushPayload {
        kind: notice.kind,
        title: cut(&notice.title, TITLE_CHARS_MAX),
        body: cut(&notice.body, BODY_CHARS_MAX),
        path: local(&notice.path).to_owned(),
        why: notice.why.as_deref().map(|why| local(why).to_owned()),
        tag: notice.tag.clone(),
        urgent: notice.urgent,
    }
}

/// Several notices: a number, and their titles as lines. Its tag is that of these notices: sent again they
/// take their own place, and the next ones that arrive together do not.
fn payload_together(notices: &[Notice]) -> PushPayload {
    let titles: Vec<&str> = notices.iter().map(|n| n.title.as_str()).collect();
    PushPayload {
        kind: NoticeKind::Together,
        title: cut(&words::several(notices.len()), TITLE_CHARS_MAX),
        body: cut(&titles.join("\n"), BODY_CHARS_MAX),
        path: words::INBOX_PATH.to_owned(),
        why: None,
        tag: Some(tag_together(notices)),
        urgent: notices.iter().any(|notice| notice.urgent),
    }
}

/// A name of exactly these notices: why each is told names its delivery.
fn tag_together(notices: &[Notice]) -> String {
    let mut named = String::new();
    for notice in notices {
        named += notice.why.as_deref().unwrap_or(&notice.path);
        named.push('\n');
    }
    URL_SAFE_NO_PAD.encode(digest(&SHA256, named.as_bytes()))
}

/// The JSON, with a body that is short enough for it.
fn fit(mut payload: PushPayload) -> Vec<u8> {
    loop {
        let json = serde_json::to_vec(&payload).unwrap_or_default();
        let chars = payload.body.chars().count();
        if json.len() <= PUSH_NOTICE_BYTES_MAX || chars <= 1 {
            return json;
        }
        payload.body = cut(&payload.body, chars / 2);
    }
}

/// At most `chars_max` characters, with a sign where something is missing.
fn cut(text: &str, chars_max: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(chars_max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests;
