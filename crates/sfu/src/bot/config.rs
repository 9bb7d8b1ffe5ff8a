//! What a bot is like.

use str0m::crypto::dtls::SrtpProfile;

use super::{Camera, CameraLayer};
use crate::codec::Codec;
use crate::peer::Protocol;

/// What a bot publishes and how many slots it has.
#[derive(Clone, Debug)]
pub struct BotConfig {
    /// Publishes a microphone.
    pub microphone: bool,
    /// Publishes a camera with these layers, smallest first; one with an empty rid for none.
    pub camera: Vec<CameraLayer>,
    /// Publishes a screen (one layer).
    pub screen: Option<CameraLayer>,
    /// The codec of its camera and screen; it receives this and VP8. In VP9 the camera's layers are
    /// spatial ones of a single stream. With a camera in H.264 it knows nothing else, as encoders do:
    /// give it no slots for pictures.
    pub codec: Codec,
    /// It knows VP9 too, and may switch to it and back.
    pub switches: bool,
    /// Its voice carries the packet before again, and others' may (RFC 2198).
    pub redundant: bool,
    /// Audio slots.
    pub audio_slots: usize,
    /// Video slots.
    pub video_slots: usize,
    /// How its packets travel.
    pub protocol: Protocol,
    /// For tests: what to protect with, whatever is negotiated.
    pub profile: Option<SrtpProfile>,
}

impl Default for BotConfig {
    fn default() -> Self {
        Self {
            microphone: true,
            camera: Camera::three_layers(),
            screen: None,
            codec: Codec::Vp8,
            switches: false,
            redundant: false,
            audio_slots: 3,
            video_slots: 4,
            protocol: Protocol::Udp,
            profile: None,
        }
    }
}
