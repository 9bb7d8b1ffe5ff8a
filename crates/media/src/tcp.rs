//! ICE over TCP (RFC 6544): frames of RFC 4571 on connections that clients open.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Longest frame; a longer one is no media of ours and closes the connection.
const FRAME_BYTES_MAX: usize = 2_048;

/// Most bytes that wait for a client; a datagram beyond is lost, as it would be on a full path.
const OUT_BYTES_MAX: usize = 256 * 1024;

/// A connection on which no check signed with a peer's password has come within this time is closed. Clients send
/// theirs as soon as it is open; this leaves room for three that are lost on the way and sent again.
const UNPROVEN_MAX: Duration = Duration::from_secs(5);

/// A connection of a peer on which nothing comes for this long is closed.
const IDLE_MAX: Duration = Duration::from_secs(60);

/// Most connections. A further one takes the place of the oldest that is not proven to be a peer's; if
/// all are, it is closed at once.
pub(crate) const CONNECTIONS_MAX: usize = 4_096;

/// One client's connection.
pub(crate) struct Connection {
    stream: TcpStream,
    pub(crate) source: SocketAddr,
    inbox: Vec<u8>,
    outbox: VecDeque<u8>,
    /// When something of its peer's came on it last, or when it was opened.
    active_at: Instant,
    /// Whether somebody has proven that it is theirs.
    proven: bool,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream, source: SocketAddr, since: Instant) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            source,
            inbox: Vec::new(),
            outbox: VecDeque::new(),
            active_at: since,
            proven: false,
        })
    }

    /// Whether it was nobody's for too long, or nothing of its peer's has come: clients check consent
    /// every few seconds.
    pub(crate) fn idle(&self, now: Instant) -> bool {
        let limit = if self.proven { IDLE_MAX } else { UNPROVEN_MAX };
        limit <= now.saturating_duration_since(self.active_at)
    }

    /// Something came from whom it is proven to be.
    pub(crate) const fn note_proven(&mut self, now: Instant) {
        self.proven = true;
        self.active_at = now;
    }

    /// Whether it is a peer's.
    pub(crate) const fn is_proven(&self) -> bool {
        self.proven
    }

    pub(crate) const fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Reads what has come.
    ///
    /// # Errors
    /// When the connection is over or carries what is no frame.
    pub(crate) fn receive(&mut self) -> io::Result<Vec<Vec<u8>>> {
        let mut chunk = [0; 16 * 1024];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(count) => self.inbox.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            // Enough for now: others want their turn, and epoll tells again of the rest.
            if FRAME_BYTES_MAX * 16 < self.inbox.len() {
                break;
            }
        }
        take_frames(&mut self.inbox)
    }

    /// Sends a datagram as a frame. Returns whether it was taken.
    ///
    /// # Errors
    /// When the connection is over.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let Ok(length) = u16::try_from(bytes.len()) else {
            return Ok(false);
        };
        if OUT_BYTES_MAX < self.outbox.len() + bytes.len() {
            return Ok(false);
        }
        self.outbox.extend(length.to_be_bytes());
        self.outbox.extend(bytes);
        self.flush()?;
        Ok(true)
    }

    /// Writes what the connection takes.
    ///
    /// # Errors
    /// When the connection is over.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        while !self.outbox.is_empty() {
            let (front, _) = self.outbox.as_slices();
            match self.stream.write(front) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => {
                    self.outbox.drain(..count);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether something waits for the connection to take it.
    pub(crate) fn waits(&self) -> bool {
        !self.outbox.is_empty()
    }
}

/// Cuts complete frames out of what has come.
pub(crate) fn take_frames(inbox: &mut Vec<u8>) -> io::Result<Vec<Vec<u8>>> {
    let mut frames = Vec::new();
    let mut at = 0;
    while let Some([high, low]) = inbox.get(at..at + 2) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if FRAME_BYTES_MAX < length {
            return Err(ErrorKind::InvalidData.into());
        }
        let Some(frame) = inbox.get(at + 2..at + 2 + length) else {
            break;
        };
        if !frame.is_empty() {
            frames.push(frame.to_vec());
        }
        at += 2 + length;
    }
    inbox.drain(..at);
    Ok(frames)
}

#[cfg(test)]
mod tests;
