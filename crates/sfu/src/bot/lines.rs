//! The media lines of a bot's offer.

use std::collections::BTreeMap;
use std::time::Instant;

use model::session::{MediaSource, SendTrack};
use str0m::change::SdpPendingOffer;
use str0m::media::{Direction, MediaKind, Mid, Simulcast, SimulcastLayer};
use str0m::{Rtc, RtcError};

use super::{BotConfig, Camera, CameraLayer, SentVideo};
use crate::codec::Codec;
use crate::sdp::media_lines;
use crate::source::SourceKind;

/// What a bot sends and receives on which media line.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) microphone: Option<Mid>,
    pub(super) videos: BTreeMap<MediaSource, SentVideo>,
    pub(super) audio_slots: Vec<Mid>,
    pub(super) video_slots: Vec<Mid>,
    pub(super) tracks: Vec<SendTrack>,
}

impl Lines {
    /// Adds what is sent, then the slots; answers the offer, too.
    pub(super) fn add(
        rtc: &mut Rtc,
        config: &BotConfig,
        now: Instant,
    ) -> Result<(Self, String, SdpPendingOffer), RtcError> {
        let mut api = rtc.sdp_api();
        let mut tracks = Vec::new();
        let mut named = |mid: Mid, source| {
            tracks.push(SendTrack {
                mid: mid.to_string(),
                source,
            });
            mid
        };
        let microphone = config.microphone.then(|| {
            let mid = api.add_media(MediaKind::Audio, Direction::SendOnly, None, None, None);
            named(mid, MediaSource::Microphone)
        });
        let mut videos = BTreeMap::new();
        let sent = [
            (MediaSource::Camera, config.camera.clone()),
            (
                MediaSource::Screen,
                config.screen.clone().into_iter().collect(),
            ),
        ];
        for (source, layers) in sent.into_iter().filter(|(_, layers)| !layers.is_empty()) {
            let within = config.codec == Codec::Vp9;
            let simulcast = simulcast(&layers).filter(|_| !within);
            let mid = api.add_media(MediaKind::Video, Direction::SendOnly, None, None, simulcast);
            videos.insert(
                source,
                SentVideo {
                    mid,
                    camera: {
                        let mut camera = Camera::new(layers, now);
                        if within {
                            camera.put_within();
                        }
                        if config.codec == Codec::H264 {
                            camera.set_h264();
                        }
                        camera
                    },
                },
            );
            named(mid, source);
        }
        let mut receive = |kind, count| -> Vec<Mid> {
            let mut slot = || api.add_media(kind, Direction::RecvOnly, None, None, None);
            (0..count).map(|_| slot()).collect()
        };
        let audio_slots = receive(MediaKind::Audio, config.audio_slots);
        let video_slots = receive(MediaKind::Video, config.video_slots);
        let (offer, pending) = api
            .apply()
            .ok_or(RtcError::RemoteSdp("no media".to_owned()))?;
        let lines = Self {
            microphone,
            videos,
            audio_slots,
            video_slots,
            tracks,
        };
        Ok((lines, offer.to_sdp_string(), pending))
    }

    /// A slot for each line of an offer of the other side's.
    pub(super) fn offered(offer: &str) -> Self {
        let mut lines = Self::default();
        for line in media_lines(offer) {
            let slots = match line.kind() {
                Some(SourceKind::Audio) => &mut lines.audio_slots,
                Some(SourceKind::Video) => &mut lines.video_slots,
                None => continue,
            };
            slots.extend(line.attribute("mid:").map(Mid::from));
        }
        lines
    }
}

fn simulcast(layers: &[CameraLayer]) -> Option<Simulcast> {
    let first = layers.first()?;
    if first.rid.is_empty() {
        return None;
    }
    let mut simulcast = Simulcast::new();
    for layer in layers {
        simulcast.add_send_layer(SimulcastLayer::new(&layer.rid));
    }
    Some(simulcast)
}
