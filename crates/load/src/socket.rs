//! A lean reader of the socket: opens it, counts and shows frames, answers pings.
//!
//! It keeps no buffer while nothing comes, so that ten thousand of them fit beside the server.

use std::io;
use std::net::SocketAddr;
use std::ops::ControlFlow;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::error::BenchError;
use crate::http::{head_end, request};

/// Bytes read at once, on the stack of the one thread.
const READ_BYTES: usize = 16 * 1024;

/// Longest answer to the handshake.
const HANDSHAKE_BYTES_MAX: usize = 16 * 1024;

const TEXT: u8 = 1;
const CLOSE: u8 = 8;
const PING: u8 = 9;

/// An empty pong with an empty mask (RFC 6455, 5.5.3).
const PONG: [u8; 6] = [0x8a, 0x80, 0, 0, 0, 0];

/// The client's end of a socket.
pub(crate) struct Socket {
    stream: TcpStream,
    frames: Frames,
}

impl Socket {
    /// Opens a socket for a caller, by their header line.
    pub(crate) async fn open(address: SocketAddr, caller: &str) -> Result<Self, BenchError> {
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let lines = format!(
            "{caller}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: bWVhbndoaWxlIGJlbmNoIQ=="
        );
        let asked = "GET /api/v1/socket";
        stream
            .write_all(&request("GET", "/api/v1/socket", &lines, ""))
            .await?;
        let mut answer = Vec::new();
        let end = loop {
            if let Some(end) = head_end(&answer) {
                break end;
            }
            let read = stream.read_buf(&mut answer).await?;
            if read == 0 || HANDSHAKE_BYTES_MAX < answer.len() {
                return Err(BenchError::Protocol("the handshake has no end"));
            }
        };
        if !answer.starts_with(b"HTTP/1.1 101 ") {
            let status = answer
                .get(9..12)
                .and_then(|text| std::str::from_utf8(text).ok());
            return Err(BenchError::Answer {
                asked: asked.to_owned(),
                status: status.and_then(|text| text.parse().ok()).unwrap_or(0),
                body: String::from_utf8_lossy(&answer).into_owned(),
            });
        }
        answer.drain(..end);
        Ok(Self {
            stream,
            frames: Frames { rest: answer },
        })
    }

    /// A stream whose other end writes server frames without a handshake.
    pub(crate) fn bare(stream: TcpStream) -> Self {
        Self {
            stream,
            frames: Frames::default(),
        }
    }

    /// Sends a text frame. Returns its bytes on the wire.
    pub(crate) async fn send(&mut self, text: &str) -> Result<usize, BenchError> {
        let frame = masked_frame(text.as_bytes());
        self.stream.write_all(&frame).await?;
        Ok(frame.len())
    }

    /// Shows each text frame until `each` breaks.
    pub(crate) async fn read<T>(
        &mut self,
        mut each: impl FnMut(&[u8]) -> ControlFlow<T>,
    ) -> Result<T, BenchError> {
        loop {
            // What came with the handshake, or after the frame that broke the last reading.
            let mut pings = 0;
            let shown = self.frames.show(&[], &mut pings, &mut each)?;
            if let ControlFlow::Break(value) = shown {
                return Ok(value);
            }
            self.stream.readable().await?;
            let shown = self.read_once(&mut pings, &mut each)?;
            for _ in 0..pings {
                self.stream.write_all(&PONG).await?;
            }
            if let ControlFlow::Break(value) = shown {
                return Ok(value);
            }
        }
    }

    /// Not async, so that the scratch lives on the thread's stack and not in each future.
    fn read_once<T>(
        &mut self,
        pings: &mut u32,
        each: &mut impl FnMut(&[u8]) -> ControlFlow<T>,
    ) -> Result<ControlFlow<T>, BenchError> {
        let mut scratch = [0; READ_BYTES];
        match self.stream.try_read(&mut scratch) {
            Ok(0) => Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            Ok(read) => {
                let bytes = scratch.get(..read).unwrap_or_default();
                self.frames.show(bytes, pings, each)
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                Ok(ControlFlow::Continue(()))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Cuts bytes into frames; keeps what is unfinished.
#[derive(Default)]
struct Frames {
    rest: Vec<u8>,
}

impl Frames {
    fn show<T>(
        &mut self,
        bytes: &[u8],
        pings: &mut u32,
        each: &mut impl FnMut(&[u8]) -> ControlFlow<T>,
    ) -> Result<ControlFlow<T>, BenchError> {
        let mut kept = std::mem::take(&mut self.rest);
        let data = if kept.is_empty() {
            bytes
        } else {
            kept.extend_from_slice(bytes);
            &kept
        };
        let mut at = 0;
        let mut shown = ControlFlow::Continue(());
        while let Some(frame) = frame(data.get(at..).unwrap_or_default()) {
            at += frame.size;
            match frame.opcode {
                TEXT => shown = each(frame.payload),
                PING => *pings += 1,
                CLOSE => return Err(BenchError::Missing("the server closed a socket".into())),
                _ => {}
            }
            if shown.is_break() {
                break;
            }
        }
        self.rest = data.get(at..).unwrap_or_default().to_vec();
        Ok(shown)
    }
}

struct Frame<'a> {
    opcode: u8,
    payload: &'a [u8],
    size: usize,
}

/// The first whole frame; a server's frames have no mask.
fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let opcode = bytes.first()? & 0x0f;
    let (begin, length) = match *bytes.get(1)? {
        126 => {
            let length = bytes.get(2..4)?.try_into().ok()?;
            (4, usize::from(u16::from_be_bytes(length)))
        }
        127 => {
            let length = bytes.get(2..10)?.try_into().ok()?;
            (10, usize::try_from(u64::from_be_bytes(length)).ok()?)
        }
        length => (2, usize::from(length & 0x7f)),
    };
    let size = begin + length;
    Some(Frame {
        opcode,
        payload: bytes.get(begin..size)?,
        size,
    })
}

/// A server's text frame with this payload.
pub(crate) fn text_frame(payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x80 | TEXT];
    match u16::try_from(payload.len()) {
        Ok(short) if short < 126 => frame.push(short.to_be_bytes()[1]),
        Ok(middle) => {
            frame.push(126);
            frame.extend(middle.to_be_bytes());
        }
        Err(_) => {
            frame.push(127);
            frame.extend((payload.len() as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame
}

/// A client's text frame with this payload; its mask is empty.
fn masked_frame(payload: &[u8]) -> Vec<u8> {
    let mut frame = text_frame(&[]);
    frame.truncate(1);
    match u16::try_from(payload.len()) {
        Ok(short) if short < 126 => frame.push(0x80 | short.to_be_bytes()[1]),
        Ok(middle) => {
            frame.push(0x80 | 126);
            frame.extend(middle.to_be_bytes());
        }
        Err(_) => {
            frame.push(0x80 | 127);
            frame.extend((payload.len() as u64).to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend_from_slice(payload);
    frame
}

#[cfg(test)]
mod tests;
