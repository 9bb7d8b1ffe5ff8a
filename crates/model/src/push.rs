//! Web Push: where a browser takes notices, what it is told, and what became of telling it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::PushSubscriptionId;
use crate::notice::NoticeKind;
use crate::time::Timestamp;

/// Keys to which a browser's notices are encrypted (RFC 8291).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushKeys {
    /// Its public key: 65 bytes of an uncompressed point on P-256, in base64url without padding.
    pub p256dh: String,
    /// What it shares with us alone: 16 bytes, in base64url without padding.
    pub auth: String,
}

impl fmt::Debug for PushKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PushKeys").finish_non_exhaustive()
    }
}

/// Where one browser takes notices, in the shape that its Push API gives. It comes in and is never
/// shown again: whoever has it can write to the device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushSubscription {
    /// The address at the browser maker's push service; it is a secret between the three.
    pub endpoint: String,
    /// The browser's keys.
    pub keys: PushKeys,
}

impl fmt::Debug for PushSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PushSubscription").finish_non_exhaustive()
    }
}

/// A browser that takes a person's pushes, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushSubscriptionItem {
    /// Its id.
    pub id: PushSubscriptionId,
    /// Host of its maker's push service.
    pub service: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// By which ways a person is told outside of the open app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ways {
    /// Whether they want letters.
    pub mail: bool,
    /// The browsers that take their pushes, in order of id.
    pub browsers: Vec<PushSubscriptionId>,
}

/// What a browser's service worker is told, as JSON, encrypted on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PushPayload {
    /// What it is about.
    pub kind: NoticeKind,
    /// The notification's title.
    pub title: String,
    /// Its text; ends with "…" where it was cut.
    pub body: String,
    /// Where the app opens on it, from the root of its address.
    pub path: String,
    /// Where the app explains why they are told now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// A newer notification takes the place of an older one with the same tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Whether it pierces do-not-disturb.
    pub urgent: bool,
}

/// What became of one push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushOutcome {
    /// The push service took it; it reaches the device when the device is reached.
    Taken,
    /// The subscription is over: forget it, it never comes back.
    Gone,
    /// It cannot be taken now: try again, not before `after` if that is said.
    Later {
        /// How long to wait at least.
        after: Option<Duration>,
        /// What happened, for the log.
        reason: String,
    },
    /// It is too large for the push service, although not for the standard.
    TooLarge,
    /// The address of the push service may not be reached from here.
    NotAllowed {
        /// What happened, for the log.
        reason: String,
    },
    /// It will not be taken, and the same again neither. The subscription may be good still.
    Refused {
        /// What happened, for the log.
        reason: String,
    },
}
