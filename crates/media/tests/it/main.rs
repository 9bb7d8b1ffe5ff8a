//! Media over real sockets: calls over UDP and TCP, recordings judged by ffmpeg.

#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod bot;
mod calls;
mod clips;
mod ffmpeg;
mod hostile;
mod recordings;
