//! Media over real sockets: calls over UDP and TCP, recordings judged by ffmpeg.

mod bot;
mod calls;
mod ffmpeg;
mod recordings;
