//! Recordings of about 2.5 seconds as Chromium's recorder makes them: without length and index.

/// A voice: Opus in WebM.
pub const VOICE_WEBM: &[u8] = include_bytes!("clips/voice.webm");

/// Somebody before a camera, 320×180: VP8 and Opus in WebM.
pub const CAMERA_WEBM: &[u8] = include_bytes!("clips/camera.webm");

/// A voice: Opus in a fragmented MP4.
pub const VOICE_MP4: &[u8] = include_bytes!("clips/voice.mp4");
