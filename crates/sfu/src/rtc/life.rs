//! Whether a client is there: when something came last, and whether it is missed.

use std::time::Instant;

use crate::limits::{SENDS_WITHIN, SILENT_LISTENING, SILENT_SENDING};
use crate::peer::PeerEvent;

/// When something came last, and whether it is missed.
#[derive(Debug)]
pub(super) struct Life {
    heard_at: Instant,
    pub(super) media_at: Instant,
    silent: bool,
}

impl Life {
    pub(super) const fn new(now: Instant) -> Self {
        Self {
            heard_at: now,
            media_at: now,
            silent: false,
        }
    }

    pub(super) const fn heard(&mut self, now: Instant) {
        self.heard_at = now;
    }

    /// When [`poll`](Self::poll) has something to tell if nothing comes.
    pub(super) fn deadline(&self) -> Option<Instant> {
        (!self.silent).then(|| self.silent_at())
    }

    /// When the other side is silent if nothing comes.
    fn silent_at(&self) -> Instant {
        let sends = self.heard_at <= self.media_at + SENDS_WITHIN;
        let span = if sends {
            SILENT_SENDING
        } else {
            SILENT_LISTENING
        };
        self.heard_at + span
    }

    pub(super) fn poll(&mut self, now: Instant) -> Option<PeerEvent> {
        let silent = self.silent_at() <= now;
        if std::mem::replace(&mut self.silent, silent) == silent {
            return None;
        }
        Some(if silent {
            PeerEvent::Silent
        } else {
            PeerEvent::Heard
        })
    }
}
