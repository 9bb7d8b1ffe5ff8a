//! A lean HTTP/1.1 client over one connection: whole requests out, whole answers in.
//!
//! It knows only what is answered here (`Content-Length` by our own server, chunks by Janus, keep-alive),
//! so that the generator costs a fraction of what it measures.

use std::io;
use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::error::BenchError;

/// Largest answer that is taken, in bytes; a snapshot of a large team has some megabytes.
const ANSWER_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Characters of an unexpected answer that are shown.
const SHOWN_CHARS: usize = 300;

/// A kept-alive connection.
pub(crate) struct Http {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Bytes of the buffer that the last answer took.
    taken: usize,
}

/// An answer, borrowed from its connection until the next request.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    head: &'a str,
    pub(crate) body: &'a [u8],
}

impl Answer<'_> {
    /// Bytes on the wire.
    pub(crate) const fn bytes(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// The value of a header, by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The body as JSON, if the request was done.
    pub(crate) fn json(&self, asked: &str) -> Result<Value, BenchError> {
        self.done(asked)?;
        serde_json::from_slice(self.body).map_err(|_| BenchError::Protocol("no JSON"))
    }

    /// Whether the request was done.
    pub(crate) fn done(&self, asked: &str) -> Result<(), BenchError> {
        if (200..300).contains(&self.status) {
            return Ok(());
        }
        let body = String::from_utf8_lossy(self.body);
        Err(BenchError::Answer {
            asked: asked.to_owned(),
            status: self.status,
            body: body.chars().take(SHOWN_CHARS).collect(),
        })
    }
}

/// The bytes of a request; `caller` is a whole header line or empty.
pub(crate) fn request(method: &str, path: &str, caller: &str, body: &str) -> Vec<u8> {
    request_of(method, path, caller, ("application/json", body))
}

/// The same with a body of another type.
pub(crate) fn request_of(
    method: &str,
    path: &str,
    caller: &str,
    (kind, body): (&str, &str),
) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for line in caller.lines() {
        text.push_str(line);
        text.push_str("\r\n");
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Type: {kind}\r\n"));
    }
    if method != "GET" {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

impl Http {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self, BenchError> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(4096),
            taken: 0,
        })
    }

    /// Sends a request and waits for its answer.
    pub(crate) async fn send(&mut self, request: &[u8]) -> Result<Answer<'_>, BenchError> {
        self.buffer.drain(..self.taken);
        self.taken = 0;
        self.stream.write_all(request).await?;
        loop {
            if let Some(head) = head_end(&self.buffer)
                && let Some(length) = self.body_length(head)?
            {
                return self.answer(head, length);
            }
            if ANSWER_BYTES_MAX < self.buffer.len() {
                return Err(BenchError::Protocol("the answer has no end"));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
        }
    }

    /// A JSON request by itself: method, path, caller's header line, body.
    pub(crate) async fn call(
        &mut self,
        method: &str,
        path: &str,
        caller: &str,
        body: &str,
    ) -> Result<Value, BenchError> {
        let answer = self.send(&request(method, path, caller, body)).await?;
        let asked = format!("{method} {path}");
        if answer.body.is_empty() {
            answer.done(&asked)?;
            return Ok(Value::Null);
        }
        answer.json(&asked)
    }

    /// The length of the body, once all of it is there.
    fn body_length(&mut self, head: usize) -> Result<Option<usize>, BenchError> {
        let text = std::str::from_utf8(self.buffer.get(..head).unwrap_or_default())
            .map_err(|_| BenchError::Protocol("the head is no text"))?;
        let length = match header(text, "content-length") {
            Some(length) => length
                .parse()
                .map_err(|_| BenchError::Protocol("Content-Length is no number"))?,
            None if header(text, "transfer-encoding").is_some() => {
                return join_chunks(&mut self.buffer, head);
            }
            None => 0,
        };
        Ok(Some(length).filter(|length| head + length <= self.buffer.len()))
    }

    fn answer(&mut self, head: usize, length: usize) -> Result<Answer<'_>, BenchError> {
        self.taken = head + length;
        let (head, rest) = self.buffer.split_at(head);
        let head =
            std::str::from_utf8(head).map_err(|_| BenchError::Protocol("the head is no text"))?;
        let status = head
            .split_ascii_whitespace()
            .nth(1)
            .and_then(|status| status.parse().ok())
            .ok_or(BenchError::Protocol("no status"))?;
        Ok(Answer {
            status,
            head,
            body: rest.get(..length).unwrap_or_default(),
        })
    }
}

/// Takes the framing out of a body in chunks that begins at `from` (RFC 9112, 7.1), once all of it is there.
/// Returns the body's length.
fn join_chunks(buffer: &mut Vec<u8>, from: usize) -> Result<Option<usize>, BenchError> {
    let strange = || BenchError::Protocol("a chunk has no length");
    let (mut at, mut body) = (from, Vec::new());
    loop {
        let rest = buffer.get(at..).unwrap_or_default();
        let Some(line) = rest.windows(2).position(|window| window == b"\r\n") else {
            return Ok(None);
        };
        let size = std::str::from_utf8(&rest[..line]).map_err(|_| strange())?;
        let size = usize::from_str_radix(size.trim(), 16).map_err(|_| strange())?;
        if ANSWER_BYTES_MAX < size {
            return Err(BenchError::Protocol("the answer has no end"));
        }
        let start = line + 2;
        let Some(chunk) = rest.get(start..start + size + 2) else {
            return Ok(None);
        };
        body.extend_from_slice(&chunk[..size]);
        at += start + size + 2;
        if size == 0 {
            let length = body.len();
            buffer.splice(from..at, body);
            return Ok(Some(length));
        }
    }
}

/// Where the head ends and the body begins.
pub(crate) fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map(|at| at + 4)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests;
