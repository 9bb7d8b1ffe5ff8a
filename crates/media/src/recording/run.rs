//! The thread that writes one recording.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use model::session::VideoCodec;
use sfu::{Recorded, RecordedKind};

use super::file::Writer;
use super::mix::{LATENCY, Mixer};
use super::picture::{Picture, Pictures};
use super::repair::repair;
use super::webm::{AUDIO_TRACK, Frame};

/// Packets that may wait for the thread; more are lost, and a keyframe mends the picture.
const QUEUE_MAX: usize = 8_192;

/// Pictures that may wait for the sound of their time.
const PICTURES_MAX: usize = 512;

/// How often the thread looks at the clock.
const TICK: Duration = Duration::from_millis(10);

/// How long a picture is taken to last at the end.
const PICTURE_MS: u64 = 33;

/// How a recording ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its file.
    pub(crate) path: PathBuf,
    /// Length in milliseconds and size in bytes, or why nothing came of it.
    pub(crate) outcome: Result<(u64, u64), String>,
}

/// What the thread says.
#[derive(Debug)]
pub(crate) enum Report {
    /// The picture is broken: a keyframe is wanted.
    KeyframeWanted,
    /// The recording is over.
    Ended(Ended),
}

/// A recording that cannot go on, for want of disk perhaps, still has what was written.
fn save(path: &Path, reason: &str) -> Result<(u64, u64), String> {
    tracing::error!(reason, "a recording broke off");
    match repair(path) {
        Ok(saved) => Ok((saved.duration_ms, saved.bytes)),
        Err(error) => Err(format!("{reason}; {error}")),
    }
}

/// Feeds the thread of one recording. Dropping it ends the recording.
pub(crate) struct Recorder {
    queue: SyncSender<Recorded>,
    lost: u64,
}

impl Recorder {
    /// Makes the file, for pictures of this codec, and starts the thread. `report` is called from it.
    pub(crate) fn start(
        path: &Path,
        codec: VideoCodec,
        report: impl Fn(Report) + Send + 'static,
    ) -> io::Result<Self> {
        let start = Instant::now();
        let mixer = Mixer::new(start).map_err(io::Error::other)?;
        let writer = Writer::create(path, codec, mixer.pre_skip)?;
        let (queue, packets) = sync_channel(QUEUE_MAX);
        let path = path.to_owned();
        thread::Builder::new()
            .name("recording".to_owned())
            .spawn(move || {
                let mut session = Session {
                    mixer,
                    writer,
                    pictures: Pictures::new(codec, start),
                    ready: VecDeque::new(),
                    sized: false,
                };
                let run = std::panic::AssertUnwindSafe(|| session.run(&packets, &report));
                let outcome = match std::panic::catch_unwind(run) {
                    Ok(Ok(())) => session
                        .writer
                        .finish()
                        .or_else(|error| save(&path, &error.to_string())),
                    Ok(Err(error)) => save(&path, &error.to_string()),
                    Err(_) => save(&path, "the recorder panicked"),
                };
                report(Report::Ended(Ended { path, outcome }));
            })?;
        Ok(Self { queue, lost: 0 })
    }

    /// Hands over a packet; never waits.
    pub(crate) fn take(&mut self, packet: Recorded) {
        if let Err(TrySendError::Full(_)) = self.queue.try_send(packet) {
            self.lost += 1;
            if self.lost.is_power_of_two() {
                tracing::warn!(lost = self.lost, "a recording cannot keep up");
            }
        }
    }
}

struct Session {
    mixer: Mixer,
    writer: Writer,
    pictures: Pictures,
    /// Pictures that wait for the sound of their time.
    ready: VecDeque<Picture>,
    sized: bool,
}

impl Session {
    /// Writes until the other end is dropped, then what is left up to that moment.
    fn run(&mut self, packets: &Receiver<Recorded>, report: &impl Fn(Report)) -> io::Result<()> {
        loop {
            let over = match packets.recv_timeout(TICK) {
                Ok(packet) => {
                    self.take(&packet);
                    while let Ok(packet) = packets.try_recv() {
                        self.take(&packet);
                    }
                    false
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => true,
            };
            let now = Instant::now();
            let latency = if over { 0 } else { LATENCY };
            self.write(now, latency)?;
            if over {
                return self.write_pictures(u64::MAX);
            }
            if self.pictures.take_broken() {
                report(Report::KeyframeWanted);
            }
        }
    }

    fn take(&mut self, packet: &Recorded) {
        match packet.kind {
            RecordedKind::Audio { slot } => self.mixer.take(slot, packet),
            RecordedKind::Video => self.pictures.take(packet),
        }
    }

    fn write(&mut self, now: Instant, latency: u64) -> io::Result<()> {
        while let Some(picture) = self.pictures.next(now) {
            self.ready.push_back(picture);
            while PICTURES_MAX < self.ready.len() {
                self.ready.pop_front();
            }
        }
        let until = self.mixer.position(now).saturating_sub(latency);
        while let Some((ms, data)) = self.mixer.next(until).map_err(io::Error::other)? {
            self.write_pictures(ms)?;
            let frame = Frame {
                track: AUDIO_TRACK,
                ms,
                keyframe: true,
                data,
            };
            self.writer.write(&frame, 20)?;
        }
        Ok(())
    }

    /// Writes the pictures up to this time.
    fn write_pictures(&mut self, until_ms: u64) -> io::Result<()> {
        while self
            .ready
            .front()
            .is_some_and(|picture| picture.frame.ms <= until_ms)
        {
            let Some(mut picture) = self.ready.pop_front() else {
                return Ok(());
            };
            if let Some((width, height)) = picture.size.filter(|_| !self.sized) {
                self.sized = true;
                self.writer.set_size(width, height)?;
            }
            // At the very end a picture does not lengthen the recording beyond its sound.
            if until_ms == u64::MAX {
                picture.frame.ms = picture.frame.ms.min(self.writer.end_ms());
            }
            self.writer
                .write(&picture.frame, PICTURE_MS.min(self.tail(picture.frame.ms)))?;
        }
        Ok(())
    }

    /// How far the sound reaches beyond this time.
    const fn tail(&self, ms: u64) -> u64 {
        self.writer.end_ms().saturating_sub(ms)
    }
}
