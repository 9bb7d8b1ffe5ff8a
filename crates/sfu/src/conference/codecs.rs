//! In which codecs pictures may be sent: those that everybody takes.
//!
//! Codecs are negotiated once, with everybody's only offer; which of them is sent is the publisher's
//! choice within what all can show. Somebody who lacks a codec narrows the choice at once; when they
//! are gone it is widened after a while, so that who connects anew does not switch encoders twice. What
//! is recorded is sent in the one codec of the recording.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use model::id::PersonId;
use model::session::{MediaSource, VideoCodec};

use super::{Conference, ConferenceEvent};
use crate::source::{SourceId, SourceKind};

/// How long a codec has to be known to all before it may be sent again.
const WIDEN_AFTER: Duration = Duration::from_secs(3);

/// Counts who lacks which codec, so that nobody has to be asked.
#[derive(Debug)]
pub(super) struct Codecs {
    /// Connected people who do not take each codec.
    lacking: [u32; VideoCodec::ALL.len()],
    /// Pictures that cannot be sent in VP8, and what they can be sent in: those of encoders.
    without_vp8: BTreeMap<SourceId, Vec<VideoCodec>>,
    /// The codec of the recording.
    recorded: Option<VideoCodec>,
    /// What may be sent, until somebody comes or goes.
    possible: Vec<VideoCodec>,
    /// What holds.
    allowed: Vec<VideoCodec>,
    /// Since when more could be allowed.
    wider_since: Option<Instant>,
    /// All who publish pictures are to be told.
    changed: bool,
    /// Who may not know what holds.
    untold: BTreeSet<PersonId>,
}

impl Default for Codecs {
    fn default() -> Self {
        Self {
            lacking: [0; VideoCodec::ALL.len()],
            without_vp8: BTreeMap::new(),
            recorded: None,
            possible: VideoCodec::ALL.to_vec(),
            allowed: VideoCodec::ALL.to_vec(),
            wider_since: None,
            changed: false,
            untold: BTreeSet::new(),
        }
    }
}

impl Codecs {
    /// Somebody came who takes these.
    pub(super) fn count(&mut self, takes: &[VideoCodec]) {
        for codec in lacked(takes) {
            self.lacking[codec as usize] += 1;
        }
        self.narrow();
    }

    /// Somebody who takes these is gone.
    pub(super) fn discount(&mut self, takes: &[VideoCodec]) {
        for codec in lacked(takes) {
            let lacking = &mut self.lacking[codec as usize];
            *lacking = lacking.saturating_sub(1);
        }
        self.look();
    }

    /// A recording began in this codec, or ended.
    pub(super) fn record(&mut self, codec: Option<VideoCodec>) {
        self.recorded = codec;
        self.narrow();
    }

    /// A source is published that can be sent in these; nothing is known of voices.
    pub(super) fn publish(&mut self, source: SourceId, sends: &[VideoCodec]) {
        if sends.is_empty() || sends.contains(&VideoCodec::Vp8) {
            self.forget(source);
        } else {
            self.without_vp8.insert(source, sends.to_vec());
        }
    }

    /// A source is gone for good.
    pub(super) fn forget(&mut self, source: SourceId) {
        self.without_vp8.remove(&source);
    }

    /// Whether a picture can be sent in a codec, as far as is known.
    pub(super) fn can(&self, source: SourceId, codec: VideoCodec) -> bool {
        let sends = self.without_vp8.get(&source);
        sends.is_none_or(|sends| sends.contains(&codec))
    }

    /// The pictures that can be sent in H.264 but not in VP8.
    pub(super) fn only_h264(&self) -> impl Iterator<Item = SourceId> {
        let sent = self.without_vp8.iter();
        sent.filter(|(_, sends)| sends.contains(&VideoCodec::H264))
            .map(|(source, _)| *source)
    }

    /// Whether everybody takes a codec.
    pub(super) fn taken_by_all(&self, codec: VideoCodec) -> bool {
        codec == VideoCodec::Vp8 || self.lacking[codec as usize] == 0
    }

    /// The person publishes pictures from now on, or no longer.
    pub(super) fn tell_later(&mut self, person: PersonId) {
        self.untold.insert(person);
    }

    /// Allows more, if everybody has taken it for long enough.
    pub(super) fn widen(&mut self, now: Instant) {
        if self.possible == self.allowed {
            self.wider_since = None;
            return;
        }
        let since = *self.wider_since.get_or_insert(now);
        if WIDEN_AFTER <= now.saturating_duration_since(since) {
            self.wider_since = None;
            self.allowed.clone_from(&self.possible);
            self.changed = true;
        }
    }

    fn narrow(&mut self) {
        self.look();
        let before = self.allowed.len();
        self.allowed.retain(|codec| self.possible.contains(codec));
        if self.allowed.len() == before {
            return;
        }
        // From one codec to another: that of a recording, or the one that who came takes too.
        if self.allowed.is_empty() {
            self.allowed.clone_from(&self.possible);
        }
        self.changed = true;
        self.wider_since = None;
    }

    /// Somebody came or is gone. Who is there has to see what is sent: that goes before what is recorded.
    fn look(&mut self) {
        self.possible = match self.recorded {
            Some(codec) if self.taken_by_all(codec) => vec![codec],
            Some(_) => vec![VideoCodec::Vp8],
            None => {
                let all = VideoCodec::ALL.into_iter();
                all.filter(|codec| self.taken_by_all(*codec)).collect()
            }
        };
    }
}

/// The codecs that are not among these; VP8 is never lacked.
fn lacked(takes: &[VideoCodec]) -> impl Iterator<Item = VideoCodec> {
    let all = VideoCodec::ALL.into_iter();
    all.filter(|codec| *codec != VideoCodec::Vp8 && !takes.contains(codec))
}

impl Conference {
    /// Tells those who publish pictures, if they were told otherwise last.
    pub(super) fn tell_codecs(&mut self) {
        if std::mem::take(&mut self.codecs.changed) {
            let pictures = [MediaSource::Camera, MediaSource::Screen];
            let published = pictures.map(|media| {
                self.available
                    .range((media, SourceId(0))..=(media, SourceId(u32::MAX)))
            });
            let owners = published.into_iter().flatten();
            let owners = owners.filter_map(|(_, id)| Some(self.sources.get(id)?.owner));
            self.codecs.untold.extend(owners);
        }
        while let Some(person) = self.codecs.untold.pop_first() {
            let publishes = self.sources_of(person).iter().any(|id| {
                let source = self.sources.get(id);
                source.is_some_and(|source| {
                    source.available() && SourceKind::of(source.media) == SourceKind::Video
                })
            });
            let Some(member) = self.members.get_mut(&person).filter(|_| publishes) else {
                continue;
            };
            if member.codecs != self.codecs.allowed {
                member.codecs.clone_from(&self.codecs.allowed);
                let told = member.codecs.clone();
                self.event(ConferenceEvent::Codecs(person, told));
            }
        }
    }
}
